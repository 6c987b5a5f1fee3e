from django.urls import path

from commerce.invoicing.views import BuyerDocumentView

app_name = "invoicing"
urlpatterns = [
    path(
        "compte/commande/<slug:order_number>/<str:hash>/factures/<slug:reference>.pdf",
        BuyerDocumentView.as_view(),
        name="buyer-document",
    ),
]
