from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from counterpoise.record import Level
from counterpoise.record.mandates import MandateState
from counterpoise.record.positions import FrictionState
from counterpoise.web.audit.records import build
from counterpoise.web.control.models import Mandate, Requirement
from counterpoise.web.expertise.models import Contribution
from counterpoise.web.interests.models import Friction, Position
from counterpoise.web.ledger.models import EarlierVersion, Entry, EntryBody
from counterpoise.web.people.models import Capacity
from counterpoise.web.trajectory.models import Agreement, Alignment, Counted, Look, SituationChange, Tie
from counterpoise.web.trajectory.selectors.looks import looks_at
from counterpoise.web.trajectory.views.acts import ACTS
from tests.web.conftest import CAST
from tests.web.trajectory.writing import PATH, Visit, let_in, send, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("forgets")]


def test_a_care_path_belongs_to_who_starts_it_and_exists_for_nobody_else(visit: Visit) -> None:
    client = visit("church-goer")
    answer = send(client, "/trajectory/start/", title="My own days", purpose="KANARIE help", review_on="1-12-2015")
    assert answer.status_code == 302
    address = answer.headers["Location"]
    assert "KANARIE help" in client.get(address).content.decode()
    assert "My own days" in client.get("/trajectory/").content.decode()
    for other in ("resident", "manager", ""):
        assert visit(other).get(address).status_code == 404
    entry = Entry.objects.order_by("-pk").first()
    assert entry is not None
    assert entry.type == "care_path"
    assert b"KANARIE" not in bytes(entry.envelope)


def test_who_starts_twice_with_one_form_starts_once(visit: Visit) -> None:
    client = visit("church-goer")
    page = client.get("/trajectory/start/").content.decode()
    once = re.findall(r'name="once" value="(\w+)"', page)[-1]
    given = {"once": once, "title": "Mine", "purpose": "Help", "review_on": "1-12-2015"}
    first, second = (client.post("/trajectory/start/", given) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]


def test_who_acts_for_somebody_needs_a_ground_that_is_written_down(visit: Visit) -> None:
    client = visit("informal-caregiver")
    given = {"title": "For my mother", "purpose": "Help", "review_on": "1-12-2015", "for_whom": "Grandmother of ours"}
    refused = send(client, "/trajectory/start/", **given)
    assert "on what ground" in refused.content.decode()
    assert "Grandmother of ours" in refused.content.decode()
    started = send(client, "/trajectory/start/", **given, ground="She asked me in writing.")
    page = client.get(started.headers["Location"]).content.decode()
    assert "She asked me in writing." in page
    assert send(client, started.headers["Location"] + "write/matters/", text="Her garden.").status_code == 302
    row = next(each for each in build() if each.TABLE == "what_matters" and each.id != "breakfast-late")
    assert (row.recorded_by, row.on_behalf_of) == ("informal-caregiver", f"{row.initiative}.owner")
    assert (row.level, row.space) == (Level.INDIVIDUAL, f"{row.initiative}.circle")


def test_a_daughter_who_is_also_a_nurse_reads_from_her_next_request_until_her_next_request(visit: Visit) -> None:
    owner, daughter = visit("resident"), visit("informal-caregiver")
    assert daughter.get(PATH).status_code == 404
    name = let_in(owner, "informal-caregiver", "informal_caregiver", "professional", tie="daughter")
    assert daughter.get(PATH).status_code == 200
    held = Capacity.objects.filter(person="informal-caregiver", initiative="care-path")
    assert {str(each.kind) for each in held} == {"informal_caregiver", "professional"}
    assert {each.level for each in held} == {Level.INDIVIDUAL}
    assert send(owner, f"{PATH}write/end-reading/{name}/").status_code == 302
    for address in (PATH, "/initiatives/care-path/", "/initiatives/care-path/interests/", f"{PATH}write/talk/"):
        assert daughter.get(address).status_code == 404
    assert "A resident's care path" not in daughter.get("/").content.decode()
    assert b"care-path" not in daughter.get("/export/").content
    let_in_again = write(owner, "reader", name="–", kinds=["professional"], check="x")
    assert "Nobody takes part under this name" in let_in_again.content.decode()


