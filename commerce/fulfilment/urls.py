from django.urls import path

from commerce.fulfilment.views import CancelView, ProposalView

app_name = "fulfilment"
urlpatterns = [
    path("compte/commande/<slug:order_number>/<str:hash>/annuler/<int:pk>/", CancelView.as_view(), name="cancel"),
    path(
        "compte/commande/<slug:order_number>/<str:hash>/proposition/<int:pk>/", ProposalView.as_view(), name="proposal"
    ),
]
