"""Messages from the contact pages: what is asked for, what gives a robot away, and who is told."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_pages.models import ContactMessage
from commerce.communication.mails import send

LONGEST_MESSAGE = 5000
QUICKEST_READER = timedelta(seconds=2)
MESSAGES_PER_HOUR = 5
SALT = "cms_pages.contact"


def receive(message):
    """Keep a message, tell the operator, and acknowledge it to its sender. Returns it, with its number."""
    with transaction.atomic():
        message.save()
        context = {"message": message}
        send(event="contact_message", key=message.number, recipient=settings.OPERATOR_EMAIL, context=context)
        send(event="contact_acknowledgement", key=message.number, recipient=message.email, context=context)
    return message


def has_written_enough(email, *, now):
    """Whether this address has used up its messages of the hour: acknowledgements must not flood a stranger."""
    recent = ContactMessage.objects.filter(email__iexact=email, received_at__gt=now - timedelta(hours=1))
    return recent.count() >= MESSAGES_PER_HOUR


def contact_form(page, request):
    """The form of a contact page, bound to what was posted."""
    form_class = ProfessionalContactForm if page.is_for_professionals else ContactForm
    message = ContactMessage(audience=page.audience)
    if request.method == "POST":
        return form_class(request.POST, instance=message)
    user = request.user
    known = {"email": user.email, "name": user.get_full_name()} if user.is_authenticated else {}
    return form_class(instance=message, initial={"subject": request.GET.get("sujet", "")[:150], **known})


class ContactForm(forms.ModelForm):
    """A message to the team. `website` is a trap: people don't see it, robots fill it in."""

    website = forms.CharField(label=_("Ne remplissez pas ce champ"), required=False)
    opened_at = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = ContactMessage
        fields = ["name", "email", "subject", "message"]
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

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["opened_at"].initial = signing.dumps(timezone.now().timestamp(), salt=SALT)
        self.fields["website"].widget.attrs |= {"tabindex": "-1", "autocomplete": "off"}

    @property
    def is_spam(self):
        return bool(self.cleaned_data.get("website"))

    def clean_name(self):
        return _on_one_line(self.cleaned_data["name"])

    def clean_subject(self):
        return _on_one_line(self.cleaned_data["subject"])

    def clean_message(self):
        message = self.cleaned_data["message"]
        if len(message) > LONGEST_MESSAGE:
            raise ValidationError(
                _("Ce message dépasse %(limit)s caractères. Envoyez-en l’essentiel, nous demanderons la suite."),
                params={"limit": LONGEST_MESSAGE},
            )
        return message

    def clean(self):
        cleaned = super().clean()
        if not self._was_read():
            raise ValidationError(_("Ce formulaire est parti trop vite pour une main humaine. Envoyez-le de nouveau."))
        if has_written_enough(cleaned.get("email", ""), now=timezone.now()):
            raise ValidationError(_("Vous nous avez déjà écrit plusieurs fois cette heure-ci : nous vous répondons."))
        return cleaned

    def _was_read(self):
        try:
            opened_at = signing.loads(self.cleaned_data.get("opened_at", ""), salt=SALT)
        except signing.BadSignature:
            return False
        return timezone.now().timestamp() - opened_at >= QUICKEST_READER.total_seconds()


class ProfessionalContactForm(ContactForm):
    """The same for makers, who may ask to be called back."""

    class Meta(ContactForm.Meta):
        fields = ["name", "email", "phone", "subject", "message"]
        labels = {**ContactForm.Meta.labels, "phone": _("Votre téléphone")}
        help_texts = {
            **ContactForm.Meta.help_texts,
            "phone": _("Si vous souhaitez un rendez-vous téléphonique."),
            "message": _(
                "Votre métier, votre commune, ce que vous aimeriez savoir ; vos disponibilités pour un appel."
            ),
        }
        widgets = {
            **ContactForm.Meta.widgets,
            "phone": forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
        }


def _on_one_line(text):
    return " ".join(text.split())
