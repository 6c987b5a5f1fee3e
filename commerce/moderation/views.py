from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from commerce.catalogue.models import Product
from commerce.moderation.forms import ReportForm
from commerce.moderation.reporting import report


@method_decorator(never_cache, name="dispatch")
class ReportView(View):
    """Signaler cette pièce."""

    template_name = "moderation/report.html"

    def dispatch(self, request, pk):
        """Only what visitors see can be reported."""
        pieces = Product.objects.with_a_page().exclude(structure=Product.CHILD)
        product = get_object_or_404(pieces.select_related("vendor"), pk=pk)
        return super().dispatch(request, product)

    def get(self, request, product):
        user = request.user
        known = {"email": user.email, "name": user.get_full_name()} if user.is_authenticated else {}
        return self.show(product, form=ReportForm(initial=known))

    def post(self, request, product):
        form = ReportForm(request.POST)
        if not form.is_valid():
            return self.show(product, form=form)
        kept = None
        if not form.is_spam:
            kept = report(product, form_key=form.form_key, now=timezone.now(), **form.typed())
        return self.show(product, report=kept, is_thanked=True)

    def show(self, product, **context):
        """The form, or the thanks."""
        return render(self.request, self.template_name, {"product": product, **context})
