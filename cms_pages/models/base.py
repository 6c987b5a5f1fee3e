from django.utils.translation import gettext as _
from wagtail.models import Page

HOME_DEPTH = 2


class PublicPage(Page):
    """What our pages share: the way here, shown above the title."""

    #: The pages above this one, below the home page, when routing has already met them.
    pages_above = None

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), "trail": self.trail()}

    def trail(self, *more):
        """Steps for `components/breadcrumbs.html`: the pages above, this one, then `more` (label, url)."""
        above = self.pages_above
        if above is None:
            above = self.get_ancestors().filter(depth__gt=HOME_DEPTH)
        steps = [{"label": _("Accueil"), "url": "/"}]
        steps += [{"label": page.title, "url": page.url} for page in (*above, self) if page.live]
        steps += [{"label": label, "url": url} for label, url in more]
        return [*steps[:-1], {"label": steps[-1]["label"], "url": ""}]
