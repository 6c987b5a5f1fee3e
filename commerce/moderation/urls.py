from django.urls import path

from commerce.moderation.views import ReportView

app_name = "moderation"
urlpatterns = [path("piece/<int:pk>/", ReportView.as_view(), name="report")]
