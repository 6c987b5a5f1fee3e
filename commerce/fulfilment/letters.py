"""Who is told what when something isn't kept as promised: one mail per event and person."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from commerce.communication import shops
from commerce.communication.mails import send
from commerce.date_format import date_format
from commerce.money_format import euros
from commerce.order.announcements import order_address
from commerce.order.status import VendorOrderStatus
from commerce.promotions.prices import selling_cents


@dataclass(frozen=True)
class Letter:
    """What `emails/letter.*` prints."""

    subject: str
    paragraphs: list
    url: str
    label: str


def _write(event, key, recipient, part, letter):
    send(event=event, key=key, recipient=recipient, context=_context(part, letter))


def _context(part, letter):
    return {"letter": letter, "vendor_order": part, "order": part.order}


def _to_buyer(event, key, part, subject, *paragraphs, url="", label=""):
    letter = Letter(
        subject,
        [text for text in paragraphs if text],
        url or order_address(part.order),
        label or _("Voir ma commande"),
    )
    _write(event, key, part.order.email, part, letter)


def _to_vendor(event, key, part, subject, *paragraphs):
    url = settings.SITE_URL + reverse("vendor_portal:order", args=[part.number])
    letter = Letter(subject, [text for text in paragraphs if text], url, _("Ouvrir la commande"))
    shops.tell(part.vendor, event=event, key=key, context=_context(part, letter), url=url)


def _to_operator(event, key, part, subject, *paragraphs):
    url = settings.SITE_URL + reverse("money:vendor_order", args=[part.pk])
    letter = Letter(subject, list(paragraphs), url, _("Ouvrir la sous-commande"))
    _write(event, key, settings.OPERATOR_EMAIL, part, letter)


def _day(day):
    return date_format(day, "l j F")


def _pieces(row):
    return _piece(row.title, row.quantity)


def _piece(title, quantity):
    return f"«\u00a0{title}\u00a0» × {quantity}" if quantity > 1 else f"«\u00a0{title}\u00a0»"


def _written(write):
    """Letters are French, whoever's request decides them."""

    def in_french(*args, **kwargs):
        with override(settings.LANGUAGE_CODE):
            write(*args, **kwargs)

    return in_french


@_written
def delayed(delay):
    """The buyer learns of the new day, and that the order may be called off."""
    part = delay.vendor_order
    told = {
        "shop": part.vendor.name,
        "number": part.number,
        "day": _day(delay.new_on),
        "before": _day(delay.previous_on),
    }
    _to_buyer(
        "order_delayed",
        f"{part.number}:{delay.new_on}",
        part,
        _("%(number)s : %(shop)s a besoin de plus de temps") % told,
        _("La sous-commande %(number)s, promise pour le %(before)s, est maintenant promise pour le %(day)s.") % told,
        delay.note,
        _(
            "Ce délai ne vous convient pas ? Tant que la commande n’est pas partie, vous pouvez l’annuler sur votre "
            "page de commande : tout ce qui n’est pas expédié vous est remboursé."
        ),
    )


@_written
def proposed(row):
    """The buyer chooses: what the vendor proposes, or the money back."""
    part = row.vendor_order
    path = reverse("fulfilment:proposal", args=[part.order.number, part.order.verification_hash(), row.pk])
    told = {"number": part.number, "shop": part.vendor.name, "piece": _pieces(row), "by": _day(row.answer_by)}
    if row.replacement_id:
        title = row.replacement.product.get_title()
        told |= {"other": title, "price": euros(selling_cents(row.replacement, row.declared_at))}
        offer = (
            _("L’atelier vous propose à la place « %(other)s », à %(price)s ; la différence vous est remboursée.")
            % told
        )
    else:
        told["day"] = _day(row.new_on)
        offer = _("L’atelier vous propose de l’attendre jusqu’au %(day)s.") % told
    _to_buyer(
        "unavailable_proposed",
        f"{part.number}:{row.pk}",
        part,
        _("%(number)s : une pièce n’est plus disponible chez %(shop)s") % told,
        _("%(piece)s ne peut pas partir comme prévu, et l’atelier vous en demande pardon.") % told,
        row.note,
        offer,
        _("Répondez jusqu’au %(by)s. Sans réponse de votre part, vous êtes remboursé.") % told,
        url=settings.SITE_URL + path,
        label=_("Répondre"),
    )


@_written
def declared(row):
    """The operator counts what is sold and isn't there."""
    part = row.vendor_order
    told = {"shop": part.vendor.name, "piece": _pieces(row), "number": part.number, "state": row.get_state_display()}
    _to_operator(
        "unavailable_declared",
        f"{part.number}:{row.pk}",
        part,
        _("Pièce indisponible chez %(shop)s : %(number)s") % told,
        _("%(shop)s déclare %(piece)s indisponible dans %(number)s (%(state)s).") % told,
    )


