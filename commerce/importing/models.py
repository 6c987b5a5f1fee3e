"""One file that a vendor sent, and each of its rows: what it says, what that changes, what is wrong with it."""

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def private_storage():
    """Where files lie that no address leads to."""
    return storages["private"]


class Import(models.Model):
    """A file of articles: read, looked at by the vendor, applied. Each step goes on where it stopped."""

    class State(models.TextChoices):
        READING = "reading", _("Lecture")
        UNREADABLE = "unreadable", _("Illisible")
        READY = "ready", _("À vérifier")
        APPLYING = "applying", _("En cours")
        DONE = "done", _("Terminé")

    vendor = models.ForeignKey("partner.Partner", on_delete=models.CASCADE, related_name="imports")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    #: When a worker last went on with it; long ago means that the worker died.
    touched_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(_("état"), max_length=10, choices=State.choices, default=State.READING)
    problem = models.CharField(_("pourquoi"), max_length=300, blank=True)
    file = models.FileField(storage=private_storage, upload_to="imports/")
    file_name = models.CharField(_("fichier"), max_length=120)
    #: Pictures that came beside the file.
    archive = models.FileField(storage=private_storage, upload_to="imports/", blank=True)
    origin = models.CharField(_("origine"), max_length=20, blank=True)
    header = models.JSONField(default=list)
    updates_stock = models.BooleanField(_("met à jour les stocks"), default=False)
    rows_total = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("import de pièces")
        verbose_name_plural = _("imports de pièces")
        ordering = ["-asked_at", "-pk"]

    def __str__(self):
        return f"{self.vendor}, {self.file_name}"

    @property
    def is_at_work(self):
        """Whether the task cluster has something to do for it."""
        return self.state in (self.State.READING, self.State.APPLYING)


class ImportRow(models.Model):
    """A row of the file. `number` is that of a spreadsheet: the header is 1."""

    class Kind(models.TextChoices):
        NEW = "new", _("Nouvelle")
        CHANGED = "changed", _("Modifiée")
        SAME = "same", _("Identique")
        WRONG = "wrong", _("À corriger")

    of_import = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    #: The cells as they came, in the order of the header.
    cells = models.JSONField(default=list)
    title = models.CharField(max_length=255, blank=True)
    record = models.ForeignKey("partner.StockRecord", null=True, on_delete=models.SET_NULL, related_name="+")
    #: What is written, by the key of the column, in the form of `columns.packed`.
    values = models.JSONField(default=dict)
    #: What the preview shows: [key, before, after].
    changes = models.JSONField(default=list)
    #: What is wrong, and what is left out without being wrong: {key: sentence}.
    errors = models.JSONField(default=dict)
    remarks = models.JSONField(default=dict)
    #: The export that the row comes from, and by how much it changed the stock.
    export = models.CharField(max_length=20, blank=True)
    stock_change = models.IntegerField(default=0)
    applied_at = models.DateTimeField(null=True, blank=True)
    #: When its pictures hung and it was put online, or not.
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("ligne d’import")
        verbose_name_plural = _("lignes d’import")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["of_import", "number"], name="a_row_is_read_once")]

    def __str__(self):
        return f"{self.of_import_id}:{self.number}"


class FetchedPicture(models.Model):
    """An address whose picture a product got: the next file that names it doesn't fetch it again."""

    product = models.ForeignKey("catalogue.Product", on_delete=models.CASCADE, related_name="+")
    address_digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("image prise à une adresse")
        verbose_name_plural = _("images prises à une adresse")
        constraints = [
            models.UniqueConstraint(fields=["product", "address_digest"], name="an_address_is_fetched_once")
        ]

    def __str__(self):
        return f"{self.product_id}:{self.address_digest[:8]}"
