"""Addresses of the operator's room for disputes, below Wagtail's own."""

from django.urls import path

from commerce.disputes.back_office import actions, lists, pages

app_name = "disputes_office"
urlpatterns = [
    path("", lists.Disputes.as_view(), name="disputes"),
    path("resultats/", lists.Disputes.as_view(results_only=True), name="disputes_results"),
    path("<int:pk>/", pages.DisputePage.as_view(), name="dispute"),
    path("<int:pk>/trancher/", actions.Decide.as_view(), name="decide"),
    path("<int:pk>/solution/", actions.OrderRemedy.as_view(), name="order_remedy"),
    path("<int:pk>/pieces/<int:exhibit>/", pages.File.as_view(), name="exhibit"),
]
