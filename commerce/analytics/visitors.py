"""Whose visit counts: a person's who isn't of the house. Nothing about the visitor is kept."""

import re

from commerce.partner.models import Membership

#: Programs that say what they are: robots, previews of messengers, monitors, scripts.
PROGRAMS = re.compile(
    r"bot|crawl|spider|slurp|preview|externalhit|monitor|headless|lighthouse|python|curl|wget|http-?client|scan|fetch",
    re.IGNORECASE,
)
#: How every browser that people use begins to introduce itself.
BROWSERS = ("Mozilla/", "Opera/")


def is_counted(request, product):
    """Whether this request is a person's, from outside: no robot, no prefetch, no team, nobody of the product's shop.

    Only a signed-in visitor costs a query.
    """
    agent = request.headers.get("User-Agent", "")
    is_prefetch = "prefetch" in request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    if is_prefetch or not agent.startswith(BROWSERS) or PROGRAMS.search(agent):
        return False
    user = request.user
    if not user.is_authenticated:
        return True
    return not user.is_staff and not Membership.objects.filter(partner=product.vendor_id, user=user).exists()
