from django.urls import path

from commerce.appointments import views

app_name = "appointments"
urlpatterns = [
    path("", views.WeekView.as_view(), name="week"),
    path("creneau/<int:pk>/", views.BookView.as_view(), name="book"),
    path("pris/", views.TakenView.as_view(), name="taken"),
    path("mon-rendez-vous/<str:token>/", views.AppointmentView.as_view(), name="appointment"),
    path("mon-rendez-vous/<str:token>/deplacer/", views.MoveView.as_view(), name="move"),
    path("mon-rendez-vous/<str:token>/annuler/", views.CancelView.as_view(), name="cancel"),
    path("mon-rendez-vous/<str:token>/rendez-vous.ics", views.CalendarFileView.as_view(), name="calendar"),
]
