"""What a vendor sends and says of the pictures of a piece."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.catalogue.gallery import MOST_PICTURES
from commerce.catalogue.uploads import read_pictures

LONGEST_ALTERNATIVE = 200
ACCEPTED = "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif"


class SeveralFiles(forms.ClearableFileInput):
    """A file input that takes several."""

    allow_multiple_selected = True

    def __init__(self):
        super().__init__(attrs={"accept": ACCEPTED})

    def value_from_datadict(self, data, files, name):
        return files.getlist(name) if hasattr(files, "getlist") else []


class PicturesField(forms.Field):
    """The files of several pictures."""

    widget = SeveralFiles


class PictureMixin(forms.Form):
    """A form with pictures. Those that could be read are in `read`, whatever else is wrong; the others are named."""

    #: How many more pictures there is room for.
    room = MOST_PICTURES

    def clean(self):
        self.read, refusals = read_pictures(self.cleaned_data.get("pictures") or [], most=self.room)
        if refusals:
            self.add_error("pictures", refusals)
        return super().clean()


class GalleryForm(PictureMixin):
    """The pictures of a piece: more of them, their text, their order, and which ones leave."""

    pictures = PicturesField(
        label=_("Ajouter des images"), help_text=_("JPEG, PNG, WebP ou HEIC, 15 Mo au plus chacune."), required=False
    )
    #: Of the first picture that comes, where pictures.js sends those of a new piece.
    caption = forms.CharField(max_length=LONGEST_ALTERNATIVE, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, images, **kwargs):
        super().__init__(*args, **kwargs)
        self.images = list(images)
        for number, image in enumerate(self.images, start=1):
            self.fields[f"caption-{image.pk}"] = forms.CharField(
                label=_("Ce que montre l’image %(n)d") % {"n": number},
                max_length=LONGEST_ALTERNATIVE,
                required=False,
                initial=image.caption,
            )
            self.fields[f"position-{image.pk}"] = forms.IntegerField(
                min_value=1,
                max_value=MOST_PICTURES,
                required=False,
                initial=number,
                widget=forms.HiddenInput(attrs={"data-place": ""}),
            )
            self.fields[f"remove-{image.pk}"] = forms.BooleanField(
                label=_("Retirer l’image %(n)d") % {"n": number}, required=False
            )

    @property
    def room(self):
        """How many more pictures there is room for once those that leave have left."""
        staying = [image for image in self.images if f"remove-{image.pk}" not in self.data]
        return max(0, MOST_PICTURES - len(staying))

    def rows(self):
        """(image, caption, position, remove) of each picture that hangs."""
        for image in self.images:
            yield image, self[f"caption-{image.pk}"], self[f"position-{image.pk}"], self[f"remove-{image.pk}"]

    def wanted(self):
        """What `gallery.arrange` is asked for. What the form didn't carry stays: it may have hung since."""
        data, sent = self.cleaned_data, self.data
        ids = [image.pk for image in self.images]
        captions = {pk: data[f"caption-{pk}"] for pk in ids if f"caption-{pk}" in data and f"caption-{pk}" in sent}
        positions = {pk: data[f"position-{pk}"] for pk in ids if data.get(f"position-{pk}")}
        return {
            "captions": captions,
            "positions": {**positions, **self._moved(ids, positions)},
            "removed": {pk for pk in ids if data.get(f"remove-{pk}")},
        }

    def _moved(self, ids, positions):
        """New places of all pictures where a button moved one, {} otherwise."""
        pressed = re.fullmatch(r"(\d{1,18}):(-1|1)", self.data.get("move", ""))
        if not pressed or int(pressed[1]) not in ids:
            return {}
        order = sorted(ids, key=lambda pk: positions.get(pk, ids.index(pk) + 1))
        here = order.index(int(pressed[1]))
        there = min(max(here + int(pressed[2]), 0), len(order) - 1)
        order.insert(there, order.pop(here))
        return {pk: place for place, pk in enumerate(order, start=1)}
