from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class RequirementsConfig(AppConfig):
    """What a shop must have before it opens, as a list that the operator edits."""

    name = "commerce.requirements"
    label = "requirements"
    verbose_name = _("Pièces et réponses demandées")

    def ready(self):
        from commerce.registration.steps import Step, join
        from commerce.requirements.listing import blocking_missing
        from commerce.requirements.starter import install

        join(
            Step(
                code="pieces",
                title=_("Pièces et réponses"),
                why=_("Ce que la loi ou la place de marché attendent de votre métier, et rien d’autre."),
                url_name="vendor_portal:requirements",
                missing=blocking_missing,
                order=90,
            )
        )
        post_migrate.connect(install, sender=self)
