"""Who may do what in Wagtail: editors write and submit, moderators publish."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

EDITORS = "Éditeurs"
MODERATORS = "Modérateurs"
SUPPORT = "Support"
WAGTAILS_OWN_NAMES = {EDITORS: "Editors", MODERATORS: "Moderators"}
PAGE_PERMISSIONS = {
    EDITORS: ["add_page", "change_page"],
    MODERATORS: ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"],
}
ANNOUNCEMENTS = [f"announcements.{action}_announcement" for action in ("view", "add", "change", "delete")]
PERMISSIONS = {
    EDITORS: ["wagtailadmin.access_admin", *ANNOUNCEMENTS],
    MODERATORS: [
        "wagtailadmin.access_admin",
        "cms_pages.change_navigationlinks",
        "cms_pages.view_contactmessage",
        "cms_pages.change_contactmessage",
        "wagtailredirects.add_redirect",
        "wagtailredirects.change_redirect",
        "wagtailredirects.delete_redirect",
        *ANNOUNCEMENTS,
    ],
}
ANSWERING = [
    "wagtailadmin.access_admin",
    "cms_pages.view_contactmessage",
    "cms_pages.change_contactmessage",
    "cms_pages.view_readyanswer",
    "cms_pages.add_readyanswer",
    "cms_pages.change_readyanswer",
    "cms_pages.delete_readyanswer",
]
FILE_PERMISSIONS = [
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
]


def create_editorial_roles(root):
    """The groups of editors and moderators with their rights below the page `root`, and the moderation of its pages.

    Changes nothing when run again. Returns (editors, moderators).
    """
    editors, moderators = (_group(name, root) for name in (EDITORS, MODERATORS))
    _moderation(root, moderators)
    return editors, moderators


def create_support_role():
    """The group of those who answer people's messages, and do nothing else. Returns it."""
    group, _ = Group.objects.get_or_create(name=SUPPORT)
    group.permissions.add(*(_permission(label) for label in ANSWERING))
    return group


def _group(name, root):
    Group.objects.filter(name=WAGTAILS_OWN_NAMES[name]).update(name=name)
    group, _ = Group.objects.get_or_create(name=name)
    group.permissions.add(*(_permission(label) for label in PERMISSIONS[name]))
    for codename in PAGE_PERMISSIONS[name]:
        permission = Permission.objects.get(codename=codename, content_type__app_label=Page._meta.app_label)
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    files = Collection.get_first_root_node()
    for label in FILE_PERMISSIONS:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=files, permission=_permission(label))
    return group


def _permission(label):
    app, codename = label.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def _moderation(root, moderators):
    if WorkflowPage.objects.filter(page=root).exists():
        return
    task = GroupApprovalTask.objects.create(name="Relecture")
    task.groups.add(moderators)
    workflow = Workflow.objects.create(name="Relecture avant publication")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=root)
