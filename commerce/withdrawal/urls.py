from django.urls import path

from commerce.withdrawal import views

BY_LINK = "compte/commande/<slug:order_number>/<str:hash>"

app_name = "withdrawal"
urlpatterns = [
    path("retractation/ma-commande/", views.FindView.as_view(), name="find"),
    path(f"{BY_LINK}/renoncer/<int:pk>/", views.DeclareView.as_view(), name="declare"),
    path(f"{BY_LINK}/retour/<int:pk>/", views.CaseView.as_view(), name="case"),
    path(f"{BY_LINK}/retour/<int:pk>/<slug:act>/", views.ActView.as_view(), name="act"),
    path(f"{BY_LINK}/retour/<int:pk>/piece/<int:evidence>/", views.EvidenceView.as_view(), name="evidence"),
]
