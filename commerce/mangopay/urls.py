from django.urls import path

from commerce.mangopay import views

app_name = "mangopay"
urlpatterns = [path("hooks/<str:secret>/", views.receive_hook, name="hooks")]
