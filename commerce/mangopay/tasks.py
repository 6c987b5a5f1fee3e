from django.utils import timezone

from commerce.mangopay import hooks
from commerce.mangopay.models import HookNotice


def handle_notice(notice_id):
    hooks.handle(HookNotice.objects.get(pk=notice_id), now=timezone.now())
