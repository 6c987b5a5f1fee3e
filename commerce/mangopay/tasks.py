from django.utils import timezone

from commerce.mangopay import governor, hooks
from commerce.mangopay.models import HookNotice


@governor.background()
def handle_notice(notice_id):
    hooks.handle(HookNotice.objects.get(pk=notice_id), now=timezone.now())
