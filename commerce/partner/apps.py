from django.urls import path
from oscar.apps.partner import apps
from oscar.core.loading import get_class


class PartnerConfig(apps.PartnerConfig):
    """Oscar's partner app with public pages: the directory of workshops and each one's shop."""

    name = "commerce.partner"
    namespace = "partner"

    def get_urls(self):
        list_view = get_class("partner.views", "VendorListView")
        shop_view = get_class("partner.views", "ShopView")
        return [
            path("", list_view.as_view(), name="list"),
            path("suivis/", get_class("partner.views", "FollowedShopsView").as_view(), name="followed"),
            path("<slug:slug>/suivre/", get_class("partner.views", "FollowView").as_view(), name="follow"),
            path("<slug:slug>/", shop_view.as_view(), name="shop"),
        ]
