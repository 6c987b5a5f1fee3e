"""Why something wasn't written. Each says it in a sentence for whoever wrote."""


class MessageRefused(Exception):
    """The message isn't taken; `str` is the reason, in words for its writer."""


class ConversationClosed(MessageRefused):
    """The operator closed it, or what it was about is gone."""


class TooManyMessages(MessageRefused):
    """This side wrote more than a person does in an hour, or asked about more pieces than in a day."""


class AlreadyReported(Exception):
    """This side reported the message before."""
