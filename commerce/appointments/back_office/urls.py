from django.urls import path

from commerce.appointments.back_office import assist, pages

app_name = "appointments_desk"
urlpatterns = [
    path("", pages.DayPage.as_view(), name="day"),
    path("ouvrir/", pages.OpenPage.as_view(), name="open"),
    path("fermer/", pages.ClosePage.as_view(), name="close"),
    path("<int:pk>/annuler/", pages.CallOffPage.as_view(), name="call_off"),
    path("<int:pk>/dossier/", assist.AssistPage.as_view(), name="assist"),
    path("dossier/quitter/", assist.LeaveView.as_view(), name="leave"),
]
