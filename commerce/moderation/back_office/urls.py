"""Addresses of the room where pieces are moderated, below Wagtail's own."""

from django.urls import path

from commerce.moderation.back_office import lists, pages, typology

app_name = "moderation_office"
urlpatterns = [
    path("", lists.Checks.as_view(), name="checks"),
    path("resultats/", lists.Checks.as_view(results_only=True), name="checks_results"),
    path("<int:pk>/", pages.CheckPage.as_view(), name="check"),
    path("<int:pk>/accepter/", pages.Accept.as_view(), name="accept"),
    path("<int:pk>/refuser/", pages.Refuse.as_view(), name="refuse"),
    path("signalements/", lists.Reports.as_view(), name="reports"),
    path("signalements/resultats/", lists.Reports.as_view(results_only=True), name="reports_results"),
    path("signalements/<int:pk>/", pages.ReportPage.as_view(), name="report"),
    path("signalements/<int:pk>/retirer/", pages.Uphold.as_view(), name="uphold"),
    path("signalements/<int:pk>/laisser/", pages.Dismiss.as_view(), name="dismiss"),
    path("motifs/", lists.Statements.as_view(), name="statements"),
    path("motifs/resultats/", lists.Statements.as_view(results_only=True), name="statements_results"),
    path("categories/<int:pk>/terminer/", typology.EndCategory.as_view(), name="end_category"),
    path("pieces/<int:pk>/retirer/", pages.TakeOff.as_view(), name="take_off"),
]
