"""Both sides answer, nobody sees an answer before the moment, both see one page, and both agree on what comes of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from counterpoise.record.reviews import RoundState
from counterpoise.web.ledger.models import Entry, EntryBody
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.project.clock import Clock
from counterpoise.web.reviews import tasks
from counterpoise.web.reviews.models import (
    PaperForm,
    ProposedOutcome,
    ReviewAnswer,
    ReviewRound,
    SealedAnswers,
    WordsVote,
)
from counterpoise.web.ui.clock import now
from tests.web.conftest import CAST
from tests.web.project.test_routes import shown
from tests.web.reviews.walking import (
    ALL,
    CIVIC,
    ONCE,
    ORGANIZATION,
    ROUND,
    Visit,
    answered,
    later,
    opened,
    planned,
    seen,
)

pytestmark = pytest.mark.django_db
As = Callable[[str], Viewer]
CANARY = "KANARIE we heard it so late"


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def test_either_side_plans_and_only_one_round_goes_on(visit: Visit) -> None:
    assert planned(visit("logistics-colleague")).status_code == 302
    assert planned(visit("logistics-colleague")).status_code == 302, "sent twice, it is planned once"
    row = ReviewRound.objects.get(id=f"review-{ONCE}")
    assert (row.number, row.state, str(row.release_at)) == (3, "planned", "2015-07-22T10:00:00+02:00")
    refused = planned(visit("citizen-1"), once="fedcba9876543210")
    assert "Round 3 still goes on" in refused.content.decode()
    assert visit("researcher").get(f"{ALL}plan/").status_code == 404
    assert visit("manager").get(f"{ALL}plan/").status_code == 404
    assert Entry.objects.filter(type="review_planned").count() == 1


def test_before_the_moment_nothing_on_the_site_tells_an_answer_or_how_many_there_are(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = opened(visit)
    before = {who: [shown_of(visit, who, each) for each in (ROUND, ALL, "/record/")] for who in CAST}
    entries = Entry.objects.count()
    for who in (*CIVIC[:3], *ORGANIZATION[:1]):
        assert answered(visit(who), X1="2", T1a="-3", Y2=CANARY).status_code == 200
    assert Entry.objects.count() == entries, "a log that grows would count them"
    assert SealedAnswers.objects.filter(round=row).count() == 4
    assert not ReviewAnswer.objects.filter(round=row).exists()
    for who in CAST:
        assert [shown_of(visit, who, each) for each in (ROUND, ALL, "/record/")] == before[who]
        assert CANARY not in shown(visit(who).get("/export/"))
    assert "civic" not in "".join(raw_rows())
    assert CANARY not in "".join(raw_rows())
    later(monkeypatch, 21)
    visit("regional-manager").post(f"{ROUND}step/")
    row.refresh_from_db()
    assert row.state == "closed"
    for who in ("citizen-1", "regional-manager"):
        assert CANARY not in shown_of(visit, who, ROUND)
        assert visit(who).get(f"{ROUND}words/").status_code == 404
        assert visit(who).get(f"{ROUND}answer/").status_code == 404


def shown_of(visit: Visit, who: str, address: str) -> str:
    text = visit(who).get(address).content.decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)


def raw_rows() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT round_id, who, seal FROM reviews_sealed_answers")
        return [
            bytes(part).decode("latin-1") if not isinstance(part, str) else part
            for row in cursor.fetchall()
            for part in row
        ]


def test_both_sides_see_the_same_page_at_the_same_moment(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(visit)
    for who in CIVIC:
        answered(visit(who), X1="2", T2a="-3", Y2="Why did we hear it so late?")
    for who in ORGANIZATION:
        answered(visit(who), X1="4", T2a="0")
    row = seen(visit, monkeypatch)
    pages = {who: main_of(visit, who) for who in (*CIVIC, *ORGANIZATION)}
    assert len(set(pages.values())) == 1
    assert "What we said made a difference." in pages["citizen-1"]
    assert not SealedAnswers.objects.filter(round=row).exists()
    assert not PaperForm.objects.filter(round=row).exists()
    assert ReviewAnswer.objects.filter(round=row).count() == 4 * 3 + 3 * 2
    assert {each.recorded_by_id for each in ReviewAnswer.objects.filter(round=row)} == {None}
    assert len(set(ReviewAnswer.objects.filter(round=row).values_list("recorded_at", flat=True))) == 1
    assert "Why did we hear it so late?" not in pages["citizen-1"], "first for their own side"
    bodies = b"".join(bytes(each) for each in EntryBody.objects.values_list("body", flat=True))
    assert b"Why did we hear it so late?" not in bodies
    assert Entry.objects.filter(type="review_answers_kept").count() == 1


def main_of(visit: Visit, who: str) -> str:
    return shown_of(visit, who, ROUND).split("<main")[1].split("</main>")[0]


def test_with_one_side_only_no_difference_is_worked_out(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(visit)
    for who in CIVIC:
        answered(visit(who), X1="2")
    seen(visit, monkeypatch)
    page = main_of(visit, "regional-manager")
    assert "One side only: citizens." in page
    assert "lie furthest apart" not in page
    assert "fewer than 5" in page


def test_words_go_to_their_own_side_first_and_to_the_other_once_two_let_them_out(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(visit)
    answered(visit("citizen-1"), Y2="Why did we hear it so late?", Y3="To be heard.")
    answered(visit("regional-manager"), Y1="An example of ours.")
    row = seen(visit, monkeypatch)
    name = ReviewAnswer.objects.get(round=row, item="Y2").id
    civic, other = visit("church-goer"), visit("regional-manager")
    assert "Why did we hear it so late?" in civic.get(f"{ROUND}words/").content.decode()
    assert "An example of ours." not in civic.get(f"{ROUND}words/").content.decode()
    assert "Why did we hear it so late?" not in other.get(f"{ROUND}words/").content.decode()
    yes = {"once": ONCE, "share": "yes"}
    assert other.post(f"{ROUND}words/{name}/", yes).status_code == 404
    for _ in range(2):
        assert civic.post(f"{ROUND}words/{name}/", yes).status_code == 302
    assert WordsVote.objects.filter(answer=name).count() == 1
    assert "Why did we hear it so late?" not in main_of(visit, "regional-manager")
    visit("home-council-member").post(f"{ROUND}words/{name}/", yes)
    assert "Why did we hear it so late?" in main_of(visit, "regional-manager")
    assert "To be heard." not in main_of(visit, "regional-manager")
    assert civic.post(f"{ROUND}words/{name}/", {"once": ONCE, "share": "perhaps"}).status_code == 404


def test_unfinished_answers_are_kept_and_count_only_once_sent(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    row = opened(visit)
    client = visit("citizen-1")
    first = client.post(f"{ROUND}answer/T1a/", {"once": ONCE, "T1a": "-2"})
    assert first.headers["Location"].endswith("/answer/T1b/")
    page = client.get(f"{ROUND}answer/").content.decode()
    assert re.search(r'value="-2"[^>]*checked', page)
    assert "They count once you send them." in page
    other = visit("home-council-member")
    assert not re.search(r'value="-2"[^>]*checked', other.get(f"{ROUND}answer/").content.decode())
    other.post(f"{ROUND}answer/", {"once": ONCE, "send": "1", "X2": "5"})
    seen(visit, monkeypatch)
    assert set(ReviewAnswer.objects.filter(round=row).values_list("item", "value")) == {("X2", 5)}


def test_an_answer_can_be_changed_and_taken_out_until_the_round_closes(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = opened(visit)
    client = visit("citizen-1")
    answered(client, X1="2", X2="do_not_know", T3c="5")
    answered(client, X1="4", X2="do_not_know", T3c="")
    assert SealedAnswers.objects.filter(round=row).count() == 1
    seen(visit, monkeypatch)
    rows = set(ReviewAnswer.objects.filter(round=row).values_list("item", "value", "no_answer"))
    assert rows == {("X1", 4, None), ("X2", None, "do_not_know")}


@pytest.mark.parametrize("value", ["9", "-1", "x", "1.5", "<b>", "💐", "1" * 5000])
def test_what_is_no_answer_is_told_beside_the_question_and_the_others_stay(value: str, visit: Visit) -> None:
    opened(visit)
    answer = answered(visit("citizen-1"), X1=value, Y2=CANARY)
    page = answer.content.decode()
    assert "Please choose one of the answers." in page
    assert CANARY in page
    assert not SealedAnswers.objects.exists()


def test_words_of_any_kind_are_kept_and_those_that_deceive_the_eye_are_refused(visit: Visit) -> None:
    opened(visit)
    client = visit("citizen-1")
    turned = answered(client, Y2="a\u202eb").content.decode()
    assert "signs that nobody can see" in turned
    assert "2000" in answered(client, Y2="x" * 3000).content.decode()
    assert answered(client, Y2="<script>alert(1)</script> 👵🏽 ﷽").status_code == 200
    assert "<script>alert(1)" not in client.get(f"{ROUND}answer/").content.decode()


def test_a_paper_form_is_typed_in_by_its_code_without_an_account_and_once(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = opened(visit)
    page = visit("home-council-member").post(f"{ROUND}paper/", {"once": ONCE, "number": "3"}).content.decode()
    codes = re.findall(r'<b class="code">(\w{10})</b>', page)
    assert len(set(codes)) == 3
    assert "What we said made a difference." in page
    assert not any(code in "".join(PaperForm.objects.values_list("code", flat=True)) for code in codes)
    nobody = visit("")
    assert "no paper with this code" in nobody.post(f"{ROUND}code/", {"once": ONCE, "code": "AAAA"}).content.decode()
    found = nobody.post(f"{ROUND}code/", {"once": ONCE, "code": f" {codes[0][:5].lower()} {codes[0][5:]} "})
    assert found.headers["Location"] == f"{ROUND}code/{codes[0]}/"
    assert nobody.get(f"{ROUND}code/NOSUCHCODE/").status_code == 404
    for value in ("2", "3"):
        nobody.post(found.headers["Location"], {"once": ONCE, "X1": value, "send": "1"})
    assert SealedAnswers.objects.filter(round=row).count() == 1
    seen(visit, monkeypatch)
    assert list(ReviewAnswer.objects.filter(round=row).values_list("side", "value")) == [("civic", 3)]
    assert nobody.get(f"{ROUND}code/{codes[1]}/").status_code == 404


def test_somebody_of_ones_own_side_is_entered_by_phone_and_answers_once(
    visit: Visit, as_person: Callable[[str], Viewer], monkeypatch: pytest.MonkeyPatch
) -> None:
    row = opened(visit)
    name = as_person("church-goer").name
    entered = {"once": ONCE, "name": name, "X1": "1"}
    assert "Somebody of their own side" in visit("regional-manager").post(f"{ROUND}phone/", entered).content.decode()
    assert "Nobody takes part here" in (
        visit("citizen-1").post(f"{ROUND}phone/", {**entered, "name": "Nobody at all"}).content.decode()
    )
    assert "Thank you" in visit("citizen-1").post(f"{ROUND}phone/", entered).content.decode()
    answered(visit("church-goer"), X1="5")
    assert SealedAnswers.objects.filter(round=row).count() == 1
    seen(visit, monkeypatch)
    assert list(ReviewAnswer.objects.filter(round=row).values_list("side", "value")) == [("civic", 5)]


def outcome(client: Client, **more: str) -> Any:  # noqa: ANN401 - the answer of a test client
    steps = {f"step_{name}": f"step on {name}" for name in ("expertise", "control", "inclusion")}
    given = {
        "once": ONCE,
        "version": "0",
        **steps,
        **{f"leave_{name}": "" for name in ("expertise", "control", "inclusion")},
        "step_interests": "",
        "leave_interests": "the question of closing comes first",
        "next_review_on": "1-12-2015",
        **more,
    }
    return client.post(f"{ROUND}outcome/", given)


def test_one_step_for_each_tension_or_a_reason_to_leave_it_and_one_person_of_each_side_agrees(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(visit)
    answered(visit("citizen-1"), X1="2")
    row = seen(visit, monkeypatch)
    citizen, director = visit("citizen-1"), visit("new-director")
    assert citizen.get(f"{ROUND}outcome/").status_code == 404, "not before they talked"
    no_meeting = citizen.post(f"{ROUND}talked/", {"once": ONCE, "talked_at": "24-7-2015"}).content.decode()
    assert "Please choose the meeting" in no_meeting
    meeting = re.findall(r'<option value="([^"]+)"', citizen.get(f"{ROUND}talked/").content.decode())[0]
    given = {"once": ONCE, "version": str(row.version), "meeting": meeting, "talked_at": "24-7-2015"}
    assert citizen.post(f"{ROUND}talked/", {**given, "talked_at": "1-1-2030"}).status_code == 200
    assert citizen.post(f"{ROUND}talked/", given).status_code == 302
    both = outcome(citizen, leave_control="and a reason too").content.decode()
    assert "Please write one step, or why you leave it. Not both." in both
    assert "and a reason too" in both
    assert outcome(citizen).status_code == 302
    assert "Your own side proposed this" not in director.get(f"{ROUND}agree/").content.decode()
    own = citizen.post(f"{ROUND}agree/", {"once": ONCE, "version": "1"}).content.decode()
    assert "You proposed this." in own
    assert "Your own side proposed this." in (
        visit("church-goer").post(f"{ROUND}agree/", {"once": ONCE, "version": "1"}).content.decode()
    )
    conflict = outcome(director, step_control="another step")
    assert conflict.status_code == 409
    assert "another step" in conflict.content.decode()
    assert outcome(director, version="1", step_control="another step").status_code == 302
    assert director.post(f"{ROUND}agree/", {"once": ONCE, "version": "2"}).status_code == 200
    assert citizen.post(f"{ROUND}agree/", {"once": ONCE, "version": "1"}).status_code == 409
    assert citizen.post(f"{ROUND}agree/", {"once": ONCE, "version": "2"}).status_code == 302
    row.refresh_from_db()
    assert [(str(each.tension), each.step, each.leave_because) for each in row.outcomes] == [
        ("expertise", "step on expertise", ""),
        ("control", "another step", ""),
        ("inclusion", "step on inclusion", ""),
        ("interests", "", "the question of closing comes first"),
    ]
    assert (row.state, str(row.next_review_on)) == (RoundState.TALKED, "2015-12-01")
    assert not ProposedOutcome.objects.exists()
    assert "the question of closing comes first" in main_of(visit, "logistics-colleague")
    told = Entry.objects.filter(type__startswith="review_").values_list("type", flat=True)
    assert {"review_talked_about", "review_outcome_proposed", "review_outcome_agreed"} <= set(told)


def test_what_waits_is_for_nobody_who_takes_no_part(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(visit)
    for who in ("", "manager", "researcher"):
        client = visit(who)
        for page in ("answer/", "answer/T1a/", "phone/", "paper/", "words/", "outcome/", "agree/"):
            assert client.get(f"{ROUND}{page}").status_code == 404, (who, page)
        assert client.post(f"{ROUND}step/").status_code == 404
    assert visit("citizen-1").get(f"{ROUND}answer/Z9/").status_code == 404
    seen(visit, monkeypatch)
    assert visit("").get(ROUND).status_code == 200


def test_the_purpose_is_declared_anew_with_who_and_why(visit: Visit) -> None:
    client = visit("home-council-member")
    page = client.get(f"{ALL}purpose/").content.decode()
    version = re.findall(r'name="version" value="(\d+)"', page)[0]
    given = {"once": ONCE, "version": version, "purpose": "That people of the town decide too.", "reason": "We met."}
    assert "Please say why" in client.post(f"{ALL}purpose/", {**given, "reason": " "}).content.decode()
    assert "Please write what it is for" in client.post(f"{ALL}purpose/", {**given, "purpose": ""}).content.decode()
    assert client.post(f"{ALL}purpose/", given).status_code == 302
    shown_now = client.get(ALL).content.decode()
    assert "That people of the town decide too." in shown_now
    assert client.post(f"{ALL}purpose/", {**given, "purpose": "Something else."}).status_code == 409
    assert visit("researcher").get(f"{ALL}purpose/").status_code == 404


def test_the_worker_releases_a_round_at_its_moment_and_no_sooner(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    row = opened(visit)
    answered(visit("citizen-1"), X1="2")
    later(monkeypatch, 21)
    assert "step_rounds" in Clock().tick(at=now())
    assert tasks.step_rounds.func() == 1
    assert ReviewRound.objects.get(id=row.id).state is RoundState.CLOSED
    assert "step_rounds" not in Clock().tick(at=now())
    assert tasks.step_rounds.func() == 0
    later(monkeypatch, 22)
    assert tasks.step_rounds.func() == 1
    assert ReviewRound.objects.get(id=row.id).state is RoundState.RELEASED
