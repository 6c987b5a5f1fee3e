from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PromotionsConfig(AppConfig):
    name = "commerce.promotions"
    label = "promotions"
    verbose_name = _("Promotions")

    def ready(self):
        post_save.connect(_join, sender="catalogue.ProductCategory")


def _join(instance, created, raw=False, **kwargs):
    if created and not raw:
        from commerce.promotions.reaching import join

        join(instance.product_id, instance.category_id, timezone.now())
