"""A person deletes the account: what nobody needs goes at once, the rest at its day."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from oscar.core.loading import get_model

from commerce.communication import mails
from commerce.communication.models import Mail
from commerce.customer.models import User
from commerce.gift_cards import forgetting as gift_cards
from commerce.leaving import retention
from commerce.leaving.open_matters import LATEST_RECEIPT
from commerce.moderation import forgetting as reports
from commerce.order.models import VendorOrder
from commerce.order.status import TO_SEND
from commerce.order.status import VendorOrderStatus as Status
from commerce.partner.models import Membership, Partner
from commerce.settlement.calendar import dates_of
from commerce.stock.models import WaitingBuyer

#: Nobody reads mail there, ever (RFC 2606).
NOWHERE = "efface-{}@monquibus.invalid"
_also = []


def join(act):
    """Have `act(user, now=…)` done while an account is deleted, before its address goes. For packages above."""
    _also.append(act)


def obstacles(user, *, now):
    """Sentences that say what has to end before this account may be deleted."""
    found = []
    parts = VendorOrder.objects.filter(order__user=user)
    open_parts = parts.filter(status__in=[Status.AWAITING_PAYMENT, *TO_SEND, Status.READY, Status.SHIPPED])
    if count := open_parts.count():
        words = ngettext("%(n)s commande est en cours.", "%(n)s commandes sont en cours.", count)
        found.append(words % {"n": count})
    received = parts.filter(received_at__gt=now - LATEST_RECEIPT, cancelled_at=None)
    days = [dates_of(part).legal_on for part in received]
    if last := max((day for day in days if day > timezone.localdate(now)), default=None):
        said = {"day": last.strftime("%d/%m/%Y")}
        found.append(_("Vous pouvez encore renvoyer une pièce : supprimez votre compte à partir du %(day)s.") % said)
    owned = Membership.objects.filter(user=user, role=Membership.Role.OWNER)
    for shop in Partner.objects.filter(pk__in=owned.values("partner")).exclude(status=Partner.Status.CLOSED):
        if not shop.memberships.filter(role=Membership.Role.OWNER).exclude(user=user).exists():
            said = {"shop": shop.name}
            found.append(_("Vous êtes seul responsable de %(shop)s : fermez d’abord la boutique.") % said)
    if user.is_staff or user.is_superuser:
        found.append(_("Un compte de l’équipe est supprimé par l’administration."))
    return found


@transaction.atomic
def erase(user, *, now):
    """Delete an account. Twice is once. Raises ValidationError with every obstacle."""
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if user.email == NOWHERE.format(user.pk):
        return
    if found := obstacles(user, now=now):
        raise ValidationError(found)
    retention.plan(retention.kept_of_person(user, now=now), user=user)
    address = user.email
    for act in _also:
        act(user, now=now)
    gift_cards.forget_person(user, now=now)
    reports.forget_person(address, now=now)
    _forget(user)
    Mail.objects.filter(recipient__iexact=address, sent_at__isnull=False).delete()
    WaitingBuyer.objects.filter(email__iexact=address).delete()
    mails.send(event="account_erased", key=f"user:{user.pk}", recipient=address, context={})


def _forget(user):
    """Everything that only served the person; orders stay, attached to nobody's name."""
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    Membership.objects.filter(user=user).delete()
    user.addresses.all().delete()
    get_model("wishlists", "WishList").objects.filter(owner=user).delete()
    get_model("basket", "Basket").objects.filter(Q(status="Open") | Q(status="Saved"), owner=user).delete()
    user.email = user.username = NOWHERE.format(user.pk)
    user.first_name = user.last_name = ""
    user.is_active = False
    user.set_unusable_password()
    user.save()
