from django.urls import path

from commerce.communication.back_office import mails, texts

app_name = "mails"
urlpatterns = [
    path("", texts.Texts.as_view(), name="texts"),
    path("envois/", mails.Mails.as_view(), name="mails"),
    path("envois/results/", mails.Mails.as_view(results_only=True), name="mails_results"),
    path("envois/<int:pk>/", mails.MailPage.as_view(), name="mail"),
    path("<slug:name>/", texts.TextPage.as_view(), name="text"),
]
