from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FulfilmentConfig(AppConfig):
    """What happens when a vendor can't send as promised, or a buyer doesn't come."""

    name = "commerce.fulfilment"
    label = "fulfilment"
    verbose_name = _("Promesses de livraison")

    def ready(self):
        from commerce.fulfilment import collecting, silence, timeline, unavailable
        from commerce.order.timeline import join as tell_in_timelines
        from commerce.settlement import due

        due.join(due.EACH_NIGHT, "proposals unanswered", unavailable.unanswered, unavailable.refuse)
        due.join(due.EACH_NIGHT, "vendors reminded", silence.to_remind, silence.remind)
        due.join(due.EACH_NIGHT, "silent orders cancelled", silence.to_cancel, silence.cancel)
        due.join(due.EACH_NIGHT, "collectors reminded", collecting.to_remind, collecting.remind)
        tell_in_timelines(timeline.tell, *timeline.LOOKUPS)
