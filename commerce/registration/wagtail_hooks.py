"""What vendors accept and what isn't sold here, in the back office. A text that somebody accepted stays as it is."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from commerce.registration.models import RefusedGoods, TermsText
from commerce.registration.terms import check_text, publish


class UntilAccepted(ModelPermissionPolicy):
    """A text is nobody's to change once a vendor has accepted it, and is never deleted."""

    def user_has_permission(self, user, action):
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_permission_for_instance(self, user, action, instance):
        is_bound = action == "change" and instance.acceptances.exists()
        return not is_bound and self.user_has_permission(user, action)


register_permission_policy(TermsText, UntilAccepted(TermsText))


class TermsTextForm(WagtailAdminModelForm):
    """A version, announced when it is saved: the rule says how early it may bind, and tells who accepted another."""

    class Meta:
        model = TermsText
        fields = ["document", "version", "body", "changes", "effective_on"]

    def clean(self):
        data = super().clean()
        if not self.errors:
            text = TermsText(pk=self.instance.pk, document=data["document"], effective_on=data["effective_on"])
            check_text(text, now=timezone.now())
        return data

    def save(self, commit=True):
        return publish(self.instance, now=timezone.now())


class TermsTextViewSet(ModelViewSet):
    """Texts and their versions."""

    model = TermsText
    name = "terms_texts"
    icon = "doc-full"
    menu_label = _("Textes à accepter")
    menu_order = 315
    add_to_admin_menu = True
    list_display = ["document", "version", "effective_on", "announced_at"]
    list_filter = ["document"]
    inspect_view_enabled = True
    edit_handler = ObjectList([FieldPanel(name) for name in TermsTextForm.Meta.fields], base_form_class=TermsTextForm)


class RefusedGoodsViewSet(ModelViewSet):
    """What isn't sold here, and why."""

    model = RefusedGoods
    name = "refused_goods"
    icon = "cross"
    menu_label = _("Objets refusés")
    menu_order = 297
    add_to_admin_menu = True
    list_display = ["title", "order"]
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldPanel("why"),
            FieldPanel("categories", widget=forms.CheckboxSelectMultiple),
            FieldPanel("order"),
        ]
    )


@hooks.register("register_admin_viewset")
def refused_goods():
    return RefusedGoodsViewSet()


@hooks.register("register_admin_viewset")
def terms_texts():
    return TermsTextViewSet()
