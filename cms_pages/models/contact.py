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
    """What somebody wrote through a contact page, until the team has answered."""

    audience = models.CharField(_("de la part de"), max_length=20, choices=Audience.choices)
    name = models.CharField(_("nom"), max_length=120)
    email = models.EmailField(_("adresse e-mail"))
    phone = models.CharField(_("téléphone"), max_length=30, blank=True)
    subject = models.CharField(_("sujet"), max_length=150)
    message = models.TextField(_("message"))
    received_at = models.DateTimeField(_("reçu le"), default=timezone.now)
    is_answered = models.BooleanField(_("répondu"), default=False)

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
        from cms_pages.contact import contact_form, receive

        form = contact_form(self, request)
        if request.method == "POST" and form.is_valid():
            if not form.is_spam:
                request.session["contact_number"] = receive(form.instance).number
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
