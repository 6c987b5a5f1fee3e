"""The papers of the identity page: files that pass through memory, and people who are handed on."""

import logging

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.generic import FormView, TemplateView

from commerce.identity import beneficial_owners, proofs, uploads
from commerce.identity.models import Proof
from commerce.identity.words import place_errors
from commerce.mangopay.exceptions import MangopayError, Refused
from vendor_portal.access import OwnerRequiredMixin
from vendor_portal.identity_forms import PaperForm, PeopleFormSet
from vendor_portal.identity_rows import KINDS, row_of
from vendor_portal.views.identity import unreachable

logger = logging.getLogger(__name__)


class _AccountFirst(OwnerRequiredMixin):
    """For what needs an account at Mangopay: without one, back to the page that opens it."""

    def dispatch(self, request, *args, **kwargs):
        answer = super().dispatch(request, *args, **kwargs)
        vendor = getattr(self, "vendor", None)
        if vendor and answer.status_code == 200 and not vendor.mangopay_user_id:
            return redirect("vendor_portal:identity")
        return answer


@method_decorator([never_cache, csrf_exempt], name="dispatch")
class PaperView(_AccountFirst, FormView):
    """One paper: why, which, and its files, which pass through memory only."""

    template_name = "vendor_portal/identity_paper.html"
    form_class = PaperForm

    def dispatch(self, request, *args, **kwargs):
        uploads.in_memory(request)  # Before anything reads the request, the CSRF check included.
        return self._protected(request, *args, **kwargs)

    @method_decorator(csrf_protect)
    def _protected(self, request, *args, **kwargs):
        return super().dispatch(request, *args, **kwargs)

    @property
    def kind(self):
        """Mangopay's type of this paper, if this vendor has any use for it."""
        kind = KINDS.get(self.kwargs["kind"])
        if kind not in [*proofs.needed(self.vendor), Proof.Kind.SHAREHOLDERS]:
            raise Http404
        return kind

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "kind": self.kind}

    def get_context_data(self, **kwargs):
        row = row_of(self.kind, proofs.latest_of(self.vendor).get(self.kind))
        return super().get_context_data(row=row, **kwargs)

    def post(self, request, *args, **kwargs):
        if not self.vendor.mangopay_user_id:
            return redirect("vendor_portal:identity")
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            proofs.send(self.vendor, self.kind, form.cleaned_data["pages"], now=timezone.now())
        except proofs.AlreadySent:
            messages.info(self.request, _("Mangopay a déjà ce document, ou le reçoit en ce moment."))
        except Refused as refusal:
            logger.info("Paper of vendor %s: %s", self.vendor.pk, refusal.code)
            form.add_error("pages", _("Mangopay refuse ce fichier. Envoyez le PDF d’origine ou une autre photo."))
            return self.form_invalid(form)
        except MangopayError as error:
            logger.warning("Paper of vendor %s: %s", self.vendor.pk, error)
            form.add_error(None, unreachable())
            return self.form_invalid(form)
        else:
            messages.success(
                self.request, _("C’est envoyé. Mangopay répond en un jour environ ; nous vous écrivons aussitôt.")
            )
        return redirect("vendor_portal:identity")


@method_decorator(never_cache, name="dispatch")
class BeneficialOwnersView(_AccountFirst, TemplateView):
    """Who owns or directs the company: one to fifteen people, typed once, handed on."""

    template_name = "vendor_portal/beneficial_owners.html"

    def get_context_data(self, **kwargs):
        if not beneficial_owners.must_declare(self.vendor):
            raise Http404
        kind = Proof.Kind.BENEFICIAL_OWNERS
        row = row_of(kind, proofs.latest_of(self.vendor).get(kind))
        people = kwargs.pop("people", None) or PeopleFormSet(initial=[self._first_person()])
        return super().get_context_data(row=row, people=people, most=beneficial_owners.PEOPLE_MAX, **kwargs)

    def _first_person(self):
        vendor = self.vendor
        return {"first_name": vendor.representative_first_name, "last_name": vendor.representative_last_name}

    def post(self, request, *args, **kwargs):
        if not beneficial_owners.must_declare(self.vendor):
            raise Http404
        if not self.vendor.mangopay_user_id:
            return redirect("vendor_portal:identity")
        people = PeopleFormSet(request.POST)
        if request.POST.get("action") in ("ajouter", "retirer"):
            return self.answer(_resized(request.POST, request.POST["action"] == "ajouter"))
        return self.declare(people) if people.is_valid() else self.answer(people)

    def answer(self, people):
        """The page with what was typed."""
        return self.render_to_response(self.get_context_data(people=people))

    def declare(self, people):
        """Hand the people on."""
        try:
            beneficial_owners.declare(self.vendor, people.people, now=timezone.now())
        except proofs.AlreadySent:
            messages.info(self.request, _("Votre déclaration est déjà chez Mangopay."))
        except Refused as refusal:
            logger.info("Beneficial owners of vendor %s: %s", self.vendor.pk, refusal.code)
            place_errors(people.forms[0], refusal)
            return self.answer(people)
        except MangopayError as error:
            logger.warning("Beneficial owners of vendor %s: %s", self.vendor.pk, error)
            people.forms[0].add_error(None, unreachable())
            return self.answer(people)
        else:
            messages.success(self.request, _("C’est déclaré. Mangopay répond après avoir vu vos documents."))
        return redirect("vendor_portal:identity")


def _resized(data, grows):
    """What was typed, with one person more or fewer."""
    try:
        total = int(data.get("form-TOTAL_FORMS", "1"))
    except ValueError:
        total = 1
    total = min(max(total + (1 if grows else -1), 1), beneficial_owners.PEOPLE_MAX)
    names = PeopleFormSet.form.base_fields
    initial = [
        {name: data.get(f"form-{number}-{name}", names[name].initial) for name in names} for number in range(total)
    ]
    return PeopleFormSet(initial=initial)
