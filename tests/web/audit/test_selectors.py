"""The site's power check gives the figures that the command line gives on somebody's own export."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from counterpoise.audit.power import PowerAudit
from counterpoise.audit.report.json import to_json
from counterpoise.cli.main import app
from counterpoise.formats import bundle
from counterpoise.indicator import Display
from counterpoise.record import Edition, Mode
from counterpoise.web.audit.selectors import CHAPTERS, audit_for, edition_name, power_check_for, record_of
from counterpoise.web.initiatives.selectors import initiatives_visible_to
from counterpoise.web.people.selectors import Viewer
from tests.web.conftest import CAST


@pytest.mark.parametrize("person", CAST)
def test_the_command_line_gives_the_same_figures_on_ones_own_export(
    person: str, visit: Callable[[str], Client], as_person: Callable[[str], Viewer], tmp_path: Path
) -> None:
    file = tmp_path / "record.zip"
    file.write_bytes(visit(person).get("/export/").content)
    output = tmp_path / "audit.json"
    with pytest.raises(SystemExit) as ended:
        app(["audit", str(file), "--at", "2015-06-30", "--format", "json", "--lang", "en", "--output", str(output)])
    assert not ended.value.code
    told = {each["id"]: each for each in json.loads(output.read_text(encoding="utf-8"))["initiatives"]}
    viewer = as_person(person)
    names = {row.id for row in initiatives_visible_to(viewer=viewer)}
    assert set(told) == names
    for name in names:
        run = audit_for(name, viewer=viewer)
        ours = PowerAudit(viewer.at.date(), Mode.RECORDED, edition_name(viewer), 42, (run,))
        plain = json.loads(json.dumps(to_json(ours, lang="en")))
        assert plain["initiatives"][0]["indicators"] == told[name]["indicators"]


@pytest.mark.parametrize("person", CAST)
def test_an_export_is_a_whole_record_and_says_whose_it_is(
    person: str, visit: Callable[[str], Client], as_person: Callable[[str], Viewer], tmp_path: Path
) -> None:
    file = tmp_path / "record.zip"
    file.write_bytes(visit(person).get("/export/").content)
    loaded = bundle.read(file)
    viewer = as_person(person)
    assert loaded.problems == ()
    assert loaded.record == record_of(viewer)
    in_a_room = bool(viewer.rooms & {"council-room", "organization-room"})
    assert loaded.edition is (Edition.ROOM if in_a_room else Edition.SHARED)


def test_the_first_sentences_are_at_most_eight_and_lead_to_their_findings(as_person: Callable[[str], Viewer]) -> None:
    check = power_check_for("lindehof-together", viewer=as_person("citizen-1"), lang="en")
    assert check is not None
    assert 4 <= len(check.sentences) <= 8
    shorts = {(chapter.name, each.finding.short) for chapter in check.chapters for each in chapter.heard}
    assert {(tension, short) for tension, short, _ in check.sentences} <= shorts
    assert tuple(chapter.name for chapter in check.chapters) == CHAPTERS


def test_what_is_suppressed_has_no_figure_on_a_page(as_person: Callable[[str], Viewer]) -> None:
    check = power_check_for("lindehof-together", viewer=as_person("citizen-1"), lang="nl")
    assert check is not None
    hidden = [
        each for chapter in check.chapters for each in chapter.heard if each.finding.display is Display.SUPPRESSED
    ]
    assert hidden
    for each in hidden:
        assert each.chart is None
        assert each.finding.reading.value is None


def test_there_is_no_power_check_of_what_one_may_not_read(as_person: Callable[[str], Viewer]) -> None:
    assert power_check_for("care-path", viewer=as_person("manager"), lang="en") is None
    assert power_check_for("nothing", viewer=as_person("manager"), lang="en") is None
    assert power_check_for("care-path", viewer=as_person("resident"), lang="en") is not None
