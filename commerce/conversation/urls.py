from django.urls import path

from commerce.conversation import views

BY_LINK = "compte/commande/<slug:order_number>/<str:hash>/message/<int:pk>"

app_name = "conversation"
urlpatterns = [
    path("question/<int:pk>/", views.AskView.as_view(), name="ask"),
    path("compte/messages/", views.MyMessagesView.as_view(), name="mine"),
    path("compte/messages/<int:pk>/", views.ConversationView.as_view(), name="conversation"),
    path("compte/messages/<int:pk>/piece/<int:attachment>/", views.FileView.as_view(), name="file"),
    path("compte/messages/<int:pk>/signaler/<int:message>/", views.ReportView.as_view(), name="report"),
    path(f"{BY_LINK}/", views.OrderConversationView.as_view(), name="of-order"),
    path(f"{BY_LINK}/piece/<int:attachment>/", views.OrderFileView.as_view(), name="order-file"),
    path(f"{BY_LINK}/signaler/<int:message>/", views.OrderReportView.as_view(), name="order-report"),
]
