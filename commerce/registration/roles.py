"""Who validates vendors: a group of its own, so that nobody needs to be a superuser."""

from django.apps import apps
from django.contrib.auth.management import create_permissions

GROUP = "Validation des artisans"
VALIDATE = "registration.validate_registrations"
PERMISSIONS = (
    ("wagtailadmin", "access_admin"),
    ("registration", "validate_registrations"),
    ("requirements", "add_requirement"),
    ("requirements", "change_requirement"),
    ("requirements", "view_requirement"),
    ("registration", "add_refusedgoods"),
    ("registration", "change_refusedgoods"),
    ("registration", "delete_refusedgoods"),
    ("registration", "view_refusedgoods"),
)


def create_role():
    """The group with its permissions; those that somebody took away from it stay away. Returns it.

    Changes nothing when run again.
    """
    from django.contrib.auth.models import Group, Permission

    group, is_new = Group.objects.get_or_create(name=GROUP)
    if is_new:
        for app, codename in PERMISSIONS:
            create_permissions(apps.get_app_config(app), verbosity=0)
            group.permissions.add(*Permission.objects.filter(content_type__app_label=app, codename=codename))
    return group
