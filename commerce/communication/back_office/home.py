"""What Wagtail's home page says of mails, when something is wrong with them."""

from django.utils import timezone
from wagtail.admin.ui.components import Component

from commerce.communication import delivery, events, wording
from commerce.communication.back_office.access import KEEP

#: Refused mails that the panel names.
SHOWN = 5


class MailPanel(Component):
    """Mails that wait for too long, that were refused, and words that couldn't be used."""

    name = "mails"
    template_name = "communication/back_office/panel.html"
    order = 40

    def get_context_data(self, parent_context):
        """Nothing for who doesn't keep the mails."""
        if not parent_context["request"].user.has_perm(KEEP):
            return {}
        waiting = delivery.stuck(timezone.now())
        refused = delivery.refused()
        broken = [(events.event_of(row.event).title, row) for row in wording.broken()]
        return {
            "waiting": waiting.count(),
            "oldest": waiting.order_by("created_at").values_list("created_at", flat=True).first(),
            "refused": refused.count(),
            "examples": refused.only("pk", "recipient", "subject")[:SHOWN],
            "broken": broken,
        }
