"""Terms as a vendor reads them."""

from django.utils.translation import gettext as _

from commerce.money_format import euros
from commerce.plans.models import Plan


def terms_in_words(terms):
    """French sentences (translated) of what a plan costs, without full stops. Fees are before VAT."""
    words = []
    if terms.monthly_fee_cents:
        words.append(_("%(fee)s par mois, hors taxe") % {"fee": euros(terms.monthly_fee_cents)})
    if terms.yearly_fee_cents:
        words.append(_("ou %(fee)s par an, hors taxe") % {"fee": euros(terms.yearly_fee_cents)})
    if terms.plan.kind == Plan.Kind.LISTING:
        return [*words, _("sans vente en ligne")]
    rate = f"{terms.commission_rate.normalize():f}".replace(".", ",")
    words.append(_("commission de %(rate)s %%, hors taxe") % {"rate": rate})
    if terms.commission_fixed_cents:
        words.append(_("et %(fixed)s par sous-commande") % {"fixed": euros(terms.commission_fixed_cents)})
    bears = _("sur les pièces et la livraison") if terms.commission_on_shipping else _("sur les pièces seulement")
    return [*words, bears]
