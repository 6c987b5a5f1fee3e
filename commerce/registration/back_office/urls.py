"""Addresses of the room where vendors are validated, below Wagtail's own."""

from django.urls import path

from commerce.registration.back_office import decision_pages, file_page, queue

app_name = "registrations"
urlpatterns = [
    path("", queue.Queue.as_view(), name="queue"),
    path("resultats/", queue.Queue.as_view(results_only=True), name="queue_results"),
    path("<int:pk>/", file_page.FilePage.as_view(), name="file"),
    path("<int:pk>/valider/", decision_pages.Approve.as_view(), name="approve"),
    path("<int:pk>/complement/", decision_pages.AskForMore.as_view(), name="more"),
    path("<int:pk>/refuser/", decision_pages.Refuse.as_view(), name="refuse"),
    path("<int:pk>/demandes/<int:requirement>/", decision_pages.Judge.as_view(), name="judge"),
    path("papiers/<int:pk>/", decision_pages.Paper.as_view(), name="paper"),
]
