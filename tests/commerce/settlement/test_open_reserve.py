"""The operator opens its reserve by command, once."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from commerce.settlement.models import Reserve

pytestmark = pytest.mark.django_db


def opened(*options):
    said = StringIO()
    call_command("open_reserve", *options, stdout=said)
    return said.getvalue()


def test_the_reserve_is_opened_from_the_operators_identity_and_only_once(mangopay):
    said = opened("--first-name=Sacha", "--last-name=Delorme", "--birthday=1979-03-02")
    reserve = Reserve.objects.get()
    assert reserve.user_id in said
    assert reserve.wallet_id
    assert reserve.refill_wallet_id
    assert opened().split() == said.split()
    assert Reserve.objects.get().wallet_id == reserve.wallet_id


def test_without_anybody_in_charge_nothing_is_opened():
    with pytest.raises(CommandError, match="--birthday"):
        opened()
    assert not Reserve.objects.exists()
