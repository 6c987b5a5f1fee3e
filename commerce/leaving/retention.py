"""What is kept of who left, until when, and why: the one table that pages show and the schedule carries out."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from commerce.gift_cards.forgetting import WORDS_KEPT, to_waits
from commerce.gift_cards.models import GiftCard
from commerce.leaving.models import Erasure
from commerce.order.models import Order

Kind = Erasure.Kind
#: Time to take one's data along after a shop has closed.
PROFILE_DAYS = 30
#: A transfer may come back from a bank for some weeks; the payment account stays until then.
OWNER_DAYS = 60
#: Art. 30(5) DSA, regulation (EU) 2022/2065: six months after the end of the contract, then deleted.
TRADER_MONTHS = 6
#: Directive 2011/16 as amended (DAC7), annex V: at least five years after the reported year.
TAX_YEARS = 5
#: Art. 2224 Code civil: a buyer and a vendor may go to court for five years.
ADDRESS_YEARS = 5
#: The CNIL's measure for customers of whom nothing is heard any more.
IDLE_YEARS = 3


@dataclass(frozen=True)
class Kept:
    """One kind of data that stays for a while: what, until when, why. No day: as long as the law of accounts asks."""

    kind: str
    what: str
    why: str
    until: date | None = None


def kept_of_person(user, *, now):
    """What stays of a buyer after the account is gone."""
    kept = []
    latest = Order.objects.filter(user=user).order_by("-date_placed").values_list("date_placed", flat=True).first()
    if latest:
        until = _years_after(timezone.localdate(latest), ADDRESS_YEARS)
        why = _("Garanties et litiges : acheteur et artisan peuvent agir pendant cinq ans (art. 2224 du code civil).")
        kept.append(Kept(Kind.ADDRESSES, _("Adresses de vos commandes, détachées de votre compte"), why, until))
        why = _("Obligation comptable : dix ans (art. L123-22 du code de commerce).")
        kept.append(Kept("", _("Factures, et écritures sans votre nom"), why))
    waiting = GiftCard.objects.filter(to_waits(), vendor_order__order__user=user).order_by("-send_on").first()
    if waiting:
        why = _("Il part le jour que vous avez choisi, avec vos mots ; ils sont effacés treize mois plus tard.")
        kept.append(Kept("", _("Bon cadeau qui n’est pas encore parti"), why, waiting.send_on + WORDS_KEPT))
    if user.mangopay_payer_id:
        why = _("Mangopay le ferme dès que plus rien n’y est en cours, et garde ce que la loi lui demande.")
        kept.append(Kept(Kind.PAYER, _("Compte de paiement"), why, timezone.localdate(now)))
    return kept


def kept_of_vendor(vendor, *, now):
    """What stays of a shop once it has closed, were that now."""
    today = timezone.localdate(now)
    why = _("Le temps d’emporter vos données.")
    kept = [Kept(Kind.PROFILE, _("Présentation, images et descriptions"), why, today + timedelta(days=PROFILE_DAYS))]
    why = _("Six mois après le contrat, puis effacés (art. 30 du règlement européen sur les services numériques).")
    what = _("Téléphone, e-mail, nom du responsable, messages échangés avec l’équipe")
    kept.append(Kept(Kind.TRADER, what, why, _months_after(today)))
    if vendor.mangopay_user_id:
        why = _("Un virement peut encore revenir de la banque ; il est fermé une fois vide.")
        kept.append(Kept(Kind.OWNER, _("Compte de paiement"), why, today + timedelta(days=OWNER_DAYS)))
    why = _("Déclaration des plateformes à l’administration fiscale (DAC7) : cinq ans après l’année déclarée.")
    kept.append(Kept(Kind.TAX, _("Identité légale et fiscale"), why, date(today.year + TAX_YEARS, 12, 31)))
    why = _("Obligation comptable : dix ans (art. L123-22 du code de commerce).")
    kept.append(Kept("", _("Factures, et grand livre"), why))
    return kept


def plan(kept, *, user=None, vendor=None):
    """Write down when each kind is due. Twice is once."""
    for each in kept:
        if each.kind:
            Erasure.objects.get_or_create(kind=each.kind, user=user, vendor=vendor, defaults={"due_on": each.until})


def _years_after(day, years):
    """The same day years later; 29 February becomes the 28th."""
    return day.replace(year=day.year + years, day=min(day.day, 28) if day.month == 2 else day.day)


def _months_after(day):
    """The first day of the month after six whole months."""
    months = day.year * 12 + day.month + TRADER_MONTHS
    return date(months // 12, months % 12 + 1, 1)
