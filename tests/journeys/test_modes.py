"""The seven ways of looking at a page do what their names say, and find what is wrong."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.journeys.axe import MODES, check_in_all_modes, problems_in, put

pytestmark = pytest.mark.browser


def test_the_frame_of_every_page_holds_in_all_modes(site: str, browser: Browser) -> None:
    check_in_all_modes(browser, site, ["/help/", "/demo/"], person="resident")


def test_the_modes_differ_as_they_say(browser: Browser) -> None:
    asked = {
        "200 % text": "getComputedStyle(document.documentElement).fontSize === '32px'",
        "forced colours": "matchMedia('(forced-colors: active)').matches",
        "reduced motion": "matchMedia('(prefers-reduced-motion: reduce)').matches",
        "print": "matchMedia('print').matches",
        "320 px": "window.innerWidth === 320",
        "1280 px": "window.innerWidth === 1280",
    }
    page = browser.new_context().new_page()
    page.set_content("<!doctype html><html lang='en'><title>t</title><main><h1>x</h1></main>")
    for name, question in asked.items():
        put(page, MODES[name])
        assert page.evaluate(question), name
        # What one way set is taken back before the next; several ways look at a wide screen.
        held = {each for each in asked if page.evaluate(asked[each])}
        assert held - {"1280 px"} == {name} - {"1280 px"}
    page.context.close()


def test_scripts_do_not_run_without_scripts_but_axe_still_looks(site: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    put(page, MODES["no scripts"])
    bad = "<!doctype html><html lang='en'><title>t</title><script>document.title = 'ran'</script><main><h1>x</h1>"
    bad += "<noscript><img src='data:,'></noscript></main>"
    page.route(f"{site}/help/", lambda route: route.fulfill(body=bad, content_type="text/html"))
    page.goto(f"{site}/help/")
    assert page.title() == "t"
    assert any("image-alt" in problem for problem in problems_in(page, scripts=False))
    context.close()


def test_what_runs_out_of_the_screen_is_named(browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    put(page, MODES["320 px"])
    page.set_content(
        "<!doctype html><html lang='en'><title>t</title><meta name='viewport' content='width=device-width'>"
        "<main><h1>x</h1><p style='width: 900px'>wide</p></main>"
    )
    assert any("runs out" in problem for problem in problems_in(page))
    context.close()
