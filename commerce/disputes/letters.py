"""Mails of a dispute: who is told what at each step. Composed in the shop's language, one per step and person."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from commerce.communication import shops
from commerce.communication.mails import send
from commerce.date_format import date_format
from commerce.disputes.giving_back import left_in
from commerce.disputes.states import Role, State
from commerce.disputes.turns import turn_of
from commerce.money_format import euros

#: The event told at each step, by its reader: « order_dispute_concluded », « …_concluded_shop », « …_pressing_team ».
NAMES = {Role.BUYER: "order_dispute_{}", Role.VENDOR: "order_dispute_{}_shop", Role.OPERATOR: "order_dispute_{}_team"}


def case_path(dispute):
    """The buyer's page of a dispute, by the order's signed link: a guest needs no account."""
    order = dispute.vendor_order.order
    return reverse("disputes:case", args=[order.number, order.verification_hash(), dispute.pk])


def opened(dispute, step):
    """The other side is asked to answer; who opened it has it in writing."""
    asked = {
        Role.BUYER: [
            _("%(shop)s signale un problème sur la sous-commande %(part)s : %(ground)s."),
            _("Ses mots : « %(words)s »"),
            _("Répondez au plus tard le %(day)s. Sans réponse, l’équipe de MonQuibus tranche avec ce qu’elle a."),
        ],
        Role.VENDOR: [
            _("Un acheteur signale un problème sur la sous-commande %(part)s : %(ground)s."),
            _("Ses mots : « %(words)s »"),
            _("Il demande : %(wish)s."),
            _("Vous avez jusqu’au %(day)s pour résoudre cela avec lui : rembourser, réparer, remplacer ou expliquer."),
            _("Sans réponse, l’équipe de MonQuibus tranche. D’ici là, votre part de cette vente est retenue."),
        ],
    }
    noted = {
        Role.BUYER: [
            _("Nous avons transmis votre demande à %(shop)s, qui a jusqu’au %(day)s pour vous répondre."),
            _("Sans réponse, ou si elle ne vous convient pas, l’équipe de MonQuibus tranche."),
        ],
        Role.VENDOR: [
            _("Nous avons transmis votre demande à l’acheteur, qui a jusqu’au %(day)s pour répondre."),
            _("L’équipe de MonQuibus tranchera ensuite. D’ici là, votre part de cette vente est retenue."),
        ],
    }
    opener, other = Role(dispute.opened_by), turn_of(dispute)[0]
    _write("asked", dispute, step, other, _("Litige %(number)s : votre réponse est attendue"), asked[other])
    _write("noted", dispute, step, opener, _("Litige %(number)s : c’est noté"), noted[opener])


def answered(dispute, step):
    """An explanation, or a part of the money, for the buyer."""
    paragraphs = [
        _("%(shop)s a répondu à votre demande : « %(words)s »"),
        _("%(amount)s vous sont rendus : le détail suit dans un message à part.") if step.refund else "",
        _("Cela vous suffit ? Vous n’avez rien à faire. Sinon, demandez l’avis de l’équipe jusqu’au %(day)s."),
    ]
    _write("answered", dispute, step, Role.BUYER, _("Litige %(number)s : l’atelier a répondu"), paragraphs)


def promised(dispute, step):
    """What will be done, until when: for the buyer, and for the vendor where the operator ordered it."""
    is_ordered = step.role == Role.OPERATOR
    said = _("MonQuibus a décidé : %(remedy)s, au plus tard le %(day)s.")
    paragraphs = [
        said if is_ordered else _("%(shop)s vous promet : %(remedy)s, au plus tard le %(day)s."),
        _("Motifs : « %(words)s »") if is_ordered else _("Ses mots : « %(words)s »") if step.words else "",
        _("Si ce jour passe sans que ce soit fait, l’équipe de MonQuibus tranche."),
    ]
    subject = _("Litige %(number)s : %(remedy)s d’ici au %(day)s")
    _write("promised", dispute, step, Role.BUYER, subject, paragraphs)
    if is_ordered:
        _write("promised", dispute, step, Role.VENDOR, subject, paragraphs)


def remedied(dispute, step):
    """Done, says the vendor: the buyer looks."""
    paragraphs = [
        _("%(shop)s annonce que c’est fait : %(remedy)s."),
        _("Ses mots : « %(words)s »") if step.words else "",
        _("Tout va bien ? Vous n’avez rien à faire. Sinon, dites-le jusqu’au %(day)s : l’équipe tranchera."),
    ]
    _write("remedied", dispute, step, Role.BUYER, _("Litige %(number)s : à vérifier"), paragraphs)


def escalated(dispute, step):
    """The operator's turn: everybody knows it."""
    why = {
        "reply": _("L’acheteur a répondu : « %(words)s »"),
        "insist": _("L’acheteur demande l’avis de l’équipe : « %(words)s »"),
        "escalate": _("Le délai est passé sans réponse."),
    }
    paragraphs = [
        why[step.action],
        _("L’équipe tranche d’ici au %(day)s, motifs à l’appui. Vous pouvez encore compléter le dossier."),
    ]
    for role in (Role.BUYER, Role.VENDOR):
        _write("escalated", dispute, step, role, _("Litige %(number)s : MonQuibus tranche"), paragraphs)
    office = [
        _("%(shop)s, sous-commande %(part)s : %(ground)s."),
        why[step.action],
        _("À décider d’ici au %(day)s : %(left)s peuvent encore être rendus."),
    ]
    _write("escalated", dispute, step, Role.OPERATOR, _("Litige à trancher : %(number)s"), office)


