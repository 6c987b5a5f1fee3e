import uuid

from django.contrib import messages
from django.db.models import Q
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import ListView, TemplateView

from commerce.catalogue.preparing import can_be_discarded, missing_of
from commerce.moderation.gate import last_statement, waiting_check, waiting_checks
from commerce.money import to_cents
from commerce.money_format import euros
from commerce.partner.rights import Right
from commerce.partner.shelf import (
    DESCRIBED,
    NotReady,
    ShelfState,
    articles_of,
    ready_drafts,
    shop_is_shown,
    update_article,
)
from commerce.plans.earning import share_of_piece
from commerce.stock.journal import StockIsReserved
from vendor_portal.access import VendorRequiredMixin
from vendor_portal.autosave import autosaved, autosaves
from vendor_portal.forms import ArticleFilterForm, ShelfForm
from vendor_portal.picture_forms import GalleryForm
from vendor_portal.piece_forms import DescriptionForm
from vendor_portal.stock_forms import reserved_in_words
from vendor_portal.tier_forms import TiersForm

#: How much of the list's filters and page number a row's form may carry back.
LONGEST_QUERY = 300


def articles_asked_for(vendor, data, *, form=ArticleFilterForm):
    """The filter form of a list, and the vendor's articles that it lets through; all of them for anything odd."""
    filter_form = form(data)
    asked = filter_form.cleaned_data if filter_form.is_valid() else {}
    articles = articles_of(vendor, asked.get("etat"))
    if words := asked.get("q"):
        articles = articles.filter(Q(product__title__icontains=words) | Q(product__parent__title__icontains=words))
    return filter_form, articles


class ProductListView(VendorRequiredMixin, ListView):
    """My articles on one page, each with its own small form."""

    right = Right.STOCK
    template_name = "vendor_portal/products.html"
    paginate_by = 30

    def get_queryset(self):
        self.filter_form, articles = articles_asked_for(self.vendor, self.request.GET)
        return articles.prefetch_related(*DESCRIBED)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(filter_form=self.filter_form, **kwargs)
        prices = self.may(Right.PRODUCTS)
        waiting = waiting_checks([shown_product(record).pk for record in context["object_list"]])
        context["forms"] = [
            (ShelfForm(record=record, prices=prices), _lacking(record), waiting.get(shown_product(record).pk))
            for record in context["object_list"]
        ]
        nothing_shown = shop_is_shown(self.vendor) and not articles_of(self.vendor, ShelfState.ONLINE).exists()
        return {**context, "ready": ready_drafts(self.vendor) if nothing_shown else []}


def earning_in_words(vendor, price):
    """What the vendor keeps of a piece at this price, in one sentence; empty without a price or a sale."""
    share = share_of_piece(vendor, to_cents(price), now=timezone.now()) if price else None
    if share is None:
        return ""
    amounts = {"net": euros(share.net_cents), "fees": euros(share.fees_cents), "price": euros(to_cents(price))}
    return _("À %(price)s, il vous revient %(net)s : %(fees)s de commission, TVA comprise.") % amounts


def tiers_in_words(vendor, record):
    """What the vendor keeps of an order at each price by quantity, promotions aside: a sentence each."""
    usual_cents, sentences = to_cents(record.price or 0), []
    for tier in record.tiers.all():
        cents = tier.price_of(usual_cents)
        share = cents and share_of_piece(vendor, cents, now=timezone.now(), quantity=tier.from_quantity)
        if cents is None:
            sentences.append(_("%(tier)s, sans effet : votre prix est plus bas.") % {"tier": tier})
        elif share:
            said = {"n": tier.from_quantity, "price": euros(cents), "net": euros(share.net_cents)}
            sentences.append(_("%(n)d pièces à %(price)s : il vous revient %(net)s.") % said)
    return sentences


def _lacking(record):
    """What an article that nobody sees still lacks."""
    shown = shown_product(record)
    return [] if shown.is_public else [kind.label for kind in missing_of(record)]


def shown_product(record):
    """The piece that visitors see of an article: for a variant, its parent."""
    return record.product.parent if record.product.is_child else record.product


