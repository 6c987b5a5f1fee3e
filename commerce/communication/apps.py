from oscar.apps.communication import apps


class CommunicationConfig(apps.CommunicationConfig):
    """Oscar's communication app, forked under the same label."""

    name = "commerce.communication"
