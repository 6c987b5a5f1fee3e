from django.urls import path

from commerce.gift_cards import views

app_name = "gift_cards"
urlpatterns = [
    path("", views.BalanceView.as_view(), name="balance"),
    path("offrir/<slug:slug>/", views.OfferView.as_view(), name="offer"),
    path("voir/<str:token>/", views.CardView.as_view(), name="card"),
    path("voir/<str:token>/bon-cadeau.pdf", views.CardPdfView.as_view(), name="card-pdf"),
]
