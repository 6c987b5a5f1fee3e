"""The buyer's side of a sold-out piece, without an account: ask to be told, say yes by a link, or no more."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import View

from commerce.catalogue.models import Product
from commerce.stock import waiting
from commerce.stock.forms import WaitForm
from commerce.stock.models import WaitingBuyer


class WaitView(View):
    """« Prévenez-moi » for one piece."""

    def get(self, request, pk):
        return self.shown(request, self.product(pk), WaitForm(user=request.user))

    def post(self, request, pk):
        product = self.product(pk)
        form = WaitForm(request.POST, user=request.user)
        if not form.is_valid():
            return self.shown(request, product, form)
        is_sure = False
        if not form.is_spam:
            is_sure = waiting.ask(product, form.cleaned_data["email"], user=request.user, now=timezone.now())
        said = (
            _("C’est noté : un courriel vous préviendra.")
            if is_sure
            else _(
                "Regardez votre boîte aux lettres : un courriel vous demande de confirmer. "
                "Sans cela, rien n’est retenu."
            )
        )
        messages.success(request, said)
        return redirect(product)

    def product(self, pk):
        """A piece that has a page, variants by it. Raises Http404."""
        pieces = Product.objects.with_a_page().exclude(structure=Product.CHILD)
        return get_object_or_404(pieces.select_related("vendor"), pk=pk)

    def shown(self, request, product, form):
        """The form on a page of its own."""
        return render(request, "stock/wait.html", {"product": product, "form": form})


@method_decorator(never_cache, name="dispatch")
class WaitingView(View):
    """What the link of the mails opens: say yes, or be forgotten. Opening it changes nothing."""

    def get(self, request, uid):
        buyer = WaitingBuyer.objects.select_related("product__vendor").filter(uid=uid).first()
        return render(request, "stock/waiting.html", {"buyer": buyer})

    def post(self, request, uid):
        buyer = WaitingBuyer.objects.filter(uid=uid).first()
        if buyer and request.POST.get("reponse") == "oui":
            waiting.confirm(buyer, now=timezone.now())
            messages.success(request, _("C’est noté : un courriel vous préviendra."))
        elif buyer and request.POST.get("reponse") == "non":
            waiting.leave(buyer)
            messages.success(request, _("C’est effacé : vous ne recevrez rien."))
        return redirect("stock:waiting", uid=uid)
