"""The texts that vendors accept, and makers on their way in: half through, without a firm yet, waiting for a yes."""

from datetime import date, timedelta

from django.utils import timezone

from commerce.catalogue.models import Category
from commerce.customer.models import User
from commerce.invoicing import mandates
from commerce.partner.models import Partner
from commerce.plans.models import Plan, PlanChoice
from commerce.registration import plan_choice, terms
from commerce.registration.models import Registration, TermsText
from commerce.registration.start import start, touch
from commerce.registration.submission import submit
from commerce.requirements.models import Requirement
from commerce.requirements.recording import attest
from demo import logins
from demo.workshops.model import siret
from demo.workshops.typography import typeset

IN_FORCE = date(2026, 11, 1)
VERSION = "2026-11"

TEXTS = {
    TermsText.Document.OPERATOR: """
        <p>Texte d'exemple : l'exploitant écrit le sien avant d'ouvrir.</p>
        <h3>Ce que nous faisons</h3>
        <p>MonQuibus présente vos pièces, transmet les commandes et fait encaisser les paiements par Mangopay. Il ne
        tient jamais votre argent.</p>
        <h3>Ce que vous faites</h3>
        <p>Vous vendez en professionnel, sous votre nom, des pièces faites ou choisies par vous ; vous expédiez dans le
        délai annoncé et respectez le droit de rétractation de quatorze jours.</p>
        <h3>Ce que cela coûte</h3>
        <p>Le tarif de votre formule. Une hausse, ou un autre changement de ces conditions, vous est annoncé au moins
        quinze jours avant ; vous pouvez partir d'ici là.</p>
        <h3>Classement, restrictions, désaccords</h3>
        <p>Les pièces se classent par pertinence et par date, jamais contre paiement. Une pièce ou une boutique n'est
        retirée qu'avec une raison écrite, à laquelle vous pouvez répondre ; en cas de désaccord, un médiateur.</p>
        <h3>Durée</h3>
        <p>Sans engagement : vous fermez votre boutique quand vous le décidez, vos dernières commandes servies.</p>
    """,
    TermsText.Document.MANGOPAY: """
        <p>Texte d'exemple : l'exploitant recopie les conditions que Mangopay lui donne, et leur version.</p>
        <p>Mangopay SA, établissement de monnaie électronique agréé au Luxembourg, ouvre un compte de paiement à votre
        nom, y reçoit votre part de chaque vente et la verse sur votre compte bancaire. La loi l'oblige à vérifier
        votre identité avant tout virement. Vous acceptez ses conditions générales et sa politique de données.</p>
    """,
}


WAITS_SINCE = timedelta(days=2)
OSIER = {
    "name": typeset("L'Osier de Villaines"),
    "trade": Partner.Trade.CRAFTSPERSON,
    "siret": siret("00777002"),
    "legal_name": "Bruno Delage, EI",
    "representative_first_name": "Bruno",
    "representative_last_name": "Delage",
    "street": "3 cave de la Vannerie",
    "postcode": "37190",
    "town": "Villaines-les-Rochers",
    "department": "Indre-et-Loire",
    "phone": "+33639980778",
    "craft": "Vannier",
    "tagline": typeset("Des paniers en osier du pays, tressés l'hiver."),
    "story": typeset("Je coupe mon osier en janvier, je tresse dans une cave de tuffeau."),
}
OSIER_MAKES = typeset("Paniers à bûches, corbeilles à pain et berceaux, en osier blanc ou brut de nos champs.")
OSIER_ANSWERS = {"fabrication": typeset("Tout est tressé par moi, à Villaines.")}


def load_terms():
    """Publish the texts where none is."""
    for document, body in TEXTS.items():
        if not TermsText.objects.filter(document=document).exists():
            TermsText.objects.create(
                document=document, version=VERSION, body=typeset(" ".join(body.split())), effective_on=IN_FORCE
            )


def load_registrations(users):
    """Two files in preparation, one in the operator's queue. `users` by e-mail address. Run again, it adds nothing."""
    halfway, beginner, waiting = (users[login.email] for login in (logins.HALFWAY, logins.BEGINNER, logins.WAITING))
    if Category.objects.exists() and not Registration.objects.filter(started_by=waiting).exists():
        _send_whole(waiting, now=timezone.now() - WAITS_SINCE)
    if not Registration.objects.filter(started_by=halfway).exists():
        _walk_halfway(halfway, now=timezone.now())
    if not Registration.objects.filter(started_by=beginner).exists():
        file = start(beginner, shop_name="Lin et Loire", now=timezone.now())
        Partner.objects.filter(pk=file.vendor_id).update(trade=Partner.Trade.IN_CREATION, town="Saumur")


def _send_whole(person: User, *, now):
    """A maker who only wants a page in the directory: the whole file, sent to the operator two days ago."""
    file = start(person, shop_name="L'Osier de Villaines", now=now)
    Partner.objects.filter(pk=file.vendor_id).update(**OSIER, email=person.email)
    Registration.objects.filter(pk=file.pk).update(makes=OSIER_MAKES)
    file.categories.set(Category.objects.browsable().filter(depth=2).order_by("path")[:1])
    vendor = Partner.objects.get(pk=file.vendor_id)
    plan_choice.choose(vendor, Plan.objects.get(kind=Plan.Kind.LISTING), PlanChoice.Period.YEARLY, by=person, now=now)
    for text in terms.in_force(now=now):
        terms.accept(vendor, text, by=person, now=now)
    mandates.accept(vendor, by=person, now=now)
    for code, answer in OSIER_ANSWERS.items():
        if asked := Requirement.objects.filter(code=code).first():
            attest(vendor, asked, by=person, answer=answer, now=now)
    submit(file, by=person, now=now)


def _walk_halfway(person: User, *, now):
    """Everything but the terms and the shop window."""
    file = start(person, shop_name="Cuirs de Nevers", now=now)
    Partner.objects.filter(pk=file.vendor_id).update(
        siret=siret("00777001"),
        legal_name="Romane Arnoux",
        representative_first_name=person.first_name,
        representative_last_name=person.last_name,
        street="4 rue de la Tartre",
        postcode="58000",
        town="Nevers",
        department="Nièvre",
        phone="+33639980777",
        craft="Maroquinière",
    )
    file.makes = typeset("Des sacs et des ceintures cousus main, au point sellier, dans des cuirs du Berry.")
    file.guessed_orders_per_month, file.guessed_basket_cents, file.guessed_delivery_cents = 12, 8500, 690
    file.save()
    file.categories.set(Category.objects.filter(name__icontains="maroquinerie")[:2])
    plan = Plan.objects.filter(kind=Plan.Kind.COMMISSION).first()
    plan_choice.choose(file.vendor, plan, PlanChoice.Period.MONTHLY, by=person, now=now)
    for text in terms.in_force(now=now)[:1]:
        terms.accept(file.vendor, text, by=person, now=now)
    touch(file.vendor, now=now)
