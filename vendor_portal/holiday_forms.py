from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

PAUSED, OPEN = "fermee", "ouverte"


def _day(label, why):
    return forms.DateField(
        label=label, help_text=why, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class HolidayForm(forms.Form):
    """When the vendor is away, what visitors read, and whether they may order meanwhile."""

    first_day = _day(
        _("Premier jour d’absence"), _("Dès minuit, heure de Paris ; aujourd’hui compte à partir de maintenant.")
    )
    back_on = _day(_("Jour de retour"), _("Le jour où vous vous remettez au travail."))
    orders = forms.ChoiceField(
        label=_("Pendant ce temps"),
        choices=[
            (PAUSED, _("Rien ne s’achète : les pièces restent visibles, avec votre date de retour")),
            (OPEN, _("On peut commander : la livraison promise compte à partir de votre retour")),
        ],
        widget=forms.RadioSelect,
        initial=PAUSED,
    )
    message = forms.CharField(
        label=_("Message aux visiteurs"),
        help_text=_("Facultatif, 300 signes au plus."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, holiday=None, **kwargs):
        if holiday:
            absence = holiday.absence
            kwargs["initial"] = {
                "first_day": absence.first_day,
                "back_on": absence.back_on,
                "orders": PAUSED if absence.orders_paused else OPEN,
                "message": absence.message,
            }
        super().__init__(*args, **kwargs)
        if holiday and holiday.starts_at <= timezone.now():
            self.fields["first_day"].disabled = True
        self.fields["back_on"].widget.attrs["min"] = (timezone.localdate() + timedelta(days=1)).isoformat()

    @property
    def typed(self):
        """What the rule takes."""
        data = self.cleaned_data
        days = {"first_day": data["first_day"], "back_on": data["back_on"]}
        return {**days, "message": data["message"], "orders_paused": data["orders"] == PAUSED}
