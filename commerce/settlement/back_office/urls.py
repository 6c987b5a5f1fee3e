"""Addresses of the money room, below Wagtail's own: readers' pages, then what moves money."""

from django.urls import path

from commerce.settlement.back_office import (
    actions,
    adjustments,
    debts,
    decisions,
    disputes,
    gift_cards,
    home,
    incidents,
    movements,
    orders,
    reserve,
    vendor_orders,
    vendors,
)

app_name = "money"

LISTS = {
    "sous-commandes": movements.VendorOrders,
    "paiements": movements.PayIns,
    "liberations": movements.Releases,
    "bons-cadeaux": gift_cards.GiftCards,
    "virements": movements.Payouts,
    "abonnements": movements.SubscriptionPayments,
    "remboursements": movements.Refunds,
    "litiges": disputes.Disputes,
    "artisans": vendors.Vendors,
    "dettes": debts.Debts,
    "incidents": incidents.Incidents,
    "regularisations": adjustments.Adjustments,
}

PAGES = [
    path("", home.Home.as_view(), name="home"),
    path("reserve/", reserve.ReservePage.as_view(), name="reserve"),
    path("sous-commandes/<int:pk>/", vendor_orders.VendorOrderPage.as_view(), name="vendor_order"),
    path("paiements/<int:pk>/", orders.PayInPage.as_view(), name="payin"),
    path("bons-cadeaux/<int:pk>/", gift_cards.GiftCardPage.as_view(), name="gift_card"),
    path("virements/<int:pk>/", orders.PayoutPage.as_view(), name="payout"),
    path("remboursements/<int:pk>/", orders.RefundPage.as_view(), name="refund"),
    path("litiges/<int:pk>/", disputes.DisputePage.as_view(), name="dispute"),
    path("artisans/<int:pk>/", vendors.VendorPage.as_view(), name="vendor"),
    path("incidents/<int:pk>/", incidents.IncidentPage.as_view(), name="incident"),
    path("regularisations/<int:pk>/", adjustments.AdjustmentPage.as_view(), name="adjustment"),
]

ACTIONS = [
    path("reessayer/<slug:kind>/<int:pk>/", actions.Retry.as_view(), name="retry"),
    path("sous-commandes/<int:pk>/retenir/", actions.PlaceHold.as_view(), name="hold"),
    path("sous-commandes/<int:pk>/lever/", actions.LiftHold.as_view(), name="lift"),
    path("sous-commandes/<int:pk>/rembourser/", decisions.GiveBack.as_view(), name="give_back"),
    path("litiges/<int:pk>/charge/", actions.ChangeBearer.as_view(), name="bearer"),
    path("litiges/<int:pk>/perdre/", actions.GiveUp.as_view(), name="give_up"),
    path("artisans/<int:pk>/doit/", decisions.Owe.as_view(), name="owe"),
    path("artisans/<int:pk>/verser/", decisions.Give.as_view(), name="give"),
    path("dettes/<int:pk>/abandonner/", decisions.Forgive.as_view(), name="forgive"),
    path("regularisations/<int:pk>/approuver/", decisions.Approve.as_view(), name="approve"),
    path("regularisations/<int:pk>/refuser/", decisions.Refuse.as_view(), name="refuse"),
    path("reserve/alimenter/", decisions.Fund.as_view(), name="fund"),
]


def _list_paths():
    for address, view in LISTS.items():
        yield path(f"{address}/", view.as_view(), name=view.url_name)
        yield path(f"{address}/resultats/", view.as_view(results_only=True), name=f"{view.url_name}_results")


urlpatterns = [*PAGES, *_list_paths(), *ACTIONS]
