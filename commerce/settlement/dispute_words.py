"""Why a buyer's bank took a payment back, in words: Mangopay's DisputeReasonType."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "DUPLICATE": _("le paiement aurait été pris deux fois"),
    "FRAUD": _("le porteur de la carte dit n’avoir pas payé (fraude)"),
    "PRODUCT_UNACCEPTABLE": _("l’article reçu ne conviendrait pas, ou serait abîmé"),
    "UNKNOWN": _("la banque ne donne pas de motif"),
    "OTHER": _("autre motif"),
    "REFUND_CONVERSION_RATE": _("le taux de change d’un remboursement est contesté"),
    "LATE_FAILURE_INSUFFICIENT_FUNDS": _("le compte de l’acheteur ne contient pas assez"),
    "LATE_FAILURE_CONTACT_USER": _("la banque demande de joindre l’acheteur"),
    "LATE_FAILURE_BANKACCOUNT_CLOSED": _("le compte de l’acheteur est clos"),
    "LATE_FAILURE_BANKACCOUNT_INCOMPATIBLE": _("le compte de l’acheteur n’accepte pas ce paiement"),
    "LATE_FAILURE_BANKACCOUNT_INCORRECT": _("le compte de l’acheteur est faux"),
    "AUTHORISATION_DISPUTED": _("l’autorisation du paiement est contestée"),
    "TRANSACTION_NOT_RECOGNIZED": _("le porteur de la carte ne reconnaît pas ce paiement"),
    "PRODUCT_NOT_PROVIDED": _("l’article ne serait pas arrivé"),
    "CANCELED_REOCCURING_TRANSACTION": _("un abonnement résilié aurait encore été prélevé"),
    "REFUND_NOT_PROCESSED": _("un remboursement promis ne serait pas arrivé"),
    "COUNTERFEIT_PRODUCT": _("l’article serait une contrefaçon"),
}


def reason_in_words(dispute):
    """The bank's reason; its own code where we have no words for it."""
    return WORDS.get(dispute.reason_type) or dispute.reason_type or WORDS["UNKNOWN"]
