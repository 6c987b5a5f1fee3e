"""Invoices and credit notes: numbered without a gap, frozen when they are issued, never changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commerce.ledger.models import AppendOnly, AppendOnlyQuerySet


class InvoiceSeries(models.Model):
    """One sequence of numbers. Its row stays locked from the taking of a number to the end of the transaction."""

    code = models.CharField(_("code"), max_length=60, unique=True)
    prefix = models.CharField(_("préfixe"), max_length=30, unique=True)
    vendor = models.ForeignKey(
        "partner.Partner", null=True, blank=True, on_delete=models.PROTECT, related_name="invoice_series"
    )
    last_number = models.PositiveIntegerField(_("dernier numéro"), default=0)

    class Meta:
        verbose_name = _("série de factures")
        verbose_name_plural = _("séries de factures")
        ordering = ["code"]

    def __str__(self):
        return self.code


class DocumentQuerySet(AppendOnlyQuerySet):
    def of_vendor(self, vendor):
        """All that a vendor received or that was issued in its name, newest first."""
        return self.filter(vendor=vendor).order_by("-issued_at", "-pk")

    def without_data(self):
        """For lists, which don't read what a document says."""
        return self.defer("data")


class Document(AppendOnly):
    """An invoice or a credit note. `data` is all that its sheet prints; amounts are cents, positive in both kinds."""

    class Kind(models.TextChoices):
        COMMISSION = "commission", _("Facture de commissions")
        COMMISSION_CREDIT = "commission_credit", _("Avoir sur commissions")
        SALE = "sale", _("Facture de vente")
        SALE_CREDIT = "sale_credit", _("Avoir sur vente")

    #: Those that the operator issues in its own name, as Factur-X.
    OF_THE_OPERATOR = (Kind.COMMISSION, Kind.COMMISSION_CREDIT)
    CREDITS = (Kind.COMMISSION_CREDIT, Kind.SALE_CREDIT)

    series = models.ForeignKey(InvoiceSeries, on_delete=models.PROTECT, related_name="documents")
    number = models.PositiveIntegerField(_("rang"))
    reference = models.CharField(_("numéro"), max_length=40, unique=True)
    kind = models.CharField(_("genre"), max_length=20, choices=Kind.choices)
    business_key = models.CharField(_("clé"), max_length=120, unique=True)
    vendor = models.ForeignKey("partner.Partner", on_delete=models.PROTECT, related_name="documents")
    vendor_order = models.ForeignKey(
        "order.VendorOrder", null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
    corrects = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrections")
    issued_on = models.DateField(_("date"))
    issued_at = models.DateTimeField(_("émise le"))
    net_cents = models.BigIntegerField(_("hors taxe, en centimes"))
    vat_cents = models.BigIntegerField(_("TVA, en centimes"))
    total_cents = models.BigIntegerField(_("TTC, en centimes"))
    data = models.JSONField(_("contenu"))

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("facture ou avoir")
        verbose_name_plural = _("factures et avoirs")
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="one_document_per_number"),
            models.CheckConstraint(
                condition=Q(total_cents=models.F("net_cents") + models.F("vat_cents")), name="a_document_adds_up"
            ),
        ]
        indexes = [models.Index(fields=["vendor", "-issued_at"], name="documents_of_a_vendor")]

    def __str__(self):
        return self.reference

    @property
    def is_credit(self):
        """Whether it gives back what an invoice asked for."""
        return self.kind in self.CREDITS


class Movement(AppendOnly):
    """A fee, or one given back (negative cents), on the document that bills it: each is billed once."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="movements")
    business_key = models.CharField(_("clé"), max_length=120, unique=True)
    net_cents = models.BigIntegerField(_("hors taxe, en centimes"))
    vat_cents = models.BigIntegerField(_("TVA, en centimes"))

    class Meta:
        verbose_name = _("mouvement facturé")
        verbose_name_plural = _("mouvements facturés")

    def __str__(self):
        return self.business_key


class Copy(AppendOnly):
    """The PDF of a document as it was first handed out: everybody gets these bytes, whatever becomes of the sheets."""

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="copy")
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(_("faite le"), auto_now_add=True)

    class Meta:
        verbose_name = _("exemplaire")
        verbose_name_plural = _("exemplaires")

    def __str__(self):
        return self.sha256


class InvoicingMandate(models.Model):
    """A vendor lets the operator invoice in its name (CGI, art. 289, I-2). Without one in force, none is issued."""

    vendor = models.ForeignKey("partner.Partner", on_delete=models.PROTECT, related_name="invoicing_mandates")
    version = models.CharField(_("version du texte"), max_length=20)
    accepted_at = models.DateTimeField(_("accepté le"))
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(_("dénoncé le"), null=True, blank=True)

    class Meta:
        verbose_name = _("mandat de facturation")
        verbose_name_plural = _("mandats de facturation")
        ordering = ["-accepted_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["vendor"], condition=Q(ended_at__isnull=True), name="one_mandate_in_force_per_vendor"
            )
        ]

    def __str__(self):
        return f"{self.vendor} ({self.version})"