def added(dispute, step):
    """The file has grown: for the other side, and for the operator who decides."""
    paragraphs = [_("Le dossier est complété : « %(words)s »")]
    others = [Role.VENDOR if step.role == Role.BUYER else Role.BUYER]
    if dispute.state == State.TO_DECIDE:
        others.append(Role.OPERATOR)
    for role in others:
        _write("added", dispute, step, role, _("Litige %(number)s : du nouveau au dossier"), paragraphs)


def concluded(dispute, step):
    """The end, for both sides: what was decided and why, or how it ended."""
    ends = {
        "refund": _("%(shop)s rend %(amount)s à l’acheteur."),
        "agree": _("L’acheteur s’en dit satisfait."),
        "lapse": _("L’acheteur n’a rien ajouté dans le délai : on en reste là."),
        "overtake": _("Les pièces ont été remboursées entre-temps : il n’y a plus rien à trancher."),
        "close": _("Celui qui l’avait ouvert y a renoncé."),
        "decide": _("MonQuibus a tranché : %(amount)s reviennent à l’acheteur."),
    }
    nothing = {"decide": _("MonQuibus a tranché : rien n’est rendu à l’acheteur."), "refund": ends["overtake"]}
    end = ends[step.action] if step.refund else nothing.get(step.action, ends[step.action])
    paragraphs = [
        end,
        _("Motifs : « %(words)s »") if step.words and step.action == "decide" else "",
        _("La garantie légale de deux ans et les voies de recours habituelles restent ouvertes à l’acheteur."),
    ]
    for role in (Role.BUYER, Role.VENDOR):
        _write("concluded", dispute, step, role, _("Litige terminé : %(number)s"), paragraphs)


def pressing(dispute):
    """The day by which the operator wanted to decide is here."""
    paragraphs = [
        _("%(shop)s, sous-commande %(part)s : %(ground)s."),
        _("À décider d’ici au %(day)s : %(left)s peuvent encore être rendus."),
    ]
    since = f"{dispute.since.timestamp():.0f}"
    _write("pressing", dispute, None, Role.OPERATOR, _("Litige en attente : %(number)s"), paragraphs, since)


def _said(dispute, step, role):
    turn, refund = turn_of(dispute), step.refund if step else None
    may_still_give = role == Role.OPERATOR and dispute.state == State.TO_DECIDE
    return {
        "number": dispute.number,
        "part": dispute.vendor_order.number,
        "shop": dispute.vendor_order.vendor.name,
        "ground": dispute.get_ground_display().lower(),
        "wish": dispute.get_wish_display().lower(),
        "remedy": dispute.get_remedy_display().lower(),
        "words": step.words if step else "",
        "amount": euros(refund.given_cents) if refund else "",
        "left": euros(left_in(dispute).total_cents) if may_still_give else "",
        "day": date_format(turn[1], "l j F Y") if turn else "",
    }


def _page(dispute, role):
    if role == Role.BUYER:
        return case_path(dispute)
    if role == Role.VENDOR:
        return f"/espace-pro/litiges/{dispute.number}/"
    return reverse("disputes_office:dispute", args=[dispute.pk])


def _write(name, dispute, step, role, subject, paragraphs, moment=""):
    """Once per step, or per `moment` where no step was taken, and person."""
    part = dispute.vendor_order
    with translation.override(settings.LANGUAGE_CODE):
        said = _said(dispute, step, role)
        letter = {
            "subject": str(subject) % said,
            "paragraphs": [str(paragraph) % said for paragraph in paragraphs if paragraph],
            "label": str(_("Ouvrir le litige")),
            "url": f"{settings.SITE_URL}{_page(dispute, role)}",
        }
    context = {"letter": letter, "dispute": dispute, "vendor_order": part, "order": part.order}
    event, key = NAMES[role].format(name), f"{dispute.number}:{moment or step.pk}"
    if role == Role.VENDOR:
        shops.tell(part.vendor, event=event, key=key, context=context, url=letter["url"])
        return
    recipient = part.order.email if role == Role.BUYER else settings.OPERATOR_EMAIL
    send(event=event, key=key, recipient=recipient, context=context)
