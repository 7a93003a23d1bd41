from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from counterpoise.audit.report.allowed import Audience
from counterpoise.audit.report.json import indicator_to_json, to_json
from counterpoise.audit.report.telling import tell
from counterpoise.indicator import Display, Part
from counterpoise.record import Side
from counterpoise.record.reviews import Contest
from tests.audit.report.readings import a_power_audit, an_audit, found, whole
from tests.builders import row

KEYS = {
    "code", "short", "direction", "value", "numerator", "denominator", "interval", "display", "coverage", "evidence",
    "details", "cannot_say", "source",
}  # fmt: skip


def each(written: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for initiative in written["initiatives"]:
        yield from initiative["indicators"]


def one(short: str, *, redacted: bool, initiative: str = "lindehof-together") -> dict[str, Any]:
    return indicator_to_json(whole().of(initiative).indicator(short), lang="en", redacted=redacted)


def test_the_shape_is_the_published_one() -> None:
    written = to_json(whole(), lang="en")
    assert {"at", "edition", "initiatives"} <= written.keys()
    assert written["at"] == "2015-06-30"
    assert {initiative["level"] for initiative in written["initiatives"]} == {"collective", "individual"}
    for indicator in each(written):
        assert indicator.keys() >= KEYS
        assert indicator["evidence"].keys() >= {"numerator", "denominator", "excluded"}
        assert isinstance(indicator["details"]["parts"], list)
        assert indicator["display"] in {"rate", "counts", "list", "suppressed", "thin"}
        assert indicator["interval"] is None or len(indicator["interval"]) == 2


@pytest.mark.parametrize("lang", ["en", "nl"])
@pytest.mark.parametrize("redacted", [True, False])
def test_it_is_plain_json_and_the_same_every_time(lang: str, redacted: bool) -> None:
    first = json.dumps(to_json(whole(), lang=lang, redacted=redacted), allow_nan=False)
    assert first == json.dumps(to_json(whole(), lang=lang, redacted=redacted), allow_nan=False)


def test_the_library_carries_the_value_beside_how_it_may_be_shown() -> None:
    staying = one("I4", redacted=False)
    assert staying["display"] == "suppressed"
    assert staying["value"] == pytest.approx(-0.381, abs=1e-3)


def test_figures_always_have_a_point_and_whole_counts_never_have_one() -> None:
    lines = list(each(to_json(whole(), lang="en")))
    every = [*lines, *(part for line in lines for part in line["details"]["parts"])]
    assert {type(line["value"]) for line in every} == {float, type(None)}
    pairs = [line[name] for line in every for name in ("interval", "range") if line[name] is not None]
    assert {type(end) for pair in pairs for end in pair} == {float}
    counts = [line[name] for line in every for name in ("numerator", "denominator") if line[name] is not None]
    assert not [count for count in counts if isinstance(count, float) and count.is_integer()]
    assert any(isinstance(count, int) for count in counts)


def test_no_key_is_a_total() -> None:
    def keys(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            for key, inner in value.items():
                yield key
                yield from keys(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from keys(inner)

    told = set(keys(to_json(whole(), lang="en")))
    assert not {word for key in told for word in key.split("_")} & {"score", "total", "ranking", "grade", "overall"}


def test_what_is_suppressed_is_empty_on_pages() -> None:
    for short in ("I4", "I5", "N9"):
        written = one(short, redacted=True)
        assert written["display"] == "suppressed"
        assert all(written[key] is None for key in ("value", "numerator", "denominator", "interval", "range"))
        assert written["details"] == {"parts": []}


def test_where_only_counts_may_be_shown_rates_and_intervals_are_empty_on_pages() -> None:
    written = one("E1", redacted=True)
    assert written["display"] == "counts"
    assert (written["value"], written["interval"]) == (None, None)
    assert (written["numerator"], written["denominator"]) == (1, 6)
    assert all(part["value"] is None and part["interval"] is None for part in written["details"]["parts"])


def test_medians_of_a_review_stay_where_means_may_not_be_shown() -> None:
    parts = {(part["name"], part["of"]): part["value"] for part in one("P2", redacted=True)["details"]["parts"]}
    assert parts["median", "civic"] == 2
    assert parts["median", "organizational"] == 4
    assert parts["mean", "civic"] is None
    assert one("P2", redacted=True)["value"] is None


def test_a_rate_that_may_be_shown_is_the_same_on_pages() -> None:
    for short in ("E3", "N3", "C1"):
        whole_one, on_page = one(short, redacted=False), one(short, redacted=True)
        assert {key: whole_one[key] for key in KEYS - {"details"}} == {key: on_page[key] for key in KEYS - {"details"}}


def test_no_test_statistic_stands_on_a_page() -> None:
    for indicator in each(to_json(whole(), lang="en", redacted=True)):
        assert not {"for_researchers", "chi_square", "sign_test_p", "log_rank"} & indicator["details"].keys()


def test_a_thin_register_shows_what_the_table_would_show_of_a_full_one() -> None:
    few = found("E3", Display.THIN, value=0.5, numerator=2, denominator=6, known=6, candidates=20)
    written = indicator_to_json(few, lang="en", redacted=True)
    assert (written["value"], written["numerator"], written["denominator"]) == (None, 2, 6)
    assert written["coverage"] == pytest.approx(0.3)
    people = found("I4", Display.THIN, value=0.1, numerator=3, denominator=8, known=1, candidates=9, arms=(8, 8))
    assert indicator_to_json(people, lang="en", redacted=True)["denominator"] is None


def test_fewer_than_five_people_in_a_part_are_left_out_on_pages() -> None:
    silent = Part(name="silent", value=2 / 12, numerator=2, denominator=12)
    reading = found("I3", value=0.5, denominator=12, known=1, candidates=1, parts=(silent,))
    (part,) = indicator_to_json(reading, lang="en", redacted=True)["details"]["parts"]
    assert (part["value"], part["numerator"]) == (None, None)
    (part,) = indicator_to_json(reading, lang="en")["details"]["parts"]
    assert part["numerator"] == 2


def test_a_contest_stands_with_its_finding() -> None:
    contest = row(
        Contest, "contest-1", indicator="decisions.answers", text="We had a week.", side=Side.ORGANIZATIONAL,
        happened="2015-06-20",
    )  # fmt: skip
    audit = an_audit(found("N3", value=0.5, numerator=5, denominator=10), contests=(contest,))
    written = {one["short"]: one for one in each(to_json(a_power_audit(audit), lang="en"))}
    assert written["N3"]["contests"] == [
        {"id": "contest-1", "text": "We had a week.", "side": "organizational", "at": "2015-06-20"}
    ]
    assert written["N2"]["contests"] == []


def test_dutch_says_in_dutch_what_a_figure_cannot_say() -> None:
    written = {one["short"]: one for one in each(to_json(whole(), lang="nl"))}
    assert written["E1"]["title"] == "Wie schrijft de vragen?"
    assert written["E1"]["cannot_say"].startswith("Of een vraag goed is.")


def test_one_sides_answers_are_not_told_to_everybody_beside_the_others() -> None:
    inside = {(part["name"], part["of"]): part for part in one("P1", redacted=True)["details"]["parts"]}
    assert (inside["median", "organizational"]["value"], inside["median", "organizational"]["denominator"]) == (3, 9)
    lindehof = whole().of("lindehof-together")
    public = indicator_to_json(lindehof.indicator("P1"), lang="en", redacted=True, audience=Audience.PUBLIC)
    parts = {(part["name"], part["of"]): part for part in public["details"]["parts"]}
    assert parts["median", "civic"]["value"] == 1
    for name in ("median", "gap"):
        assert (parts[name, "organizational"]["value"], parts[name, "organizational"]["denominator"]) == (None, None)
    assert public["details"]["sides"]["organizational"]["median"] is None
    assert public["details"]["sides"]["organizational"]["n"] is None


def test_what_was_read_for_people_inside_is_held_back_from_everybody() -> None:
    lindehof = whole().of("lindehof-together")
    public = indicator_to_json(lindehof.indicator("P2"), lang="en", redacted=True, audience=Audience.PUBLIC)
    assert (public["display"], public["denominator"], public["details"]) == ("suppressed", None, {"parts": []})
    told = tell(lindehof.indicator("P2"), lindehof, lang="en", audience=Audience.PUBLIC)
    assert told.display is Display.SUPPRESSED
    thin = found("P2", Display.THIN, value=1.0, denominator=12, known=12, candidates=30, arms=(12, 12))
    assert indicator_to_json(thin, lang="en", redacted=True, audience=Audience.PUBLIC)["display"] == "thin"


def test_of_five_to_nine_answers_it_is_not_told_how_many_said_what() -> None:
    parts = (Part(name="below", value=1 / 6, numerator=1, denominator=6), Part(name="promised", value=4))
    few = found("P1", Display.COUNTS, value=-1.0, numerator=1, denominator=6, known=6, candidates=6, parts=parts)
    written = indicator_to_json(few, lang="en", redacted=True)
    assert (written["value"], written["numerator"], written["denominator"]) == (-1.0, None, 6)
    assert [part["name"] for part in written["details"]["parts"]] == ["promised"]


def test_coverage_does_not_tell_how_many_people_a_suppressed_figure_is_about() -> None:
    few = found("I4", Display.SUPPRESSED, value=0.1, numerator=2, denominator=3, known=3, candidates=7, arms=(2, 1))
    assert indicator_to_json(few, lang="en", redacted=True)["coverage"] is None
    assert indicator_to_json(few, lang="en")["coverage"] == pytest.approx(3 / 7)


def test_in_public_fewer_than_ten_people_in_a_part_are_left_out() -> None:
    silent = Part(name="silent", value=7 / 12, numerator=7, denominator=12)
    reading = found("I3", value=0.5, denominator=12, known=1, candidates=1, parts=(silent,))
    (part,) = indicator_to_json(reading, lang="en", redacted=True)["details"]["parts"]
    assert part["numerator"] == 7
    (part,) = indicator_to_json(reading, lang="en", redacted=True, audience=Audience.PUBLIC)["details"]["parts"]
    assert (part["value"], part["numerator"]) == (None, None)
