"""What disputes raise."""


class DisputeRefused(Exception):
    """Nothing was opened, decided or written. The message is a sentence for whoever asked."""


class ActionNotAllowed(Exception):
    """The dispute's state doesn't allow this action to this role: see `commerce.disputes.states.TRANSITIONS`."""

    def __init__(self, dispute, action, role):
        super().__init__(f"{dispute.number} is {dispute.state}: {action} is not for {role}.")
