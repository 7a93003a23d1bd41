"""Every page in seven ways: narrow, wide, large letters, forced colours, still, printed, without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.conftest import AXE, be

__all__ = ["MODES", "Mode", "check_in_all_modes", "problems_in"]

_DESK = {"width": 1280, "height": 900}
# Twice the 16 and 13 px with which browsers begin: what a reader sets who needs large letters.
_TWICE = {"standard": 32, "fixed": 26}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """One way of looking at a page.

    Attributes
    ----------
    context
        What the browser is told when it is opened in this way.
    large
        Whether its letters are twice as large, by the browser's own setting and not by a style.
    media
        The medium that it draws for, where that is not a screen.
    """

    context: Mapping[str, Any] = field(default_factory=dict)
    large: bool = False
    media: str | None = None


MODES: Mapping[str, Mode] = {
    "320 px": Mode(context={"viewport": {"width": 320, "height": 700}}),
    "1280 px": Mode(context={"viewport": _DESK}),
    "200 % text": Mode(context={"viewport": _DESK}, large=True),
    "forced colours": Mode(context={"viewport": _DESK, "forced_colors": "active"}),
    "reduced motion": Mode(context={"viewport": {"width": 390, "height": 844}, "reduced_motion": "reduce"}),
    "print": Mode(context={"viewport": _DESK}, media="print"),
    "no scripts": Mode(context={"viewport": _DESK, "java_script_enabled": False}),
}
"""The seven ways in which every page must hold."""


def check_in_all_modes(
    browser: Browser,
    site: str,
    addresses: Iterable[str],
    *,
    person: str = "",
    enter: Callable[[Page], None] | None = None,
    modes: Iterable[str] = MODES,
) -> None:
    """Hold that no page breaks a rule of WCAG 2.2 A or AA, runs out of its screen, or lacks its one heading.

    Parameters
    ----------
    browser
        The browser.
    site
        Where the site is, as the fixture `site` gives it.
    addresses
        The pages, such as ``/help/``.
    person
        Who looks, of the demonstration; empty for somebody without an account.
    enter
        What to do first in each way, instead of stepping into a person: sign in, or make what the pages show.
    modes
        The ways; all seven by default.
    """
    pages = list(addresses)
    found = []
    for name in modes:
        context = browser.new_context(**MODES[name].context)
        scripts = MODES[name].context.get("java_script_enabled", True)
        try:
            page = _opened(context, MODES[name])
            if enter is not None:
                enter(page)
            elif person:
                be(page, site, person)
            for address in pages:
                page.goto(site + address)
                found += [f"{name} {address}: {problem}" for problem in problems_in(page, scripts=scripts)]
        finally:
            context.close()
    assert found == [], "\n".join(found)


def _opened(context: BrowserContext, mode: Mode) -> Page:
    page = context.new_page()
    if mode.large:
        context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": _TWICE})
    if mode.media == "print":
        page.emulate_media(media="print")
    return page


def _frozen(page: Page) -> Page:
    """Return a page on which axe can run, and that shows what the given one shows to somebody without scripts.

    Axe is a script, and waits for ever where none may run. So what was drawn is drawn once more, in a browser that
    may run scripts but gets none of the page's own.
    """
    assert page.context.browser is not None
    drawn = page.content().replace("<noscript", "<div").replace("</noscript", "</div")
    context = page.context.browser.new_context(viewport=page.viewport_size)
    again = context.new_page()
    own = page.url
    again.route("**/*", lambda route: route.abort() if route.request.resource_type == "script" else route.continue_())
    again.route(
        lambda url: url == own, lambda route: route.fulfill(body=drawn, content_type="text/html; charset=utf-8")
    )
    again.goto(own)
    return again


def problems_in(page: Page, *, scripts: bool = True) -> list[str]:
    """Return what is wrong with the page that is open: what axe found, and whether it runs out of the screen.

    Parameters
    ----------
    page
        The page.
    scripts
        Whether scripts may run in it.
    """
    if not scripts:
        again = _frozen(page)
        try:
            return problems_in(again)
        finally:
            again.context.close()
    for details in page.locator("details").all():
        details.evaluate("each => each.open = true")
    result = Axe().run(page, options=AXE)
    found = [f"{each['id']} {[node['target'] for node in each['nodes'][:3]]}" for each in result.response["violations"]]
    wide, screen = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    if wide > screen:
        found.append(f"runs out of the screen: {wide} px of {screen}")
    headings = page.locator("h1").count()
    if headings != 1:
        found.append(f"has {headings} headings of the first level")
    return found
