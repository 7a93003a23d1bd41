from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from counterpoise.audit.compare import compare
from counterpoise.audit.report.charts import SPRITE
from counterpoise.audit.report.comparison import comparison_to_html
from counterpoise.audit.report.html import to_html
from counterpoise.audit.report.names import names_in
from counterpoise.audit.report.pictures import picture
from counterpoise.audit.report.telling import tell
from counterpoise.datasets.illustrations import illustrations
from counterpoise.indicator import Display
from counterpoise.record import Side
from counterpoise.record.reviews import Contest
from tests.audit.report.charts.drawings import holds_together
from tests.audit.report.readings import a_power_audit, an_audit, found, names, whole
from tests.builders import row

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LANGUAGES = ("en", "nl")
VOID = {"meta", "link", "br", "circle", "rect", "path", "use", "line"}


class Outline(HTMLParser):
    """Reads a page: are its elements closed, and which headings, ids and links does it have."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.names: set[str] = set()
        self.wrong: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.names.add(tag)
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if given.get("id"):
            self.ids.append(given["id"] or "")
        if tag == "a":
            self.links.append(given.get("href") or "")
        if "style" in given or tag == "script" or any(name.startswith("on") for name in given):
            self.wrong.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"/{tag}")


@pytest.fixture(scope="module", params=LANGUAGES)
def page(request: pytest.FixtureRequest) -> str:
    return to_html(whole(), lang=request.param, names=names())


def test_the_page_is_whole_and_needs_nothing_from_elsewhere(page: str) -> None:
    outline = Outline(page)
    assert outline.wrong == []
    assert outline.open == []
    assert len(outline.ids) == len(set(outline.ids))
    assert all(link.startswith("#") and link[1:] in outline.ids for link in outline.links)
    assert not re.search(r"https?:|src=|@import|url\((?!#)", page)
    assert len(page.encode()) <= 150_000


def test_headings_go_down_step_by_step_and_landmarks_are_there(page: str) -> None:
    outline = Outline(page)
    assert outline.headings[0] == 1
    assert outline.headings.count(1) == 1
    for before, after in zip(outline.headings, outline.headings[1:], strict=False):
        assert after <= before + 1
    assert {"main", "header", "footer", "nav", "table", "caption", "details"} <= outline.names


def test_the_language_is_told() -> None:
    assert '<html lang="nl">' in to_html(a_power_audit(), lang="nl")
    assert "Machtscheck" in to_html(a_power_audit(), lang="nl")
    assert '<html lang="en">' in to_html(a_power_audit(), lang="en")


def test_the_page_is_the_same_every_time() -> None:
    assert to_html(whole(), lang="en") == to_html(whole(), lang="en")


def test_a_suppressed_figure_is_nowhere_on_the_page() -> None:
    page = to_html(whole(), lang="en", names=names())
    article = re.search(r'<article[^>]*aria-labelledby="i2-i4">.*?</article>', page, re.DOTALL)
    assert article is not None
    said = article[0].partition('class="said"')[2].partition('class="noted"')[0]
    assert "Too few people to show." in said
    assert "<svg" not in said
    assert not re.search(r"\d+ of \d+", said)


def test_what_people_wrote_is_escaped() -> None:
    nasty = '<script>alert("x")</script>'
    contest = row(Contest, "c", indicator="decisions.answers", text=nasty, side=Side.CIVIC, happened="2015-06-20")
    audit = an_audit(
        found(
            "N3",
            value=0.5,
            numerator=5,
            denominator=10,
            details={"unanswered": [{"concern": "one", "decision": nasty}]},
        ),
        contests=(contest,),
        title=nasty,
    )
    page = to_html(a_power_audit(audit, audit), lang="en", names={"together": nasty, nasty: nasty})
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_every_class_of_the_page_has_a_style_or_is_a_word_for_the_site(page: str) -> None:
    style = page.partition("<style>")[2].partition("</style>")[0]
    used = {name for group in re.findall(r'class="([^"]+)"', page.partition("</style>")[2]) for name in group.split()}
    styled = set(re.findall(r"\.([a-z][\w-]*)", style))
    assert used - styled <= {"chart", "figure", "said", "label", "wide", "dumbbell", "ids"}


def test_no_red_and_no_green_stands_for_a_finding() -> None:
    page = to_html(whole(), lang="en")
    assert not re.search(r"\b(red|green)\b", page.partition("</style>")[2])


def test_charts_are_drawn_from_what_may_be_shown_and_hold_together() -> None:
    drawn = set()
    for audit in whole().initiatives:
        for one in audit.indicators:
            finding = tell(one, audit, lang="en", names=names())
            chart = picture(finding, lang="en", names=names())
            if chart is not None:
                holds_together(chart)
                drawn.add(chart.kind)
            if one.display is Display.SUPPRESSED:
                assert chart is None
    assert drawn == {"intervals", "dumbbell", "days", "groups"}


def test_the_chart_of_telling_has_every_group_and_its_days() -> None:
    audit = whole().of("lindehof-together")
    chart = picture(tell(audit.indicator("N1"), audit, lang="en", names=names()), lang="en", names=names())
    assert chart is not None
    assert [cells[1] for cells in chart.table.rows] == [
        "same day", "21 days", "70 days", "91 days", "119 days", "147 days", "never told, 239 days and counting",
    ]  # fmt: skip


def test_five_moves_of_control_or_more_are_drawn_on_a_scale() -> None:
    moves = found("C3", value=0.2, numerator=1, denominator=5, details={"to_local": 2, "to_centre": 3})
    audit = an_audit(moves)
    chart = picture(tell(moves, audit, lang="en"), lang="en")
    assert chart is not None
    assert chart.kind == "scale"
    assert chart.poles == ("All moves go towards citizens", "All moves go towards the centre")


def test_the_sprite_is_there_once(page: str) -> None:
    assert page.count(SPRITE) == 1


def assert_open_to_all(browser: Browser, tmp_path: Path, page: str, *, media: str, widths: tuple[int, ...]) -> None:
    """Let axe look at a page at each width, and see that nothing runs over its edge."""
    from axe_playwright_python.sync_playwright import Axe

    path = tmp_path / "page.html"
    path.write_text(page, encoding="utf-8")
    for width in widths:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if media == "dark" else "light",
            forced_colors="active" if media == "forced" else "none",
        )
        shown = context.new_page()
        if media == "print":
            shown.emulate_media(media="print")
        shown.goto(path.as_uri())
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        found_wrong = Axe().run(shown, options={"runOnly": {"type": "tag", "values": tags}})
        assert found_wrong.violations_count == 0, found_wrong.generate_report()
        assert shown.evaluate("document.documentElement.scrollWidth") <= width
        context.close()


MEDIA = [
    ("en", "screen", (320, 1280)),
    ("nl", "screen", (390,)),
    ("en", "dark", (390,)),
    ("nl", "print", (1280,)),
    ("en", "forced", (1280,)),
]


@pytest.mark.browser
@pytest.mark.parametrize(("lang", "media", "widths"), MEDIA)
def test_nothing_stands_in_the_way_of_anybody(
    browser: Browser, tmp_path: Path, lang: str, media: str, widths: tuple[int, ...]
) -> None:
    assert_open_to_all(browser, tmp_path, to_html(whole(), lang=lang, names=names()), media=media, widths=widths)


@pytest.mark.browser
@pytest.mark.parametrize(("lang", "media", "widths"), MEDIA)
def test_nothing_stands_in_the_way_of_anybody_who_compares_two_dates(
    browser: Browser, tmp_path: Path, lang: str, media: str, widths: tuple[int, ...]
) -> None:
    record = illustrations()
    compared = compare(record, at=date(2014, 6, 30), with_=date(2015, 6, 30))
    page = comparison_to_html(compared, lang=lang, names=names_in(record))
    assert_open_to_all(browser, tmp_path, page, media=media, widths=widths)
