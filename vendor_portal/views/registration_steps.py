from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from commerce.invoicing import mandates
from commerce.partner.models import Partner
from commerce.plans.words import terms_in_words
from commerce.registration import plan_choice, public_register, terms
from commerce.registration.firms import has_another_shop
from commerce.registration.models import RefusedGoods, Registration
from vendor_portal.registration_forms import BusinessForm, GuessForm, MakesForm, PlanChoiceForm, ProfileForm
from vendor_portal.views.registration import StepMixin
from vendor_portal.views.settings import DeliverySettingsView


class StepFormView(StepMixin, FormView):
    """A step of one form, which saves what was typed by itself."""

    template_name = "vendor_portal/registration/step.html"

    def get_instance(self):
        """What the form writes on."""
        return self.vendor

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.get_instance()}

    def form_valid(self, form):
        form.save_typed()
        return self.go_on()

    def form_invalid(self, form):
        # The form has written what isn't saved on its vendor: the page around it shows what is.
        self.vendor = Partner.objects.select_related("plan").get(pk=self.vendor.pk)
        return super().form_invalid(form)


class BusinessView(StepFormView):
    """Who answers for the shop. The SIRET is checked against the public register where the operator wants it."""

    code = "business"
    open_to_assistance = True
    form_class = BusinessForm

    def form_valid(self, form):
        form.save_typed()
        finding = public_register.check(self.file, now=timezone.now())
        if finding == Registration.Finding.UNREACHABLE:
            messages.info(
                self.request,
                _("Le registre public ne répond pas en ce moment : nous vérifierons le SIRET plus tard, continuez."),
            )
        elif finding == Registration.Finding.UNKNOWN:
            messages.info(
                self.request,
                _("Le registre public ne montre pas ce SIRET. Entreprise récente ou non diffusée ? Continuez."),
            )
        return self.go_on()

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            has_another_shop=has_another_shop(self.vendor),
            join_url=f"{reverse('vendor_portal:join-request')}?{urlencode({'siret': self.vendor.siret})}",
            **kwargs,
        )


class MakesView(StepFormView):
    """What the vendor makes, and what can't be sold here."""

    code = "makes"
    open_to_assistance = True
    form_class = MakesForm
    template_name = "vendor_portal/registration/makes.html"

    def get_instance(self):
        return self.file

    def get_context_data(self, **kwargs):
        return super().get_context_data(refusals=RefusedGoods.objects.all(), **kwargs)


class ProfileView(StepFormView):
    """The shop as its visitors will see it. Stays open after the registration."""

    code = "profile"
    open_to_assistance = True
    form_class = ProfileForm
    stays_open = True
    template_name = "vendor_portal/registration/profile.html"


class PlanView(StepMixin, TemplateView):
    """Every plan in euros on the vendor's own guess, and the choice of one."""

    code = "plan"
    template_name = "vendor_portal/registration/plan.html"

    def get_context_data(self, **kwargs):
        now = timezone.now()
        guess = plan_choice.guess_of(self.file)
        simulation = plan_choice.compare(self.file, now=now)
        standing = self.vendor.plan_choices.standing().first()
        chosen = f"{standing.plan_id}-{standing.period}" if standing else None
        forms = {
            "guess_form": GuessForm(guess=guess),
            "choice_form": PlanChoiceForm(costs=simulation.costs, initial={"choice": chosen}),
        }
        rows = [(cost, terms_in_words(cost.terms)) for cost in simulation.costs]
        return super().get_context_data(**{**forms, "simulation": simulation, "rows": rows, **kwargs})

    def post(self, request, *args, **kwargs):
        return self.choose() if "choice" in request.POST or "choose" in request.POST else self.guess()

    def guess(self):
        """Keep another guess, and show what it changes."""
        form = GuessForm(self.request.POST, guess=plan_choice.guess_of(self.file))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(guess_form=form))
        form.save_on(self.file)
        return redirect("vendor_portal:registration-plan")

    def choose(self):
        """Keep the choice."""
        now = timezone.now()
        form = PlanChoiceForm(self.request.POST, costs=plan_choice.compare(self.file, now=now).costs)
        try:
            if form.is_valid():
                plan_choice.choose(self.vendor, form.chosen.plan, form.chosen.period, by=self.request.user, now=now)
                self.vendor.refresh_from_db()
                return self.go_on()
        except ValidationError as refusal:
            form.add_error("choice", refusal)
        return self.render_to_response(self.get_context_data(choice_form=form))


class TermsView(StepMixin, TemplateView):
    """The texts, accepted one by one. Stays open: new versions are announced and accepted here."""

    code = "terms"
    stays_open = True
    template_name = "vendor_portal/registration/terms.html"

    def get_context_data(self, **kwargs):
        now = timezone.now()
        given = terms.accepted_by(self.vendor)
        texts = terms.open_to_acceptance(now=now)
        return super().get_context_data(
            texts=[(text, given.get(text.pk)) for text in texts],
            today=timezone.localdate(now),
            mandate=mandates.mandate_in_force(self.vendor),
            mandate_text=f"vendor_portal/mandates/{mandates.VERSION}.html",
            mandate_version=mandates.VERSION,
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        now, asked = timezone.now(), request.POST.get("text", "")
        if asked == "mandate":
            mandates.accept(self.vendor, by=request.user, now=now)
            return self.go_on_from(_("Mandat de facturation"))
        text = next((text for text in terms.open_to_acceptance(now=now) if str(text.pk) == asked), None)
        if text is None:
            raise Http404
        terms.accept(self.vendor, text, by=request.user, now=now)
        return self.go_on_from(text.get_document_display())

    def go_on_from(self, title):
        """To the next text, or on when all are accepted."""
        left = terms.to_accept(self.vendor, now=timezone.now())
        if not left:
            return self.go_on()
        messages.success(self.request, _("Accepté : %(text)s.") % {"text": title})
        return redirect("vendor_portal:registration-terms")


class DeliveryView(StepMixin, DeliverySettingsView):
    """The page of the settings, as a step."""

    code = "delivery"
    open_to_assistance = True
    template_name = "vendor_portal/registration/delivery.html"

    def saved(self):
        return self.go_on()
