from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from counterpoise.control.rights.catalogue import UnknownPackError, catalogue, statutory_mandate
from counterpoise.control.rights.reading import CatalogueError, read_pack
from counterpoise.control.rights.rows import LANGUAGES, NOT_LEGAL_ADVICE, Duty, Kind, Right
from counterpoise.control.rights.terms import Unit
from counterpoise.record import Say
from tests.builders import at

ROWS = tuple(catalogue())
each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.pack}:{row.id}")

GOOD = """
[pack]
id = "xx-test"
jurisdiction = "nl"
law = "A law"
source = "Where it is published"
active_from = 2020-01-01
last_checked_by = "to be checked by a named reader"

[kinds.advice]
when = { en = "Beforehand.", nl = "Vooraf." }
form = { en = "In writing.", nl = "Schriftelijk." }
breach = { en = "A judge.", nl = "Een rechter." }

[[right]]
id = "closing"
kind = "advice"
body = "client_council"
article = "1"
topics = ["closing"]
subject = { en = "Closing", nl = "Sluiten" }
"""


def test_there_are_at_least_forty_rows_from_six_laws() -> None:
    assert len(ROWS) >= 40
    assert set(catalogue().packs) == {"nl-wmcz-1996", "nl-wmcz-2018", "nl-wkkgz", "nl-wmo", "nl-wgbo", "en-nhs"}
    assert set(NOT_LEGAL_ADVICE) == set(LANGUAGES)


@each_row
def test_every_row_says_where_it_comes_from_and_that_a_reader_must_check_it(row: Right) -> None:
    assert row.source
    assert row.law
    assert row.article
    assert row.last_checked_by == "to be checked by a named reader"
    for told in (row.subject, row.when, row.form, row.breach):
        for text in told.values():
            assert all(len(sentence.split()) <= 25 for sentence in re.split(r"(?<=[.?!;:])\s", text)), text


@each_row
def test_a_right_about_decisions_names_topics_and_what_must_be_done(row: Right) -> None:
    if row.kind in {Kind.ADVICE, Kind.WEIGHTY_ADVICE, Kind.CONSENT}:
        assert row.topics
        assert row.requires[0] is Duty.ASK
    if row.kind is Kind.CONSENT:
        assert Duty.CONSENT in row.requires
    assert all(re.fullmatch(r"[a-z_]+", word) for word in (row.body, *row.topics))


@pytest.mark.parametrize(
    ("topic", "on", "pack", "say"),
    [
        ("closing", "2014-11-03", "nl-wmcz-1996", Say.ADVISE),
        ("meals", "2013-10-07", "nl-wmcz-1996", Say.ADVISE_WEIGHTY),
        ("meals", "2020-07-01", "nl-wmcz-2018", Say.CONSENT),
        ("admission", "2020-06-30", "nl-wmcz-1996", Say.ADVISE),
        ("admission", "2024-01-01", "nl-wmcz-2018", Say.CONSENT),
        ("merger", "2024-01-01", "nl-wmcz-2018", Say.ADVISE),
    ],
)
def test_a_topic_has_the_say_of_the_law_of_that_day(topic: str, on: str, pack: str, say: Say) -> None:
    found = [
        row for row in catalogue().find(topic=topic, body="client_council", on=at(on)) if row.pack.startswith("nl")
    ]
    assert [(row.pack, row.say) for row in found] == [(pack, say)]


def test_a_decision_without_consent_can_be_declared_void_within_a_month() -> None:
    for row in catalogue().find(pack="nl-wmcz-2018", kind=Kind.CONSENT):
        (remedy,) = row.remedies
        assert (remedy.kind, remedy.term and (remedy.term.length, remedy.term.unit)) == ("nullity", (1, Unit.MONTHS))


def test_terms_are_those_of_the_laws() -> None:
    known = {(row.pack, row.id): row.reply_term for row in ROWS if row.reply_term is not None}
    lengths = {name: (term.length, term.unit.value, term.extension) for name, term in known.items()}
    assert lengths["nl-wkkgz", "complaint"] == (6, "weeks", 4)
    assert lengths["nl-wkkgz", "dispute"] == (6, "months", 0)
    assert lengths["en-nhs", "healthwatch-reply"] == (20, "working_days", 0)
    assert lengths["nl-wmo", "inquiry-of-needs"] == (6, "weeks", 0)


