from django.urls import path

from commerce.leaving.views import DeleteAccountView

app_name = "leaving"
urlpatterns = [path("compte/supprimer/", DeleteAccountView.as_view(), name="delete-account")]
