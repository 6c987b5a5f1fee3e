"""What the demo's buyers and workshops wrote to each other."""

import pytest
from django.utils import timezone

from commerce.conversation.models import AbuseReport, Conversation, Message
from demo import logins
from demo.load_conversations import load_conversations
from tests.commerce.conversation.cases import paid_part
from tests.factories import ProductFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_questions_orders_and_a_report_are_there_once():
    for login in logins.BUYERS:
        UserFactory(email=login.email)
    for _each in range(3):
        ProductFactory()
        paid_part()
    for _twice in range(2):
        load_conversations(now=timezone.now())
    assert Conversation.objects.filter(vendor_order=None).count() == 3
    assert Conversation.objects.filter(vendor_order__isnull=False).count() == 3
    assert Message.objects.count() == 10
    assert AbuseReport.objects.get().message.side == "vendor"
