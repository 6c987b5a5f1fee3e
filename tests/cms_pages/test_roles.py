"""Editors write and submit, moderators publish."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, Workflow
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms_pages.models import ContactMessage, StandardPage
from cms_pages.roles import EDITORS, MODERATORS, create_editorial_roles
from tests.factories import UserFactory


def _member(group):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=group))
    return user


def _edit(client, page, **actions):
    data = nested_form_data(
        {
            "title": "Titre changé",
            "slug": page.slug,
            "lead": "",
            "in_force_since": "",
            "seo_title": "",
            "search_description": "",
            "body": streamfield([("text", rich_text("<p>Neuf</p>"))]),
            "comments": inline_formset([]),
        }
    )
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {**data, **actions})


@pytest.fixture
def page(home):
    return StandardPage.objects.get(slug="a-propos")


def test_an_editor_can_save_a_draft_that_visitors_do_not_see(page, client):
    client.force_login(_member(EDITORS))
    assert _edit(client, page).status_code == 302
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().title == "Titre changé"
    assert page.title == "À propos"


def test_an_editor_who_asks_to_publish_anyway_does_not(page, client):
    client.force_login(_member(EDITORS))
    _edit(client, page, **{"action-publish": "yes"})
    page.refresh_from_db()
    assert page.title == "À propos"


def test_an_editor_submits_and_a_moderator_approves(page, client):
    client.force_login(_member(EDITORS))
    _edit(client, page, **{"action-submit": "yes"})
    state = page.current_workflow_state
    assert state.status == "in_progress"
    moderator = _member(MODERATORS)
    client.force_login(moderator)
    state.current_task_state.approve(user=moderator)
    page.refresh_from_db()
    assert page.title == "Titre changé"


def test_a_moderator_publishes(page, client):
    client.force_login(_member(MODERATORS))
    _edit(client, page, **{"action-publish": "yes"})
    page.refresh_from_db()
    assert page.title == "Titre changé"


def test_a_shopper_does_not_enter_the_back_office(home, client):
    client.force_login(UserFactory())
    assert client.get("/cms/").status_code == 302


def test_a_stranger_is_led_to_the_one_door(home, client):
    response = client.get("/cms/")
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_moderators_read_messages_and_editors_do_not(home, client):
    message = ContactMessage.objects.create(
        audience="buyer", name="Inès", email="i@exemple.test", subject="Bol", message="Fendu"
    )
    client.force_login(_member(MODERATORS))
    assert message.number in client.get("/cms/contact_messages/").content.decode()
    client.force_login(_member(EDITORS))
    assert client.get("/cms/contact_messages/").status_code == 302


@pytest.mark.parametrize("chooser", ["product_chooser", "vendor_chooser"])
def test_editors_choose_what_is_on_display(home, client, chooser):
    from tests.factories import ProductFactory

    ProductFactory(title="Bol visible", vendor__name="Atelier visible")
    ProductFactory(
        title="Bol visible, hors ligne",
        is_public=False,
        vendor__name="Atelier visible, fermé",
        vendor__status="closed",
    )
    client.force_login(_member(EDITORS))
    html = client.get(f"/cms/{chooser}/").json()["html"]
    assert "visible" in html
    assert "hors ligne" not in html
    assert "fermé" not in html


def test_every_kind_of_page_previews_and_opens_in_the_editor(home, client):
    client.force_login(_member(MODERATORS))
    for kind in {page.specific_class: page for page in Page.objects.filter(depth__gt=1)}.values():
        assert client.get(reverse("wagtailadmin_pages:edit", args=[kind.pk])).status_code == 200
        assert client.get(reverse("wagtailadmin_pages:view_draft", args=[kind.pk])).status_code == 200


def test_roles_are_made_once(home):
    before = (Group.objects.count(), GroupPagePermission.objects.count(), Workflow.objects.count())
    create_editorial_roles(Page.get_first_root_node())
    assert (Group.objects.count(), GroupPagePermission.objects.count(), Workflow.objects.count()) == before


def test_wagtails_own_groups_are_renamed_rather_than_doubled(db):
    Group.objects.create(name="Moderators")
    from cms_pages.starter import create_starter_pages

    create_starter_pages()
    assert not Group.objects.filter(name="Moderators").exists()
    assert Group.objects.filter(name=MODERATORS).count() == 1
