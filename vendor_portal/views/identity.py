"""Identity with Mangopay, inside the portal: the account, its confirmation, its papers, its beneficial owners."""

import logging

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import FormView

from commerce.identity import hosted, owners, proofs
from commerce.identity.models import Owner, Proof
from commerce.identity.words import place_errors
from commerce.mangopay.exceptions import MangopayError, Refused
from vendor_portal.access import OwnerRequiredMixin
from vendor_portal.identity_forms import OwnerForm
from vendor_portal.identity_rows import row_of

logger = logging.getLogger(__name__)


def unreachable():
    """What a person reads while Mangopay doesn't answer."""
    return _("Mangopay ne répond pas pour l’instant. Réessayez bientôt : rien n’est fait deux fois.")


class IdentityView(OwnerRequiredMixin, FormView):
    """Everything about who the vendor is. POST opens the account, asks for a confirmation, or for a hosted check."""

    template_name = "vendor_portal/identity.html"
    form_class = OwnerForm
    actions = {"confirmer": "confirm", "en-ligne": "verify_online", "transmettre": "tell_changes"}

    def get(self, request, *args, **kwargs):
        if {"controlStatus", "identityVerificationId"} & request.GET.keys():
            return self.asked(self.come_back)
        return super().get(request, *args, **kwargs)

    def get_initial(self):
        return {"email": self.vendor.email, "nationality": "FR"}

    def get_context_data(self, **kwargs):
        latest = proofs.latest_of(self.vendor)
        owner = Owner.objects.filter(vendor=self.vendor).first()
        return super().get_context_data(
            owner=owner,
            is_open=bool(self.vendor.mangopay_user_id),
            is_confirmed=bool(owner and owner.status == Owner.Status.ACTIVE),
            has_terms=owners.has_accepted_terms(self.vendor, now=timezone.now()),
            has_changed=owners.has_changed(self.vendor),
            rows=[row_of(kind, latest.get(kind)) for kind in proofs.needed(self.vendor)],
            hosted=row_of(Proof.Kind.HOSTED, latest.get(Proof.Kind.HOSTED)) if hosted.is_offered() else None,
            missing=proofs.missing(self.vendor),
            is_verified=self.vendor.kyc_level == self.vendor.KycLevel.REGULAR,
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        action = self.actions.get(request.POST.get("action"))
        if action and self.vendor.mangopay_user_id:
            return self.asked(getattr(self, action))
        if self.vendor.mangopay_user_id:
            return redirect("vendor_portal:identity")
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            owners.open_owner(self.vendor, **form.cleaned_data, now=timezone.now())
        except owners.TermsMissing:
            form.add_error(None, _("Acceptez d’abord les conditions de Mangopay, à l’étape des conditions."))
        except Refused as refusal:
            place_errors(form, refusal)
        except MangopayError as error:
            logger.warning("Account of vendor %s: %s", self.vendor.pk, error)
            form.add_error(None, unreachable())
        else:
            return self.asked(self.confirm)
        return self.form_invalid(form)

    def asked(self, step):
        """Take a step; where Mangopay fails, say so."""
        try:
            return step()
        except MangopayError as error:
            logger.warning("Identity of vendor %s: %s", self.vendor.pk, error)
            messages.error(self.request, unreachable())
            return redirect("vendor_portal:identity")

    def confirm(self):
        """To Mangopay's page, with a fresh session of ten minutes."""
        owner = owners.look(self.vendor, now=timezone.now())
        if owner.status == Owner.Status.ACTIVE:
            messages.success(self.request, _("Votre compte de paiement est confirmé."))
            return redirect("vendor_portal:identity")
        return redirect(owners.confirmation_url(self.vendor, return_url=self.return_url))

    def come_back(self):
        """From Mangopay's page, whose parameters say nothing that we believe."""
        now = timezone.now()
        owner = owners.look(self.vendor, now=now)
        for proof in proofs.latest_of(self.vendor).values():
            if proof.kind == Proof.Kind.HOSTED:
                proofs.look(proof, now=now)
        if owner.status == Owner.Status.ACTIVE:
            messages.success(self.request, _("C’est confirmé, merci."))
        else:
            messages.warning(
                self.request,
                _("La confirmation n’a pas abouti ou les dix minutes sont passées. Reprenez-la : le lien sera neuf."),
            )
        return redirect("vendor_portal:identity")

    def verify_online(self):
        """To Mangopay's page that photographs a passport."""
        if not hosted.is_offered():
            return redirect("vendor_portal:identity")
        try:
            return redirect(hosted.begin(self.vendor, return_url=self.return_url, now=timezone.now()))
        except proofs.AlreadySent:
            return redirect("vendor_portal:identity")

    def tell_changes(self):
        """Names, form or address of today, for Mangopay."""
        try:
            owners.tell_changes(self.vendor, now=timezone.now())
        except owners.OtherPerson:
            messages.error(self.request, _("Ce changement de statut demande un nouveau compte : écrivez-nous."))
        except Refused as refusal:
            logger.info("Changes of vendor %s: %s", self.vendor.pk, refusal.code)
            messages.error(self.request, _("Mangopay refuse ces données. Vérifiez-les, ou écrivez-nous."))
        else:
            messages.success(self.request, _("C’est transmis. Si un document ne va plus, nous vous le disons ici."))
        return redirect("vendor_portal:identity")

    @property
    def return_url(self):
        """Where Mangopay sends the person back to."""
        return self.request.build_absolute_uri(reverse("vendor_portal:identity"))
