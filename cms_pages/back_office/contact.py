"""People's messages in Wagtail: the list, the thread with its answer, ready answers, and what the home page counts."""

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from cms_pages.contact import AnsweredMeanwhile, answer, follow_up, last_entry, note
from cms_pages.contact_forms import LONGEST_MESSAGE
from cms_pages.models import ContactMessage, ReadyAnswer
from commerce.partner.models import Partner

Status = ContactMessage.Status
CHANGE = "cms_pages.change_contactmessage"
#: Where a thread may stand once the team has answered.
AFTER_AN_ANSWER = [Status.ANSWERED, Status.WAITING, Status.CLOSED]


class ThreadPolicy(ModelPermissionPolicy):
    """Threads begin on the site and end with their keeping: nobody adds or deletes one here."""

    def user_has_permission(self, user, action):
        return action in ("change", "view") and super().user_has_permission(user, action)


register_permission_policy(ContactMessage, ThreadPolicy(ContactMessage))


def team():
    """Active people who may answer, by name."""
    permission = Permission.objects.get(content_type__app_label="cms_pages", codename="change_contactmessage")
    may = Q(is_superuser=True) | Q(groups__permissions=permission) | Q(user_permissions=permission)
    people = get_user_model().objects.filter(may, is_active=True).distinct()
    return people.order_by("first_name", "last_name", "email")


class AnswerForm(forms.Form):
    """What the person receives, and where the thread stands afterwards."""

    text = forms.CharField(
        label=gettext_lazy("Votre réponse"), max_length=LONGEST_MESSAGE, widget=forms.Textarea(attrs={"rows": 10})
    )
    status = forms.ChoiceField(
        label=gettext_lazy("Ensuite, le fil est"),
        choices=[(status.value, status.label) for status in AFTER_AN_ANSWER],
        initial=Status.ANSWERED,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class NoteForm(forms.Form):
    """A note that only the team reads."""

    text = forms.CharField(
        label=gettext_lazy("Note interne"), max_length=LONGEST_MESSAGE, widget=forms.Textarea(attrs={"rows": 3})
    )


class FollowUpForm(forms.ModelForm):
    """Who follows the thread and where it stands."""

    class Meta:
        model = ContactMessage
        fields = ["status", "assigned_to"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assigned_to"].queryset = team()
        self.fields["assigned_to"].label_from_instance = lambda user: user.get_full_name() or user.email


class ThreadView(InspectView):
    """One thread on one page: what was said, the answer, notes, who follows it."""

    any_permission_required = ["change", "view"]
    page_title = gettext_lazy("Fil")
    header_icon = "mail"
    template_name = "cms_pages/back_office/thread.html"
    forms = {"answer": AnswerForm, "note": NoteForm, "follow_up": FollowUpForm}

    def get_edit_url(self):
        """None: this page is where it is edited."""

    def post(self, request, pk):
        """Carry out the form that was sent; what can't be done is said above what was typed."""
        if not request.user.has_perm(CHANGE) or self.object.anonymised_at:
            raise PermissionDenied
        name = next((name for name in self.forms if name in request.POST), "answer")
        form = self._form(name, request.POST)
        if form.is_valid():
            try:
                messages.success(request, getattr(self, f"_{name}")(form.cleaned_data))
            except AnsweredMeanwhile as meanwhile:
                form.add_error(None, meanwhile)
                form.data = {**form.data.dict(), form.add_prefix("seen"): last_entry(self.object)}
            else:
                return redirect(request.path)
        return self.render_to_response(self.get_context_data(**{name: form}))

    def _form(self, name, data=None):
        options = {"instance": ContactMessage.objects.get(pk=self.object.pk)} if name == "follow_up" else {}
        if name == "answer":
            options["initial"] = {"seen": last_entry(self.object), "text": self._ready_text()}
        return self.forms[name](data, prefix=name, **options)

    def _ready_text(self):
        chosen = self.request.GET.get("reponse", "")
        ready = ReadyAnswer.objects.filter(pk=chosen).first() if chosen.isdecimal() and len(chosen) < 10 else None
        return ready.text if ready else ""

    def _answer(self, data):
        answer(self.object, author=self.request.user, now=timezone.now(), **data)
        return _("Réponse envoyée.")

    def _note(self, data):
        note(self.object, author=self.request.user, text=data["text"], now=timezone.now())
        return _("Note gardée.")

    def _follow_up(self, data):
        follow_up(self.object, now=timezone.now(), **data)
        return _("Suivi enregistré.")

    def get_context_data(self, **kwargs):
        """The thread, its forms, and the shops of whoever was signed in."""
        thread, may_answer = self.object, self.request.user.has_perm(CHANGE) and not self.object.anonymised_at
        drawn = {name: self._form(name) for name in self.forms} if may_answer else {}
        shops = Partner.objects.of_member(thread.user) if thread.user_id else []
        return super().get_context_data(
            **{
                "replies": thread.replies.select_related("author"),
                "notes": thread.notes.select_related("author"),
                "ready_answers": ReadyAnswer.objects.all(),
                "shops": shops,
                "may_answer": may_answer,
                **drawn,
                **kwargs,
            }
        )


class ThreadList(IndexView):
    """All threads, with their shop and whoever follows them, in constant queries."""

    def get_base_queryset(self):
        """Rows with what their columns name."""
        return super().get_base_queryset().select_related("vendor", "assigned_to")


class ContactMessageViewSet(ModelViewSet):
    """Messages received, what still waits for an answer one filter away. What people wrote can't be rewritten."""

    model = ContactMessage
    icon = "mail"
    menu_label = gettext_lazy("Messages")
    menu_order = 250
    add_to_admin_menu = True
    index_view_class = ThreadList
    inspect_view_enabled = True
    inspect_view_class = ThreadView
    edit_view_class = ThreadView
    edit_template_name = inspect_template_name = ThreadView.template_name
    form_fields = ["status"]
    list_filter = ["status", "assigned_to", "audience", "vendor"]
    list_per_page = 50
    search_fields = ["name", "email", "subject", "message", "reference"]
    search_backend_name = None
    list_display = [
        "subject",
        Column("number", label=gettext_lazy("Numéro")),
        "name",
        "vendor",
        "status",
        "assigned_to",
        "received_at",
        "moved_at",
    ]


class ReadyAnswerViewSet(ModelViewSet):
    """Texts that answers start from."""

    model = ReadyAnswer
    icon = "form"
    menu_label = gettext_lazy("Réponses prêtes")
    menu_order = 251
    add_to_admin_menu = True
    form_fields = ["title", "text"]
    search_fields = ["title", "text"]
    search_backend_name = None


class UnansweredSummary(SummaryItem):
    """On Wagtail's home: how many threads wait for the team, and how many of them for this person."""

    order = 60
    template_name = "cms_pages/back_office/unanswered.html"

    def is_shown(self):
        """For those who may answer."""
        return self.request.user.has_perm(CHANGE)

    def get_context_data(self, parent_context):
        """One query."""
        waiting = ContactMessage.objects.filter(status=Status.NEW).values_list("assigned_to", flat=True)
        assigned = list(waiting)
        return {"count": len(assigned), "mine": assigned.count(self.request.user.pk), "status": Status.NEW.value}
