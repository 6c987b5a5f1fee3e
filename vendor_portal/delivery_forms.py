"""Réglages → Mode d’expédition: what each mode asks, where it goes, and when the workshop prepares and opens."""

from dataclasses import dataclass

from django import forms
from django.core.validators import RegexValidator
from django.forms import BoundField
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commerce.money import to_cents, to_euros
from commerce.partner.models import Partner
from commerce.partner.timetable import ExceptionalDay, NotHours, Timetable, hours_in_words, read_hours
from commerce.shipping.limits import LIMITS
from commerce.shipping.models import DeliveryMode
from commerce.shipping.rates import Rate
from commerce.shipping.zones import Zone
from vendor_portal.forms import LARGEST_PRICE

#: Empty rows below those that stand, and the most that a form may hold.
NEW_ROWS, ROWS_MAX = 3, 60
HEAVIEST_GRAMS = 200_000
CARRIERS = [name.title() for name in LIMITS]
postcodes_begin = RegexValidator(r"\A[0-9 ,;]*\Z", _("Des débuts de codes postaux, par exemple 38, 73000."))


@dataclass(frozen=True)
class RateRow:
    """One row of prices as the page draws it."""

    where: BoundField
    grams: BoundField
    charge: BoundField

    @property
    def has_errors(self):
        return bool(self.where.errors or self.grams.errors or self.charge.errors)


