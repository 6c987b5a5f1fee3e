"""The unmodified Python SDK, from the token to the payout."""

import uuid

import mangopay
import pytest
from mangopay.api import APIRequest
from mangopay.exceptions import APIError
from mangopay.resources import (
    BankWirePayOut,
    Card,
    CardRegistration,
    CardWebPayIn,
    Client,
    ClientWallet,
    Dispute,
    Document,
    Event,
    IdempotencyResponse,
    LegalUserSca,
    NaturalUserSca,
    Notification,
    Page,
    PayIn,
    PayInRefund,
    PayoutMethod,
    Recipient,
    RecipientSchema,
    Refund,
    ReportTransactions,
    Repudiation,
    ScaStatus,
    SettlementTransfer,
    Transfer,
    TransferRefund,
    User,
    Wallet,
)
from mangopay.utils import (
    Address,
    IndividualRecipient,
    LegalRepresentative,
    Money,
    ReportTransactionsFilters,
)

from . import people

ADDRESS = Address(
    address_line_1="1 rue", address_line_2=None, city="Annecy", region=None, postal_code="74000", country="FR"
)


@pytest.fixture
def handler(server, monkeypatch):
    client_id = f"sdk{uuid.uuid4().hex[:10]}"
    monkeypatch.setattr(mangopay, "client_id", client_id)
    monkeypatch.setattr(mangopay, "apikey", "key")
    monkeypatch.setattr(mangopay, "sandbox", True)
    monkeypatch.setattr(mangopay, "api_sandbox_url", f"{server.base}/v2.01/")
    made = APIRequest()
    monkeypatch.setattr(mangopay, "get_default_handler", lambda: made)
    for module in ("base", "query"):
        monkeypatch.setattr(f"mangopay.{module}.get_default_handler", lambda: made)
    return made


def euros(cents: int) -> Money:
    return Money(amount=cents, currency="EUR")


def buyer() -> NaturalUserSca:
    user = NaturalUserSca(
        first_name="Jeanne",
        last_name="Dupré",
        email="j@example.com",
        user_category="PAYER",
        terms_and_conditions_accepted=False,
    )
    user.save()
    return user


def vendor() -> NaturalUserSca:
    user = NaturalUserSca(
        first_name="Luc",
        last_name="Potier",
        email="l@example.com",
        user_category="OWNER",
        terms_and_conditions_accepted=True,
        birthday=300_000_000,
        nationality="FR",
        country_of_residence="FR",
    )
    user.save()
    people.authenticate({"RedirectUrl": user.pending_user_action.redirect_url})
    return user


def wallet_of(user) -> Wallet:
    made = Wallet(owners=[user], description="Commande", currency="EUR")
    made.save()
    return made


def paid(user, wallet, cents: int) -> CardWebPayIn:
    payin = CardWebPayIn(
        author=user,
        credited_wallet=wallet,
        debited_funds=euros(cents),
        fees=euros(0),
        return_url="http://shop.example/r",
        culture="FR",
        card_type="CB_VISA_MASTERCARD",
    )
    payin.save(idempotency_key=str(uuid.uuid4()))
    people.pay_page({"RedirectURL": payin.redirect_url})
    return PayIn.get(payin.id)


