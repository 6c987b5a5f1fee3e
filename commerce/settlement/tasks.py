from django.utils import timezone

from commerce.settlement import due


def settle():
    return str(due.settle(now=timezone.now()))


def check_nightly():
    return str(due.check_nightly(now=timezone.now()))
