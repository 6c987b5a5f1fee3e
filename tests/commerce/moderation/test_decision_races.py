"""Moderators decide about the same piece, or the same report, at the same moment: one is heard. Needs row locks."""

from decimal import Decimal

import pytest
from django.utils import timezone

from commerce.catalogue.preparing import describe
from commerce.communication.models import Mail
from commerce.moderation import deciding, gate
from commerce.moderation.models import Ground, PieceCheck, Report, Statement
from tests.commerce.catalogue.shelves import category, put, with_picture
from tests.commerce.settlement.test_concurrency import at_once
from tests.factories import ProductFactory, UserFactory, VendorFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
NOW = timezone.now()


@pytest.fixture
def piece():
    vendor = VendorFactory(email="atelier@exemple.test")
    fields = {"title": "Bol", "description": "Grès.", "price": Decimal(30), "is_watched": True}
    return put(with_picture(ProductFactory(vendor=vendor, **fields)), category("Bols"))


def decided_by_six(accept, refuse):
    """What each of six moderators was answered; every other one refuses."""
    queue = iter(enumerate([UserFactory() for _ in range(6)]))

    def decide():
        number, person = next(queue)
        try:
            return (refuse if number % 2 else accept)(person)
        except deciding.AlreadyDecided as told:
            return told

    return at_once(decide)


def test_of_six_moderators_who_decide_at_once_about_a_change_one_is_heard(piece):
    describe(piece, title="Bol cerise")
    check = gate.waiting_check(piece)
    outcomes = decided_by_six(
        lambda person: deciding.accept(check, by=person, now=NOW),
        lambda person: deciding.refuse(check, ground=Ground.OTHER, text="Non.", by=person, now=NOW),
    )
    assert sum(isinstance(one, deciding.AlreadyDecided) for one in outcomes) == 5
    check, is_accepted = PieceCheck.objects.get(), not Statement.objects.exists()
    piece.refresh_from_db()
    assert check.state == (PieceCheck.State.ACCEPTED if is_accepted else PieceCheck.State.REFUSED)
    assert piece.title == ("Bol cerise" if is_accepted else "Bol")
    assert Mail.objects.filter(event__startswith="piece_").count() == 1


def test_of_six_moderators_who_decide_at_once_about_a_report_one_is_heard(piece):
    report = Report.objects.create(
        product=piece, title=piece.title, ground=Ground.OTHER, text="Vu ailleurs.", email="camille@exemple.test"
    )
    outcomes = decided_by_six(
        lambda person: deciding.dismiss(report, text="Rien à redire.", by=person, now=NOW),
        lambda person: deciding.uphold(report, ground=Ground.OTHER, text="En effet.", by=person, now=NOW),
    )
    assert sum(isinstance(one, deciding.AlreadyDecided) for one in outcomes) == 5
    piece.refresh_from_db()
    assert piece.is_public == (Report.objects.get().state == Report.State.DISMISSED)
    assert Mail.objects.filter(recipient="camille@exemple.test").count() == 1
