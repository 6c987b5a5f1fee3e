"""The first screen of the money room, and what Wagtail's home page tells of it."""

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.ui.components import Component

from commerce.date_format import date_format
from commerce.money_format import euros
from commerce.settlement import figures as sums
from commerce.settlement.back_office.access import SEE
from commerce.settlement.back_office.pages import MoneyPage, crumbs
from commerce.settlement.back_office.pieces import Button, Facts, Table, link, operations_table

SHOWN = sums.SHOWN


def comparison_in_words(comparison):
    """What the last look at book and Mangopay found, as a sentence."""
    if comparison is None:
        return _("Le registre et Mangopay n’ont pas encore été comparés : la comparaison tourne chaque nuit à 4 h.")
    at = timezone.localtime(comparison.compared_at)
    values = {"day": date_format(at, "j F"), "time": date_format(at, "H:i")}
    if comparison.agrees:
        return _("Le registre et Mangopay sont d’accord, vu le %(day)s à %(time)s.") % values
    values |= {"euros": euros(comparison.difference_cents), "count": comparison.differing}
    return _("Le registre et Mangopay diffèrent de %(euros)s (%(count)s comptes), vu le %(day)s à %(time)s.") % values


def _counted(total):
    count = ngettext("%(count)s sous-commande", "%(count)s sous-commandes", total.count) % {"count": total.count}
    return f"{euros(total.cents)} ({count})"


def _of(total):
    return f"{euros(total.cents)} ({total.count})"


class Home(MoneyPage):
    """The figures of the day, then everything that waits for somebody."""

    template_name = "settlement/back_office/home.html"
    page_title = gettext_lazy("Argent")

    def get_breadcrumbs_items(self):
        """Only itself."""
        return [*crumbs()[:1], {"label": self.page_title, "url": ""}]

    def get_context_data(self, **kwargs):
        """Adds the comparison with Mangopay, which stands above everything."""
        comparison = sums.last_comparison()
        return super().get_context_data(
            comparison=comparison, comparison_in_words=comparison_in_words(comparison), **kwargs
        )

    def panels(self):
        """Constant queries, whatever the size of the book."""
        now = timezone.now()
        of_the_day = sums.figures(now=now)
        return [*_sums(of_the_day), *_what_waits(now, of_the_day)]


def _sums(day):
    return [
        Facts(
            _("Chez les acheteurs et les artisans"),
            [
                (_("En attente, dans les porte-monnaie de commandes"), euros(day.held_cents)),
                (_("dont le jour est venu"), _counted(day.due)),
                (_("dont retenues"), _counted(day.on_hold)),
                (_("Libéré aujourd’hui"), _counted(day.released_today)),
                (_("Libéré en sept jours"), _counted(day.released_this_week)),
                (_("Chez les artisans, avant virement"), euros(day.at_vendors_cents)),
                (_("Virements en route"), euros(day.in_transit_cents)),
                (_("Viré aujourd’hui"), _of(day.paid_out_today)),
                (_("Viré en sept jours"), _of(day.paid_out_this_week)),
                (_("Remboursements en cours"), _of(day.refunds)),
            ],
        ),
        Facts(
            _("Chez MonQuibus"),
            [
                (_("Réserve"), euros(day.reserve_cents)),
                (_("avancé par la réserve, et pas encore rendu"), euros(day.advanced_cents)),
                (_("Dû par les artisans, en tout"), euros(day.owed_cents)),
                (_("Commissions (Fees Wallet)"), euros(day.fees_cents)),
                (_("Paiements contestés (porte-monnaie de répudiation)"), euros(day.repudiated_cents)),
            ],
            buttons=[Button(_("Réserve"), reverse("money:reserve"))],
        ),
    ]


def _what_waits(now, day):
    panels = [_incidents(day), _failed(), _disputes(), _refunds(now)]
    if day.adjustments:
        panels.append(_adjustments())
    return panels


def _incidents(day):
    rows = [
        [link("incident", one.pk, one.title), one.message, one.occurrences, one.last_seen_at]
        for one in sums.open_incidents()[:SHOWN]
    ]
    return Table(
        ngettext("%(count)s incident ouvert", "%(count)s incidents ouverts", day.incidents) % {"count": day.incidents},
        [_("Objet"), _("Message"), _("Fois"), _("Dernière fois")],
        rows,
        empty=_("Rien ne va mal."),
        buttons=[Button(_("Tous les incidents"), reverse("money:incidents"))],
    )


def _failed():
    failed = [(one._meta.verbose_name, one) for one in sums.failed_operations()]
    table = operations_table(failed, may_retry=True)
    return Table(
        _("Mouvements échoués"), table.columns, table.rows, empty=_("Aucun mouvement n’a échoué."), numeric=(2,)
    )


def _disputes():
    rows = [
        [
            link("dispute", one.pk, one.resource_id),
            one.pay_in.order.number,
            euros(one.disputed_cents),
            one.get_status_display(),
            one.contest_deadline_at or "—",
        ]
        for one in sums.awaiting_a_file()[:SHOWN]
    ]
    return Table(
        _("Litiges qui attendent un dossier"),
        [_("Litige"), _("Commande"), _("Contesté"), _("État"), _("Répondre avant")],
        rows,
        empty=_("Aucun litige n’attend de dossier."),
        numeric=(2,),
    )


def _refunds(now):
    rows = [
        [link("refund", step.refund_id, step.refund.business_key), euros(step.amount_cents), step.not_before]
        for step in sums.waiting_refunds(now)[:SHOWN]
    ]
    return Table(
        _("Remboursements qui attendent un jour"),
        [_("Remboursement"), _("Montant"), _("Jusqu’au")],
        rows,
        empty=_("Aucun : Mangopay ne refuse qu’un même montant deux fois en un jour."),
        numeric=(1,),
        buttons=[Button(_("Tous les remboursements"), reverse("money:refunds"))],
    )


def _adjustments():
    waiting = sums.waiting_adjustments().select_related("vendor", "proposed_by")[:SHOWN]
    rows = [
        [
            link("adjustment", one.pk, str(one)),
            one.get_kind_display(),
            one.vendor.name,
            euros(one.amount_cents),
            one.proposed_by.get_full_name(),
        ]
        for one in waiting
    ]
    return Table(
        _("Attend une deuxième personne"),
        [_("Clé"), _("Nature"), _("Artisan"), _("Montant"), _("Proposée par")],
        rows,
        numeric=(3,),
    )


class MoneyPanel(Component):
    """On Wagtail's home page, for operators: incidents, and whether book and Mangopay agree."""

    name = "money"
    template_name = "settlement/back_office/panel.html"
    order = 50

    def get_context_data(self, parent_context):
        """Nothing for who may not see the money."""
        user = parent_context["request"].user
        if not user.has_perm(SEE):
            return {"may_see": False}
        comparison = sums.last_comparison()
        incidents = list(sums.open_incidents()[:SHOWN])
        return {
            "may_see": True,
            "comparison": comparison,
            "comparison_in_words": comparison_in_words(comparison),
            "incidents": incidents,
            "home": format_html('<a href="{}">{}</a>', reverse("money:home"), _("Ouvrir l’espace Argent")),
        }
