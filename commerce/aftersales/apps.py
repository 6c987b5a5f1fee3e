from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AftersalesConfig(AppConfig):
    """What answers the buyer's bank: the file of an order, and its sending."""

    name = "commerce.aftersales"
    label = "aftersales"
    verbose_name = _("Après la vente")

    def ready(self):
        from commerce.aftersales import chargeback_file
        from commerce.settlement import due
        from commerce.settlement.back_office.disputes import DisputeAction, dispute_actions

        due.join(due.EACH_NIGHT, "answered", chargeback_file.unanswered, chargeback_file.answer)
        view = "aftersales_back_office:contest"
        dispute_actions.append(DisputeAction(_("Constituer le dossier et contester"), view))
        dispute_actions.append(DisputeAction(_("Relire les pièces du dossier"), view, _was_answered))


def _was_answered(dispute):
    return bool(dispute.file_sent_at) and not dispute.awaits_us
