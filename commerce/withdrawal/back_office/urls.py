"""Addresses of the operator's room for withdrawals, below Wagtail's own."""

from django.urls import path

from commerce.withdrawal.back_office import lists, pages

app_name = "withdrawal_office"
urlpatterns = [
    path("", lists.Withdrawals.as_view(), name="withdrawals"),
    path("resultats/", lists.Withdrawals.as_view(results_only=True), name="withdrawals_results"),
    path("<int:pk>/", pages.WithdrawalPage.as_view(), name="withdrawal"),
    path("<int:pk>/rembourser/", pages.Refund.as_view(), name="refund"),
    path("<int:pk>/trancher/", pages.Decide.as_view(), name="decide"),
    path("<int:pk>/clore/", pages.Close.as_view(), name="close"),
    path("<int:pk>/pieces/<int:evidence>/", pages.File.as_view(), name="evidence"),
]
