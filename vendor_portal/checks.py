"""A room of the portal without a lock is found before the site starts."""

from django.core.checks import Error, register

from vendor_portal.access import OwnerRequiredMixin, VendorRequiredMixin


@register()
def every_view_names_its_right(app_configs, **kwargs):
    """An error for each view of the portal that says neither `right` nor that it is for owners."""
    from vendor_portal.urls import urlpatterns

    return [
        Error(
            f"{view.__name__} names no right.",
            hint="Say `right = Right.…` of commerce/partner/rights.py; `right_to_post` where sending takes more.",
            id="vendor_portal.E001",
        )
        for view in (pattern.callback.view_class for pattern in urlpatterns)
        if issubclass(view, VendorRequiredMixin) and not issubclass(view, OwnerRequiredMixin) and view.right is None
    ]
