"""Conversations between a buyer and a workshop, what was written and sent in them, and what was reported."""

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.moderation.models import Ground, new_reference
from commerce.order.models import VendorOrder


def private_storage():
    """Attachments lie outside of what is served: views hand them out."""
    return storages["private"]


def _where(attachment, _name):
    return f"conversations/{attachment.message.conversation_id}/piece"


class Side(models.TextChoices):
    """Who of both wrote."""

    BUYER = "buyer", _("l’acheteur")
    VENDOR = "vendor", _("l’atelier")

    @property
    def other(self):
        """Whom it is written to."""
        return Side.VENDOR if self == Side.BUYER else Side.BUYER


class ConversationQuerySet(models.QuerySet):
    """Conversations by whose they are and where they stand."""

    def of_vendor(self, vendor):
        """Those of a shop."""
        return self.filter(vendor=vendor)

    def of_buyer(self, user):
        """Those of an account: its questions, and what was written about its orders."""
        return self.filter(Q(vendor_order=None, buyer=user) | Q(vendor_order__order__user=user))

    def awaiting(self):
        """Those in which the shop owes an answer."""
        return self.filter(Exists(AwaitedAnswer.objects.filter(conversation=OuterRef("pk"), answered_at=None)))

    def unread_by(self, side):
        """Those with something that this side hasn't seen."""
        last, read = f"last_from_{Side(side).other}_at", f"{side}_read_at"
        return self.filter(Q(**{f"{last}__isnull": False}) & (Q(**{read: None}) | Q(**{f"{read}__lt": F(last)})))

    def with_openness(self):
        """Each with `has_ordered`: whether contact data may be read, because something was bought of the shop."""
        bought = VendorOrder.objects.filter(vendor=OuterRef("vendor"), confirmed_at__isnull=False)
        of_buyer = bought.filter(order__user=OuterRef("buyer"), order__user__isnull=False)
        return self.annotate(
            has_ordered=Exists(of_buyer) | Exists(bought.filter(pk=OuterRef("vendor_order"))),
        )

    def with_what_pages_show(self):
        """With shop, order, buyer and openness, in one query."""
        return self.select_related(
            "vendor", "product", "buyer", "vendor_order__order__user", "vendor_order__order__shipping_address"
        ).with_openness()


class Conversation(models.Model):
    """One per vendor order, or one per buyer and piece. `product` and `title` say which piece it began with.

    `closed_at` is the operator's: nobody writes any more. Each side's `…_read_at` is when it last looked.
    """

    vendor = models.ForeignKey("partner.Partner", on_delete=models.PROTECT, related_name="conversations")
    vendor_order = models.OneToOneField(
        "order.VendorOrder", null=True, blank=True, on_delete=models.CASCADE, related_name="conversation"
    )
    buyer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="conversations"
    )
    product = models.ForeignKey(
        "catalogue.Product", null=True, blank=True, on_delete=models.SET_NULL, related_name="conversations"
    )
    title = models.CharField(_("pièce"), max_length=255, blank=True)
    started_at = models.DateTimeField(_("commencée le"), default=timezone.now)
    moved_at = models.DateTimeField(_("dernier message le"), default=timezone.now)
    last_from_buyer_at = models.DateTimeField(null=True, blank=True)
    last_from_vendor_at = models.DateTimeField(null=True, blank=True)
    buyer_read_at = models.DateTimeField(null=True, blank=True)
    vendor_read_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(_("close le"), null=True, blank=True)
    emptied_at = models.DateTimeField(_("vidée le"), null=True, blank=True)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        ordering = ["-moved_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["buyer", "product"],
                condition=Q(vendor_order__isnull=True),
                name="one_conversation_per_buyer_and_piece",
            ),
        ]
        indexes = [models.Index(fields=["vendor", "-moved_at"], name="conversations_of_a_vendor")]

    def __str__(self):
        return self.vendor_order.number if self.vendor_order_id is not None else self.title

    def is_unread_by(self, side):
        """Whether this side has something to see."""
        last = getattr(self, f"last_from_{Side(side).other}_at")
        read = getattr(self, f"{side}_read_at")
        return last is not None and (read is None or read < last)

    @property
    def buyer_name(self):
        """The buyer's first name and initial, as the workshop reads it before anything is sent to an address."""
        order = self.vendor_order.order if self.vendor_order_id is not None else None
        person = order.shipping_address if order and order.shipping_address else (order.user if order else self.buyer)
        first, last = (person.first_name, person.last_name) if person else ("", "")
        return " ".join(filter(None, [first.strip(), f"{last.strip()[:1]}." if last.strip() else ""]))


