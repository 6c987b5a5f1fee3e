from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from cms_pages.models.base import PublicPage

FIRST_NUMBER = 1000


class Audience(models.TextChoices):
    BUYER = "buyer", _("Une cliente, un client")
    PROFESSIONAL = "professional", _("Un professionnel")


class ContactMessage(models.Model):
    """What somebody wrote through a contact page: the head of a thread, and where that thread stands."""

    class Status(models.TextChoices):
        NEW = "new", _("À répondre")
        ANSWERED = "answered", _("Répondu")
        WAITING = "waiting", _("En attente de la personne")
        CLOSED = "closed", _("Clos")

    audience = models.CharField(_("de la part de"), max_length=20, choices=Audience.choices)
    name = models.CharField(_("nom"), max_length=120)
    email = models.EmailField(_("adresse e-mail"))
    phone = models.CharField(_("téléphone"), max_length=30, blank=True)
    subject = models.CharField(_("sujet"), max_length=150)
    message = models.TextField(_("message"))
    received_at = models.DateTimeField(_("reçu le"), default=timezone.now)

    # Where it came from: told by the address that was followed, and by the account, which alone is proved.
    reference = models.CharField(_("depuis"), max_length=60, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("compte"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    vendor = models.ForeignKey(
        "partner.Partner", verbose_name=_("boutique"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    #: The sheet of paper it was written on: one form, one message, however often it is sent.
    form_key = models.CharField(max_length=32, null=True, unique=True, editable=False)

    status = models.CharField(_("état"), max_length=10, choices=Status.choices, default=Status.NEW, db_index=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("suivi par"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    moved_at = models.DateTimeField(_("dernier mouvement"), default=timezone.now)
    anonymised_at = models.DateTimeField(_("effacé le"), null=True, editable=False)

    class Meta:
        verbose_name = _("message reçu")
        verbose_name_plural = _("messages reçus")
        ordering = ["-received_at", "-pk"]

    def __str__(self):
        return f"{self.number}, {self.subject}"

    @property
    def number(self):
        """What both sides quote: « M-1042 »."""
        return f"M-{FIRST_NUMBER + self.pk}"


class Entry(models.Model):
    """Something added to a thread. It is never rewritten; only the end of its keeping empties it."""

    text = models.TextField(_("texte"))
    written_at = models.DateTimeField(_("écrit le"), default=timezone.now)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("auteur"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        abstract = True
        ordering = ["written_at", "pk"]

    def save(self, *args, **kwargs):
        """Add it. Raises ValidationError for what already stands in the thread."""
        if self.pk:
            raise ValidationError(_("Ce qui est écrit dans un fil ne se réécrit pas."))
        super().save(*args, **kwargs)


class ContactReply(Entry):
    """An answer: of the team, under somebody's name, or of the person who wrote first."""

    message = models.ForeignKey(ContactMessage, on_delete=models.CASCADE, related_name="replies")
    from_team = models.BooleanField(_("de l’équipe"))
    form_key = models.CharField(max_length=32, null=True, unique=True, editable=False)

    class Meta(Entry.Meta):
        verbose_name = _("réponse")
        verbose_name_plural = _("réponses")

    def __str__(self):
        return f"{self.message.number}/{self.pk}"


class ContactNote(Entry):
    """What the team tells itself about a thread. The person never sees it."""

    message = models.ForeignKey(ContactMessage, on_delete=models.CASCADE, related_name="notes")

    class Meta(Entry.Meta):
        verbose_name = _("note interne")
        verbose_name_plural = _("notes internes")

    def __str__(self):
        return f"{self.message.number}/{self.pk}"


class ReadyAnswer(models.Model):
    """A text that the team starts an answer from."""

    title = models.CharField(_("titre"), max_length=120, unique=True)
    text = models.TextField(_("texte"), max_length=5000)

    class Meta:
        verbose_name = _("réponse prête")
        verbose_name_plural = _("réponses prêtes")
        ordering = ["title"]

    def __str__(self):
        return self.title


class ContactPage(RoutablePageMixin, PublicPage):
    """A form that reaches the team. An editor writes what stands above it and what is said afterwards."""

    audience = models.CharField(_("public"), max_length=20, choices=Audience.choices, default=Audience.BUYER)
    introduction = models.TextField(_("introduction"), blank=True)
    thanks = models.TextField(_("remerciement"), blank=True, help_text=_("Affiché sous le numéro du message envoyé."))

    content_panels = [
        *PublicPage.content_panels,
        FieldPanel("audience"),
        FieldPanel("introduction"),
        FieldPanel("thanks"),
    ]
    parent_page_types = ["cms_pages.HomePage"]
    subpage_types = []

    class Meta:
        verbose_name = _("page de contact")
        verbose_name_plural = _("pages de contact")

    @property
    def is_for_professionals(self):
        return self.audience == Audience.PROFESSIONAL

    @path("")
    def write(self, request):
        """The form, and its sending."""
        from cms_pages.contact import receive
        from cms_pages.contact_forms import contact_form

        form = contact_form(self, request)
        if request.method == "POST" and form.is_valid():
            if not form.is_spam:
                request.session["contact_number"] = receive(form.instance, user=request.user).number
            return redirect(f"{self.url}merci/")
        return self.render(request, context_overrides={"form": form})

    @path("merci/")
    def thank(self, request):
        """What happens next, with the number to quote."""
        return self.render(
            request,
            template="cms_pages/contact_thanks.html",
            context_overrides={"number": request.session.get("contact_number", "")},
        )
