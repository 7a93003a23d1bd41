"""A decision is written down in a minute, is seen at once, and is published only when nothing is missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from counterpoise.datasets.illustrations import illustrations
from counterpoise.datasets.illustrations.tool_path import without_closing
from counterpoise.record import Record
from counterpoise.record.decisions import Answer as AnswerRow
from counterpoise.record.decisions import Concern as ConcernRow
from counterpoise.web.audit.records import ALL
from counterpoise.web.decisions.models import Decision, Notice
from counterpoise.web.decisions.selectors import decision_visible_to, not_told
from counterpoise.web.initiatives.models import Affects, Matter
from counterpoise.web.ledger.models import EarlierVersion, Entry
from counterpoise.web.people.selectors import Viewer

pytestmark = pytest.mark.django_db
HOME = "/initiatives/lindehof-together/decisions/"
ONCE = "0123456789abcdef"
NAME = f"decision-{ONCE}"
OURS = f"{HOME}{NAME}/"
TOUCHED = ("home-council", "participating-citizens", "town", "caregivers-outside")
# The other two groups have a body that speaks for them; for these, anybody of their side does.
ANYBODYS = {"town", "caregivers-outside"}
CLOSING = {
    "what": "The care home closes.",
    "taken_by": "board",
    "decided_at": "2014-11-03",
    "touches": TOUCHED,
    "matter": "stay-or-close",
}
Visit = Callable[[str], Client]
As = Callable[[str], Viewer]


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


@pytest.fixture
def nobody_wrote_it_down() -> None:
    """Take the decision that the home closes out of the tables, with all that names it."""
    kept = {(row.TABLE, row.id) for row in without_closing(illustrations())}
    gone = [row for row in illustrations() if (row.TABLE, row.id) not in kept]
    models = {kind: model for model, kind in ALL.items()}
    for row in gone:
        EarlierVersion.objects.filter(table=row.TABLE, ref=row.id).delete()
        found = models[type(row)]._default_manager.filter(pk=row.id)
        found._raw_delete(found.db)


def recorded(client: Client, **more: Any) -> Any:  # noqa: ANN401 - what a form holds, and the answer of a test client
    return client.post(f"{HOME}record/", {"once": ONCE, **CLOSING, **more})


def closing(name: str, as_person: As) -> Any:  # noqa: ANN401 - a page's decision
    seen = decision_visible_to("lindehof-together", name, viewer=as_person("citizen-1"))
    assert seen is not None
    return seen


@pytest.mark.usefixtures("nobody_wrote_it_down")
def test_what_was_decided_long_ago_is_seen_at_once_by_every_group_it_touches(visit: Visit, as_person: As) -> None:
    answer = recorded(visit("new-director"))
    assert answer.status_code == 302
    assert answer.headers["Location"] == OURS
    for person, groups in (
        ("home-council-member", {"home-council", *ANYBODYS}),
        ("citizen-1", {"participating-citizens", *ANYBODYS}),
        ("informal-caregiver", ANYBODYS),
    ):
        found = [row for row in not_told("lindehof-together", viewer=as_person(person)) if row.decision.id == NAME]
        assert {group.id for row in found for group, _ in row.notices} == groups
        page = visit(person).get(OURS).content.decode()
        assert "Decided, and nobody told you" in page
        assert "239 days" in page
        assert "Decided, and nobody told you" in visit(person).get(HOME).content.decode()
    assert visit("").get(OURS).status_code == 200


@pytest.mark.usefixtures("nobody_wrote_it_down")
def test_publishing_is_refused_with_everything_that_is_missing(visit: Visit, as_person: As, whole: Record) -> None:
    director, citizen = visit("new-director"), visit("citizen-1")
    recorded(director)
    answered = {row.concern for row in whole.rows(AnswerRow)}
    texts = [row.text for row in whole.rows(ConcernRow) if row.decision == "closing" and row.id not in answered]
    assert len(texts) == 13
    for number, text in enumerate(texts):
        once = f"{number:016x}"
        sent = citizen.post(f"{OURS}concern/", {"once": once, "text": text or "Why?", "kind": "worry"})
        assert sent.status_code == 302, sent.content.decode()[:2000]
    refused = director.post(f"{OURS}publish/", {"once": ONCE, "version": "1"})
    page = refused.content.decode()
    assert refused.status_code == 200
    assert "Concerns without an answer: 13" in page
    assert "Groups that were not told, without a planned day:" in page
    assert "Contributions with no word yet on what was done with them:" in page
    assert "The reasons are missing." in page
    assert Decision.objects.get(pk=NAME).published_at is None
    told = director.post(f"{OURS}told/town/", {"once": ONCE, "told_at": "2015-06-30", "channel": "letter"})
    assert told.status_code == 302
    assert Notice.objects.filter(decision=NAME, group="town").count() == 1
    assert closing(NAME, as_person).decision.published_at is None


def test_nothing_that_is_missing_stands_in_the_way_and_all_of_it_is_asked(visit: Visit) -> None:
    client = visit("logistics-colleague")
    assert client.post(f"{HOME}record/", {"once": ONCE, "what": "No more lunch for guests."}).status_code == 302
    row = Decision.objects.get(pk=NAME)
    assert (row.taken_by_id, row.decided_at, row.recorded_by_id) == (None, None, "logistics-colleague")
    page = client.get(OURS).content.decode()
    for question in ("Who took it?", "When was it taken?", "Whom does it touch?", "Why was it decided?"):
        assert question in page
    assert Matter.objects.get(pk=f"matter-{ONCE}").text == "No more lunch for guests."


def test_whom_it_touches_is_kept_where_the_matter_is_a_new_one(visit: Visit) -> None:
    recorded(visit("home-council-member"), matter="")
    found = Affects.objects.filter(matter=f"matter-{ONCE}").values_list("group", flat=True)
    assert set(found) == set(TOUCHED)


def test_sent_twice_it_is_made_once(visit: Visit) -> None:
    client = visit("new-director")
    assert recorded(client).headers["Location"] == recorded(client).headers["Location"]
    assert Decision.objects.filter(pk=NAME).count() == 1
    assert Entry.objects.filter(type="decision_recorded").count() == 1


@pytest.mark.parametrize("person", ["", "church-goer", "researcher", "manager"])
def test_who_has_no_place_to_record_finds_nothing_there(person: str, visit: Visit) -> None:
    client = visit(person)
    assert client.get(f"{HOME}record/").status_code == 404
    assert recorded(client).status_code == 404
    assert not Decision.objects.filter(pk=NAME).exists()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"taken_by": "wending-management"}, "Select a valid choice"),
        ({"touches": ["nobody"]}, "Select a valid choice"),
        ({"matter": "nothing"}, "Select a valid choice"),
        ({"decided_at": "31-2-2014"}, "is not a date"),
        ({"what": "x" * 6000}, "and 5000 fit"),
        ({"what": "safe \u202eevil"}, "signs that nobody can see"),
        ({"what": "", "taken_by": "", "decided_at": "", "touches": []}, "at least one of these"),
    ],
)
def test_what_is_wrong_is_said_and_the_words_are_kept(more: dict[str, Any], words: str, visit: Visit) -> None:
    answer = recorded(visit("new-director"), **more)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert "The care home closes." in answer.content.decode() or "what" in more
    assert not Decision.objects.filter(pk=NAME).exists()


def test_signs_of_pages_are_shown_as_words(visit: Visit) -> None:
    client = visit("new-director")
    recorded(client, what="<script>alert(1)</script> 🙂")
    page = client.get(OURS).content.decode()
    assert "<script" not in page
    assert "🙂" in page


def test_two_who_complete_one_decision_lose_nothing(visit: Visit) -> None:
    client = visit("new-director")
    recorded(client)
    sent = {**CLOSING, "once": ONCE, "version": "1", "reasons": "The losses.", "under_mandate": "none", "touches": []}
    assert client.post(f"{OURS}complete/", sent).status_code == 302
    again = client.post(f"{OURS}complete/", {**sent, "reasons": "The law."})
    assert again.status_code == 409
    assert "The losses." in again.content.decode()
    assert "The law." in again.content.decode()
    row = Decision.objects.get(pk=NAME)
    assert (row.version, row.reasons, row.without_mandate) == (2, "The losses.", True)
    assert EarlierVersion.objects.filter(table="decisions", ref=NAME).count() == 1
    mine = client.post(f"{OURS}complete/", {**sent, "version": "2", "reasons": "The law."})
    assert mine.status_code == 302


def test_once_nothing_is_missing_it_is_published_and_only_once(visit: Visit) -> None:
    client = visit("new-director")
    recorded(client, matter="", touches=["town"])
    sent = {**CLOSING, "once": ONCE, "version": "1", "touches": [], "under_mandate": "none"}
    sent |= {"reasons": "The losses.", "weighed": "Money", "weighed_as": "money"}
    client.post(f"{OURS}complete/", sent)
    assert client.post(f"{OURS}publish/", {"once": ONCE, "version": "2"}).status_code == 200
    client.post(f"{OURS}told/town/", {"once": ONCE, "told_at": "2015-06-01"})
    assert client.post(f"{OURS}publish/", {"once": ONCE, "version": "2"}).status_code == 302
    assert Decision.objects.get(pk=NAME).published_at is not None
    assert "published as properly made" in client.get(OURS).content.decode()
    assert "It is published already." in client.post(f"{OURS}publish/", {"once": ONCE, "version": "3"}).content.decode()


@pytest.mark.parametrize("person", ["", "citizen-1", "manager", "researcher"])
def test_only_the_takers_side_completes_and_publishes(person: str, visit: Visit) -> None:
    for part in ("complete/", "publish/"):
        assert visit(person).get(f"{HOME}closing/{part}").status_code == 404
        assert visit(person).post(f"{HOME}closing/{part}", {"once": ONCE, "version": "1"}).status_code == 404
