"""What a vendor sends to change many articles at once, and the yes to what it would change."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commerce.importing.picturing import MOST_ARCHIVE_BYTES, NoPicture, names_in
from commerce.importing.sheets import MOST_BYTES

ACCEPTED = ".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class SendFileForm(forms.Form):
    """A table of articles."""

    file = forms.FileField(
        label=_("Fichier CSV ou XLSX"),
        help_text=_("Le vôtre, téléchargé ci-dessus et modifié, ou un export d’une autre boutique. 20 Mo au plus."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )

    archive = forms.FileField(
        label=_("Images, en ZIP"),
        help_text=_(
            "Facultatif. La colonne « Images » nomme les fichiers de l’archive, ou donne des adresses en https."
        ),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
    )

    def clean_archive(self):
        file = self.cleaned_data["archive"]
        if not file:
            return None
        if file.size > MOST_ARCHIVE_BYTES:
            raise ValidationError(gettext("L’archive pèse plus de 300 Mo : envoyez-la en plusieurs fois."))
        try:
            names_in(file)
        except NoPicture as refusal:
            raise ValidationError(str(refusal)) from None
        file.seek(0)
        return file

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(gettext("Le fichier pèse plus de 20 Mo : coupez-le en plusieurs."))
        return file


class AgreeForm(forms.Form):
    """Yes to what the preview shows."""

    updates_stock = forms.BooleanField(label=_("Mettre aussi à jour les stocks"), required=False)
