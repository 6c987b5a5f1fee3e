from django.urls import path

from cms_pages import views

app_name = "cms_pages"
urlpatterns = [
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
    path("fil/<str:token>/", views.ThreadView.as_view(), name="thread"),
]
