from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class ComplianceConfig(AppConfig):
    name = "commerce.compliance"
    label = "compliance"
    verbose_name = _("Obligations")

    def ready(self):
        from commerce.compliance import price_history

        pre_migrate.connect(price_history.unwatch, sender=self)
        post_migrate.connect(price_history.watch, sender=self)
