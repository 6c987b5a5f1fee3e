"""What Mangopay must know of a vendor: asked here, handed on, not kept."""

from functools import cache

from babel import Locale
from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from stdnum import iban as iban_numbers
from stdnum.exceptions import ValidationError as WrongNumber

from commerce.identity import beneficial_owners, owners, papers, proofs
from commerce.identity.models import Proof
from commerce.mangopay.records import BeneficialOwner
from commerce.partner.models import Partner

LONGEST_NAME = 100
DATE = {"type": "date"}


#: Codes of groups of countries, and of none.
_NO_COUNTRY = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}


@cache
def _named(language):
    names = Locale(language).territories
    codes = [code for code in names if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY]
    return [(code, names[code]) for code in sorted(codes, key=lambda code: (code != "FR", names[code]))]


def countries():
    """ISO codes and names of countries, in the reader's language, France first."""
    return _named((get_language() or "fr")[:2])


@cache
def _options(language):
    return format_html_join("", '<option value="{}">{}</option>', _named(language))


class CountrySelect(forms.Select):
    """A list of every country, drawn at once: fifteen people have sixty of them."""

    def render(self, name, value, attrs=None, renderer=None):
        """The list, with the chosen country marked."""
        options = _options((get_language() or "fr")[:2])
        if value in dict(countries()):
            options = options.replace(f'<option value="{value}">', f'<option value="{value}" selected>')
        return format_html(
            "<select{}>{}</select>", flatatt(self.build_attrs(attrs, {"name": name})), mark_safe(options)
        )


def _country_field(label):
    return forms.ChoiceField(label=label, choices=countries, initial="FR", widget=CountrySelect)


def _date_field(label, help_text="", **attrs):
    return forms.DateField(
        label=label, help_text=help_text, widget=forms.DateInput(attrs={**DATE, **attrs}, format="%Y-%m-%d")
    )


def _name_field(label, help_text="", length=LONGEST_NAME, **attrs):
    return forms.CharField(
        label=label, help_text=help_text, max_length=length, widget=forms.TextInput(attrs=attrs or None)
    )


def _check_adult(birthday):
    if birthday > owners.latest_birthday(timezone.now()):
        raise ValidationError(_("Il faut avoir dix-huit ans."))
    if birthday.year < 1900:
        raise ValidationError(_("Vérifiez l’année."))
    return birthday


class OwnerForm(forms.Form):
    """The person in charge, as Mangopay's form of law asks."""

    birthday = _date_field(
        _("Date de naissance"),
        _("Celle de la personne responsable. Nous la transmettons à Mangopay et ne la gardons pas."),
        autocomplete="bday",
    )
    nationality = _country_field(_("Nationalité"))
    email = forms.EmailField(
        label=_("Adresse e-mail"), help_text=_("Mangopay l’associe à votre compte de paiement."), max_length=254
    )

    def clean_birthday(self):
        """An adult, and somebody alive."""
        return _check_adult(self.cleaned_data["birthday"])


class _SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class PagesField(forms.FileField):
    """Several files, as a list."""

    widget = _SeveralFiles(attrs={"accept": "application/pdf,image/jpeg,image/png"})

    def clean(self, data, initial=None):
        """Each file by itself."""
        files = data if isinstance(data, list | tuple) else [data]
        return [super(PagesField, self).clean(each, initial) for each in files if each] or [super().clean(None)]


class PaperForm(forms.Form):
    """The pages of one paper. Nothing of them is written anywhere."""

    pages = PagesField(
        label=_("Vos fichiers"),
        help_text=_("PDF, JPEG ou PNG, jusqu’à 7 Mo chacun, cinq au plus. Recto et verso dans le même envoi."),
    )

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        if kind == Proof.Kind.REGISTRATION:
            self.fields["issued_on"] = _date_field(
                _("Date du document"), _("Mangopay le veut de moins de trois mois : mieux vaut le voir maintenant.")
            )

    def clean_issued_on(self):
        """Young enough for Mangopay."""
        issued_on = self.cleaned_data["issued_on"]
        if issued_on > timezone.localdate():
            raise ValidationError(_("Cette date est dans l’avenir."))
        if proofs.is_too_old(issued_on, timezone.now()):
            raise ValidationError(_("Ce document a plus de trois mois : demandez-en un nouveau, c’est gratuit."))
        return issued_on

    def clean_pages(self):
        """Bytes, judged by what they are."""
        pages = [file.read() for file in self.cleaned_data["pages"]]
        papers.check_pages(self.kind, pages)
        return pages


class PersonForm(forms.Form):
    """One beneficial owner."""

    first_name = _name_field(_("Prénom"))
    last_name = _name_field(_("Nom"))
    birthday = _date_field(_("Date de naissance"))
    nationality = _country_field(_("Nationalité"))
    birth_town = _name_field(_("Commune de naissance"))
    birth_country = _country_field(_("Pays de naissance"))
    street = _name_field(_("Rue"), length=160)
    postcode = _name_field(_("Code postal"), length=20)
    town = _name_field(_("Commune"))
    country = _country_field(_("Pays"))

    def clean_birthday(self):
        """Anybody alive: a child may own a company."""
        birthday = self.cleaned_data["birthday"]
        if birthday > timezone.localdate() or birthday.year < 1900:
            raise ValidationError(_("Vérifiez la date."))
        return birthday


class PeopleFormSet(
    forms.formset_factory(
        PersonForm,
        extra=0,
        min_num=1,
        max_num=beneficial_owners.PEOPLE_MAX,
        validate_min=True,
        validate_max=True,
        absolute_max=beneficial_owners.PEOPLE_MAX,
    )
):
    """One to fifteen people."""

    @property
    def people(self):
        """As Mangopay wants them."""
        return [BeneficialOwner(**form.cleaned_data) for form in self.forms]


class BankAccountForm(forms.Form):
    """Where payouts go."""

    iban = forms.CharField(
        label=_("IBAN"),
        help_text=_(
            "Sur votre RIB. Il part chez Mangopay ; nous n’en gardons que le pays et les quatre derniers caractères."
        ),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def __init__(self, *args, vendor, **kwargs):
        super().__init__(*args, **kwargs)
        if vendor.legal_form == Partner.LegalForm.BUSINESS:
            self.holder_fields = {"legal_name": (_("Titulaire du compte"), vendor.legal_name or vendor.name)}
        else:
            self.holder_fields = {
                "first_name": (_("Prénom du titulaire"), vendor.representative_first_name),
                "last_name": (_("Nom du titulaire"), vendor.representative_last_name),
            }
        for name, (label, initial) in self.holder_fields.items():
            self.fields[name] = forms.CharField(label=label, initial=initial, max_length=LONGEST_NAME)
        last = self.fields[name]
        last.help_text = _("Exactement comme sur le RIB : la banque compare.")

    def clean_iban(self):
        """Right check digits, of a country where euros are wired."""
        try:
            return iban_numbers.validate(self.cleaned_data["iban"])
        except WrongNumber as error:
            raise ValidationError(
                _("Cet IBAN n’existe pas : un caractère manque ou diffère. Recopiez-le de votre RIB.")
            ) from error

    @property
    def holder(self):
        """The holder's name, as an Identity calls it."""
        return {name: self.cleaned_data[name] for name in self.holder_fields}
