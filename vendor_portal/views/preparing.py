"""Pieces before anybody sees them: added, completed, looked at, thrown away."""

import re
import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from commerce.catalogue import gallery, preparing
from commerce.catalogue.duplicating import duplicate
from commerce.catalogue.history import history_of
from commerce.catalogue.sheet import product_sheet
from commerce.partner.rights import Right
from commerce.partner.shelf import NotReady, put_ready_online
from vendor_portal.access import VendorRequiredMixin
from vendor_portal.autosave import autosaved, autosaves
from vendor_portal.picture_forms import GalleryForm
from vendor_portal.piece_forms import PieceForm
from vendor_portal.views.products import ArticleMixin, ProductView, earning_in_words, shown_product


@method_decorator(never_cache, name="dispatch")
class AddView(VendorRequiredMixin, TemplateView):
    """Ajouter une pièce: one page; what is already right is kept even where something else is wrong."""

    right = Right.PRODUCTS
    template_name = "vendor_portal/product_add.html"

    def get_context_data(self, **kwargs):
        form = kwargs.pop("form", None) or PieceForm(vendor=self.vendor)
        examples = [earning_in_words(self.vendor, price) for price in (30, 100)]
        return super().get_context_data(form=form, examples=[words for words in examples if words], **kwargs)

    def post(self, request, *args, **kwargs):
        form = PieceForm(request.POST, request.FILES, vendor=self.vendor)
        is_right, record = form.is_valid(), None
        if "key" in form.cleaned_data and form.is_worth_keeping:
            record = preparing.prepare(self.vendor, form.cleaned_data["key"], actor=request.user, **form.typed())
        if autosaves(request):
            return autosaved(record, is_right=is_right, moves=True)
        if is_right:
            return _saved(request, form, record)
        return self.render_to_response(self.get_context_data(form=form, record=record))


class CompleteView(ArticleMixin, AddView):
    """The same form again, of a draft whose first sending had something wrong."""

    def get(self, request, *args, **kwargs):
        return redirect("vendor_portal:product", pk=self.get_article().pk)

    def post(self, request, *args, **kwargs):
        record = self.get_article()
        form = PieceForm(request.POST, request.FILES, vendor=self.vendor)
        is_right = form.is_valid()
        is_kept = preparing.amend(record, actor=request.user, **form.typed())
        if autosaves(request):
            return autosaved(record if is_kept else None, is_right=is_right)
        if not is_kept:
            messages.info(request, _("Cette pièce est en ligne : modifiez-la ici."))
            return redirect("vendor_portal:product", pk=record.pk)
        if is_right:
            return _saved(request, form, record)
        return self.render_to_response(self.get_context_data(form=form, record=record))


def _saved(request, form, record):
    messages.success(request, _("Le brouillon est enregistré. Vous seuls le voyez."))
    _advise(request, form)
    return redirect("vendor_portal:product", pk=record.pk)


def _advise(request, form):
    if any(picture.is_small for picture in form.read):
        messages.info(request, _("Une image a moins de 1 000 pixels de côté : plus grande, elle serait plus nette."))


class EarningView(VendorRequiredMixin, View):
    """What a price brings, as one line of text, while it is typed."""

    right = Right.PRODUCTS
    http_method_names = ["get"]

    def get(self, request):
        form = PieceForm({"price": request.GET.get("price", "")}, vendor=self.vendor)
        form.is_valid()
        return HttpResponse(earning_in_words(self.vendor, form.cleaned_data.get("price")), content_type="text/plain")


class AnswerFieldsView(VendorRequiredMixin, TemplateView):
    """The fields that a category adds to a piece's form, as a fragment, while the category is chosen."""

    right = Right.PRODUCTS
    http_method_names = ["get"]
    template_name = "vendor_portal/piece_answers.html"

    def get_context_data(self, **kwargs):
        form = PieceForm({"category": self.request.GET.get("category", "")}, vendor=self.vendor)
        form.is_bound = False
        return super().get_context_data(form=form, **kwargs)


