from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import FormView, ListView

from commerce.communication import shops
from commerce.partner.rights import Right
from vendor_portal.access import VendorRequiredMixin


class NotificationsView(VendorRequiredMixin, ListView):
    """What the shop was told, as far as the member's right goes, the latest first. A POST marks all of it read."""

    right = Right.ENTER
    works_when_closed = True
    template_name = "vendor_portal/notifications.html"
    context_object_name = "notices"
    paginate_by = 30

    def get_queryset(self):
        return shops.notices_for(self.vendor, self.request.user, self.member_role)

    def post(self, request, *args, **kwargs):
        shops.read(self.get_queryset().filter(is_read=False), request.user, now=timezone.now())
        messages.success(request, _("Tout est marqué comme lu."))
        return redirect("vendor_portal:notifications")


class NotificationView(VendorRequiredMixin, View):
    """One of them: read, and on to what it is about."""

    right = Right.ENTER
    works_when_closed = True

    def get(self, request, pk):
        notice = get_object_or_404(shops.notices_for(self.vendor, request.user, self.member_role), pk=pk)
        shops.read([notice], request.user, now=timezone.now())
        return redirect(notice.path or "vendor_portal:notifications")


class MailChoicesForm(forms.Form):
    """A box for each event that the member may do without."""

    def __init__(self, *args, events, muted, **kwargs):
        super().__init__(*args, **kwargs)
        for event in events:
            self.fields[event.name] = forms.BooleanField(
                label=event.title, help_text=event.when, required=False, initial=event.name not in muted
            )

    def wanted(self):
        """Names of the ticked ones."""
        return [name for name, is_wanted in self.cleaned_data.items() if is_wanted]


class MailChoicesView(VendorRequiredMixin, FormView):
    """Which mails a member gets; the others are listed, with when they come."""

    right = Right.ENTER
    works_when_closed = True
    template_name = "vendor_portal/mail_choices.html"
    form_class = MailChoicesForm

    @property
    def membership(self):
        """The person's own in this shop."""
        return self.vendor.memberships.get(user=self.request.user)

    def get_form_kwargs(self):
        events = shops.optional_for(self.member_role)
        return {**super().get_form_kwargs(), "events": events, "muted": shops.muted_by(self.membership)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            always=shops.always_for(self.member_role), address=self.request.user.email, **kwargs
        )

    def form_valid(self, form):
        shops.choose(self.membership, form.wanted())
        messages.success(self.request, _("C’est enregistré."))
        return redirect("vendor_portal:mail-choices")