def test_several_looks_of_one_person_at_one_part_on_one_day_are_one_line_and_lines_come_page_by_page(
    visit: Visit, as_person: Callable[[str], Any]
) -> None:
    begin = datetime(2015, 6, 1, 7, 5, tzinfo=UTC)
    for day in range(25):
        for look in range(3):
            Look.objects.create(
                path_id="care-path", person_id="manager", what="trajectory", allowed=False,
                looked_at=begin + timedelta(days=day, hours=2 * look),
            )  # fmt: skip
    Look.objects.create(path_id="care-path", person_id="manager", what="control", allowed=False, looked_at=begin)
    Look.objects.create(
        path_id="care-path", person_id="manager", what="trajectory", action="E", allowed=False, looked_at=begin
    )
    owner, address = visit("resident"), f"{PATH}who-looked/"
    first, second = (owner.get(f"{address}?page={number}").content.decode() for number in (1, 2))
    assert (first.count('data-label="What"'), second.count('data-label="What"')) == (20, 7)
    assert "25 June 2015, 09:05–13:05" in first
    assert first.count("(3 times)") == 20
    assert second.count("(3 times)") == 5
    assert "Earlier ones" in first
    assert "Later ones" in second
    assert len(first) < 20_000, "short enough for a phone"
    found = looks_at("care-path", viewer=as_person("resident"), page=2)
    assert found is not None
    assert sum(line.times for line in found[0]) == 5 * 3 + 2


def test_every_look_is_kept_with_who_when_what_and_in_which_role_and_only_the_owner_reads_it(visit: Visit) -> None:
    owner, daughter = visit("resident"), visit("informal-caregiver")
    daughter.get(PATH)
    let_in(owner, "informal-caregiver", "professional", tie="daughter")
    daughter.get(PATH)
    daughter.get("/initiatives/care-path/interests/")
    daughter.get("/export/")
    looks = Look.objects.filter(path="care-path", person="informal-caregiver").order_by("pk")
    told = [(each.what, each.action, each.allowed, "professional" in each.role.split()) for each in looks]
    assert told == [
        ("trajectory", "R", False, False),
        ("trajectory", "R", True, True),
        ("interests", "R", True, True),
        ("export", "E", True, True),
    ]
    assert daughter.get(f"{PATH}who-looked/").status_code == 404
    page = owner.get(f"{PATH}who-looked/").content.decode()
    assert page.count("was not let in") == 2
    assert "Professional" in page
    mine = 'data-label="Who">You'
    assert mine not in page, "one's own looks are no news"
    assert mine in owner.get(f"{PATH}who-looked/?own=1").content.decode()
    events = json.loads(owner.get(f"{PATH}along/fhir.json").content)["entry"]
    seen = [each["resource"] for each in events if each["resource"]["resourceType"] == "AuditEvent"]
    who = [(each["agent"][0]["who"]["identifier"]["value"], each["outcome"]) for each in seen]
    # What is only the owner's was asked last, and refused.
    assert [outcome for name, outcome in who if name == "informal-caregiver"] == ["4", "0", "0", "0", "4"]


def test_a_neighbour_steps_back_without_a_reason_and_what_they_agreed_ends(visit: Visit) -> None:
    owner, neighbour = visit("resident"), visit("church-goer")
    write(owner, "person", name="The neighbour", kind="informal", task="The shopping", willing_for="Shopping")
    tie = str(Tie.objects.get(name="The neighbour").pk)
    write(owner, "agreement", text="Every Friday.", tie=tie, review_on="1-10-2015")
    let_in(owner, "church-goer", "volunteer", tie=tie)
    assert neighbour.get(f"{PATH}write/stop/daughter/").status_code == 404
    assert send(neighbour, f"{PATH}write/stop/{tie}/", on="1-1-2010").status_code == 200
    assert send(neighbour, f"{PATH}write/stop/{tie}/", on="30-6-2015").status_code == 302
    assert str(Tie.objects.get(pk=tie).active_until) == "2015-06-30"
    assert str(Agreement.objects.get(by=tie).stepped_back_on) == "2015-06-30"
    assert neighbour.get(f"{PATH}write/stop/{tie}/").status_code == 404
    assert "The neighbour" in owner.get(PATH).content.decode()


def test_what_matters_stands_beside_what_the_system_asks_with_a_next_look_soon(visit: Visit) -> None:
    owner = visit("resident")
    beside = f"{PATH}write/align/breakfast-late/"
    given = {"asks": "The kitchen closes at nine.", "status": "not_aligned"}
    assert "The latest day is 2015-12-30" in send(owner, beside, **given, review_on="1-12-2016").content.decode()
    assert Alignment.objects.count() == 0
    assert send(owner, beside, **given, review_on="1-10-2015").status_code == 302
    row = Alignment.objects.get()
    assert send(owner, f"{PATH}write/look/{row.pk}/", status="partly", review_on="1-11-2015").status_code == 302
    row.refresh_from_db()
    assert (row.version, str(row.status)) == (2, "partly")
    assert "they partly go together" in owner.get(PATH).content.decode()


