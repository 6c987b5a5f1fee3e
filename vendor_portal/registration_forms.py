"""Forms of the registration. Nothing is obligatory before the file is sent: what is typed is kept."""

from django import forms
from django.utils.translation import gettext_lazy as _
from phonenumber_field.phonenumber import to_python
from phonenumbers import is_possible_number

from commerce.catalogue.categories import category_tree
from commerce.money import to_cents, to_euros
from commerce.partner.departments import department_of
from commerce.partner.models import Partner
from commerce.partner.shop_pictures import redrawn
from commerce.plans.models import Plan, PlanChoice
from commerce.registration.firms import read_siret
from commerce.registration.models import Registration
from commerce.registration.refused_goods import refusal_of, refusals
from vendor_portal.picture_forms import ACCEPTED

LONGEST_TEXT = 4000


class StartForm(forms.Form):
    """The one thing asked before a file exists."""

    shop_name = forms.CharField(
        label=_("Nom de votre boutique"),
        help_text=_("Celui que liront les acheteurs. Vous pourrez le changer avant l’ouverture."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )


class TypedForm(forms.ModelForm):
    """A form that saves what was typed and nothing else: somebody may be writing the rest at the same moment."""

    def save_typed(self):
        """Save the form's own fields."""
        self.instance.save(update_fields=list(self.cleaned_data))


def _text(**attributes):
    return forms.TextInput(attrs=attributes)


class BusinessForm(TypedForm):
    """Who answers for the shop."""

    class Meta:
        model = Partner
        fields = [
            "trade",
            "legal_form",
            "siret",
            "legal_name",
            "representative_first_name",
            "representative_last_name",
            "street",
            "postcode",
            "town",
            "phone",
            "email",
            "vat_rate",
        ]
        labels = {
            "trade": _("Vous êtes"),
            "town": _("Commune"),
            "representative_first_name": _("Prénom du responsable"),
            "representative_last_name": _("Nom du responsable"),
        }
        help_texts = {
            "legal_name": _("Comme sur votre avis de situation ; pour une entreprise individuelle, votre nom."),
            "representative_last_name": _("Comme sur la pièce d’identité : Mangopay compare les deux."),
            "street": _("L’adresse de l’atelier ou du siège, en France."),
            "email": _("Pour les acheteurs et pour nos courriels. La loi demande qu’on puisse vous joindre."),
        }
        widgets = {
            "trade": forms.RadioSelect,
            "legal_name": _text(autocomplete="organization"),
            "representative_first_name": _text(autocomplete="given-name"),
            "representative_last_name": _text(autocomplete="family-name"),
            "street": _text(autocomplete="street-address"),
            "postcode": _text(autocomplete="postal-code", inputmode="numeric"),
            "town": _text(autocomplete="address-level2"),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }

    legal_form = forms.ChoiceField(
        label=_("Forme juridique"),
        help_text=_("Micro-entrepreneurs et artistes-auteurs : entreprise individuelle."),
        choices=[(form.value, form.label) for form in (Partner.LegalForm.SOLETRADER, Partner.LegalForm.BUSINESS)],
    )
    siret = forms.CharField(
        label=_("SIRET"),
        help_text=_("14 chiffres, sur votre avis de situation. Il prouve que vous vendez en professionnel."),
        max_length=30,
        required=False,
        widget=_text(inputmode="numeric", autocomplete="off"),
    )
    phone = forms.CharField(
        label=_("Téléphone"),
        help_text=_("Montré à l’acheteur avec l’identité du vendeur, comme la loi l’exige."),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    vat_rate = forms.TypedChoiceField(
        label=_("Votre TVA"),
        help_text=_(
            "Elle figure sur les factures de vos ventes. Une œuvre d’art originale peut porter 5,5 % : cela se dit "
            "sur sa fiche."
        ),
        choices=[
            ("0.00", _("Franchise : je ne facture pas la TVA")),
            ("20.00", _("20 %, comprise dans mes prix")),
            ("10.00", _("10 %, comprise dans mes prix")),
            ("5.50", _("5,5 %, pour tout ce que je vends, comprise dans mes prix")),
        ],
    )

    def clean_siret(self):
        """Digits only, and only digits that some firm can have."""
        return read_siret(self.cleaned_data["siret"])

    def clean_phone(self):
        """As it is kept: with its country's number. One that nobody has been given yet is believed."""
        typed = self.cleaned_data["phone"]
        number = to_python(typed, region="FR")
        if typed and not (number and is_possible_number(number)):
            raise forms.ValidationError(_("Ce numéro de téléphone n’existe pas : vérifiez les chiffres."))
        return number.as_e164 if typed else ""

    def clean_postcode(self):
        """One that France has."""
        postcode = self.cleaned_data["postcode"].replace(" ", "")
        if postcode and not department_of(postcode):
            raise forms.ValidationError(_("Un code postal français compte cinq chiffres, comme 58000."))
        return postcode

    def save_typed(self):
        """Also place the shop in its department, until the vendor says another."""
        super().save_typed()
        if not self.instance.department and self.instance.postcode:
            self.instance.department = department_of(self.instance.postcode)
            self.instance.save(update_fields=["department"])


class MakesForm(TypedForm):
    """What the vendor makes."""

    class Meta:
        model = Registration
        fields = ["categories", "makes"]

    categories = forms.TypedMultipleChoiceField(
        coerce=int,
        label=_("Vos pièces appartiennent à"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    makes = forms.CharField(
        label=_("Ce que vous faites, en quelques phrases"),
        help_text=_("Matières, techniques, ce que vous faites vous-même et ce que vous achetez."),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["categories"] = [category.pk for category in self.initial["categories"]]
        self.branches = category_tree().branches
        self.fields["categories"].choices = [
            (branch.pk, "– " * (len(branch.lineage) - 1) + branch.name) for branch in self.branches.values()
        ]

    def clean_categories(self):
        """None that the operator refuses: said with the reason."""
        refused, chosen = refusals(), [self.branches[pk] for pk in self.cleaned_data["categories"]]
        found = [(branch.name, refusal_of(branch.path, refused)) for branch in chosen]
        said = [
            _("Nous ne vendons pas ici : %(category)s. %(why)s") % {"category": name, "why": refusal.why}
            for name, refusal in found
            if refusal
        ]
        if said:
            raise forms.ValidationError(said)
        return self.cleaned_data["categories"]

    def save_typed(self):
        """Both fields; the categories are a table of their own."""
        self.instance.save(update_fields=["makes"])
        self.instance.categories.set(self.cleaned_data["categories"])


class GuessForm(forms.Form):
    """A month as the vendor imagines it."""

    orders = forms.IntegerField(label=_("Commandes par mois"), min_value=1, max_value=9_999)
    basket = forms.DecimalField(
        label=_("Panier moyen, en euros"), min_value=1, max_value=99_999, decimal_places=2, localize=True
    )
    delivery = forms.DecimalField(
        label=_("Livraison payée par l’acheteur, en euros"),
        min_value=0,
        max_value=999,
        decimal_places=2,
        localize=True,
    )

    def __init__(self, *args, guess, **kwargs):
        initial = {
            "orders": guess["orders_per_month"],
            "basket": to_euros(guess["basket_cents"]),
            "delivery": to_euros(guess["delivery_cents"]),
        }
        super().__init__(*args, initial=initial, **kwargs)

    def save_on(self, registration):
        """Keep the guess in the file."""
        registration.guessed_orders_per_month = self.cleaned_data["orders"]
        registration.guessed_basket_cents = to_cents(self.cleaned_data["basket"])
        registration.guessed_delivery_cents = to_cents(self.cleaned_data["delivery"])
        names = ["guessed_orders_per_month", "guessed_basket_cents", "guessed_delivery_cents"]
        registration.save(update_fields=names)


class PlanChoiceForm(forms.Form):
    """One plan paid one way, as a radio button says it: `3-monthly`."""

    choice = forms.ChoiceField(
        label=_("La formule que je choisis"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez une formule.")},
    )

    def __init__(self, *args, costs, **kwargs):
        super().__init__(*args, **kwargs)
        self.costs = {f"{cost.plan.pk}-{cost.period}": cost for cost in costs}
        self.fields["choice"].choices = [(key, self._label(cost)) for key, cost in self.costs.items()]

    @staticmethod
    def _label(cost):
        if cost.plan.kind == Plan.Kind.COMMISSION:
            return cost.plan.name
        return f"{cost.plan.name}, {PlanChoice.Period(cost.period).label}"

    @property
    def chosen(self):
        """The PlanCost that was chosen."""
        return self.costs[self.cleaned_data["choice"]]


class ProfileForm(TypedForm):
    """What a visitor reads and sees first."""

    class Meta:
        model = Partner
        fields = [
            "name",
            "craft",
            "tagline",
            "story",
            "department",
            "opening_hours",
            "portrait",
            "portrait_alt",
            "banner",
            "banner_alt",
        ]
        help_texts = {
            "craft": _("Par exemple : maroquinière, potier, graveuse."),
            "tagline": _("Une phrase, sous le nom de la boutique."),
            "portrait_alt": _("Pour qui ne voit pas l’image : « Jeanne à son établi »."),
            "banner_alt": _("Pour qui ne voit pas l’image. Vide, si elle ne fait que décorer."),
        }

    name = forms.CharField(label=_("Nom de la boutique"), max_length=80)
    story = forms.CharField(
        label=_("Votre histoire"),
        help_text=_("Qui vous êtes, comment vous travaillez, depuis quand. Ce que vous diriez sur un marché."),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    opening_hours = forms.CharField(
        label=_("Horaires de l’atelier"),
        help_text=_("Facultatif. Pour qui vient chercher une commande."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    portrait = forms.FileField(
        label=_("Votre portrait"),
        help_text=_(
            "Facultatif. JPEG, PNG, WebP ou HEIC, 10 Mo au plus. Le lieu et l’appareil sont effacés du fichier."
        ),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    banner = forms.FileField(
        label=_("Votre bannière"),
        help_text=_("Facultatif. Une image large de l’atelier ou de vos pièces."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )

    def clean_portrait(self):
        """Redrawn; the picture that is there stays where none was sent."""
        return self._redrawn("portrait")

    def clean_banner(self):
        """Likewise."""
        return self._redrawn("banner")

    def _redrawn(self, name):
        sent = self.files.get(name)
        return redrawn(sent) if sent else self.initial[name]

    def clean(self):
        """A portrait says whom it shows."""
        data = super().clean()
        if data.get("portrait") and not data.get("portrait_alt"):
            self.add_error("portrait_alt", _("Dites en quelques mots qui l’on voit."))
        return data
