"""What an incident is about, as the operator reads it: its subject is a business key, made for machines."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

#: By the beginning of a subject, the longer one first where two fit.
LABELS = {
    "payin": gettext_lazy("Paiement"),
    "refund": gettext_lazy("Remboursement"),
    "release": gettext_lazy("Libération"),
    "payout": gettext_lazy("Virement"),
    "transfer": gettext_lazy("Transfert"),
    "settlement": gettext_lazy("Règlement de litige"),
    "reserve": gettext_lazy("Réserve"),
    "reserve:shortage": gettext_lazy("Réserve insuffisante"),
    "card": gettext_lazy("Paiement par carte d’un artisan"),
    "bank-account": gettext_lazy("Compte bancaire"),
    "chargeback:card": gettext_lazy("Paiement d’artisan contesté"),
    "dispute": gettext_lazy("Litige bancaire"),
    "dispute-deadline": gettext_lazy("Litige bancaire à contester"),
    "elsewhere": gettext_lazy("Remboursement fait hors du site"),
    "reconciliation:difference": gettext_lazy("Écart avec Mangopay"),
    "reconciliation:missing": gettext_lazy("Rapprochement impossible"),
}


def in_words(subject):
    """« Remboursement VO-100012-1:1 » for « payin:refund:VO-100012-1:1 »; what no label fits is a step of a run."""
    label, rest = "", subject.split(":")
    while found := _label(rest):
        label, rest = LABELS[found], rest[found.count(":") + 1 :]
    if not label:
        return _("Étape « %(step)s »") % {"step": subject.replace(":", " ", 1)}
    return f"{label} {':'.join(rest)}".strip()


def _label(parts):
    beginnings = (":".join(parts[:size]) for size in (2, 1) if len(parts) >= size)
    return next((each for each in beginnings if each in LABELS), None)
