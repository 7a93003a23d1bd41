"""Every page in seven ways: narrow, wide, large letters, forced colours, still, printed, without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, ViewportSize

from tests.journeys.conftest import AXE, be

__all__ = ["MODES", "Mode", "check_in_all_modes", "problems_in", "put"]

_DESK: ViewportSize = {"width": 1280, "height": 900}
# With these sizes in pixels browsers begin; a reader who needs large letters sets twice as much.
_ONCE = {"standard": 16, "fixed": 13}
_TWICE = {"standard": 32, "fixed": 26}
_LOOK = """async options => {
    for (const each of document.querySelectorAll("details")) each.open = true;
    const found = await axe.run(document, options);
    return {
        broken: found.violations.map(each => [each.id, ...each.nodes.slice(0, 3).map(node => node.target)].join(" ")),
        wide: document.documentElement.scrollWidth,
        screen: window.innerWidth,
        headings: document.querySelectorAll("h1").length,
    };
}"""
"""Asks a page for all at once: everything that can be opened is opened, and axe runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """One way of looking at a page.

    Attributes
    ----------
    screen
        How wide and high the screen is, in pixels.
    media
        The medium that it is drawn for: ``screen`` or ``print``.
    forced_colors
        Whether the reader's own few colours are used.
    still
        Whether the reader asked for less motion.
    large
        Whether letters are twice as large, by the browser's own setting and not by a style.
    scripts
        Whether scripts may run.
    """

    screen: ViewportSize = field(default_factory=lambda: _DESK)
    media: Literal["screen", "print"] = "screen"
    forced_colors: bool = False
    still: bool = False
    large: bool = False
    scripts: bool = True


MODES: Mapping[str, Mode] = {
    "320 px": Mode(screen={"width": 320, "height": 700}),
    "1280 px": Mode(),
    "200 % text": Mode(large=True),
    "forced colours": Mode(forced_colors=True),
    "reduced motion": Mode(screen={"width": 390, "height": 844}, still=True),
    "print": Mode(media="print"),
    "no scripts": Mode(scripts=False),
}
"""The seven ways in which every page must hold."""


def check_in_all_modes(
    browser: Browser,
    site: str,
    addresses: Iterable[str],
    *,
    person: str = "",
    enter: Callable[[Page], None] | None = None,
) -> None:
    """Hold that no page breaks a rule of WCAG 2.2 A or AA, runs out of its screen, or lacks its one heading.

    Each page is opened twice: once with scripts, at 320 px, where it is then put into the other ways one after the
    other, as when somebody turns their phone or sets larger letters; and once without scripts.

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
        What to do first, with scripts and without, instead of stepping into a person: sign in, or make what the pages
        show.
    """
    pages, found = list(addresses), []
    for scripts in (True, False):
        context = browser.new_context(java_script_enabled=scripts)
        modes = {name: mode for name, mode in MODES.items() if mode.scripts == scripts}
        try:
            page = context.new_page()
            if enter is not None:
                enter(page)
            elif person:
                be(page, site, person)
            for address in pages:
                put(page, next(iter(modes.values())))
                page.goto(site + address)
                for name, mode in modes.items():
                    put(page, mode)
                    found += [f"{name} {address}: {problem}" for problem in problems_in(page, scripts=scripts)]
        finally:
            context.close()
    assert found == [], "\n".join(found)


def put(page: Page, mode: Mode) -> None:
    """Look at the page that is open in one of the ways; whether scripts run was settled when its window was opened."""
    # Letters come first: when this line to the browser ends, the medium is a screen again.
    line = page.context.new_cdp_session(page)
    line.send("Page.setFontSizes", {"fontSizes": _TWICE if mode.large else _ONCE})
    line.detach()
    page.set_viewport_size(mode.screen)
    page.emulate_media(
        media=mode.media,
        forced_colors="active" if mode.forced_colors else "none",
        reduced_motion="reduce" if mode.still else "no-preference",
    )


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
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    seen = page.evaluate(_LOOK, AXE)
    found: list[str] = seen["broken"]
    if seen["wide"] > seen["screen"]:
        found.append(f"runs out of the screen: {seen['wide']} px of {seen['screen']}")
    if seen["headings"] != 1:
        found.append(f"has {seen['headings']} headings of the first level")
    return found
