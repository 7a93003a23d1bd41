"""A decision goes step by step: drafted, opened for concerns, answered, taken, told, followed up, looked back on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from counterpoise.record import Moment
from counterpoise.record.decisions import DecisionState, ParticipationLink
from counterpoise.web.decisions.models import Decision, Trace
from counterpoise.web.decisions.selectors import course_of, limit_marks, to_trace
from counterpoise.web.ledger.models import EarlierVersion, Entry
from counterpoise.web.people.selectors import Viewer

pytestmark = pytest.mark.django_db
HOME = "/initiatives/lindehof-together/decisions/"
ONCE = "0123456789abcdef"
NAME = f"decision-{ONCE}"
OURS = f"{HOME}{NAME}/"
SAY = "/initiatives/lindehof-together/expertise/say/"
DRAFT = {"once": ONCE, "what": "The empty rooms go to young people.", "matter": "empty-rooms", "touches": ["town"]}
Visit = Callable[[str], Client]
As = Callable[[str], Viewer]


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def now_at(name: str = NAME) -> Decision:
    return Decision.objects.get(pk=name)


def sent(client: Client, address: str, **given: Any) -> int:  # noqa: ANN401 - what a form holds
    """Send a form that changes the decision as it is now; return what was answered."""
    version = str(Decision.objects.get(pk=address.split("/")[-3 if "/step/" not in address else -4]).version)
    return client.post(address, {"once": ONCE, "version": version, **given}).status_code


@pytest.fixture
def drafted(visit: Visit) -> Client:
    director = visit("new-director")
    assert director.post(f"{HOME}draft/", DRAFT).status_code == 302
    return director


def test_a_draft_is_read_by_everybody_before_it_is_taken(drafted: Client, visit: Visit) -> None:
    row = now_at()
    assert (row.state, row.decided_at) == (DecisionState.DRAFT, None)
    page = visit("citizen-1").get(OURS).content.decode()
    assert "A draft, not a decision yet" in page
    assert "The empty rooms go to young people." in page
    assert drafted.post(f"{HOME}draft/", DRAFT).status_code == 302
    assert Decision.objects.filter(pk=NAME).count() == 1
    assert visit("citizen-1").get(f"{HOME}draft/").status_code in {200, 404}
    assert visit("church-goer").get(f"{OURS}take/").status_code == 404


def test_the_whole_way_and_a_concern_that_waits_for_its_answer_holds_it_up(drafted: Client, visit: Visit) -> None:
    assert sent(drafted, f"{OURS}round/", until="31-7-2015", open_to=["town"]) == 302
    assert now_at().state is DecisionState.OPEN_FOR_CONCERNS
    citizen = visit("citizen-1")
    raised = citizen.post(f"{OURS}concern/", {"once": ONCE, "text": "And the old people?", "kind": "worry"})
    assert raised.status_code == 302
    refused = drafted.post(f"{OURS}step/answered/", {"once": ONCE, "version": str(now_at().version), "words": ""})
    assert "Some concerns have no answer yet." in refused.content.decode()
    answer = {"once": ONCE, "text": "They keep theirs.", "reason": "There are enough rooms.", "department": "board"}
    assert drafted.post(f"{HOME}concerns/concern-{ONCE}/answer/", answer).status_code == 302
    assert sent(drafted, f"{OURS}step/answered/", words="The old people keep their rooms.") == 302
    assert sent(drafted, f"{OURS}take/", decided_at="2015-06-30", taken_by="board") == 302
    row = now_at()
    assert (row.state, str(row.decided_at), row.skipped_steps) == (DecisionState.TAKEN, "2015-06-30", ())
    assert (
        "Some groups were not told yet."
        in drafted.post(f"{OURS}step/told/", {"once": ONCE, "version": str(row.version), "words": ""}).content.decode()
    )
    told = {"once": ONCE, "told_at": "2015-06-30", "channel": "letter"}
    touched = {each.group.id for each in _course_groups(visit)}
    for number, group in enumerate(sorted(touched)):
        assert drafted.post(f"{OURS}told/{group}/", {**told, "once": f"{number:016x}"}).status_code == 302
    assert sent(drafted, f"{OURS}step/told/", words="") == 302
    page = drafted.post(f"{OURS}step/followed_up/", {"once": ONCE, "version": str(now_at().version), "words": " "})
    assert "Please write what you saw." in page.content.decode()
    assert sent(drafted, f"{OURS}step/followed_up/", words="Six young people moved in.") == 302
    assert sent(drafted, f"{OURS}step/reviewed/", words="Both sides are glad of it.") == 302
    assert now_at().state is DecisionState.REVIEWED
    page_now = citizen.get(OURS).content.decode()
    assert "Six young people moved in." in page_now
    assert "Both sides are glad of it." in page_now


def _course_groups(visit: Visit) -> Any:  # noqa: ANN401 - rows of a page
    return visit("citizen-1").get(OURS).context["seen"].told


def test_what_is_taken_at_once_keeps_the_steps_that_were_skipped(drafted: Client, visit: Visit) -> None:
    assert sent(drafted, f"{OURS}take/", decided_at="2015-06-29") == 302
    assert now_at().skipped_steps == (DecisionState.OPEN_FOR_CONCERNS, DecisionState.ANSWERED)
    page = visit("").get(OURS).content.decode()
    assert "Skipped" in page
    assert "open for concerns, concerns answered" in page


def test_what_is_still_to_come_is_no_decision(drafted: Client) -> None:
    version = str(now_at().version)
    page = drafted.post(f"{OURS}take/", {"once": ONCE, "version": version, "decided_at": "2016-01-01"})
    assert "This day is still to come." in page.content.decode()
    assert now_at().decided_at is None


def test_no_participation_needs_its_reason_and_haste_a_look_together(visit: Visit, as_person: As) -> None:
    director = visit("new-director")
    address = f"{HOME}closing/explain/"
    version = str(now_at("closing").version)
    given = {"once": ONCE, "version": version, "participation": "none_because", "urgency": "Money ran out."}
    page = director.post(address, given).content.decode()
    assert "Please say why no participation was organized." in page
    assert "Please write on which day both sides look at it after all." in page
    assert "Money ran out." in page
    given |= {"participation_reason": "There was nothing left to choose.", "urgent_look_on": "1-9-2015"}
    assert director.post(address, {**given, "undeclared_limits": "Not more than we have"}).status_code == 302
    row = now_at("closing")
    assert row.participation is ParticipationLink.NONE_BECAUSE
    page = visit("citizen-1").get(f"{HOME}closing/").content.decode()
    assert "We decided not to organize participation, because:" in page
    assert "Limit not told before" in page
    assert "Not more than we have" in page
    marks = limit_marks("lindehof-together", viewer=as_person("citizen-1"))
    assert marks is not None
    assert "Not more than we have" in [text for _, text in marks.untold]


def test_the_topic_is_chosen_among_those_of_the_laws_in_words(visit: Visit) -> None:
    director = visit("new-director")
    address = f"{HOME}closing/explain/"
    page = director.get(address).content.decode()
    assert '<option value="spiritual_care">spiritual care</option>' in page
    given = {"once": ONCE, "version": str(now_at("closing").version)}
    before = now_at("closing").topic
    assert director.post(address, {**given, "topic": "Closing the home"}).status_code == 200
    assert now_at("closing").topic == before
    assert director.post(address, {**given, "topic": "rebuilding"}).status_code == 302
    assert now_at("closing").topic == "rebuilding"


def test_both_weighings_stand_beside_each_other(visit: Visit) -> None:
    director = visit("new-director")
    given = {"once": ONCE, "version": str(now_at("closing").version), "reverses": "stay-open"}
    assert director.post(f"{HOME}closing/explain/", given).status_code == 302
    page = visit("citizen-1").get(f"{HOME}closing/").content.decode()
    assert "What the earlier one weighed" in page
    assert now_at("stay-open").reasons in page
    itself = {"once": ONCE, "version": str(now_at("closing").version), "reverses": "closing"}
    assert director.post(f"{HOME}closing/explain/", itself).status_code == 200


def test_a_draft_says_who_would_take_it_and_not_that_it_was_taken(visit: Visit) -> None:
    director = visit("new-director")
    assert director.post(f"{HOME}draft/", {**DRAFT, "taken_by": "board"}).status_code == 302
    page = director.get(OURS).content.decode()
    assert "To be taken by" in page
    assert "Taken by" not in page
    assert sent(director, f"{OURS}take/", decided_at="2015-06-30", taken_by="board") == 302
    assert "Taken by" in director.get(OURS).content.decode()


def test_a_group_agrees_once_and_only_before_it_is_taken(drafted: Client, visit: Visit) -> None:
    citizen = visit("citizen-1")
    assert citizen.post(f"{OURS}consent/town/").status_code == 302
    assert citizen.post(f"{OURS}consent/town/").status_code == 302
    assert now_at().consented == ("town",)
    assert Entry.objects.filter(type="group_agreed").count() == 1
    assert visit("new-director").post(f"{OURS}consent/town/").status_code == 404
    assert sent(drafted, f"{OURS}take/", decided_at="2015-06-30") == 302
    assert citizen.post(f"{OURS}consent/participating-citizens/").status_code == 404


def test_every_contribution_gets_a_word_and_then_nothing_is_missing_of_that(visit: Visit, as_person: As) -> None:
    Trace.objects.filter(decision="closing")._raw_delete("default")
    director = visit("new-director")
    seen = to_trace("closing", initiative="lindehof-together", viewer=as_person("new-director"))
    assert seen is not None
    assert (seen.count, seen.done) == (16, 0)
    chosen = [name for name, _ in seen.waiting[:2]]
    address = f"{HOME}closing/trace/"
    bare = {"once": ONCE, "about": chosen, "effect": "set_aside", "reason": "Too dear."}
    page = director.post(address, bare).content.decode()
    assert "Please give a reason in a sentence" in page
    assert "Please say which department says so." in page
    full = {
        **bare,
        "reason": "There is no money for it this year.",
        "department": "finance",
        "reason_code": "not_feasible",
    }
    assert director.post(address, full).status_code == 302
    assert director.post(address, full).status_code == 302
    assert Trace.objects.filter(decision="closing").count() == 2
    assert director.post(f"{HOME}closing/rest/", {"once": ONCE, "department": "board"}).status_code == 302
    assert director.post(f"{HOME}closing/rest/", {"once": ONCE, "department": "board"}).status_code == 302
    course = course_of("closing", initiative="lindehof-together", viewer=as_person("citizen-1"))
    assert course is not None
    assert course.untraced == 0
    assert Trace.objects.filter(decision="closing").count() == seen.count
    refused = director.post(f"{HOME}closing/publish/", {"once": ONCE, "version": str(now_at("closing").version)})
    assert "Contributions with no word yet" not in refused.content.decode()
    assert visit("citizen-1").post(f"{HOME}closing/rest/", {"once": ONCE}).status_code == 404


def test_a_note_that_it_felt_like_a_show_ages_until_it_is_answered(visit: Visit) -> None:
    show = {"once": ONCE, "text": "We sat there for the photograph.", "kind": "show"}
    assert visit("citizen-1").post(f"{HOME}closing/concern/", show).status_code == 302
    director = visit("new-director")
    waiting = [each.concern.id for each in director.get(f"{HOME}closing/").context["course"].shows]
    assert waiting == ["closing-concern-5", f"concern-{ONCE}"]
    answer = {
        "once": ONCE,
        "text": "It was not meant so.",
        "reason": "We had decided too early.",
        "department": "board",
    }
    assert director.post(f"{HOME}concerns/concern-{ONCE}/answer/", answer).status_code == 302
    page = director.get(f"{HOME}closing/")
    assert [each.concern.id for each in page.context["course"].shows] == waiting[:1]
    assert "This felt like a show, and nobody answered yet" in page.content.decode()


def test_two_who_write_at_once_lose_nothing(drafted: Client, visit: Visit) -> None:
    version = str(now_at().version)
    first = {"once": ONCE, "version": version, "urgency": "First words.", "urgent_look_on": "1-9-2015"}
    assert drafted.post(f"{OURS}explain/", first).status_code == 302
    second = {**first, "urgency": "Second words."}
    page = visit("new-director").post(f"{OURS}explain/", second)
    assert page.status_code == 409
    assert "Second words." in page.content.decode()
    assert EarlierVersion.objects.filter(table="decisions", ref=NAME).count() == 1
    assert now_at().urgency == "First words."


def test_a_day_that_is_past_opens_no_round(drafted: Client) -> None:
    given = {"once": ONCE, "version": str(now_at().version), "until": "1-1-2015"}
    page = drafted.post(f"{OURS}round/", given).content.decode()
    assert "Please choose at least one group." in page
    page = drafted.post(f"{OURS}round/", {**given, "open_to": ["town"]}).content.decode()
    assert "This day has passed already." in page
    assert now_at().draft_at is not None
    assert isinstance(now_at().draft_at, Moment)


def test_a_decision_says_that_it_used_words_that_were_about_nothing_in_particular(
    drafted: Client, visit: Visit, as_person: As
) -> None:
    citizen, words = visit("citizen-1"), "Let students live there, and let them cook with us."
    assert citizen.post(SAY, {"once": ONCE, "words": words}).status_code == 302
    seen = to_trace(NAME, initiative="lindehof-together", viewer=as_person("new-director"))
    assert seen is not None
    assert dict(seen.loose) == {f"contribution-{ONCE}": words}
    assert f"contribution-{ONCE}" not in dict(seen.waiting)
    given = {"besides": [f"contribution-{ONCE}"], "effect": "partly", "department": "board"}
    for once in ("a" * 16, "a" * 16, "b" * 16):  # sent twice, and once more from a second tab
        assert drafted.post(f"{OURS}trace/", {"once": once, **given}).status_code in {200, 302}
    assert Trace.objects.filter(decision=NAME).count() == 1
    page = citizen.get(f"{HOME}said/contribution-{ONCE}/").content.decode()
    assert "It was used in part" in page
    assert "Please choose" in drafted.post(f"{OURS}trace/", {"once": "c" * 16, "effect": "partly"}).content.decode()


def test_a_draft_says_why_and_what_was_weighed_before_anybody_raises_a_concern(visit: Visit) -> None:
    director = visit("new-director")
    why = {
        **DRAFT,
        "reasons": "Young people\nfind no rooms.",
        "weighed": "The old people like the quiet.",
        "weighed_as": "wellbeing",
        "weighed_for": "civic",
    }
    page = director.get(f"{HOME}draft/").content.decode()
    order = [page.index(f'name="{name}"') for name in ("what", "matter", "reasons", "weighed", "weighed_as")]
    assert order == sorted(order)
    assert director.post(f"{HOME}draft/", {**why, "weighed_as": "nonsense"}).status_code == 200
    assert director.post(f"{HOME}draft/", why).status_code == 302
    kept = now_at()
    assert kept.reasons == "Young people\nfind no rooms."
    assert [(each.text, each.kind, each.side) for each in kept.considerations] == [
        ("The old people like the quiet.", "wellbeing", "civic")
    ]
    page = visit("citizen-1").get(OURS).content.decode()
    assert "The reasons so far, in the words of who drafts it" in page
    assert "Young people<br>find no rooms." in page
    assert "The old people like the quiet." in page
    assert "in the words of who took it" not in page
    raising = visit("home-council-member").get(f"{OURS}concern/").content.decode()
    assert "Young people<br>find no rooms." in raising
    assert f"{OURS}reasons/" not in page


def test_who_drafts_changes_the_reasons_until_it_is_taken_and_loses_nothing(drafted: Client, visit: Visit) -> None:
    assert "Nobody wrote down yet why it would be decided." in visit("citizen-1").get(OURS).content.decode()
    assert f"{OURS}reasons/" in drafted.get(OURS).content.decode()
    assert visit("citizen-1").get(f"{OURS}reasons/").status_code == 404
    version, before = str(now_at().version), now_at()
    first = {"once": ONCE, "version": version, "reasons": "They find no rooms.", "weighed": "The quiet."}
    assert visit("citizen-1").post(f"{OURS}reasons/", first).status_code == 404
    assert drafted.post(f"{OURS}reasons/", first).status_code == 302
    behind = drafted.post(f"{OURS}reasons/", {**first, "reasons": "Other words."})
    assert behind.status_code == 409
    assert "Other words." in behind.content.decode()
    assert "They find no rooms." in behind.content.decode()
    assert sent(drafted, f"{OURS}reasons/", reasons="They look for rooms for years.", weighed="The rent.") == 302
    kept = now_at()
    assert kept.reasons == "They look for rooms for years."
    assert [each.text for each in kept.considerations] == ["The quiet.", "The rent."]
    same = ("text", "taken_by_id", "state", "draft_at", "decided_at", "matter_id")
    assert [getattr(kept, each) for each in same] == [getattr(before, each) for each in same]
    assert EarlierVersion.objects.filter(table="decisions", ref=NAME).count() == 2
    assert sent(drafted, f"{OURS}take/", decided_at="2015-06-30") == 302
    page = drafted.get(OURS).content.decode()
    assert "The reasons, in the words of who took it" in page
    assert f"{OURS}reasons/" not in page
    assert drafted.get(f"{OURS}reasons/").headers["Location"] == f"{OURS}complete/"