class DuplicateView(ArticleMixin, VendorRequiredMixin, View):
    """A new draft that says what this piece says."""

    right = Right.PRODUCTS
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        key = request.POST.get("key", "")
        key = key if re.fullmatch(r"[0-9a-f]{32}", key) else uuid.uuid4().hex
        record = duplicate(self.get_article(), key, actor=request.user)
        messages.success(request, _("Voici la copie, en brouillon. Ajoutez ses images."))
        return redirect("vendor_portal:product", pk=record.pk)


class HistoryView(ArticleMixin, VendorRequiredMixin, TemplateView):
    """What was changed of a piece, when and by whom."""

    right = Right.STOCK
    template_name = "vendor_portal/product_history.html"

    def get_context_data(self, **kwargs):
        record = self.get_article()
        shown = shown_product(record)
        return super().get_context_data(record=record, product=shown, history=history_of(shown), **kwargs)


class GalleryView(ProductView):
    """Save the pictures: new ones, texts, order, and those that leave.

    With `X-Picture`, as pictures.js sends them one by one, it only hangs what came and answers refusals as JSON.
    """

    right = Right.PRODUCTS
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        record = self.get_article()
        shown = shown_product(record)
        form = GalleryForm(request.POST, request.FILES, images=shown.images.all())
        is_right = form.is_valid()
        if "X-Picture" in request.headers:
            gallery.hang(shown, form.read, caption=form.cleaned_data.get("caption", ""))
            return JsonResponse({"refusals": form.errors.get("pictures", [])})
        wanted = form.wanted()
        if shown.is_public and not form.read and len(wanted["removed"]) == len(form.images):
            form.add_error(None, _("Une pièce en ligne garde au moins une image : retirez-la d’abord de la vente."))
            return self.render_to_response(self.get_context_data(record=record, gallery_form=form))
        gallery.arrange(shown, **wanted)
        gallery.hang(shown, form.read)
        if not is_right:
            return self.render_to_response(self.get_context_data(record=record, gallery_form=form))
        messages.success(request, _("Les images sont à jour."))
        return redirect(f"{reverse('vendor_portal:product', args=[record.pk])}#images")


class PreviewView(ArticleMixin, VendorRequiredMixin, TemplateView):
    """The product's page as a buyer will see it."""

    right = Right.STOCK
    template_name = "vendor_portal/product_preview.html"

    def get_context_data(self, **kwargs):
        record = self.get_article()
        sheet = product_sheet(record.product_id, now=timezone.now(), preview_of=self.vendor)
        return super().get_context_data(record=record, sheet=sheet, product=sheet.product, **kwargs)


class DiscardView(ArticleMixin, VendorRequiredMixin, TemplateView):
    """Throw a draft away, after a question."""

    right = Right.PRODUCTS
    template_name = "vendor_portal/product_discard.html"

    def get_context_data(self, **kwargs):
        record = self.get_article()
        if not preparing.can_be_discarded(record):
            raise Http404
        return super().get_context_data(record=record, **kwargs)

    def post(self, request, *args, **kwargs):
        try:
            preparing.discard(self.get_article())
        except preparing.CannotBeDiscarded:
            messages.error(request, _("Cette pièce est en ligne ou a été vendue : elle ne peut plus être supprimée."))
            return redirect("vendor_portal:product", pk=self.kwargs["pk"])
        messages.success(request, _("Le brouillon est supprimé."))
        return redirect("vendor_portal:products")


class PutReadyOnlineView(VendorRequiredMixin, View):
    """Show every piece that is ready, at once."""

    right = Right.PRODUCTS
    http_method_names = ["post"]

    def post(self, request):
        try:
            done = put_ready_online(self.vendor, actor=request.user)
        except NotReady:
            messages.error(request, _("Votre boutique n’est pas encore ouverte : vos pièces seront en ligne après."))
        else:
            self.say(done)
        return redirect("vendor_portal:products")

    def say(self, done):
        """What is online, and what is read first."""
        if done.shown:
            words = ngettext("%(n)d pièce est en ligne.", "%(n)d pièces sont en ligne.", done.shown)
            messages.success(self.request, words % {"n": done.shown})
        if done.held:
            words = ngettext(
                "%(n)d pièce sera en ligne dès que nous l’aurons relue.",
                "%(n)d pièces seront en ligne dès que nous les aurons relues.",
                done.held,
            )
            messages.info(self.request, words % {"n": done.held})
