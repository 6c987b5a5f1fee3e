"""One file, everything on one page, and what may be decided about it."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from commerce.catalogue.models import Product
from commerce.date_format import date_format
from commerce.registration.back_office.access import ValidatorsOnly
from commerce.registration.checks import checks_of
from commerce.registration.decisions import ALLOWED
from commerce.registration.models import Decision, Registration
from commerce.registration.steps import steps_of
from commerce.registration.terms import accepted_by
from commerce.requirements.listing import requirements_of
from commerce.settlement.back_office.pieces import Button, Facts, Table

PRODUCTS_SHOWN = 20
ACTIONS = {
    Decision.Outcome.APPROVED: "approve",
    Decision.Outcome.MORE_ASKED: "more",
    Decision.Outcome.REFUSED: "refuse",
}


def crumbs(file, *rest):
    """From Wagtail's home over the queue and the file to `rest`."""
    return [
        WagtailAdminTemplateMixin.breadcrumbs_items[0],
        {"label": _("Inscriptions"), "url": reverse("registrations:queue")},
        {"label": str(file), "url": reverse("registrations:file", args=[file.pk]) if rest else ""},
        *({"label": label, "url": ""} for label in rest),
    ]


def found(pk):
    """The Registration with its vendor. Raises Http404."""
    return get_object_or_404(Registration.objects.select_related("vendor__plan", "started_by"), pk=pk)


class FilePage(ValidatorsOnly, WagtailAdminTemplateMixin, TemplateView):
    """What the operator reads before deciding."""

    template_name = "settlement/back_office/page.html"
    header_icon = "tasks"

    @cached_property
    def file(self):
        """What the page is about."""
        return found(self.kwargs["pk"])

    def get_page_title(self):
        """The shop's name and state."""
        return f"{self.file}, {self.file.get_status_display()}"

    def get_breadcrumbs_items(self):
        """The queue, this."""
        return crumbs(self.file)

    def get_context_data(self, **kwargs):
        """The panels, top down."""
        panels = [
            self.decision(),
            self.checks(),
            self.business(),
            self.making(),
            self.requirements(),
            self.terms(),
            self.products(),
            self.steps(),
            self.history(),
        ]
        return super().get_context_data(panels=panels, **kwargs)

    def decision(self):
        """Dates, and the buttons that the state allows."""
        labels = {"approve": _("Valider"), "more": _("Demander un complément"), "refuse": _("Refuser")}
        names = [ACTIONS[outcome] for outcome in ALLOWED.get(self.file.status, ())]
        here = {"args": [self.file.pk]}
        buttons = [
            Button(
                labels[name],
                f"{reverse(f'registrations:{name}', **here)}?version={self.file.version}",
                name == "refuse",
            )
            for name in names
        ]
        rows = [
            (_("État"), self.file.get_status_display()),
            (_("Commencée"), _day(self.file.started_at)),
            (_("Envoyée"), _day(self.file.submitted_at)),
            (_("Commencée par"), self.file.started_by.email if self.file.started_by else ""),
        ]
        return Facts(_("Décision"), rows, buttons)

    def checks(self):
        """What the machine looked at."""
        checks = checks_of([self.file])[self.file.pk]
        return Facts(_("Contrôles de la machine"), [(check.label, f"{check.mark} {check.words}") for check in checks])

    def business(self):
        """Who stands behind the shop."""
        vendor = self.file.vendor
        person = f"{vendor.representative_first_name} {vendor.representative_last_name}".strip()
        return Facts(
            _("Entreprise"),
            [
                (_("Dénomination"), vendor.legal_name),
                (_("Statut"), f"{vendor.get_trade_display()}, {vendor.get_legal_form_display()}"),
                (_("Responsable"), person),
                (_("SIRET"), vendor.siret),
                (_("Au registre"), self.file.register_name),
                (_("Adresse"), f"{vendor.street}, {vendor.postcode} {vendor.town}"),
                (_("E-mail, téléphone"), f"{vendor.email}, {vendor.phone}"),
                (_("Formule"), vendor.plan),
            ],
        )

    def making(self):
        """What they make, in their words."""
        categories = ", ".join(str(category) for category in self.file.categories.all())
        vendor = self.file.vendor
        rows = [(_("Catégories"), categories), (_("Ce qu’ils font"), self.file.makes)]
        return Facts(_("Pièces"), [*rows, (_("Accroche"), vendor.tagline), (_("Présentation"), vendor.story)])

    def requirements(self):
        """The list that the vendor sees too, with what the operator may do of each."""
        rows = [self._requirement(state) for state in requirements_of(self.file.vendor, now=timezone.now())]
        return Table(
            _("Pièces et réponses demandées"),
            [_("Demande"), _("État"), _("Réponse"), _("Note"), ""],
            rows,
            _("Rien n’est demandé."),
        )

    def _requirement(self, state):
        links, record = [], state.record
        if record and record.file:
            links.append((reverse("registrations:paper", args=[record.pk]), record.file_name))
        answer = format_html("{} {}", record.answer if record else "", _links(links))
        note, judge = record.note if record else "", []
        if state.is_judged_by_people:
            address = reverse("registrations:judge", args=[self.file.pk, state.requirement.pk])
            judge = [(address, _("Juger"))]
        block = _("obligatoire") if state.is_blocking else _("conseillée")
        return [f"{state.requirement.title} ({block})", self._state(state), answer, note, _links(judge)]

    def _state(self, state):
        """Where it stands, and who decided so."""
        person = state.record.recorded_by if state.record else None
        return f"{state.in_words}, {person.get_full_name() or person.email}" if person else state.in_words

    def terms(self):
        """Texts accepted, by whom and when."""
        given = accepted_by(self.file.vendor).values()
        rows = [[str(each.text), str(each.accepted_by), _day(each.accepted_at)] for each in given]
        return Table(_("Conditions acceptées"), [_("Texte"), _("Par"), _("Le")], rows, _("Aucune."))

    def products(self):
        """What is ready to be shown."""
        prepared = Product.objects.prepared().filter(vendor=self.file.vendor).order_by("-date_created")
        rows = [[product.get_title(), _day(product.date_created)] for product in prepared[:PRODUCTS_SHOWN]]
        title = _("Pièces préparées : %(n)s") % {"n": prepared.count()}
        return Table(title, [_("Pièce"), _("Ajoutée")], rows, _("Aucune pour l’instant."))

    def steps(self):
        """The registration's steps, as the owner sees them."""
        states = steps_of(self.file.vendor, now=timezone.now())
        rows = [(state.step.title, ", ".join(map(str, state.missing)) or _("complet")) for state in states]
        return Facts(_("Étapes"), rows)

    def history(self):
        """Every decision, the latest first."""
        taken = self.file.decisions.select_related("decided_by").order_by("-decided_at", "-pk")
        rows = [
            [
                _day(one.decided_at),
                one.get_outcome_display(),
                str(one.decided_by or ""),
                one.get_reason_display(),
                one.text,
            ]
            for one in taken
        ]
        columns = [_("Le"), _("Décision"), _("Par"), _("Raison"), _("Explication")]
        return Table(_("Historique"), columns, rows, _("Aucune décision."))


def _day(moment):
    return date_format(timezone.localtime(moment), "j F Y, H:i") if moment else ""


def _links(pairs):
    return format_html_join(" ", '<a href="{}">{}</a>', pairs)
