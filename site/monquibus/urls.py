from django.apps import apps
from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from monquibus import views

urlpatterns = [
    path("cms/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("porte/", include("allauth.urls")),
    path("espace-pro/", include("vendor_portal.urls")),
    path("mangopay/", include("commerce.mangopay.urls")),
    path("", include("commerce.fulfilment.urls")),
    path("", include("commerce.withdrawal.urls")),
    path("", include("commerce.conversation.urls")),
    path("", include("commerce.disputes.urls")),
    path("rendez-vous/", include("commerce.appointments.urls")),
    path("", include("commerce.invoicing.urls")),
    path("signaler/", include("commerce.moderation.urls")),
    path("", include("commerce.leaving.urls")),
    path("", include("commerce.stock.urls")),
    path("", include("cms_pages.urls")),
    path("bon-cadeau/", include("commerce.gift_cards.urls")),
    path("ateliers/", apps.get_app_config("partner").urls),
    path("", include(apps.get_app_config("oscar").urls[0])),
]

if settings.DEBUG:
    urlpatterns += [
        re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}),
        path("courriels/", include("monquibus.mailbox_urls")),
        path("composants/", views.components),
    ]

urlpatterns += [path("", include(wagtail_urls))]
