"""The site's addresses with those that only a developer's machine has."""

from django.urls import include, path

from monquibus.urls import urlpatterns as site_urlpatterns

urlpatterns = [path("courriels/", include("monquibus.mailbox_urls")), *site_urlpatterns]
