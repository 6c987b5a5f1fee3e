"""The people of a shop: an owner, who packs, who keeps the books, and a seasonal hand who hasn't answered yet."""

from django.utils import timezone

from commerce.customer.models import User
from commerce.partner import invitations
from commerce.partner.models import Membership
from demo import logins

Role = Membership.Role
COLLEAGUES = {logins.PACKER: Role.WORKSHOP, logins.BOOKKEEPER: Role.ACCOUNTING}
INVITED = "saisonnier@atelier.test"


def load_team(workshop, vendor):
    """Invite them into this shop as its owner does, and have two accept. Run again, it adds nothing."""
    if vendor.invitations.exists():
        return
    owner, now = User.objects.get(email=logins.vendor_login(workshop).email), timezone.now()
    for login, role in COLLEAGUES.items():
        invitation = invitations.invite(vendor, email=login.email, role=role, by=owner, now=now)
        invitations.accept(invitation, person=User.objects.get(email=login.email), now=now)
    invitations.invite(vendor, email=INVITED, role=Role.WORKSHOP, by=owner, now=now)
