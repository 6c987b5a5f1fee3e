from wagtail import hooks

from cms_pages.back_office.contact import ContactMessageViewSet, ReadyAnswerViewSet, UnansweredSummary
from cms_pages.choosers import product_chooser, vendor_chooser


@hooks.register("register_admin_viewset")
def choosers():
    return [product_chooser, vendor_chooser]


@hooks.register("register_admin_viewset")
def contact():
    return [ContactMessageViewSet("contact_messages"), ReadyAnswerViewSet("ready_answers")]


@hooks.register("construct_homepage_summary_items")
def unanswered(request, items):
    items.append(UnansweredSummary(request))
