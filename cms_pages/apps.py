from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, post_save
from django.utils.translation import gettext_lazy as _


class CmsPagesConfig(AppConfig):
    """The editors' pages. Menu links are forgotten whenever one of their addresses may have changed."""

    name = "cms_pages"
    verbose_name = _("Pages")

    def ready(self):
        from wagtail.models import Site
        from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

        from cms_pages import contact_of_members, schedules
        from cms_pages.models import NavigationLinks
        from cms_pages.navigation import forget_links

        contact_of_members.join()
        post_migrate.connect(schedules.install, sender=self)
        for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
            signal.connect(forget_links, dispatch_uid="forget_links")
        for model in (Site, NavigationLinks):
            post_save.connect(forget_links, sender=model, dispatch_uid=f"forget_links_{model.__name__}")
            post_delete.connect(forget_links, sender=model, dispatch_uid=f"forget_links_{model.__name__}")
