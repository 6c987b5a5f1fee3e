"""Who is on which side of a conversation, by mail address."""

from allauth.account.models import EmailAddress

from commerce.conversation.models import Side
from commerce.partner.rights import RIGHTS, Right
from commerce.registration.letters import recipients_of


def addresses_of(conversation, side):
    """Where this side is written to: one address, mostly; none for a buyer who left."""
    if side == Side.VENDOR:
        return recipients_of(conversation.vendor)
    email = _buyers(conversation)
    return [email] if email else []


def writers(conversation, side):
    """{address in small letters: User or None} of everybody who may answer by mail for this side."""
    known = {address.lower(): None for address in addresses_of(conversation, side)}
    if side == Side.VENDOR:
        members = conversation.vendor.memberships.select_related("user").filter(user__is_active=True)
        people = [member.user for member in members if Right.ORDERS in RIGHTS[member.role]]
    else:
        order = conversation.vendor_order.order if conversation.vendor_order_id is not None else None
        person = order.user if order else conversation.buyer
        people = [person] if person and person.is_active else []
    verified = EmailAddress.objects.filter(user__in=people, verified=True).values_list("user", "email")
    by_id = {person.pk: person for person in people}
    known |= {person.email.lower(): person for person in people}
    return known | {email.lower(): by_id[pk] for pk, email in verified}


def _buyers(conversation):
    if conversation.vendor_order_id is not None:
        order = conversation.vendor_order.order
        return order.email if order.user is None or order.user.is_active else ""
    return conversation.buyer.email if conversation.buyer and conversation.buyer.is_active else ""