def test_the_sdk_sells_refunds_and_pays_out(server, handler):
    user, seller = buyer(), vendor()
    purse, shop = wallet_of(user), wallet_of(seller)
    payin = paid(user, purse, 10_000)
    assert isinstance(payin, CardWebPayIn)
    assert (payin.status, payin.credited_funds.amount) == ("SUCCEEDED", 10_000)
    key = str(uuid.uuid4())
    transfer = Transfer(
        author=user,
        credited_user=seller,
        debited_funds=euros(8000),
        fees=euros(1000),
        debited_wallet=purse,
        credited_wallet=shop,
        tag="VO-1",
    )
    transfer.save(idempotency_key=key)
    assert transfer.status == "SUCCEEDED"
    kept = IdempotencyResponse.get(key)
    assert kept.get_resource(Transfer).id == transfer.id
    assert [row.tag for row in purse.transactions.all()][-1] == "VO-1"
    back = TransferRefund(author=user, transfer_id=transfer.id, debited_funds=euros(700), fees=euros(-100))
    back.save()
    assert (back.status, back.credited_funds.amount) == ("SUCCEEDED", 800)
    refund = PayInRefund(author=user, payin=payin, debited_funds=euros(800), fees=euros(0))
    refund.save()
    assert Refund.get(refund.id).refund_reason.type == "INITIALIZED_BY_CLIENT"
    payout = paid_out(server, seller, shop)
    assert BankWirePayOut.get(payout.id).status in ("CREATED", "SUCCEEDED")
    assert ClientWallet.get("FEES", "EUR").balance.amount == 900
    assert len(ClientWallet.all()) == 2


def paid_out(server, seller, shop) -> BankWirePayOut:
    document = Document(user=seller, type="IDENTITY_PROOF", tag="accept")
    document.save()
    Page(document=document, user=seller, file=people.PDF).save()
    document.status = "VALIDATION_ASKED"
    document.save()
    server.control("POST", "quiet")
    assert Document.get(document.id).status == "VALIDATED"
    made = Recipient(
        display_name="Compte",
        payout_method_type="LocalBankTransfer",
        recipient_type="Individual",
        currency="EUR",
        country="FR",
        individual_recipient=IndividualRecipient(first_name="Luc", last_name="Potier", address=ADDRESS),
        local_bank_transfer={"EUR": {"IBAN": people.IBAN, "BIC": "BNPAFRPP"}},
    ).create(seller.id)
    people.authenticate({"RedirectUrl": made["pending_user_action"].redirect_url})
    assert Recipient.get(made["id"]).status == "ACTIVE"
    assert len(Recipient.get_user_recipients(seller.id)) == 1
    payout = BankWirePayOut(
        author=seller,
        debited_wallet=shop,
        debited_funds=euros(1000),
        fees=euros(0),
        bank_account_id=made["id"],
        bank_wire_ref="MQ",
    )
    payout.save()
    server.control("POST", "quiet")
    return payout


def test_the_sdk_reads_users_status_and_lists(handler):
    seller = vendor()
    user = User.get_sca(seller.id)
    assert (type(user), user.user_status) == (NaturalUserSca, "ACTIVE")
    assert ScaStatus.get(seller.id).is_enrolled is True
    assert User.enroll_sca(seller.id).pending_user_action.redirect_url.startswith("http")
    assert user.get_regulatory().scope_blocked.inflows is False
    assert User.all(page=1, per_page=1).total_items == "1"
    NaturalUserSca.update(seller.id, tag="t", user_category="OWNER", terms_and_conditions_accepted=True).execute(
        handler
    )
    assert User.get_sca(seller.id).tag == "t"
    assert RecipientSchema.get("LocalBankTransfer", "Individual", "EUR", "FR").local_bank_transfer["EUR"]
    assert PayoutMethod.get("FR", "EUR").available_payout_methods == ["LocalBankTransfer"]
    assert Client.get().client_id == handler.client_id


def test_the_sdk_makes_a_business(handler):
    person = LegalRepresentative(
        first_name="Luc",
        last_name="Potier",
        birthday=300_000_000,
        nationality="FR",
        country_of_residence="FR",
        email="l@example.com",
        phone_number=None,
        phone_number_country=None,
    )
    user = LegalUserSca(
        name="Atelier",
        email="a@example.com",
        legal_person_type="BUSINESS",
        legal_representative=person,
        company_number="123",
        headquarters_address=ADDRESS,
        terms_and_conditions_accepted=True,
        user_category="OWNER",
    )
    user.save()
    assert (user.user_status, user.pending_user_action) == ("ACTIVE", None)
    assert User.get_sca(user.id).legal_representative.first_name == "Luc"


