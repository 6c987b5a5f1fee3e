from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from commerce.communication.contact_links import contact_link
from commerce.partner.models import Membership
from commerce.registration import assistance
from commerce.registration.models import Registration
from commerce.registration.start import NoPlanOffered, start, touch, unfinished_of
from commerce.registration.steps import steps_of
from vendor_portal.access import SESSION_KEY, ClosedToAssistance, OwnerRequiredMixin, assisted_in, current_vendor
from vendor_portal.menu import menu_of
from vendor_portal.registration_forms import StartForm


def file_of(vendor):
    """The vendor's Registration, or None for a shop that was here before files were kept."""
    return vendor and Registration.objects.filter(vendor=vendor).select_related("vendor__plan").first()


def progress_of(registration):
    """What the progress list draws: the steps, how many are done, and the first one that isn't."""
    states = steps_of(registration.vendor, now=timezone.now())
    return {
        "file": registration,
        "states": states,
        "done": sum(state.is_done for state in states),
        "next_state": next((state for state in states if not state.is_done), None),
    }


class ProgressView(TemplateView):
    """What is done, what is missing and why it is asked. Leads people without a shop to the first step."""

    template_name = "vendor_portal/registration/progress.html"

    def get(self, request, *args, **kwargs):
        assisted = assisted_in(request)
        self.vendor = assisted or current_vendor(request)
        file = file_of(self.vendor)
        if self.vendor is None:
            return redirect("vendor_portal:registration-start")
        if file is None:
            return redirect("vendor_portal:home")
        contact_url = contact_link(_("Inscription de %(shop)s") % {"shop": self.vendor.name}, f"inscription-{file.pk}")
        role = Membership.Role.OWNER if assisted else self.vendor.member_role
        shown = {"vendor": self.vendor, "is_assisted": bool(assisted), "contact_url": contact_url}
        menu = menu_of(self.vendor, role, request.path)
        return super().get(request, **shown, menu=menu, **progress_of(file))


class StartView(ClosedToAssistance, FormView):
    """The first step: a name for the shop. Whoever has no account is led to one, and back here."""

    template_name = "vendor_portal/registration/start.html"
    form_class = StartForm

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and (begun := unfinished_of(request.user)):
            return self.enter(begun)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect("vendor_portal:registration-start")
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            begun = start(self.request.user, shop_name=form.cleaned_data["shop_name"], now=timezone.now())
        except NoPlanOffered:
            form.add_error(None, _("Aucune formule n’est proposée en ce moment : écrivez-nous."))
            return self.form_invalid(form)
        messages.success(self.request, _("Votre dossier est ouvert. Chaque étape s’enregistre seule."))
        return self.enter(begun)

    def enter(self, begun):
        """Work in this shop from now on."""
        self.request.session[SESSION_KEY] = begun.vendor_id
        return redirect("vendor_portal:registration")

    def get_context_data(self, **kwargs):
        return super().get_context_data(contact_url=contact_link(_("Ouvrir une boutique")), **kwargs)


class OpenFile:
    """Stands behind OwnerRequiredMixin: sets `self.file`, and lets nobody change a file that was sent."""

    #: Pages that a shop keeps once it is open, and that shops without a file have too.
    stays_open = False

    def dispatch(self, request, *args, **kwargs):
        self.file = file_of(self.vendor)
        if self.file:
            self.vendor = self.file.vendor
        elif not self.stays_open:
            raise Http404
        if not self.stays_open and not self.file.is_open_to_changes:
            messages.info(request, _("Votre dossier est envoyé : cette étape ne change plus."))
            return redirect("vendor_portal:registration")
        return super().dispatch(request, *args, **kwargs)


class StepMixin(OwnerRequiredMixin, OpenFile):
    """What the pages of all steps share: where one stands, and where to go on."""

    code = ""

    def get_context_data(self, **kwargs):
        states = self.states()
        for number, state in enumerate(states, start=1):
            if state.step.code == self.code:
                said = {"shop": self.vendor.name, "step": state.step.title}
                subject = _("Inscription de %(shop)s, étape « %(step)s »") % said
                kwargs |= {"state": state, "number": number, "count": len(states)}
                kwargs["contact_url"] = contact_link(subject, f"etape-{self.code}")
        return super().get_context_data(file=self.file, **kwargs)

    def states(self):
        """Where this file stands; nothing without a file, or once it is sent."""
        return steps_of(self.vendor, now=timezone.now()) if self.file and self.file.is_open_to_changes else []

    def go_on(self):
        """Note the work and lead to the next step that lacks something; to the list, where this one still does."""
        touch(self.vendor, now=timezone.now())
        if self.is_assisted:
            assistance.note_change(self.file, step=self.code, operator=self.request.user)
        states = self.states()
        if not states:
            messages.success(self.request, _("C’est enregistré."))
            return redirect(self.request.path)
        here = next(index for index, state in enumerate(states) if state.step.code == self.code)
        if not states[here].is_done:
            lacking = ", ".join(states[here].missing)
            messages.info(self.request, _("C’est enregistré. Il manque encore ici : %(what)s.") % {"what": lacking})
            return redirect("vendor_portal:registration")
        messages.success(self.request, _("C’est enregistré."))
        following = [state for state in [*states[here + 1 :], *states[:here]] if not state.is_done]
        return redirect(following[0].step.url_name if following else "vendor_portal:registration")