def test_who_decides_stands_with_the_owners_yes_until_a_professional_says_yes(visit: Visit) -> None:
    owner, nurse = visit("resident"), visit("informal-caregiver")
    let_in(owner, "informal-caregiver", "professional")
    given = {
        "matter": "Medication", "tie": "nurse", "say": "consent", "limits": "None", "conflict_decides": "I do",
        "conflict_mediator": "The daughter", "conflict_max_days": "3", "review_on": "1-12-2015", "reason": "She knows.",
    }  # fmt: skip
    assert write(owner, "decides", **given).status_code == 302
    row = Mandate.objects.get(initiative="care-path")
    assert (row.state, row.level, row.space_id) == (MandateState.PROPOSED, Level.INDIVIDUAL, "care-circle")
    agree = f"/initiatives/care-path/control/mandates/{row.pk}/agree/"
    assert agree in nurse.get(PATH).content.decode()
    assert send(nurse, agree).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.level) == (MandateState.AGREED, Level.INDIVIDUAL)
    assert agree not in nurse.get(PATH).content.decode()


def test_a_preference_against_a_norm_cites_the_norm_and_others_put_theirs_beside_it(visit: Visit) -> None:
    owner, nurse = visit("resident"), visit("informal-caregiver")
    let_in(owner, "informal-caregiver", "informal_caregiver", "professional", tie="daughter")
    given = {
        "text": "My tablets at ten.", "wants": "Tablets with my breakfast.", "why": "I sleep until nine.",
        "norm": "Tablets before eight, guideline 4.", "imposed_by": "The pharmacist", "protects": "Safe medication",
    }  # fmt: skip
    assert write(owner, "clash", **given).status_code == 302
    friction = Friction.objects.get(initiative="care-path")
    assert (friction.state, friction.level) == (FrictionState.SHARED, Level.INDIVIDUAL)
    assert Requirement.objects.get(matter=friction.matter_id).imposed_by == "The pharmacist"
    assert "guideline 4" in nurse.get(PATH).content.decode()
    page = nurse.get(f"/initiatives/care-path/interests/frictions/{friction.pk}/")
    assert page.status_code == 200
    address = next(each for each in re.findall(r'href="([^"]+)"', page.content.decode()) if "position" in each)
    form = nurse.get(address).content.decode()
    holders = dict(re.findall(r'name="holder" value="([^"]+)"[^>]*>\s*([^<]+)<', form))
    assert {each.split(",")[0] for each in holders.values()} >= {"Professional", "Family or friend who helps"}
    holder = next(value for value, text in holders.items() if text.startswith("Professional"))
    sent = send(nurse, address, claim="Before eight.", interest="So that they work.", holder=holder, own_words="yes")
    assert sent.status_code == 302
    friction.refresh_from_db()
    assert friction.state == FrictionState.JUXTAPOSED
    assert {(each.level, each.space_id) for each in Position.objects.filter(friction=friction.pk)} == {
        (Level.INDIVIDUAL, "care-circle")
    }
    assert visit("manager").get(f"/initiatives/care-path/interests/frictions/{friction.pk}/").status_code == 404


def test_a_change_waits_for_a_talk_that_looks_at_it(visit: Visit) -> None:
    owner = visit("resident")
    write(owner, "change", text="I fell.")
    change = SituationChange.objects.get(text="I fell.")
    assert "Not looked at yet" in owner.get(PATH).content.decode()
    write(owner, "talk", text="We talked.", present=["daughter"], consulted=["nurse"], changes=[change.pk])
    change.refresh_from_db()
    assert change.looked_at_in is not None
    assert "Not looked at yet" not in owner.get(PATH).content.decode()


def test_without_a_name_nothing_tells_who_raised_a_matter(visit: Visit) -> None:
    owner = visit("resident")
    given = {"text": "Breakfast could be later for all.", "initiative": "meals"}
    write(owner, "raise", **given, named="no")
    row = Contribution.objects.get(text=given["text"])
    assert (row.recorded_by_id, row.on_behalf_of_id, row.from_trajectory, row.capacity_id) == (None, None, None, None)
    body = EntryBody.objects.order_by("-pk").first()
    assert body is not None
    assert given["text"].encode() in bytes(body.body)
    assert b"resident" not in bytes(body.body)
    assert b"care-path" not in bytes(body.body)