def test_the_sdk_raises_what_it_raises_against_the_real_one(handler):
    with pytest.raises(PayIn.DoesNotExist):
        PayIn.get("nothing")
    with pytest.raises(APIError) as refused:
        Wallet(owners=[], description="d", currency="EUR").save()
    assert (refused.value.code, refused.value.content["Type"]) == (400, "param_error")
    limits = handler.get_rate_limits()
    assert len(limits) == 4


def test_the_sdk_registers_hooks_cards_and_reports(server, handler):
    hook = Notification(url="http://127.0.0.1:9/", event_type="PAYIN_NORMAL_SUCCEEDED")
    hook.save()
    assert Notification.get(hook.id).validity == "VALID"
    user = buyer()
    registration = CardRegistration(user=user, currency="EUR")
    registration.save()
    token = handler.custom_request(
        "POST",
        registration.card_registration_url,
        accessKeyRef=registration.access_key,
        data_XXX=registration.preregistration_data,
        cardNumber=people.GOOD_CARD,
        cardExpirationDate="1239",
        cardCvx="123",
    )
    registration.registration_data = token.decode()
    registration.save()
    assert Card.get(registration.card_id).active is True
    assert len(Event.all(event_type="X", EventType="USER_ACCOUNT_CLOSED")) == 0
    filters = ReportTransactionsFilters(before_date=None, after_date=None)
    report = ReportTransactions(download_format="CSV", filters=filters)
    report.save()
    server.control("POST", "quiet")
    assert ReportTransactions.get(report.id).download_url.endswith(".csv")


def test_the_sdk_contests_loses_and_settles_a_dispute(server, handler):
    user = buyer()
    purse = wallet_of(user)
    payin = paid(user, purse, 1000)
    opened = server.control("POST", f"payins/{payin.id}/dispute", type="CONTESTABLE", amount=400)
    dispute = Dispute.get(opened["Id"])
    assert (dispute.status, dispute.dispute_reason.type) == ("PENDING_CLIENT_ACTION", "FRAUD")
    assert ClientWallet.get("CREDIT", "EUR").balance.amount == -400
    dispute.contest(euros(400))
    server.control("POST", "quiet")
    assert Dispute.get(dispute.id).status == "PENDING_BANK_ACTION"
    server.control("POST", f"disputes/{dispute.id}", result="LOST")
    assert [row.id for row in Dispute.get_pending_settlement()] == [dispute.id]
    repudiation = Repudiation.get(opened["RepudiationId"])
    for cents, code in ((500, "003010"), (400, "000000"), (1, "003012")):
        settlement = SettlementTransfer(
            author=user,
            credited_user=user,
            debited_funds=euros(cents),
            fees=euros(0),
            repudiation=repudiation,
        )
        settlement.save()
        assert settlement.result_code == code
    assert ClientWallet.get("CREDIT", "EUR").balance.amount == 0
    assert Wallet.get(purse.id).balance.amount == 600
    assert len(Dispute.get_pending_settlement()) == 0


def test_the_sdk_saves_what_it_read(handler):
    """Its PUT sends every field, nulls and defaults; nothing but the change happens."""
    seller = User.get_sca(vendor().id)
    seller.tag = "changed"
    seller.save()
    again = User.get_sca(seller.id)
    assert (again.tag, again.first_name, again.user_status) == ("changed", "Luc", "ACTIVE")
    purse = wallet_of(buyer())
    purse.description = "Autre"
    purse.save()
    assert Wallet.get(purse.id).description == "Autre"
    hook = Notification(url="http://127.0.0.1:9/", event_type="PAYIN_NORMAL_SUCCEEDED")
    hook.save()
    hook.status = "DISABLED"
    hook.save()
    assert Notification.get(hook.id).status == "DISABLED"
