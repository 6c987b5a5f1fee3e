"""Shops that people follow, to find them again. No mail is sent: a list, and a count for the shop."""

from commerce.partner.models import Follow, Partner


def follow(user, vendor, *, now):
    """Follow a shop; twice is once."""
    Follow.objects.get_or_create(user=user, vendor=vendor, defaults={"since": now})


def unfollow(user, vendor):
    """Follow it no more; a second time changes nothing."""
    Follow.objects.filter(user=user, vendor=vendor).delete()


def is_following(user, vendor):
    """Whether this person follows the shop; a stranger follows none."""
    return user.is_authenticated and Follow.objects.filter(user=user, vendor=vendor).exists()


def followed_by(user):
    """Shops that this person follows and can visit, last one first."""
    return Partner.objects.for_public_display().filter(follows__user=user).order_by("-follows__since", "-pk")