def test_a_row_becomes_a_legal_right_of_the_record_and_is_found_again() -> None:
    now = datetime(2013, 7, 1, tzinfo=UTC)
    for row in ROWS:
        mandate = statutory_mandate(row, id="right", recorded_at=now, body="council", group="those-it-speaks-for")
        assert (mandate.pack, mandate.article, mandate.topics, mandate.say) == (
            row.pack,
            row.article,
            row.topics,
            row.say,
        )
        assert (mandate.active_from, mandate.active_until) == (row.active_from, row.active_until)
        assert row.source in mandate.source
        assert catalogue().right_of(mandate) is (row if row.topics else None)


def test_a_legal_right_that_no_row_knows_has_none() -> None:
    now = datetime(2013, 7, 1, tzinfo=UTC)
    mandate = statutory_mandate(ROWS[0], id="right", recorded_at=now)
    object.__setattr__(mandate, "pack", "xx-nowhere")
    assert catalogue().right_of(mandate) is None


def test_an_unknown_pack_is_named_with_those_there_are() -> None:
    with pytest.raises(UnknownPackError, match="nl-wmcz-2018"):
        catalogue().find(pack="nl-wmcz-1066")


def test_a_file_is_read() -> None:
    (row,) = read_pack(GOOD, name="good").rights
    assert (row.kind, row.say, row.form["nl"], row.active_until) == (Kind.ADVICE, Say.ADVISE, "Schriftelijk.", None)
    assert row.holds(date(2020, 1, 1))
    assert not row.holds(date(2019, 12, 31))


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ('id = "closing"', "id = ", "not_toml", ""),
        ("[pack]", "[packs]", "unknown_field", "packs"),
        ('law = "A law"', "", "missing", "law"),
        ('jurisdiction = "nl"', 'jurisdiction = "mars"', "unknown_word", "jurisdiction"),
        ("active_from = 2020-01-01", 'active_from = "soon"', "unknown_word", "active_from"),
        ('kind = "advice"', 'kind = "shouting"', "unknown_word", "kind"),
        ('article = "1"', "", "missing", "article"),
        ('article = "1"', 'article = " "', "not_text", "article"),
        ('topics = ["closing"]', 'topics = "closing"', "not_a_list", "topics"),
        ('topics = ["closing"]', 'requires = ["sing"]', "unknown_word", "requires"),
        ('topics = ["closing"]', "reply_term = 3", "not_one_length", "reply_term"),
        ('topics = ["closing"]', "reply_term = { weeks = 0 }", "not_a_length", "reply_term"),
        ('topics = ["closing"]', "remedies = 3", "not_a_list", "remedies"),
        ('topics = ["closing"]', 'remedies = [{ kind = "nullity" }]', "missing", "remedies"),
        ('topics = ["closing"]', 'active_until = "late"', "not_a_day", "active_until"),
        ('topics = ["closing"]', "active_until = 2019-01-01", "until_before_from", "active_until"),
        ('topics = ["closing"]', 'colour = "red"', "unknown_field", "colour"),
        ('subject = { en = "Closing", nl = "Sluiten" }', 'subject = { en = "Closing" }', "not_text", "subject"),
        ('subject = { en = "Closing", nl = "Sluiten" }', 'subject = { en = "Closing", nl = " " }', "not_text", "nl"),
        ('subject = { en = "Closing", nl = "Sluiten" }', "", "missing", "subject"),
    ],
)
def test_what_is_wrong_in_a_file_is_said_with_its_place(old: str, new: str, code: str, place: str) -> None:
    assert old in GOOD
    with pytest.raises(CatalogueError) as caught:
        read_pack(GOOD.replace(old, new), name="bad.toml")
    assert caught.value.code == code
    assert place in caught.value.field
    assert "bad.toml" in str(caught.value)


def test_a_row_twice_and_a_file_without_rows_are_refused() -> None:
    with pytest.raises(CatalogueError, match="twice"):
        read_pack(GOOD + GOOD[GOOD.index("[[right]]") :], name="bad")
    with pytest.raises(CatalogueError, match="nothing_in_it"):
        read_pack(GOOD[: GOOD.index("[[right]]")], name="bad")
    with pytest.raises(CatalogueError, match="nothing_in_it"):
        read_pack("right = [3]\n" + GOOD[: GOOD.index("[kinds")], name="bad")
