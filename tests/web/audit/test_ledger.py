from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from counterpoise.cli.ledger import days_unwitnessed
from counterpoise.formats.codec import encode
from counterpoise.ledger.archive import read_ledger, verify
from counterpoise.ledger.checkpoint import Signer
from counterpoise.ledger.command import verify_and_remember
from counterpoise.ledger.cosignatures import cosign
from counterpoise.ledger.envelope import canonical
from counterpoise.ledger.notes import BY_WITNESS, ed25519, read_key
from counterpoise.ledger.proof import read_proof, verify_entry
from counterpoise.web.audit.selectors import entries_about, entry_seen, ledger_for
from counterpoise.web.audit.selectors.power import record_of
from counterpoise.web.audit.services import keep_ledger
from counterpoise.web.expertise.services import Saying, say
from counterpoise.web.ledger.models import Entry, EntryBody, EntryRow, Log, RoomDay
from counterpoise.web.ledger.records import told_rows
from counterpoise.web.ledger.selectors import checkpoint_at, unwitnessed_days
from counterpoise.web.ledger.services import COMMON, signer_of
from counterpoise.web.people.models import Space
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.ui.clock import now

As = Callable[[str], Viewer]
Visit = Callable[[str], Client]
TOWN = Signer(name="town.example/witness", kind=BY_WITNESS, seed=bytes(range(32)))
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: Any, forgets: Callable[[], None]) -> None:  # noqa: ANN401, ARG001 - pytest-django's settings; nothing is kept
    """Keep the key of these tests in a folder of its own."""
    settings.COUNTERPOISE_DATA = tmp_path


def taken(client: Client, folder: Path) -> Path:
    """Take the ledger along."""
    path = folder / "taken.zip"
    path.write_bytes(client.get("/ledger/take/").getvalue())
    return path


def spoken(as_person: As, words: str = "The soup is cold again.") -> tuple[str, int]:
    """Say something; return the log and the number of its entry."""
    by = as_person("council-member")
    row = say(initiative="lindehof-together", saying=Saying(words=words), once="a" * 16, by=by, at=now())
    (log, seq, kind) = entries_about("contributions", row.id, viewer=by)[0]
    assert kind == "contribution_given"
    return log, seq


def test_the_ledger_that_anybody_takes_along_verifies_and_the_next_one_continues_it(
    visit: Visit, as_person: As, tmp_path: Path
) -> None:
    keep_ledger(at=now())
    first, kept = verify_and_remember(taken(visit(""), tmp_path), keep=tmp_path / "mine.json")
    assert kept
    assert {each.code for each in first.findings} <= {"no_text", "never_outside"}
    assert [each.origin for each in first.logs] == [signer_of(COMMON).name]
    spoken(as_person)
    second, kept = verify_and_remember(taken(visit("manager"), tmp_path), keep=tmp_path / "mine.json")
    assert kept
    assert second.logs[0].entries == first.logs[0].entries + 1


def test_texts_are_handed_out_as_they_were_bound_or_not_at_all(as_person: As, visit: Visit, tmp_path: Path) -> None:
    keep_ledger(at=now())
    everything = Log.objects.get(pk=COMMON).size
    found = {}
    for person in ("", "manager", "resident"):
        logs, _ = read_ledger(taken(visit(person), tmp_path))
        found[person] = {log.log: len(log.bodies) for log in logs}
        assert verify(tmp_path / "taken.zip", check=ed25519()).holds
    assert set(found[""]) == set(found["manager"]) - {"organization-room"} == {COMMON}
    assert "council-room" in found["resident"]
    assert found["resident"]["council-room"] == Log.objects.get(pk="council-room").size
    assert 0.5 * everything < found[""][COMMON] < everything
    path = next(log for log in ledger_for(viewer=as_person("manager")) if log.log == COMMON)
    told = json.dumps([json.loads(str(row["body"])) for row in path.bodies])
    assert "care-path" not in told


def test_nothing_of_a_closed_room_is_in_a_ledger_that_somebody_else_takes_along(visit: Visit) -> None:
    for person in ("", "manager", "researcher"):
        with zipfile.ZipFile(io.BytesIO(visit(person).get("/ledger/take/").getvalue())) as archive:
            content = b"".join(archive.read(name) for name in archive.namelist() if name != "verify.py")
        for words in (b"council-room", b"the food is cold", b"rather eat at one table", b"The council's own room"):
            assert words not in content, person


@pytest.mark.parametrize("person", ["", "manager"])
def test_the_log_of_a_closed_room_answers_like_one_that_does_not_exist(person: str, visit: Visit) -> None:
    client = visit(person)
    for address in ("", "at/1/", "at/1/note.txt", "entries/0/", "entries/0/proof.txt"):
        assert client.get(f"/ledger/council-room/{address}").status_code == 404
        assert client.get(f"/ledger/no-such-log/{address}").status_code == 404
    assert client.post("/ledger/council-room/sign/").status_code == 404


def test_members_of_a_room_see_its_log_and_what_vouches_for_it(visit: Visit) -> None:
    keep_ledger(at=now())
    assert RoomDay.objects.count() == Space.objects.exclude(kind__in=["open", "mixed"]).count()
    page = visit("resident").get("/ledger/council-room/").content.decode()
    assert "of the common log vouches for this room" in page
    assert "vouches for this room" not in visit("resident").get("/ledger/").content.decode()


