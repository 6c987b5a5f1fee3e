"""The steps that registration itself asks for. Other packages join theirs: identity, bank account, requirements."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.partner.models import Partner
from commerce.registration.firms import has_another_shop
from commerce.registration.steps import Step
from commerce.registration.terms import to_accept


def _blank(vendor, names):
    """Labels of the fields of a vendor that are empty, as sentences."""
    labels = {name: str(Partner._meta.get_field(name).verbose_name) for name in names}
    return [label[:1].upper() + label[1:] for name, label in labels.items() if not getattr(vendor, name)]


#: Without them a shop has no professional behind it (art. 30 of regulation (EU) 2022/2065).
BUSINESS = ("legal_name", "representative_first_name", "representative_last_name", "street", "postcode", "town")
CONTACT = ("email", "phone")
PROFILE = ("tagline", "story", "department")


def business_missing(vendor, *, now):
    """What the law wants to know of a trader."""
    missing = _blank(vendor, (*BUSINESS, *CONTACT))
    if vendor.trade == vendor.Trade.IN_CREATION:
        return [*missing, _("Le SIRET, quand votre entreprise sera immatriculée")]
    if vendor.registration.says_closed:
        missing.append(_("Un établissement en activité : le registre public dit celui-ci fermé"))
    if has_another_shop(vendor):
        missing.append(_("Rejoindre la boutique de votre entreprise : elle en a déjà une ici"))
    return [*missing, *_blank(vendor, ["siret"])]


def makes_missing(vendor, *, now):
    """What the vendor makes: the operator judges it."""
    missing = [] if vendor.registration.categories.exists() else [_("Au moins une catégorie")]
    return missing if vendor.registration.makes else [*missing, _("Quelques phrases sur ce que vous faites")]


def plan_missing(vendor, *, now):
    """A plan that somebody chose, not the one that a shop begins with."""
    return [] if vendor.plan_choices.standing().exists() else [_("Le choix d’une formule")]


def terms_missing(vendor, *, now):
    """Texts in force that no owner accepted, and the mandate to invoice."""
    return to_accept(vendor, now=now)


def profile_missing(vendor, *, now):
    """What a visitor reads first."""
    return _blank(vendor, PROFILE)


def delivery_missing(vendor, *, now):
    """Modes that the vendor has read once."""
    if vendor.delivery_modes.exists():
        return []
    return [_("Relire et enregistrer vos modes d’expédition")]


OWN = (
    Step(
        code="business",
        title=gettext_lazy("Votre entreprise"),
        why=gettext_lazy("La loi veut que chaque acheteur sache à quel professionnel il achète, et où le joindre."),
        url_name="vendor_portal:registration-business",
        missing=business_missing,
        order=10,
        question="qui-peut-vendre",
    ),
    Step(
        code="makes",
        title=gettext_lazy("Ce que vous faites"),
        why=gettext_lazy("Pour vérifier que vos pièces ont leur place ici, et les montrer au bon endroit."),
        url_name="vendor_portal:registration-makes",
        missing=makes_missing,
        order=20,
        question="quels-produits",
    ),
    Step(
        code="plan",
        title=gettext_lazy("Votre formule"),
        why=gettext_lazy("Pour savoir d’avance ce que vous gardez de chaque vente. Vous pourrez en changer."),
        url_name="vendor_portal:registration-plan",
        missing=plan_missing,
        order=30,
        question="formules",
    ),
    Step(
        code="terms",
        title=gettext_lazy("Les conditions"),
        why=gettext_lazy(
            "Vos droits et les nôtres, ceux de Mangopay, et le mandat qui nous laisse écrire vos factures."
        ),
        url_name="vendor_portal:registration-terms",
        missing=terms_missing,
        order=40,
        question="mangopay",
    ),
    Step(
        code="profile",
        title=gettext_lazy("Votre vitrine"),
        why=gettext_lazy("C’est ce que le visiteur lit en premier : qui vous êtes, et d’où viennent vos pièces."),
        url_name="vendor_portal:registration-profile",
        missing=profile_missing,
        order=70,
        question="commencer",
    ),
    Step(
        code="delivery",
        title=gettext_lazy("Vos modes d’expédition"),
        why=gettext_lazy("Des réglages prudents sont déjà remplis : gardez-les ou changez-les."),
        url_name="vendor_portal:registration-delivery",
        missing=delivery_missing,
        only_to_sell=True,
        order=80,
        question="commencer",
    ),
)
