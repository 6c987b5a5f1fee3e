"""What an operator says to open the calendar."""

from datetime import datetime, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.appointments.openings import MOST_DAYS, Pattern

WEEKDAYS = [
    (0, _("lundi")),
    (1, _("mardi")),
    (2, _("mercredi")),
    (3, _("jeudi")),
    (4, _("vendredi")),
    (5, _("samedi")),
    (6, _("dimanche")),
]
#: How far ahead a calendar is opened: beyond, a year was mistyped.
FARTHEST = timedelta(days=2 * MOST_DAYS)


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class HourInput(forms.TimeInput):
    """The browser's own clock."""

    input_type = "time"


class PatternForm(forms.Form):
    """Days, hours, length: from one slot to a year of weeks."""

    first_day = forms.DateField(label=_("Du"), widget=DayInput)
    last_day = forms.DateField(label=_("Au"), widget=DayInput, required=False, help_text=_("Vide : ce seul jour."))
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Jours"),
        choices=WEEKDAYS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Aucun coché : tous les jours de la période."),
    )
    starts = forms.TimeField(label=_("De"), widget=HourInput, help_text=_("Heure de Paris."))
    ends = forms.TimeField(
        label=_("À"),
        widget=HourInput,
        required=False,
        help_text=_("Vide : un seul appel."),
    )
    minutes = forms.IntegerField(label=_("Durée d’un appel, en minutes"), initial=30, min_value=5, max_value=240)
    pause_minutes = forms.IntegerField(
        label=_("Pause entre deux appels, en minutes"),
        initial=0,
        required=False,
        validators=[MinValueValidator(0), MaxValueValidator(240)],
    )
    on_public_holidays = forms.BooleanField(label=_("Ouvrir aussi les jours fériés"), required=False)

    def clean_first_day(self):
        """Neither past nor absurdly far."""
        return self._believable(self.cleaned_data["first_day"])

    def clean_last_day(self):
        """The same; nothing is the first day."""
        day = self.cleaned_data["last_day"]
        return self._believable(day) if day else self.cleaned_data.get("first_day")

    def _believable(self, day):
        today = timezone.localdate()
        if not today <= day <= today + FARTHEST:
            raise ValidationError(_("Choisissez un jour entre aujourd’hui et dans deux ans."))
        return day

    def clean(self):
        """Days and hours in their order, and no longer than a year."""
        cleaned = super().clean()
        first, last, starts, ends = (cleaned.get(name) for name in ("first_day", "last_day", "starts", "ends"))
        if first and last and last < first:
            self.add_error("last_day", _("Le dernier jour vient avant le premier."))
        elif first and last and (last - first).days >= MOST_DAYS:
            self.add_error("last_day", _("Ouvrez un an à la fois, pas davantage."))
        if starts and ends and ends <= starts:
            self.add_error("ends", _("La fin vient avant le début."))
        return cleaned

    def pattern(self):
        """What was filled in, for the rule to open."""
        told = self.cleaned_data
        one_call = datetime.combine(told["first_day"], told["starts"]) + timedelta(minutes=told["minutes"])
        return Pattern(
            first_day=told["first_day"],
            last_day=told["last_day"],
            starts=told["starts"],
            ends=told["ends"] or one_call.time(),
            minutes=told["minutes"],
            pause_minutes=told["pause_minutes"] or 0,
            weekdays=frozenset(told["weekdays"] or range(7)),
            on_public_holidays=told["on_public_holidays"],
        )
