"""The forms of a thread: what is asked for, and what gives a robot away."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_pages.contact import has_written_enough
from cms_pages.models import ContactMessage
from commerce.communication.contact_links import LONGEST_SUBJECT, safe_reference
from commerce.communication.spam_trap import QUICKEST_READER, StampedForm, on_one_line

LONGEST_MESSAGE = 5000
MOST_LINKS = 5
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


def contact_form(page, request):
    """The form of a contact page, bound to what was posted, or filled in with where the person came from."""
    form_class = ProfessionalContactForm if page.is_for_professionals else ContactForm
    message = ContactMessage(audience=page.audience)
    if request.method == "POST":
        return form_class(request.POST, instance=message)
    user = request.user
    known = {"email": user.email, "name": user.get_full_name()} if user.is_authenticated else {}
    asked = {
        "subject": request.GET.get("sujet", "").replace("\x00", "")[:LONGEST_SUBJECT],
        "reference": safe_reference(request.GET.get("depuis", "")),
    }
    return form_class(instance=message, initial={**asked, **known})


class ThreadForm(StampedForm):
    """A form with a message in it."""

    def clean_message(self):
        message = self.cleaned_data["message"]
        if len(message) > LONGEST_MESSAGE:
            raise ValidationError(
                _("Ce message dépasse %(limit)s caractères. Envoyez-en l’essentiel, nous demanderons la suite."),
                params={"limit": LONGEST_MESSAGE},
            )
        if len(LINK.findall(message)) > MOST_LINKS:
            raise ValidationError(
                _("Ce message contient plus de %(limit)s liens. Gardez ceux qui comptent le plus."),
                params={"limit": MOST_LINKS},
            )
        return message


class ContactForm(ThreadForm, forms.ModelForm):
    """A message to the team."""

    class Meta:
        model = ContactMessage
        fields = ["name", "email", "subject", "message", "reference"]
        labels = {
            "name": _("Votre nom"),
            "email": _("Votre adresse e-mail"),
            "subject": _("Sujet"),
            "message": _("Votre message"),
        }
        help_texts = {
            "email": _("Pour vous répondre, et rien d’autre."),
            "message": _("S’il s’agit d’une commande, donnez son numéro : nous irons plus vite."),
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "message": forms.Textarea(attrs={"rows": 8, "maxlength": LONGEST_MESSAGE}),
        }

    #: Kept if it is plain, dropped without a word if somebody played with the address.
    reference = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_name(self):
        return on_one_line(self.cleaned_data["name"])

    def clean_subject(self):
        return on_one_line(self.cleaned_data["subject"])

    def clean_reference(self):
        return safe_reference(self.cleaned_data["reference"])

    def clean(self):
        cleaned = super().clean()
        self.instance.form_key = self.form_key
        known = ContactMessage.objects.filter(form_key=self.form_key).first()
        if known and (known.subject, known.message) != (cleaned.get("subject"), cleaned.get("message")):
            self._renew_stamp(timezone.now() - QUICKEST_READER)
            raise ValidationError(
                _("Ce formulaire a déjà servi pour votre message %(number)s. S’il y en a un autre, renvoyez-le."),
                params={"number": known.number},
            )
        if not known and has_written_enough(cleaned.get("email", ""), now=timezone.now()):
            raise ValidationError(_("Vous nous avez déjà écrit plusieurs fois cette heure-ci : nous vous répondons."))
        return cleaned


class ProfessionalContactForm(ContactForm):
    """The same for makers, who may ask to be called back."""

    class Meta(ContactForm.Meta):
        fields = ["name", "email", "phone", "subject", "message", "reference"]
        labels = {**ContactForm.Meta.labels, "phone": _("Votre téléphone")}
        help_texts = {
            **ContactForm.Meta.help_texts,
            "phone": _("Si vous souhaitez être rappelé."),
            "message": _(
                "Votre métier, votre commune, ce que vous aimeriez savoir ; vos disponibilités pour un appel."
            ),
        }
        widgets = {
            **ContactForm.Meta.widgets,
            "phone": forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
        }


class WriteBackForm(ThreadForm):
    """What the person adds to the thread."""

    message = forms.CharField(
        label=_("Votre réponse"), widget=forms.Textarea(attrs={"rows": 8, "maxlength": LONGEST_MESSAGE})
    )