class DeliveryModeForm(forms.Form):
    """One mode of one kind, with amounts in euros, and its prices by weight and destination."""

    is_active = forms.BooleanField(label=_("Je propose ce mode"), required=False)
    carrier = forms.CharField(
        label=_("Transporteur"),
        help_text=_("Avec Colissimo, Chronopost et Mondial Relay, poids et tailles sont vérifiés pour vous."),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"list": "transporteurs"}),
    )
    charge = forms.DecimalField(label=_("Prix, en euros"), min_value=0, max_value=999, decimal_places=2, localize=True)
    free_from = forms.DecimalField(
        label=_("Offert à partir de, en euros"),
        help_text=_(
            "Facultatif : montant de vos pièces, réductions et coupons déduits. Vaut en France métropolitaine, "
            "Corse comprise."
        ),
        min_value=0,
        max_value=LARGEST_PRICE,
        decimal_places=2,
        localize=True,
        required=False,
    )
    transit_days = forms.IntegerField(label=_("Acheminement, en jours ouvrés"), min_value=0, max_value=30)

    def __init__(self, data=None, *, mode):
        initial = {
            "is_active": mode.is_active,
            "carrier": mode.carrier,
            "charge": to_euros(mode.charge_cents),
            "free_from": None if mode.free_from_cents is None else to_euros(mode.free_from_cents),
            "transit_days": mode.transit_days,
        }
        super().__init__(data, initial=initial, prefix=mode.kind)
        self.mode = mode
        self.label = mode.get_kind_display()
        self.is_in_person = mode.kind == DeliveryMode.Kind.OWN
        self.row_count = 0
        if mode.kind == DeliveryMode.Kind.COLLECT:
            del self.fields["carrier"], self.fields["transit_days"]
            return
        if self.is_in_person:
            del self.fields["carrier"], self.fields["charge"]
            self.fields["transit_days"].label = _("De la pièce prête à votre passage, en jours ouvrés")
        else:
            self.fields["charge"].help_text = _(
                "Pour toute la France métropolitaine. Ne sert que si le tableau des prix, plus bas, est vide."
            )
        self._add_rows(data)

    def _add_rows(self, data):
        rates = self.mode.price_rows
        posted = [number for number in range(ROWS_MAX) if f"{self.prefix}-rate{number}-charge" in (data or ())]
        self.rows_are_posted = bool(posted)
        self.row_count = min(ROWS_MAX, max([len(rates) + NEW_ROWS, *(number + 1 for number in posted)]))
        for number in range(self.row_count):
            self._add_row(f"rate{number}", rates[number] if number < len(rates) else None)

    def _add_row(self, name, rate):
        if self.is_in_person:
            self.fields[f"{name}-where"] = forms.CharField(
                label=_("Codes postaux qui commencent par"),
                max_length=200,
                required=False,
                validators=[postcodes_begin],
                initial=", ".join(rate.postcodes) if rate else "",
            )
        else:
            self.fields[f"{name}-where"] = forms.ChoiceField(
                label=_("Destination"), choices=Zone.choices, required=False, initial=rate.zone if rate else None
            )
        self.fields[f"{name}-grams"] = forms.IntegerField(
            label=_("Jusqu’à, en grammes"),
            min_value=1,
            max_value=HEAVIEST_GRAMS,
            required=False,
            initial=rate.up_to_grams if rate else None,
        )
        self.fields[f"{name}-charge"] = forms.DecimalField(
            label=_("Prix, en euros"),
            min_value=0,
            max_value=999,
            decimal_places=2,
            localize=True,
            required=False,
            initial=to_euros(rate.charge_cents) if rate else None,
        )

    def rows(self):
        """A RateRow per row of prices, empty ones included."""
        for number in range(self.row_count):
            yield RateRow(*(self[f"rate{number}-{part}"] for part in ("where", "grams", "charge")))

    @property
    def has_wrong_rows(self):
        """Whether the table is to be shown open."""
        return any(row.has_errors for row in self.rows())

    def clean(self):
        data = super().clean()
        for number in range(self.row_count):
            self._check_row(data, f"rate{number}")
        if self.is_in_person and data.get("is_active") and not self.errors and not self._rates():
            self.add_error("is_active", gettext("Dites où vous livrez et à quel prix, dans le tableau."))
        return data

    def _check_row(self, data, name):
        where, grams, charge = (data.get(f"{name}-{part}") for part in ("where", "grams", "charge"))
        is_begun = grams is not None or (self.is_in_person and bool(where))
        if is_begun and charge is None and f"{name}-charge" not in self.errors:
            self.add_error(f"{name}-charge", gettext("Donnez un prix, ou videz la ligne."))
        if charge is not None and self.is_in_person and not where and f"{name}-where" not in self.errors:
            self.add_error(f"{name}-where", gettext("Donnez au moins un début de code postal."))

    def _rates(self):
        if not self.rows_are_posted:
            return self.mode.rates
        typed = [self._typed_rate(f"rate{number}") for number in range(self.row_count)]
        return [rate.as_json() for rate in typed if rate]

    def _typed_rate(self, name):
        where, grams, charge = (self.cleaned_data.get(f"{name}-{part}") for part in ("where", "grams", "charge"))
        if charge is None:
            return None
        if self.is_in_person:
            starts = where.replace(",", " ").replace(";", " ").split()
            return Rate(to_cents(charge), grams, postcodes=tuple(dict.fromkeys(start[:5] for start in starts)))
        return Rate(to_cents(charge), grams, zone=where or Zone.MAINLAND)

    def typed_mode(self):
        """The mode as typed, unsaved."""
        data = self.cleaned_data
        free_from = data["free_from"]
        return DeliveryMode(
            kind=self.mode.kind,
            is_active=data["is_active"],
            carrier=data.get("carrier", ""),
            charge_cents=to_cents(data.get("charge") or 0),
            rates=self._rates() if self.row_count else [],
            free_from_cents=None if free_from is None else to_cents(free_from),
            transit_days=data.get("transit_days", 0),
        )


