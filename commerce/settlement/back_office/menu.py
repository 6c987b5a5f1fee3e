"""The money room in Wagtail's menu, for those who may see it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from commerce.settlement.back_office.access import SEE

ITEMS = (
    ("home", _("Chiffres du jour"), "home"),
    ("vendor_orders", _("Sous-commandes"), "list-ul"),
    ("payins", _("Paiements"), "download"),
    ("releases", _("Libérations"), "resubmit"),
    ("gift_cards", _("Bons cadeaux"), "tag"),
    ("payouts", _("Virements"), "upload"),
    ("subscription_payments", _("Abonnements par carte"), "password"),
    ("refunds", _("Remboursements"), "rotate"),
    ("disputes", _("Litiges bancaires"), "warning"),
    ("vendors", _("Artisans"), "group"),
    ("debts", _("Dettes"), "minus"),
    ("adjustments", _("Régularisations"), "edit"),
    ("reserve", _("Réserve"), "lock"),
    ("incidents", _("Incidents"), "info-circle"),
)


class MoneyItem(MenuItem):
    """Only for operators."""

    def is_shown(self, request):
        """Whether this person may see the money."""
        return request.user.has_perm(SEE)


class MoneySubmenu(SubmenuMenuItem):
    """Only for operators."""

    def is_shown(self, request):
        """Whether this person may see the money."""
        return request.user.has_perm(SEE)


def money_menu():
    """The menu item with everything below it."""
    items = [
        MoneyItem(label, reverse(f"money:{name}"), name=f"money-{name}", icon_name=icon, order=number)
        for number, (name, label, icon) in enumerate(ITEMS)
    ]
    return MoneySubmenu(_("Argent"), Menu(items=items), name="money", icon_name="calendar-check", order=300)
