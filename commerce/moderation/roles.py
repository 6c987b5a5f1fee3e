"""Who moderates pieces: a group of its own, so that nobody needs to be a superuser."""

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.db import connections

GROUP = "Modération des pièces"
ACTIONS = ("view", "add", "change")
MODERATE = "moderation.moderate_pieces"
TYPOLOGY = [f"{action}_{model}" for model in ("category", "productclass", "productattribute") for action in ACTIONS]
PERMISSIONS = (
    ("wagtailadmin", "access_admin"),
    ("moderation", "moderate_pieces"),
    *(("catalogue", codename) for codename in TYPOLOGY),
)


def create_role():
    """The group with its permissions; what somebody took away from it stays away. Returns it."""
    from django.contrib.auth.models import Group, Permission

    group, is_new = Group.objects.get_or_create(name=GROUP)
    if is_new:
        for app, codename in PERMISSIONS:
            create_permissions(apps.get_app_config(app), verbosity=0)
            group.permissions.add(*Permission.objects.filter(content_type__app_label=app, codename=codename))
    return group


def install(*, using="default", **_signal):
    """Create the group after `migrate`, once its tables exist."""
    tables = connections[using].introspection.table_names() if using == "default" else ()
    if "auth_group" in tables and "moderation_piececheck" in tables:
        create_role()
