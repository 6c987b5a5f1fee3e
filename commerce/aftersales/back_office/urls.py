"""Addresses of what follows a sale, below Wagtail's own."""

from django.urls import path

from commerce.aftersales.back_office.contest import Contest, Paper

app_name = "aftersales_back_office"
urlpatterns = [
    path("litiges/<int:pk>/contester/", Contest.as_view(), name="contest"),
    path("litiges/<int:pk>/pieces/<slug:kind>/", Paper.as_view(), name="paper"),
]
