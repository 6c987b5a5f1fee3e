from django.urls import path

from commerce.stock import views

app_name = "stock"
urlpatterns = [
    path("prevenez-moi/<int:pk>/", views.WaitView.as_view(), name="wait"),
    path("prevenez-moi/<uuid:uid>/", views.WaitingView.as_view(), name="waiting"),
]
