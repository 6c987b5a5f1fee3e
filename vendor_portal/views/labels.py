"""Labels of a vendor order: asked for, and printed."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from commerce.dispatch.labels import NoLabel, ask_for_label
from commerce.dispatch.models import Label
from commerce.invoicing.views import file_answer
from commerce.partner.rights import Right
from vendor_portal.access import VendorRequiredMixin
from vendor_portal.label_forms import LabelForm
from vendor_portal.views.orders import OrderDetailView


class LabelView(OrderDetailView):
    """Have the carrier make a label; a carrier that refuses or is silent is told beside the field."""

    right = Right.SHIP
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        part = self.object = self.get_object()
        form = LabelForm(request.POST, part=part)
        if form.is_valid():
            key = f"{part.pk}:{form.cleaned_data['cle'].hex}"
            try:
                ask_for_label(part, grams=form.cleaned_data["grams"], request_key=key, now=timezone.now())
            except NoLabel as refusal:
                form.add_error("grams", str(refusal))
            else:
                messages.success(request, _("L’étiquette est prête\u00a0: imprimez-la, collez-la, puis expédiez."))
                return redirect("vendor_portal:order", number=part.number)
        return self.render_to_response(self.get_context_data(label_form=form))


class LabelPdfView(VendorRequiredMixin, View):
    """The sheet of a label, for its vendor only."""

    right = Right.SHIP
    http_method_names = ["get"]

    def get(self, request, pk):
        label = get_object_or_404(Label, pk=pk, vendor_order__vendor=self.vendor, state=Label.State.MADE)
        return file_answer(bytes(label.pdf), f"etiquette-{label.number}.pdf")