class Message(models.Model):
    """Something that one side wrote, once: `request_key` is the form's, or made of the mail's Message-ID.

    `masked` is the text as it is read before anything was bought: contact data are replaced.
    """

    class Channel(models.TextChoices):
        PAGE = "page", _("sur le site")
        MAIL = "mail", _("par courriel")

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    side = models.CharField(_("auteur"), max_length=6, choices=Side.choices)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    channel = models.CharField(_("écrit"), max_length=4, choices=Channel.choices, default=Channel.PAGE)
    text = models.TextField(_("message"), blank=True)
    masked = models.TextField(_("message, coordonnées masquées"), blank=True)
    request_key = models.CharField(max_length=80, unique=True)
    written_at = models.DateTimeField(_("écrit le"))
    hidden_at = models.DateTimeField(_("masqué le"), null=True, blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["written_at", "pk"]
        indexes = [models.Index(fields=["conversation", "side", "written_at"], name="messages_of_a_side")]

    def __str__(self):
        return f"{self.conversation_id}, {self.side}, {self.pk}"


class Attachment(models.Model):
    """A picture, encoded anew, or a PDF. Only both sides and the operator get it."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    file = models.FileField(_("fichier"), storage=private_storage, upload_to=_where)
    file_name = models.CharField(max_length=60)
    content_type = models.CharField(max_length=30)

    class Meta:
        verbose_name = _("pièce jointe")
        verbose_name_plural = _("pièces jointes")
        ordering = ["pk"]

    def __str__(self):
        return self.file_name

    @property
    def is_picture(self):
        """Whether a page may show it."""
        return self.content_type == "image/jpeg"


class AwaitedAnswer(models.Model):
    """A buyer waits for the workshop since `asked_at`. One open per conversation; answered once, or not needed."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="awaited_answers")
    asked_at = models.DateTimeField(_("depuis le"))
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("réponse attendue")
        verbose_name_plural = _("réponses attendues")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["conversation"], condition=Q(answered_at__isnull=True), name="one_answer_awaited_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(answered_at__gte=F("asked_at")),
                name="answered_after_asked",
            ),
        ]
        indexes = [
            models.Index(fields=["asked_at"], condition=Q(answered_at__isnull=True), name="answers_still_awaited")
        ]

    def __str__(self):
        return f"{self.conversation_id}, {self.asked_at:%Y-%m-%d %H:%M}"


class AbuseReport(models.Model):
    """One side says that a message of the other shouldn't be (art. 16 of regulation (EU) 2022/2065), and the decision.

    `ground`, `measure`, `answer`, who and when are the statement of reasons that both sides read (art. 17).
    """

    class State(models.TextChoices):
        RECEIVED = "received", _("À lire")
        DECIDED = "decided", _("Décidé")

    class Measure(models.TextChoices):
        NOTHING = "nothing", _("Rien à reprocher")
        WARNED = "warned", _("Avertissement")
        HIDDEN = "hidden", _("Message masqué")
        CLOSED = "closed", _("Message masqué et conversation close")

    reference = models.CharField(_("numéro"), max_length=12, unique=True, default=new_reference, editable=False)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="reports")
    side = models.CharField(_("signalé par"), max_length=6, choices=Side.choices)
    ground = models.CharField(_("raison"), max_length=20, choices=Ground.choices)
    text = models.TextField(_("explication"), blank=True)
    state = models.CharField(_("état"), max_length=10, choices=State.choices, default=State.RECEIVED)
    received_at = models.DateTimeField(_("reçu le"), default=timezone.now)
    measure = models.CharField(_("décision"), max_length=10, choices=Measure.choices, blank=True)
    answer = models.TextField(_("motifs"), blank=True)
    decided_at = models.DateTimeField(_("décidé le"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("message signalé")
        verbose_name_plural = _("messages signalés")
        ordering = ["received_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["message", "side"], name="one_report_per_message_and_side"),
            models.CheckConstraint(
                condition=Q(state="received", decided_at__isnull=True, measure="")
                | (Q(state="decided", decided_at__isnull=False) & ~Q(measure="") & ~Q(answer="")),
                name="a_decided_report_says_why",
            ),
        ]

    def __str__(self):
        return self.reference
