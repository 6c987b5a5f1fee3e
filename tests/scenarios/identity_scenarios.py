"""How a vendor becomes known to Mangopay and where its money goes, told in steps whose every call is cut."""

from contextlib import suppress

from commerce.identity import bank_accounts, beneficial_owners, hosted, owners, proofs
from commerce.identity.models import BankAccount, Proof
from commerce.partner.models import Partner
from tests.commerce.identity.vendors import BIRTHDAY, person, with_second_factor
from tests.factories import UserFactory, VendorFactory
from tests.local_mangopay import IBAN, PAPER
from tests.scenarios.lives import scenario

RETURN_URL = "http://testserver/"
OTHER_IBAN = "FR1420041010050500013M02606"


def _opened(run, legal_form):
    key = VendorFactory(legal_form=legal_form).pk
    vendor = lambda: Partner.objects.get(pk=key)  # noqa: E731
    run.person(
        lambda: owners.open_owner(vendor(), birthday=BIRTHDAY, nationality="FR", email="a@exemple.test", now=run.now)
    )
    return vendor


def _patiently(run, step):
    """What a person does who is told that a sending is under way: come back in three minutes."""

    def tried():
        with suppress(proofs.AlreadySent):
            return step()
        run.later(minutes=3)
        with suppress(proofs.AlreadySent):
            return step()
        return None

    return run.person(tried)


@scenario
def a_firm_that_proves_who_it_is(run):
    vendor = _opened(run, "business")
    _patiently(run, lambda: proofs.send(vendor(), "IDENTITY_PROOF", [PAPER], now=run.now, tag="accept"))
    _patiently(run, lambda: beneficial_owners.declare(vendor(), [person("IncompleteUBO"), person()], now=run.now))
    run.check_nightly()
    _patiently(run, lambda: beneficial_owners.declare(vendor(), [person("AcceptUBO")], now=run.now))
    run.check_nightly()


@scenario
def an_owner_who_confirms_and_proves_it_online(run):
    vendor = _opened(run, "natural")
    run.mangopay.authenticate(run.person(lambda: owners.confirmation_url(vendor(), return_url=RETURN_URL)))
    run.worker(lambda: owners.look(vendor(), now=run.now))
    _patiently(run, lambda: hosted.begin(vendor(), return_url=RETURN_URL, now=run.now))
    run.person(lambda: hosted.begin(vendor(), return_url=RETURN_URL, now=run.now))
    run.mangopay.control(
        "POST", f"identity-verifications/{Proof.objects.latest('pk').resource_id}", status="VALIDATED"
    )
    for _night in range(2):
        run.check_nightly()
        run.later(days=1)
    Partner.objects.filter(pk=vendor().pk).update(representative_last_name="Petit")
    run.person(lambda: owners.tell_changes(vendor(), now=run.now))
    run.check_nightly()


@scenario
def an_account_that_changes(run):
    by = with_second_factor(UserFactory())
    vendor = _opened(run, "soletrader")
    run.mangopay.authenticate(owners.confirmation_url(vendor(), return_url=RETURN_URL))
    holder = {"first_name": "Jeanne", "last_name": "Lemoine"}
    for iban in (IBAN, OTHER_IBAN):
        account = run.person(
            lambda iban=iban: bank_accounts.ask_for(vendor(), iban=iban, holder=holder, by=by, now=run.now)
        )
        _account, address = run.person(lambda account=account: bank_accounts.look(account, now=run.now))
        run.mangopay.authenticate(address)
        run.worker(lambda account=account: bank_accounts.look(account, now=run.now))
        run.later(hours=49)
        run.settle()
    run.later(hours=49)
    run.settle()
    assert BankAccount.objects.get(state="in_force").last_digits == "2606"
