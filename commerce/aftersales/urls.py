from django.urls import path

from commerce.aftersales.views import CancelView

app_name = "aftersales"
urlpatterns = [
    path("compte/commande/<slug:order_number>/<str:hash>/annuler/<int:pk>/", CancelView.as_view(), name="cancel"),
]
