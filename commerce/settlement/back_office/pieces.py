"""What pages of the money room are made of: facts, tables, journals. Templates draw them, and decide nothing."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from commerce.ledger.models import Entry, Journal
from commerce.money_format import euros
from commerce.settlement.step_words import step_in_words

#: Journals that one page shows; older ones are a page away.
JOURNALS_SHOWN = 50


@dataclass(frozen=True)
class Button:
    """Something that the reader may do: where its form is, and whether it undoes or takes something."""

    label: str
    url: str
    is_serious: bool = False


@dataclass(frozen=True)
class Facts:
    """A panel of names and values."""

    title: str
    rows: list
    buttons: list = field(default_factory=list)
    template: str = "settlement/back_office/facts.html"


@dataclass(frozen=True)
class Table:
    """A panel with a table. `numeric` are the indexes of columns of amounts; `empty` is said without rows."""

    title: str
    columns: list
    rows: list
    empty: str = ""
    numeric: tuple = ()
    buttons: list = field(default_factory=list)
    template: str = "settlement/back_office/table.html"


@dataclass(frozen=True)
class Journals:
    """A panel of journals with their entries, newest first; a page of them where they are many."""

    title: str
    page: object
    template: str = "settlement/back_office/journals.html"


def link(name, pk, text):
    """A link to a page of the money room."""
    return format_html('<a href="{}">{}</a>', reverse(f"money:{name}", args=[pk]), text)


def journals_by_key(keys):
    """The journals with these business keys, with their entries. Two queries."""
    return _with_entries(Journal.objects.filter(business_key__in=keys))


def journals_of_accounts(codes):
    """Every journal that moves one of these accounts."""
    moved = Entry.objects.filter(account__code__in=codes).values("journal")
    return _with_entries(Journal.objects.filter(pk__in=moved))


def _with_entries(journals):
    return journals.order_by("-occurred_at", "-pk").prefetch_related("entries__account")


def operations_table(operations, *, may_retry=False):
    """Movements with their state at Mangopay. `operations` are (name, operation) pairs; None is left out."""
    rows = []
    for name, operation in operations:
        if operation is None:
            continue
        state = operation.get_state_display()
        words = step_in_words(operation)
        retry = _retry_link(operation) if may_retry else ""
        rows.append(
            [
                name,
                operation.business_key,
                euros(operation.amount_cents),
                format_html("{}{}", state, f" : {words}" if words else ""),
                operation.resource_id or "—",
                operation.concluded_at or operation.attempted_at or "—",
                retry,
            ]
        )
    return Table(
        title=_("Mouvements chez Mangopay"),
        columns=[
            _("Mouvement"),
            _("Clé"),
            _("Montant"),
            _("État"),
            _("Identifiant Mangopay"),
            _("Date"),
            _("Action"),
        ],
        rows=rows,
        numeric=(2,),
        empty=_("Rien n’a encore été demandé à Mangopay."),
    )


def _retry_link(operation):
    kind = operation._meta.model_name
    if kind == "payin" or operation.state == operation.State.SUCCEEDED:
        return "—"
    url = reverse("money:retry", args=[kind, operation.pk])
    label = _("Réessayer") if operation.state == operation.State.FAILED else _("Regarder maintenant")
    return format_html(
        '<a href="{}" class="button button-small button-secondary">{}<span class="w-sr-only"> {}</span></a>',
        url,
        label,
        operation.business_key,
    )
