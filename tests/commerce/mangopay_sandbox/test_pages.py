"""The pages that people see: readable, accessible, usable without JavaScript."""

import pytest
import requests

from tests.browser.accessibility import violations

from . import people


def test_the_desk_lists_everything_and_pages_long_tables(server, api):
    people.funded(api, 1000)
    for name in (
        "users",
        "wallets",
        "transactions",
        "documents",
        "owners",
        "identities",
        "disputes",
        "hooks",
        "deliveries",
    ):
        page = requests.get(f"{server.base}/desk/{name}", params={"client": api.client_id, "page": "1"}, timeout=5)
        assert page.status_code == 200, name
        assert page.text.count("<h1") == 1
    for _ in range(51):
        people.payer(api)
    first = requests.get(f"{server.base}/desk/users", params={"client": api.client_id}, timeout=5).text
    assert "Page 1 sur 2 (52 lignes)" in first
    assert requests.get(f"{server.base}/desk/users?page=99999", timeout=5).status_code == 200
    assert requests.get(f"{server.base}/desk/nothing", timeout=5).status_code == 404


def test_a_decision_of_the_desk_comes_back_to_its_page(server, api):
    user = people.payer(api)
    answer = requests.post(
        f"{server.base}/control/users/{user['Id']}",
        data={"inflows_blocked": "true", "outflows_blocked": "true"},
        headers={"Referer": f"{server.base}/desk/users", "Origin": server.base},
        timeout=5,
        allow_redirects=False,
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{server.base}/desk/users")
    assert api.get(f"users/{user['Id']}/regulatory")["ScopeBlocked"]["Inflows"] is True


def test_an_impossible_decision_is_said_on_a_page(server, api):
    _, _, payin = people.funded(api, 100)
    answer = requests.post(
        f"{server.base}/control/payins/{payin['Id']}/fail", data={"result_code": "101109"}, timeout=5
    )
    assert answer.status_code == 400
    assert "Décision impossible" in answer.text


@pytest.mark.parametrize("path", ["payment/x", "3ds/x", "authentication/?token=x", "mandate/x", "identity/x"])
def test_a_page_of_nothing_says_so(server, path):
    assert requests.get(f"{server.base}/{path}", timeout=5).status_code == 404


def faults(page) -> list[str]:
    return [found["id"] for found in violations(page)]


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_pages_are_accessible_and_fit_the_screen(server, api, chromium, width):
    user, purse, _ = people.funded(api, 1000)
    payin = api.post("payins/card/web", people.web_payin_body(user, purse["Id"], 1260))
    owner = people.new_owner(api)
    page = chromium.new_page(viewport={"width": width, "height": 900})
    for url in (
        payin["RedirectURL"],
        owner["PendingUserAction"]["RedirectUrl"],
        f"{server.base}/",
        f"{server.base}/desk/transactions",
    ):
        page.goto(url)
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False])
def test_a_person_pays_on_the_page_with_and_without_scripts(server, api, chromium, scripts):
    user = people.payer(api)
    purse = people.wallet(api, user)
    body = people.web_payin_body(user, purse["Id"], 1260, ReturnURL=f"{server.base}/desk/users")
    payin = api.post("payins/card/web", body)
    context = chromium.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(payin["RedirectURL"])
    page.get_by_label("Numéro de carte").fill("4970 1051 8181 8183")
    page.get_by_label("Expiration (MM/AA)").fill("12/39")
    page.get_by_label("Cryptogramme").fill("123")
    page.get_by_role("button", name="Payer").click()
    page.get_by_role("button", name="Confirmer le paiement").click()
    assert page.url.endswith(f"?transactionId={payin['Id']}")
    assert api.get(f"payins/{payin['Id']}")["Status"] == "SUCCEEDED"
    context.close()
