from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DisputesConfig(AppConfig):
    """Buyer and vendor disagree about a vendor order: the other side answers, then the operator decides."""

    name = "commerce.disputes"
    label = "disputes"
    verbose_name = _("Litiges entre acheteurs et artisans")

    def ready(self):
        from commerce.disputes import clock, forgetting, timeline
        from commerce.leaving import erasing
        from commerce.order.timeline import join as tell_in_timelines
        from commerce.settlement.due import EACH_NIGHT, EACH_RUN, join

        join(EACH_RUN, "disputes overtaken", clock.overtaken, clock.overtake)
        join(EACH_RUN, "disputes escalated", clock.unanswered, clock.escalate)
        join(EACH_RUN, "disputes lapsed", clock.silent, clock.lapse)
        join(EACH_NIGHT, "disputes pressing", clock.pressing, clock.alarm)
        erasing.join_orders(forgetting.forget)
        tell_in_timelines(timeline.tell, *timeline.LOOKUPS)
