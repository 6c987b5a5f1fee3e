from django.apps import AppConfig


class VendorPortalConfig(AppConfig):
    name = "vendor_portal"

    def ready(self):
        from vendor_portal import checks  # noqa: F401
