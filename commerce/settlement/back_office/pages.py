"""The frame of every page of the money room, and the frame of its lists."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from commerce.settlement.back_office.access import MOVE, MoneyPolicy, OperatorsOnly

#: Rows of a list's page.
PER_PAGE = 25


def crumbs(*rest):
    """Breadcrumbs from Wagtail's home over the money room to `rest`, as (label, url name or "")."""
    items = [(_("Argent"), "money:home"), *rest]
    return [
        WagtailAdminTemplateMixin.breadcrumbs_items[0],
        *({"label": label, "url": reverse(name) if name else ""} for label, name in items),
    ]


class MoneyPage(OperatorsOnly, WagtailAdminTemplateMixin, TemplateView):
    """A page made of panels. Subclasses say what it is called and which panels it has."""

    template_name = "settlement/back_office/page.html"
    header_icon = "calendar-check"
    parent = ()

    def get_breadcrumbs_items(self):
        """The money room, the list that it belongs to, itself."""
        return crumbs(*([self.parent] if self.parent else []), (self.get_page_title(), ""))

    def panels(self):
        """Facts, Tables and Journals, top down."""
        raise NotImplementedError

    def get_context_data(self, **kwargs):
        """The panels, and whether this person may do something."""
        may_move = self.request.user.has_perm(MOVE)
        return super().get_context_data(panels=self.panels(), may_move=may_move, **kwargs)


class MoneyList(OperatorsOnly, IndexView):
    """A list with filter and search by Wagtail's own means. `url_name` is its name in the money room."""

    url_name = ""
    header_icon = "calendar-check"
    paginate_by = PER_PAGE
    any_permission_required = ["view"]
    search_backend_name = None
    detail_name = ""

    def setup(self, request, *args, **kwargs):
        """Fill in the addresses that Wagtail's views ask for."""
        self.index_url_name = f"money:{self.url_name}"
        self.index_results_url_name = f"money:{self.url_name}_results"
        self.inspect_url_name = f"money:{self.detail_name}" if self.detail_name else None
        self.permission_policy = MoneyPolicy(self.model)
        super().setup(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        """The money room, then this list."""
        return crumbs((self.get_page_title(), ""))
