"""What every page owes: nothing that axe finds at WCAG 2.2 AA, one title, no sideways scroll."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
STANDARDS = [*WCAG, "best-practice"]
#: Wagtail’s messages fade in, once its script says that the page is ready.
MESSAGES_ARE_SHOWN = """() => [...document.querySelectorAll('.messages > ul')].every(
    each => getComputedStyle(each).opacity === '1'
)"""
#: A button turns dark over some milliseconds, and axe would judge it halfway.
COLOURS_HAVE_CHANGED = """Promise.allSettled(
    document.getAnimations().filter(each => each instanceof CSSTransition).map(each => each.finished)
)"""


def submit(button):
    """Presses a form’s button, or a link, and stays until the page that answers is there.

    A click alone returns before it: what is asked next would be asked of the old page, and a `goto` would break off
    the form on its way.
    """
    with button.page.expect_navigation():
        button.click()


def violations(page, standards=WCAG, context=None):
    """What axe finds in a page that runs scripts, or a part of it. What passes isn't described: that takes longer."""
    options = {"runOnly": standards, "resultTypes": ["violations"]}
    return Axe().run(page, context=context, options=options).response["violations"]


def faults(page):
    """What axe finds, one line each."""
    if not getattr(page, "is_scripted", True):
        return _faults_of_a_copy(page)
    return [f"{fault['id']}: {fault['nodes'][0]['html'][:120]}" for fault in violations(page, STANDARDS)]


def _faults_of_a_copy(page):
    """The same of a page that runs no scripts, where axe would wait for ever: of its markup, in a page that may."""
    context = page.context.browser.new_context(viewport=page.viewport_size, color_scheme=page.color_scheme)
    try:
        copy, markup = context.new_page(), page.content()
        headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": "script-src 'none'"}
        copy.route(page.url, lambda route: route.fulfill(body=markup, headers=headers))
        copy.goto(page.url)
        return faults(copy)
    finally:
        context.close()


def assert_fit(page, name):
    """Holds the page that is shown now to all of it; `name` says which state failed."""
    found = faults(page)
    assert not found, f"{name}: {found}"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} is too wide"
    expect(page.locator("h1"), name).to_have_count(1)


def assert_fit_at_both_ends(page, name):
    """Holds the page to all of it as it is and, in the same visit, 1280 px wide in the dark; leaves it as it was."""
    assert_fit(page, name)
    narrow, scheme = page.viewport_size, getattr(page, "color_scheme", None)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="dark")
    page.color_scheme = "dark"
    if getattr(page, "is_scripted", True):
        page.evaluate(COLOURS_HAVE_CHANGED)
    assert_fit(page, f"{name}, wide and dark")
    page.emulate_media(color_scheme="null")
    page.color_scheme = scheme
    page.set_viewport_size(narrow)