def test_under_a_name_the_care_path_itself_is_known_to_nobody_else(visit: Visit) -> None:
    owner, manager = visit("resident"), visit("manager")
    write(owner, "raise", text="I want breakfast later.", initiative="meals", named="yes")
    row = Contribution.objects.get(text="I want breakfast later.")
    assert (row.recorded_by_id, row.from_trajectory) == ("resident", "care-path")
    assert "I want breakfast later." in manager.get("/initiatives/meals/expertise/").content.decode()
    assert b"care-path" not in manager.get("/export/").content
    assert write(owner, "raise", text="x", initiative="care-path", named="yes").status_code == 200


def test_figures_count_only_while_the_owner_allows_it(visit: Visit) -> None:
    owner = visit("resident")
    write(owner, "count")
    assert Counted.objects.filter(path="care-path").exists()
    assert "They are counted now" in owner.get(f"{PATH}write/count/").content.decode()
    write(owner, "count")
    assert not Counted.objects.exists()


def test_a_care_path_rests_and_wakes_and_never_ends(visit: Visit) -> None:
    owner = visit("resident")
    assert write(owner, "rest", reason="I am well.", review_on="1-6-2016").status_code == 302
    assert "I am well." in owner.get(PATH).content.decode()
    assert write(owner, "wake", review_on="1-6-2016").status_code == 302
    assert "I am well." not in owner.get(PATH).content.decode()


def test_the_owner_sets_the_day_of_the_next_look_and_reads_when_it_has_passed(visit: Visit) -> None:
    owner = visit("resident")
    late = "Should have been looked at again"
    assert owner.get(PATH).content.decode().split("<section")[0].count(late) == 0
    opening = owner.get(PATH).content.decode().split('aria-labelledby="matters"')[0]
    assert late in opening
    assert "The latest day is" in write(owner, "look-on", review_on="1-12-2016").content.decode()
    assert write(owner, "look-on", review_on="1-12-2015").status_code == 302
    opening = owner.get(PATH).content.decode().split('aria-labelledby="matters"')[0]
    assert late not in opening
    assert "1 December 2015" in opening
    let_in(owner, "informal-caregiver", "informal_caregiver")
    assert visit("informal-caregiver").get(f"{PATH}write/look-on/").status_code == 404
    write(owner, "rest", reason="I am well.", review_on="1-6-2016")
    assert "Set the next look" not in owner.get(PATH).content.decode()


def test_the_page_says_who_reads_along_as_what_and_who_was_there_at_a_talk(visit: Visit) -> None:
    owner = visit("resident")
    let_in(owner, "informal-caregiver", "informal_caregiver", "professional", tie="daughter")
    write(owner, "talk", text="We talked.", present=["daughter"], consulted=["nurse"])
    for person in ("resident", "informal-caregiver"):
        told = " ".join(re.sub(r"<[^>]+>", " ", visit(person).get(PATH).content.decode()).split())
        assert "An informal caregiver , Family or friend who helps, Professional" in told
        assert "Who was there: Daughter" in told
        assert "Asked beforehand: Nurse" in told


def test_who_decides_is_told_by_the_name_of_the_owner_and_once(visit: Visit) -> None:
    owner = visit("resident")
    given = {
        "matter": "Visits", "tie": "nurse", "say": "consent", "limits": "None", "conflict_decides": "I do",
        "conflict_mediator": "My daughter", "conflict_max_days": "3", "review_on": "1-12-2015", "reason": "She knows.",
    }  # fmt: skip
    write(owner, "decides", **given)
    page = owner.get(PATH).content.decode()
    told = " ".join(re.sub(r"<[^>]+>", " ", page.split('id="decides"')[1].split("</section>")[0]).split())
    assert "Nurse decides. A resident must agree." in told
    assert "Who decides if we disagree, within 3 days: I do" in told
    assert told.count("Proposed") == 1


ROWS = {"align": "breakfast-late", "keep": "breakfast-at-ten", "stop": "daughter", "step-back": "breakfast-at-ten"}
NONSENSE = {
    "text": "\u202e", "title": "", "review_on": "the day after", "on": "31-2-2015", "name": "<b>x</b>" * 99,
    "kind": "x", "kinds": ["x"], "tie": "nobody", "named": "maybe", "initiative": "nothing", "status": "x",
    "since": "yesterday", "present": ["nobody"], "conflict_max_days": "-1", "say": "x", "version": "x",
}  # fmt: skip


