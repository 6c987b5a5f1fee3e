from django.urls import path

from monquibus import views

app_name = "mailbox"
urlpatterns = [
    path("", views.sent_mails, name="list"),
    path("<slug:name>/", views.sent_mail, name="mail"),
    path("<slug:name>/html/", views.sent_mail_html, name="html"),
]
