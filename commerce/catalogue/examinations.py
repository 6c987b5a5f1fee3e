"""What the examiner found of a product's pictures: kept with the picture, told in words to whoever hung it."""

from dataclasses import dataclass

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from commerce.catalogue.pictures import RATIO

#: The order in which rules are told.
RULES = ("large", "sharp", "whole", "white")


def examine_picture(image):
    """Examine a ProductImage as the shop shows it, cut to the house's format, and keep what was found.

    Safe to repeat; a picture that was replaced meanwhile keeps nothing of the old one.
    """
    from commerce.catalogue.examiner import examine

    name = image.original.name
    if image.findings is not None or not default_storage.exists(name):
        return
    with default_storage.open(name) as file, Image.open(file) as opened:
        opened.load()
        found = examine(_as_shown(opened.convert("RGB")), size=opened.size)
    findings = {
        str(finding.rule): {
            "verdict": str(finding.verdict),
            "marks": [[mark.x, mark.y, mark.width, mark.height] for mark in finding.marks],
        }
        for finding in found
    }
    type(image)._default_manager.filter(pk=image.pk, original=name).update(findings=findings)


def _as_shown(picture):
    width, height = picture.size
    across, down = RATIO
    side = min(width / across, height / down)
    return ImageOps.fit(picture, (round(side * across), round(side * down)))


@dataclass(frozen=True)
class Judgement:
    """One rule as a person reads it. `verdict`: kept, broken, unsure. `marks`: (x, y, width, height), shares of 1."""

    rule: str
    verdict: str
    label: str
    words: str
    advice: str
    marks: tuple[tuple[float, float, float, float], ...]


@dataclass(frozen=True)
class Examination:
    """What is told of one picture. The score is a count of rules, nothing finer: the examiner knows nothing finer."""

    judgements: tuple[Judgement, ...]

    @property
    def broken(self):
        return [judgement for judgement in self.judgements if judgement.verdict == "broken"]

    @property
    def is_drawn(self):
        """Whether a reason can be shown on the picture."""
        return any(judgement.marks for judgement in self.broken)

    @property
    def kept(self):
        """How many rules the picture keeps."""
        return sum(judgement.verdict == "kept" for judgement in self.judgements)

    @property
    def score(self):
        """The score in words: rules kept of those that could be judged."""
        judged = sum(judgement.verdict != "unsure" for judgement in self.judgements)
        return _("%(kept)d sur %(judged)d") % {"kept": self.kept, "judged": judged}


def examination_of(image):
    """The Examination of a ProductImage, or None while nobody has looked at it."""
    if image.findings is None:
        return None
    return Examination(tuple(_judgement(rule, image.findings[rule]) for rule in RULES if rule in image.findings))


def _judgement(rule, finding):
    verdict = finding["verdict"]
    label, words = _words()[rule]
    advice = _advice()[rule] if verdict == "broken" else ""
    return Judgement(rule, verdict, label, words[verdict], advice, tuple(map(tuple, finding["marks"])))


def _words():
    return {
        "large": (
            _("Taille"),
            {"kept": _("assez grande."), "broken": _("moins de 1 000 pixels de côté."), "unsure": ""},
        ),
        "sharp": (
            _("Netteté"),
            {
                "kept": _("nette."),
                "broken": _("la pièce paraît floue."),
                "unsure": _("trop peu de contours pour en juger."),
            },
        ),
        "whole": (
            _("Cadrage"),
            {
                "kept": _("la pièce entière est dans le cadre."),
                "broken": _("la pièce touche le bord."),
                "unsure": _("le fond ne permet pas d’en juger."),
            },
        ),
        "white": (
            _("Fond"),
            {"kept": _("blanc."), "broken": _("pas blanc, ou pas partout."), "unsure": ""},
        ),
    }


def _advice():
    return {
        "large": _(
            "Envoyez le fichier d’origine du téléphone, sans le recadrer ni le faire passer par une messagerie."
        ),
        "sharp": _("Posez le téléphone ou appuyez vos coudes, touchez la pièce sur l’écran pour faire le point."),
        "whole": _("Reculez d’un pas et tenez le téléphone debout : la boutique montre un cadre de 4 sur 5."),
        "white": _(
            "Près d’une fenêtre, une feuille blanche relevée contre un mur, derrière et sous la pièce, suffit."
        ),
    }
