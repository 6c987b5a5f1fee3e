"""The operator reads the journal of bank accounts and proofs, and nobody else does."""

import pytest
from django.urls import reverse

from commerce.identity.models import BankAccount, Proof
from tests.factories import UserFactory, VendorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    vendor = VendorFactory(name="Terre Courbe")
    account = BankAccount.objects.create(
        vendor=vendor,
        recipient_id="r",
        country="FR",
        last_digits="2606",
        asked_by=UserFactory(),
    )
    return account, Proof.objects.create(vendor=vendor, kind="IDENTITY_PROOF", state="refused", reason="SPECIFIC_CASE")


def test_an_operator_reads_who_changed_what_and_edits_nothing(client, rows):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    for row, shown in zip(rows, ("FR •••• 2606", "Pièce d’identité"), strict=True):
        name = row._meta.model_name
        page = client.get(reverse(f"{name}:index"))
        assert shown in page.content.decode()
        assert "Terre Courbe" in page.content.decode()
        assert client.get(reverse(f"{name}:inspect", args=[row.pk])).status_code == 200
        assert client.get(reverse(f"{name}:edit", args=[row.pk])).status_code in (302, 403, 404)


def test_a_buyer_reads_nothing_of_it(client, rows):
    client.force_login(UserFactory())
    assert client.get(reverse("bankaccount:index")).status_code in (302, 403)
