from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportingConfig(AppConfig):
    name = "commerce.importing"
    label = "importing"
    verbose_name = _("Importer et exporter")

    def ready(self):
        from commerce.importing import work
        from commerce.settlement import due

        due.join(due.EACH_RUN, "imports resumed", work.stalled, lambda each, now: work.go_on_soon(each.pk))
        due.join(due.EACH_NIGHT, "imports dropped", work.outdated, work.drop)