class ArticleMixin:
    """For pages about one article of the vendor."""

    def get_article(self):
        """The stock record of the address, of this vendor only."""
        return get_object_or_404(articles_of(self.vendor), pk=self.kwargs["pk"])


class ProductView(ArticleMixin, VendorRequiredMixin, TemplateView):
    """One article: its text, pictures, price, stock and online state."""

    right = Right.STOCK
    template_name = "vendor_portal/product.html"

    def get_context_data(self, **kwargs):
        record = kwargs.pop("record", None) or self.get_article()
        shown = shown_product(record)
        context = {
            "shelf_form": ShelfForm(record=record, prices=self.may(Right.PRODUCTS)),
            "description_form": DescriptionForm(instance=shown, vendor=self.vendor),
            "tiers_form": TiersForm(record=record),
            "tier_earnings": tiers_in_words(self.vendor, record),
            "gallery_form": GalleryForm(images=shown.images.all()),
            "lacking": _lacking(record),
            "shop_is_shown": shop_is_shown(self.vendor),
            "can_be_discarded": can_be_discarded(record),
            "waiting_check": waiting_check(shown),
            "last_statement": last_statement(shown),
            "copy_key": uuid.uuid4().hex,
            "earning": earning_in_words(self.vendor, record.price),
        }
        return super().get_context_data(record=record, product=shown, **{**context, **kwargs})


class ShelfView(ProductView):
    """Save price, stock and online state."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        record = self.get_article()
        form = ShelfForm(request.POST, record=record, prices=self.may(Right.PRODUCTS))
        if not form.is_valid() or not self.save(form, record):
            return self.render_to_response(self.get_context_data(record=record, shelf_form=form))
        messages.success(request, _("« %(title)s » est à jour.") % {"title": record.product.get_title()})
        if "retour" not in request.POST:
            return redirect("vendor_portal:product", pk=record.pk)
        back = QueryDict(request.POST["retour"][:LONGEST_QUERY]).urlencode()
        return redirect(f"{reverse('vendor_portal:products')}?{back}#article-{record.pk}")

    def save(self, form, record):
        """Whether it could be saved; else the form says why."""
        try:
            update_article(record, actor=self.request.user, **form.cleaned_data)
        except StockIsReserved as refusal:
            form.add_error("stock", reserved_in_words(refusal.reserved))
            return False
        except NotReady as refusal:
            form.add_error("is_online" if "is_online" in form.fields else None, _why_not(refusal))
            return False
        return True


def _why_not(refusal):
    if not refusal.missing:
        return _("Votre boutique n’est pas encore ouverte.")
    lacking = ", ".join(str(kind.label) for kind in refusal.missing)
    return _("Avant la mise en ligne, il manque : %(lacking)s.") % {"lacking": lacking}


class DescriptionView(ProductView):
    """Save what the buyer reads."""

    right = Right.PRODUCTS
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        record = self.get_article()
        shown = shown_product(record)
        form = DescriptionForm(request.POST, instance=shown, vendor=self.vendor)
        is_right = form.is_valid()
        if autosaves(request):
            is_kept = not shown.is_public and form.save_typed(actor=request.user)
            return autosaved(record if is_kept else None, is_right=is_right)
        if not is_right or not form.save_typed(actor=request.user):
            return self.render_to_response(self.get_context_data(record=record, description_form=form))
        if waiting_check(shown):
            messages.info(request, _("C’est noté, et relu avant d’être montré."))
        else:
            messages.success(request, _("« %(title)s » est à jour.") % {"title": shown.title})
        return redirect("vendor_portal:product", pk=record.pk)


class TiersView(ProductView):
    """Save the prices from a quantity on."""

    right = Right.PRODUCTS
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        record = self.get_article()
        form = TiersForm(request.POST, record=record)
        if not form.is_valid() or not form.save(actor=request.user):
            return self.render_to_response(self.get_context_data(record=record, tiers_form=form))
        messages.success(request, _("Les prix par quantité sont enregistrés."))
        return redirect(f"{reverse('vendor_portal:product', args=[record.pk])}#prix-par-quantite")