@pytest.mark.parametrize("act", sorted(ACTS.keys() - {"look", "end-reading", "wake"}))
def test_nonsense_in_any_form_is_told_beside_the_field_and_writes_nothing(visit: Visit, act: str) -> None:
    owner = visit("resident")
    address = f"{PATH}write/{act}/" + (f"{ROWS[act]}/" if act in ROWS else "")
    before = Entry.objects.count()
    for given in ({"once": ""}, NONSENSE, {"once": "0" * 16, **NONSENSE}):
        answer = owner.post(address, given)
        assert answer.status_code == 200
        assert "This needs another look" in answer.content.decode() or act == "count"
    assert Entry.objects.count() == before


@pytest.mark.parametrize("act", sorted(ACTS))
def test_who_only_reads_can_not_do_what_is_the_owners(visit: Visit, act: str) -> None:
    owner, reader = visit("resident"), visit("church-goer")
    let_in(owner, "church-goer", "volunteer")
    address = f"{PATH}write/{act}/" + (f"{ROWS[act]}/" if act in ROWS else "")
    if ACTS[act].owner or act in ROWS or ACTS[act].rows is not None:
        assert (reader.get(address).status_code, reader.post(address).status_code) == (404, 404)
    else:
        assert reader.get(address).status_code == 200


@pytest.mark.parametrize("person", ["", *(each for each in CAST if each != "resident")])
def test_of_what_is_written_in_a_care_path_nobody_else_reads_a_word(visit: Visit, person: str) -> None:
    owner = visit("resident")
    words = "KANARIE of the care path"
    write(owner, "matters", text=words)
    send(owner, f"{PATH}write/align/breakfast-late/", asks=words, status="partly", review_on="1-10-2015")
    write(owner, "person", name=words, kind="informal", task=words, willing_for=words)
    write(owner, "agreement", text=words, tie="nurse", review_on="1-10-2015")
    write(owner, "change", text=words)
    write(owner, "talk", text=words)
    write(
        owner, "clash", text=words, wants=words, why=words, norm=words, imposed_by=words, protects=words, leaves=words
    )
    other = visit(person)
    for address in (
        "/", "/record/", "/record/?initiative=care-path", "/search/?q=KANARIE", "/export/", "/trajectory/", PATH,
        "/initiatives/meals/", "/initiatives/meals/interests/", "/initiatives/meals/control/", "/mine/",
        "/initiatives/care-path/interests/", f"{PATH}who-looked/", f"{PATH}along/record.zip",
    ):  # fmt: skip
        answer = other.get(address)
        assert b"KANARIE of" not in b"".join(_texts(answer)), address


def _texts(answer: Any) -> list[bytes]:  # noqa: ANN401 - the answer of a test client
    if answer.headers.get("Content-Type") != "application/zip":
        return [answer.content]
    with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as archive:
        return [archive.read(name) for name in archive.namelist()]


def test_an_agreement_is_looked_at_again_and_kept_by_the_owner_alone(visit: Visit, forgets: Callable[[], None]) -> None:
    owner = visit("resident")
    assert "Should have been looked at again" in owner.get(PATH).content.decode().split("Breakfast at ten")[1][:600]
    assert write(owner, "keep/breakfast-at-ten", review_on="1-7-2016").status_code == 200
    assert write(owner, "keep/breakfast-at-ten", review_on="1-10-2015").status_code == 302
    row = Agreement.objects.get(pk="breakfast-at-ten")
    assert (row.version, row.review_on, row.text) == (2, date(2015, 10, 1), "Breakfast at ten, in the kitchen.")
    assert EarlierVersion.objects.filter(ref="breakfast-at-ten", version=1).exists()
    assert "Next look: 1 October 2015" in re.sub(r"\s+", " ", owner.get(PATH).content.decode())
    let_in(owner, "church-goer", "volunteer")
    forgets()
    assert visit("church-goer").get(f"{PATH}write/keep/breakfast-at-ten/").status_code == 404
    assert write(owner, "step-back/breakfast-at-ten", on="30-6-2015").status_code == 302
    assert owner.get(f"{PATH}write/keep/breakfast-at-ten/").status_code == 404
