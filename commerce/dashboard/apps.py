from django.urls import path
from django.views.generic import RedirectView
from oscar.apps.dashboard import apps


class DashboardConfig(apps.DashboardConfig):
    """Oscar's dashboard, for the operator. Its own sign-in leads to the one door."""

    name = "commerce.dashboard"

    def get_urls(self):
        door = RedirectView.as_view(pattern_name="account_login", query_string=True)
        return [path("login/", door), *super().get_urls()]
