"""What is typed to give a card, to ask for its balance, and to sell cards at all."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commerce.communication.spam_trap import on_one_line
from commerce.gift_cards import codes
from commerce.gift_cards.models import LONGEST_MESSAGE, GiftCardSettings
from commerce.gift_cards.selling import Wish
from commerce.money import to_cents, to_euros
from commerce.money_format import euros

#: A gift may be sent so many days from now.
LATEST = timedelta(days=365)
#: Anonymous gift cards above this would ask for an identity (directive 2015/849, art. 12).
HIGHEST_EUROS = 500


class GiftForm(forms.Form):
    """A gift card for somebody."""

    amount = forms.DecimalField(label=_("Montant, en euros"), decimal_places=2, max_digits=6, localize=True)
    to_name = forms.CharField(label=_("Pour qui ?"), max_length=80)
    from_name = forms.CharField(label=_("De la part de"), max_length=80)
    message = forms.CharField(
        label=_("Votre message"),
        required=False,
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Facultatif. Il est imprimé sur le bon."),
    )
    to_email = forms.EmailField(
        label=_("Adresse e-mail de la personne"),
        required=False,
        help_text=_("Facultatif : sans elle, le bon vous revient, à imprimer ou à transmettre."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    send_on = forms.DateField(
        label=_("L’envoyer le"),
        help_text=_("Le matin, heure de Paris. Dans l’heure, si c’est aujourd’hui."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    email = forms.EmailField(
        label=_("Votre adresse e-mail"),
        help_text=_("Pour la confirmation et le suivi de votre commande."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args, shop, user, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.shop, self.today = shop, today
        self.initial["send_on"] = max(today, self.initial.get("send_on") or today)
        self.fields["amount"].help_text = _("De %(lowest)s à %(highest)s.") % self._range()
        if user.is_authenticated:
            del self.fields["email"]

    def _range(self):
        return {"lowest": euros(self.shop.lowest_cents), "highest": euros(self.shop.highest_cents)}

    def clean_amount(self):
        """Refuses what the shop doesn’t sell."""
        amount = self.cleaned_data["amount"]
        if not self.shop.lowest_cents <= to_cents(amount) <= self.shop.highest_cents:
            raise ValidationError(_("Choisissez un montant de %(lowest)s à %(highest)s.") % self._range())
        return amount

    def clean_send_on(self):
        """Refuses the past, and what is too far to promise."""
        day = self.cleaned_data["send_on"]
        if not self.today <= day <= self.today + LATEST:
            raise ValidationError(_("Choisissez un jour entre aujourd’hui et dans un an."))
        return day

    @property
    def wish(self):
        """What was typed, as the rule takes it."""
        typed = self.cleaned_data
        return Wish(
            amount_cents=to_cents(typed["amount"]),
            to_name=on_one_line(typed["to_name"]),
            from_name=on_one_line(typed["from_name"]),
            message=typed["message"],
            to_email=typed["to_email"],
            send_on=typed["send_on"],
        )


class CodeForm(forms.Form):
    """The code of a card, which is `card` once the form is valid. `address` is whose wrong tries are counted."""

    code = forms.CharField(
        label=_("Code du bon cadeau"),
        max_length=40,
        help_text=_("Seize lettres et chiffres, avec ou sans espaces."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def __init__(self, *args, address="", **kwargs):
        super().__init__(*args, **kwargs)
        self.address = address

    def clean_code(self):
        """Refuses a code that no card has, and whoever tries too often."""
        try:
            self.card = codes.find(self.cleaned_data["code"], address=self.address)
        except codes.TooManyTries:
            raise ValidationError(
                _("Trop de codes faux ont été tapés d’ici. Réessayez dans un quart d’heure.")
            ) from None
        if self.card is None:
            raise ValidationError(_("Aucun bon cadeau n’a ce code. Vérifiez-le, puis tapez-le de nouveau."))
        return self.card.code


class SellingForm(forms.ModelForm):
    """Whether a shop sells gift cards, and of how much."""

    lowest = forms.DecimalField(
        label=_("À partir de, en euros"), min_value=1, max_digits=6, decimal_places=2, localize=True
    )
    highest = forms.DecimalField(
        label=_("Jusqu’à, en euros"), max_value=HIGHEST_EUROS, max_digits=6, decimal_places=2, localize=True
    )

    class Meta:
        model = GiftCardSettings
        fields = ["is_active"]
        labels = {"is_active": _("Vendre des bons cadeaux de ma boutique")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {
            "lowest": to_euros(self.instance.lowest_cents),
            "highest": to_euros(self.instance.highest_cents),
        }

    def clean(self):
        """Refuses an empty range."""
        cleaned = super().clean()
        lowest, highest = cleaned.get("lowest"), cleaned.get("highest")
        if lowest and highest and lowest > highest:
            self.add_error("highest", _("Le plus grand montant est inférieur au plus petit."))
        elif lowest and highest:
            self.instance.lowest_cents, self.instance.highest_cents = to_cents(lowest), to_cents(highest)
        return cleaned