class HoursForm(forms.ModelForm):
    """How long the workshop prepares, on which days, and when goods change hands."""

    class Meta:
        model = Partner
        fields = ["preparation_days", "opening_hours"]
        labels = {"opening_hours": _("Précisions sur les horaires")}
        help_texts = {
            "opening_hours": _("« Sur rendez-vous », par exemple. Sur vos fiches, au panier et dans les courriels.")
        }

    preparation_days = forms.IntegerField(
        label=_("Préparation habituelle, en jours ouvrés"), min_value=0, max_value=90
    )
    closed_weekdays = forms.TypedMultipleChoiceField(
        label=_("Jours où l’atelier ne prépare rien"),
        help_text=_("Les samedis, dimanches et jours fériés ne sont jamais comptés dans vos délais."),
        choices=[(day, WEEKDAYS[day].capitalize()) for day in range(5)],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        timetable = self.instance.timetable
        self.fields["closed_weekdays"].initial = list(timetable.closed_weekdays)
        for day, name in WEEKDAYS.items():
            for use, hours in (("pickup", timetable.pickup), ("delivery", timetable.delivery)):
                self.fields[f"{use}{day}"] = HoursField(
                    label=name.capitalize(), initial=hours_in_words(hours.get(day, ()))
                )
        self.exception_count = min(ROWS_MAX, len(timetable.exceptions) + NEW_ROWS)
        for number in range(self.exception_count):
            self._add_exception(number, dict(enumerate(timetable.exceptions)).get(number))

    def _add_exception(self, number, exception):
        self.fields[f"exception{number}-day"] = forms.DateField(
            label=_("Jour"),
            required=False,
            initial=exception.day if exception else None,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        )
        self.fields[f"exception{number}-hours"] = HoursField(
            label=_("Horaires de retrait"), initial=hours_in_words(exception.hours) if exception else ""
        )
        self.fields[f"exception{number}-note"] = forms.CharField(
            label=_("Pourquoi"), max_length=80, required=False, initial=exception.note if exception else ""
        )

    def pickup_fields(self):
        """The seven days of pick-up."""
        return [self[f"pickup{day}"] for day in WEEKDAYS]

    def delivery_fields(self):
        """The seven days of the vendor's own deliveries."""
        return [self[f"delivery{day}"] for day in WEEKDAYS]

    def exceptions(self):
        """(day, hours, note) fields per exceptional day, empty ones included."""
        for number in range(self.exception_count):
            yield [self[f"exception{number}-{part}"] for part in ("day", "hours", "note")]

    def clean_closed_weekdays(self):
        days = self.cleaned_data["closed_weekdays"]
        if len(days) == 5:
            raise forms.ValidationError(gettext("Gardez au moins un jour où l’atelier travaille."))
        return days

    def clean(self):
        data = super().clean()
        days = set()
        for number in range(self.exception_count):
            name = f"exception{number}"
            day = data.get(f"{name}-day")
            if day in days:
                self.add_error(f"{name}-day", gettext("Ce jour est déjà plus haut."))
            is_begun = data.get(f"{name}-hours") or data.get(f"{name}-note")
            if day is None and is_begun and f"{name}-day" not in self.errors:
                self.add_error(f"{name}-day", gettext("Dites quel jour, ou videz la ligne."))
            days.add(day)
            days.discard(None)
        return data

    def _timetable(self):
        data = self.cleaned_data
        names = [f"exception{number}" for number in range(self.exception_count)]
        exceptions = [
            ExceptionalDay(data[f"{name}-day"], data[f"{name}-hours"], data[f"{name}-note"])
            for name in names
            if data[f"{name}-day"]
        ]
        return Timetable(
            closed_weekdays=tuple(data["closed_weekdays"]),
            pickup={day: hours for day in WEEKDAYS if (hours := data[f"pickup{day}"])},
            delivery={day: hours for day in WEEKDAYS if (hours := data[f"delivery{day}"])},
            exceptions=tuple(sorted(exceptions, key=lambda each: each.day)),
        )

    def save_typed(self):
        """Save what was typed and nothing else: Mangopay may have verified the shop meanwhile."""
        self.instance.kept_hours = self._timetable().as_json()
        self.instance.save(update_fields=[*self.Meta.fields, "kept_hours"])


class HoursField(forms.CharField):
    """Hours of one day as people write them: « 9h-12h, 14h-18h30 »; empty is closed."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"placeholder": "9h-12h, 14h-18h", "autocomplete": "off"})
        super().__init__(max_length=80, required=False, widget=widget, **kwargs)

    def clean(self, value):
        text = super().clean(value)
        try:
            return read_hours(text)
        except NotHours:
            raise forms.ValidationError(gettext("Écrivez les horaires ainsi : 9h-12h, 14h-18h30.")) from None
