from django.urls import path

from commerce.disputes import views

BY_LINK = "compte/commande/<slug:order_number>/<str:hash>"

app_name = "disputes"
urlpatterns = [
    path(f"{BY_LINK}/probleme/<int:pk>/", views.OpenView.as_view(), name="open"),
    path(f"{BY_LINK}/litige/<int:pk>/", views.CaseView.as_view(), name="case"),
    path(f"{BY_LINK}/litige/<int:pk>/<slug:act>/", views.ActView.as_view(), name="act"),
    path(f"{BY_LINK}/litige/<int:pk>/piece/<int:exhibit>/", views.ExhibitView.as_view(), name="exhibit"),
]
