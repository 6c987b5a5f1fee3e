"""What the law makes us write, where its wording changes on a day."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class LegalMention(models.Model):
    """The wording of a mention from a day on, in place of `commerce.compliance.legal`'s. Documents keep theirs."""

    class Code(models.TextChoices):
        VAT_EXEMPT = "vat_exempt", _("Franchise de TVA")
        MANDATE = "mandate", _("Facture émise sous mandat")
        SETTLED_BY_FEES = "settled_by_fees", _("Commissions déjà réglées")
        LATE_PAYMENT = "late_payment", _("Escompte et pénalités de retard")
        PAID_ONLINE = "paid_online", _("Vente déjà réglée")
        CREDITED = "credited", _("Avoir déjà remboursé")

    #: What a document fills in; the mandate's mention alone has names to fill.
    NAMES = {"issued": "", "operator": "", "vendor": ""}

    code = models.CharField(_("mention"), max_length=20, choices=Code.choices)
    starts_on = models.DateField(_("à partir du"))
    text = models.TextField(_("texte"))
    source = models.CharField(_("source"), max_length=200, help_text=_("L’article de loi, et où vous l’avez lu."))

    class Meta:
        verbose_name = _("mention légale")
        verbose_name_plural = _("mentions légales des factures")
        ordering = ["code", "-starts_on"]
        constraints = [models.UniqueConstraint(fields=["code", "starts_on"], name="one_wording_per_mention_and_day")]

    def __str__(self):
        return f"{self.get_code_display()} ({self.starts_on})"

    def clean(self):
        """Refuse a wording that no document could fill: it would stop every invoice from that day on."""
        try:
            self.text.format(**self.NAMES if self.code == self.Code.MANDATE else {})
        except (KeyError, IndexError, ValueError) as error:
            names = ", ".join(f"{{{name}}}" for name in self.NAMES)
            raise ValidationError(
                {"text": _("Seul le mandat a des noms à remplir : %(names)s.") % {"names": names}}
            ) from error


class TaxIdentity(models.Model):
    """What DAC7 asks about a natural person and nothing else needs: kept apart, shown to the vendor's owners alone."""

    vendor = models.OneToOneField("partner.Partner", on_delete=models.CASCADE, related_name="tax_identity")
    tin = models.CharField(
        _("numéro fiscal"),
        max_length=13,
        validators=[RegexValidator(r"^\d{13}$", _("Treize chiffres, sans espace."))],
        help_text=_("Treize chiffres, en haut de votre avis d’impôt."),
    )
    birth_date = models.DateField(_("date de naissance"))
    birth_town = models.CharField(_("commune de naissance"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("identité fiscale")
        verbose_name_plural = _("identités fiscales")

    def __str__(self):
        return str(self.vendor)


class PriceChange(models.Model):
    """What a piece costs everybody from a moment on, promotions aside; no price while nobody sees it. Append-only.

    The database writes it (`commerce.compliance.price_history`), so that no door to a price goes round it.
    """

    stockrecord = models.ForeignKey(
        "partner.StockRecord", on_delete=models.DO_NOTHING, db_constraint=False, related_name="price_changes"
    )
    price = models.DecimalField(_("prix"), max_digits=12, decimal_places=2, null=True)
    since = models.DateTimeField(_("depuis"))

    class Meta:
        verbose_name = _("prix pratiqué")
        verbose_name_plural = _("prix pratiqués")
        indexes = [models.Index(fields=["stockrecord", "since"], name="prices_of_a_piece")]

    def __str__(self):
        return f"{self.stockrecord_id}, {self.price}"


class SalesSeason(models.Model):
    """Weeks in which the word « soldes » is allowed, in place of `commerce.compliance.sales_seasons`' for that season.

    National dates: they are those of sellers at a distance, wherever they live (art. L310-3 of the code de commerce).
    """

    starts_at = models.DateTimeField(_("début"))
    ends_at = models.DateTimeField(_("fin"))
    source = models.CharField(_("source"), max_length=200, help_text=_("L’arrêté, et où vous l’avez lu."))

    class Meta:
        verbose_name = _("période de soldes")
        verbose_name_plural = _("périodes de soldes")
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="sales_end_after_their_start")
        ]

    def __str__(self):
        return f"{self.starts_at:%d/%m/%Y}"
