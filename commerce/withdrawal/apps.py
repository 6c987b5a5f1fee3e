from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WithdrawalConfig(AppConfig):
    """A buyer who changes his mind, and the way back of what was sent: declaration, return, refund."""

    name = "commerce.withdrawal"
    label = "withdrawal"
    verbose_name = _("Rétractations et retours")

    def ready(self):
        from commerce.leaving import erasing
        from commerce.order.timeline import join as tell_in_timelines
        from commerce.settlement.due import EACH_NIGHT, EACH_RUN, join
        from commerce.withdrawal import clock, forgetting, timeline

        join(EACH_RUN, "returns accepted", clock.unanswered, clock.refund_unanswered)
        join(EACH_RUN, "reductions kept", clock.uncontested, clock.keep_reduction)
        join(EACH_NIGHT, "returns reminded", clock.to_remind, clock.remind)
        join(EACH_NIGHT, "refunds pressing", clock.pressing, clock.alarm)
        erasing.join_orders(forgetting.forget)
        tell_in_timelines(timeline.tell, *timeline.LOOKUPS)
