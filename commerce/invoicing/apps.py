from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InvoicingConfig(AppConfig):
    name = "commerce.invoicing"
    label = "invoicing"
    verbose_name = _("Factures")

    def ready(self):
        from commerce.invoicing import commission, credit_notes, sales
        from commerce.settlement import due

        due.join(due.EACH_RUN, "invoiced", sales.to_invoice, sales.invoice_due)
        due.join(due.EACH_RUN, "credited", credit_notes.to_credit, credit_notes.credit_due)
        due.join(due.EACH_NIGHT, "billed", commission.months_to_bill, commission.bill_due)
