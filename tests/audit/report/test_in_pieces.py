"""An audit that is written as it is measured reads as one that was measured first."""

import json
from datetime import date

import pytest

from counterpoise.audit.power import RunningAudit, UnknownInitiativeError, audit, audit_in_turn
from counterpoise.audit.report.html import html_in_pieces, to_html
from counterpoise.audit.report.json import json_in_pieces, to_json
from counterpoise.audit.report.text import text_in_pieces, to_text
from counterpoise.datasets.illustrations import illustrations
from counterpoise.record import Record

AT = date(2015, 6, 30)


def running() -> RunningAudit:
    """Return an audit of the illustrations that has not measured anything yet."""
    return audit_in_turn(illustrations(), at=AT)


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_pieces_together_are_the_whole(lang: str) -> None:
    whole = audit(illustrations(), at=AT)
    assert json.loads("".join(json_in_pieces(running(), lang=lang))) == json.loads(
        json.dumps(to_json(whole, lang=lang))
    )
    assert "".join(text_in_pieces(running(), lang=lang)) == to_text(whole, lang=lang)
    assert "".join(html_in_pieces(running(), lang=lang)) == to_html(whole, lang=lang)
    assert "".join(json_in_pieces(whole, lang=lang)) == "".join(json_in_pieces(running(), lang=lang))


def test_each_indicator_stands_on_a_line_of_its_own() -> None:
    lines = "".join(json_in_pieces(running(), lang="en")).splitlines()
    codes = [json.loads(line.rstrip(","))["code"] for line in lines if line.startswith('{"code"')]
    assert len(codes) == 3 * len(set(codes))


def test_an_audit_of_nothing_is_whole_as_well() -> None:
    def nothing() -> RunningAudit:
        return audit_in_turn(Record(), at=AT)

    assert json.loads("".join(json_in_pieces(nothing(), lang="en")))["initiatives"] == []
    assert "".join(text_in_pieces(nothing(), lang="en")) == to_text(audit(Record(), at=AT), lang="en")
    assert "".join(html_in_pieces(nothing(), lang="en")) == to_html(audit(Record(), at=AT), lang="en")


def test_what_is_looked_at_is_known_before_anything_is_measured() -> None:
    measured: list[tuple[int, int]] = []
    begun = audit_in_turn(illustrations(), at=AT, progress=lambda done, total: measured.append((done, total)))
    assert [one.id for one in begun.audited] == ["meals", "lindehof-together", "care-path"]
    assert measured == []
    with pytest.raises(UnknownInitiativeError):
        audit_in_turn(illustrations(), at=AT, initiative="elsewhere")