def test_somebody_keeps_the_proof_of_their_own_words_and_it_holds_without_this_site(
    visit: Visit, as_person: As
) -> None:
    log, seq = spoken(as_person)
    client = visit("council-member")
    address = f"/ledger/{log}/entries/{seq}/"
    assert "No checkpoint covers it yet" in client.get(address).content.decode()
    assert client.get(f"{address}proof.txt").status_code == 404
    client.post("/ledger/common/sign/")
    page = client.get(address).content.decode()
    assert "The soup is cold again." in page
    proof = read_proof(client.get(f"{address}proof.txt").content.decode())
    envelope = bytes(Entry.objects.get(log=log, seq=seq).envelope)
    key = read_key(signer_of(log).key.to_text())
    assert verify_entry(envelope, proof, key=key, check=ed25519())
    assert not verify_entry(envelope.replace(b"contribution", b"kontribution"), proof, key=key, check=ed25519())


def test_what_was_said_leads_to_its_entry_and_what_one_may_not_read_does_not(visit: Visit) -> None:
    row = EntryRow.objects.filter(table="contributions", body__entry__log=COMMON).select_related("body__entry").first()
    inside = EntryRow.objects.filter(table="contributions", body__entry__log="council-room").first()
    assert row is not None
    assert inside is not None
    answer = visit("").get(f"/ledger/said/{row.ref}/")
    assert answer.headers["Location"] == f"/ledger/common/entries/{row.body.entry.seq}/"
    assert visit("manager").get(f"/ledger/said/{inside.ref}/").status_code == 404
    assert visit("resident").get(f"/ledger/said/{inside.ref}/").status_code == 302


def test_the_text_of_an_entry_stands_on_its_page_only_for_who_may_read_it(as_person: As) -> None:
    path = EntryRow.objects.filter(table="trajectories").select_related("body__entry").first()
    assert path is not None
    seq = path.body.entry.seq
    log = path.body.entry.log_id
    seen = entry_seen(log, seq, viewer=as_person("manager"))
    assert seen is None or seen.body == ""


def test_a_witness_is_added_and_confirms_a_checkpoint_through_the_pages(visit: Visit) -> None:
    client = visit("council-member")
    client.post("/ledger/common/sign/")
    given = {"once": "c" * 16, "name": "The town", "outside": "yes", "key": TOWN.key.to_text()}
    assert client.post("/ledger/witnesses/add/", {**given, "key": "none"}).status_code == 200
    assert client.post("/ledger/witnesses/add/", given).status_code == 302
    assert client.post("/ledger/witnesses/add/", given).status_code == 302
    found = checkpoint_at(COMMON)
    assert found is not None
    note = client.get(f"/ledger/common/at/{found.size}/note.txt").content.decode()
    address = f"/ledger/common/at/{found.size}/"
    refused = client.post(address, {"once": "d" * 16, "text": note.replace("\n1", "\n2")})
    assert refused.status_code == 200
    assert b"field-repair" in refused.content or b"repair-text" in refused.content
    text = cosign(note, signer=TOWN, at=now())
    assert client.post(address, {"once": "d" * 16, "text": text}).status_code == 302
    page = visit("").get("/ledger/").content.decode()
    assert "Somebody from outside confirmed it within the last day." in page
    assert "Ask a witness today" not in page
    assert visit("").get("/ledger/witnesses/add/").status_code == 404


def test_an_audit_of_the_ledger_that_was_taken_along_gives_the_sites_own_window(visit: Visit, tmp_path: Path) -> None:
    """The indicator of the site and `counterpoise audit --ledger` on what anybody takes home are the same figure."""
    client = visit("council-member")
    client.post("/ledger/common/sign/")
    given = {"once": "c" * 16, "name": "The town", "outside": "yes", "key": TOWN.key.to_text()}
    client.post("/ledger/witnesses/add/", given)
    found = checkpoint_at(COMMON)
    assert found is not None
    text = cosign(found.note, signer=TOWN, at=now() - timedelta(days=3))
    assert client.post(f"/ledger/common/at/{found.size}/", {"once": "d" * 16, "text": text}).status_code == 302
    own = unwitnessed_days(COMMON, at=now())
    assert own == pytest.approx(3.0, abs=0.01)
    day = now().date()
    end = datetime.combine(day + timedelta(days=1), time(), tzinfo=UTC)
    later = unwitnessed_days(COMMON, at=end)
    assert later is not None
    assert days_unwitnessed(taken(visit(""), tmp_path), at=day) == pytest.approx(later)


def test_a_page_of_the_ledger_costs_few_questions(visit: Visit, as_person: As) -> None:
    log, seq = spoken(as_person)
    keep_ledger(at=now())
    visit("council-member").post("/ledger/common/sign/")
    found = checkpoint_at(COMMON)
    assert found is not None
    client = visit("resident")
    for address in ("", "council-room/", f"common/at/{found.size}/", f"{log}/entries/{seq}/"):
        client.get(f"/ledger/{address}")
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(f"/ledger/{address}")
        assert answer.status_code == 200
        assert len(asked) <= 15, (address, len(asked))
        assert len(answer.content) < 150_000


@pytest.mark.parametrize("person", ["", "resident", "manager", "researcher", "care-user", "new-director"])
def test_a_ledger_that_is_read_in_spans_holds_the_very_texts_of_the_whole_edition(as_person: As, person: str) -> None:
    viewer = as_person(person)
    whole = {(row.TABLE, row.id, row.version): canonical(encode(row)) for row in record_of(viewer)}
    some = 0
    for log in ledger_for(viewer=viewer):
        seen = {row["seq"] for row in log.bodies}
        for body in EntryBody.objects.filter(entry__log=log.log).select_related("entry"):
            told = list(told_rows(body.entry.type, json.loads(bytes(body.body))))
            if told and body.entry.type.endswith(".loaded"):
                theirs = all(
                    whole.get((table, row["id"], row.get("version", 1))) == canonical(row) for table, row in told
                )
                assert (body.entry.seq in seen) is theirs, (log.log, body.entry.seq, told)
                some += theirs
    assert some > 300
