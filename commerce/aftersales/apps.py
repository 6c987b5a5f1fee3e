from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AftersalesConfig(AppConfig):
    """What a buyer can ask for once an order is paid, and what answers the buyer's bank."""

    name = "commerce.aftersales"
    label = "aftersales"
    verbose_name = _("Après la vente")

    def ready(self):
        from commerce.aftersales import chargeback_file, timeline
        from commerce.order.timeline import join as tell_in_timelines
        from commerce.settlement import due
        from commerce.settlement.back_office.disputes import DisputeAction, dispute_actions

        due.join(due.EACH_NIGHT, "answered", chargeback_file.unanswered, chargeback_file.answer)
        view = "aftersales_back_office:contest"
        dispute_actions.append(DisputeAction(_("Constituer le dossier et contester"), view))
        dispute_actions.append(DisputeAction(_("Relire les pièces du dossier"), view, _was_answered))
        tell_in_timelines(timeline.tell, *timeline.LOOKUPS)


def _was_answered(dispute):
    return bool(dispute.file_sent_at) and not dispute.awaits_us
