"""Validation enters Wagtail here: menu, addresses, the list of what is asked for, names of log lines."""

from django import forms
from django.contrib.auth.models import Permission
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from commerce.partner.models import Partner
from commerce.registration.roles import VALIDATE
from commerce.requirements.forms import RequirementForm
from commerce.requirements.models import Requirement

LOG_ACTIONS = {
    "registration.approve": (_("Valider"), _("Inscription validée")),
    "registration.more": (_("Demander un complément"), _("Complément demandé")),
    "registration.refuse": (_("Refuser"), _("Inscription refusée")),
    "registration.judge": (_("Juger une pièce"), _("Pièce ou réponse jugée")),
}


class NeverDeleted(ModelPermissionPolicy):
    """What vendors answered is kept: a requirement is retired, never deleted."""

    def user_has_permission(self, user, action):
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_permission(user, action)


register_permission_policy(Requirement, NeverDeleted(Requirement))


class RequirementViewSet(SnippetViewSet):
    """What a vendor must have, per status and category."""

    model = Requirement
    icon = "list-ul"
    menu_label = _("Pièces demandées")
    menu_order = 296
    add_to_admin_menu = True
    list_display = ["title", "kind", "is_blocking", "order", "retired_on"]
    list_filter = ["kind", "is_blocking"]
    search_fields = ["title", "why"]
    search_backend_name = None
    permission_policy = NeverDeleted(Requirement)
    panels = [
        HelpPanel(content=_("Ce qui est demandé avant l’ouverture. Une demande retirée n’efface aucune réponse.")),
        MultiFieldPanel(
            [FieldPanel("title"), FieldPanel("why"), FieldPanel("help"), FieldPanel("question")], _("Texte")
        ),
        MultiFieldPanel(
            [FieldPanel("kind"), FieldRowPanel([FieldPanel("attribute"), FieldPanel("number")])],
            _("Ce qui est demandé"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("trades", widget=forms.CheckboxSelectMultiple(choices=Partner.Trade.choices)),
                FieldPanel("categories", widget=forms.CheckboxSelectMultiple),
                FieldPanel("sellers_only"),
            ],
            _("À qui"),
        ),
        FieldPanel("is_blocking"),
        FieldRowPanel([FieldPanel("code"), FieldPanel("order"), FieldPanel("retired_on")]),
    ]

    def get_edit_handler(self):
        """With the form that knows which fields belong together."""
        handler = super().get_edit_handler()
        handler.base_form_class = RequirementForm
        return handler


register_snippet(RequirementViewSet)


class FilesItem(MenuItem):
    """Only for those who validate."""

    def is_shown(self, request):
        """Whether this person may read the files."""
        return request.user.has_perm(VALIDATE)


@hooks.register("register_permissions")
def validation_permission():
    return Permission.objects.filter(content_type__app_label="registration", codename="validate_registrations")


@hooks.register("register_admin_menu_item")
def files_item():
    address = f"{reverse('registrations:queue')}?status=submitted"
    return FilesItem(_("Inscriptions"), address, name="registrations", icon_name="tasks", order=295)


@hooks.register("register_admin_urls")
def files_urls():
    return [path("inscriptions/", include("commerce.registration.back_office.urls"))]


@hooks.register("register_log_actions")
def files_log(actions):
    for name, (label, message) in LOG_ACTIONS.items():
        actions.register_action(name, label, message)