@_written
def answered(row):
    """The vendor learns what the buyer accepted. What is given back is told by the refund's own mail."""
    part = row.vendor_order
    told = {"piece": _pieces(row), "number": part.number, "state": row.get_state_display()}
    _to_vendor(
        "proposal_answered",
        f"{part.number}:{row.pk}",
        part,
        _("Réponse de l’acheteur : %(number)s") % told,
        _("%(piece)s, sous-commande %(number)s : %(state)s.") % told,
    )


@_written
def due_soon(part):
    """The vendor is reminded the day before."""
    told = {"number": part.number, "day": _day(part.promised_on)}
    _to_vendor(
        "order_due_soon",
        f"{part.number}:{part.promised_on}",
        part,
        _("À expédier bientôt : %(number)s") % told,
        _("La sous-commande %(number)s est promise à l’acheteur pour le %(day)s.") % told,
        _("Si vous avez besoin de plus de temps, annoncez-le depuis la page de la commande : l’acheteur est prévenu."),
    )


@_written
def late(part, *, cancelled_on, is_last):
    """The vendor is reminded of a day that has passed, and of what follows; the last time the buyer is told too."""
    told = {"number": part.number, "day": _day(part.promised_on), "end": _day(cancelled_on), "shop": part.vendor.name}
    _to_vendor(
        "order_late_again" if is_last else "order_late",
        f"{part.number}:{part.promised_on}",
        part,
        _("En retard : %(number)s") % told,
        _("La sous-commande %(number)s était promise pour le %(day)s, et rien n’est dit à l’acheteur.") % told,
        _(
            "Expédiez-la, annoncez un nouveau jour, ou dites qu’une pièce manque. Sans nouvelles de vous, ce qui "
            "n’est pas parti sera annulé et remboursé le %(end)s."
        )
        % told,
    )
    if is_last:
        _to_buyer(
            "order_late_buyer",
            f"{part.number}:{part.promised_on}",
            part,
            _("Votre commande %(number)s chez %(shop)s a du retard") % told,
            _("La sous-commande %(number)s était promise pour le %(day)s. Nous avons relancé l’atelier.") % told,
            _(
                "Vous pouvez l’annuler dès maintenant sur votre page de commande. Sans nouvelles de l’atelier, "
                "ce qui n’est pas parti vous sera remboursé le %(end)s, sans rien faire."
            )
            % told,
        )


@_written
def silent(part):
    """The operator learns that a vendor said nothing; buyer and vendor read the refund's mails."""
    told = {"shop": part.vendor.name, "number": part.number, "day": _day(part.promised_on)}
    _to_operator(
        "order_silent",
        part.number,
        part,
        _("Atelier silencieux : %(number)s") % told,
        _(
            "%(shop)s n’a ni expédié ni annoncé de délai pour %(number)s, promise pour le %(day)s : ce qui "
            "n’était pas parti est annulé, et l’acheteur remboursé de ce qu’il avait payé."
        )
        % told,
    )


@_written
def called_off(part, pieces, key, *, is_by_buyer=False):
    """Buyer and vendor learn that (title, quantity) pairs won't leave: nothing of their price is left to refund."""
    told = {"number": part.number, "shop": part.vendor.name, "pieces": ", ".join(_piece(*piece) for piece in pieces)}
    subject = _("Sous-commande %(number)s : pièces annulées") % told
    asked = _("L’acheteur a annulé ce qui n’était pas encore parti.") if is_by_buyer else ""
    paragraphs = [
        _("Ces pièces commandées chez %(shop)s ne seront pas expédiées : %(pieces)s.") % told,
        _("Aucun remboursement ne suit : un bon de réduction couvrait leur prix, ou il a déjà été remboursé."),
        _("La sous-commande %(number)s est annulée.") % told if part.status == VendorOrderStatus.CANCELLED else "",
    ]
    _to_buyer("pieces_called_off", f"{part.number}:{key}", part, subject, *paragraphs)
    _to_vendor("pieces_called_off_shop", f"{part.number}:{key}", part, subject, asked, *paragraphs)


@_written
def uncollected(part, *, until):
    """The buyer is reminded of what waits at the workshop."""
    told = {"shop": part.vendor.name, "number": part.number, "until": _day(until), "code": part.collection_code}
    _to_buyer(
        "order_uncollected",
        part.number,
        part,
        _("Votre commande %(number)s vous attend chez %(shop)s") % told,
        _("La sous-commande %(number)s est prête. Votre code de retrait : %(code)s") % told,
        part.vendor.opening_hours,
        _("Elle vous est gardée au moins jusqu’au %(until)s ; ensuite l’atelier peut l’annuler et vous rembourser.")
        % told,
    )
