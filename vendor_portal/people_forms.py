from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from commerce.partner.models import Membership

Role = Membership.Role
LONGEST_MESSAGE = 500

#: Each role in words, as the team's page says it.
ROLE_IN_WORDS = {
    Role.OWNER: _("Peut tout : compte bancaire, formule, équipe, signature et fermeture de la boutique."),
    Role.MANAGER: _(
        "Peut tout au quotidien : commandes, produits, remboursements, argent, documents et réglages. "
        "Ne touche ni au compte bancaire, ni à la formule, ni à l’équipe."
    ),
    Role.WORKSHOP: _("Voit les commandes, les prépare et les expédie ; tient le stock. Ne voit pas l’argent."),
    Role.ACCOUNTING: _("Lit l’argent et les documents. Ne voit pas les commandes et ne change rien."),
}


class RoleForm(forms.Form):
    """What a member may do."""

    role = forms.ChoiceField(label=_("Rôle"), choices=Role.choices, initial=Role.WORKSHOP)


class InviteForm(RoleForm):
    """Whom to ask in."""

    email = forms.EmailField(label=_("Adresse e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    field_order = ["email", "role"]


class JoinForm(forms.Form):
    """Which firm one belongs to."""

    siret = forms.CharField(
        label=_("SIRET de l’entreprise"),
        help_text=_("Les 14 chiffres de votre avis de situation ou d’une facture."),
        max_length=20,
        validators=[RegexValidator(r"^(\s*[0-9]){14}\s*$", _("Un SIRET compte 14 chiffres."))],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    message = forms.CharField(
        label=_("Un mot pour les responsables"),
        help_text=_("Facultatif : qui vous êtes et ce que vous faites à l’atelier."),
        max_length=LONGEST_MESSAGE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
