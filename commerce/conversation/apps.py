from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConversationConfig(AppConfig):
    """What buyers and workshops write to each other, about a piece or about an order."""

    name = "commerce.conversation"
    label = "conversation"
    verbose_name = _("Messages entre acheteurs et ateliers")

    def ready(self):
        from commerce.conversation import answering, exporting, forgetting, timeline
        from commerce.leaving import accounts, erasing, export_tables
        from commerce.leaving.models import Erasure
        from commerce.order.timeline import join as tell_in_timelines
        from commerce.settlement.due import EACH_NIGHT, EACH_RUN, join

        join(EACH_RUN, "answers reminded", answering.to_remind, answering.remind)
        join(EACH_NIGHT, "conversations forgotten", forgetting.due, forgetting.empty)
        tell_in_timelines(timeline.tell, *timeline.LOOKUPS)
        accounts.join(forgetting.forget_person)
        erasing.join(Erasure.Kind.ADDRESSES, forgetting.forget_orders)
        erasing.join(Erasure.Kind.TRADER, forgetting.forget_shop)
        for part in exporting.PARTS:
            export_tables.join(part)
