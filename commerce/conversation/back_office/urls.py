"""Addresses of reported messages, below Wagtail's own."""

from django.urls import path

from commerce.conversation.back_office import lists, pages

app_name = "conversation_office"
urlpatterns = [
    path("", lists.AbuseReports.as_view(), name="reports"),
    path("resultats/", lists.AbuseReports.as_view(results_only=True), name="reports_results"),
    path("<int:pk>/", pages.ReportPage.as_view(), name="report"),
    path("<int:pk>/decider/", pages.DecideReport.as_view(), name="decide"),
    path("<int:pk>/pieces/<int:attachment>/", pages.File.as_view(), name="file"),
]
