"""A conversation of Polis comes in whole, and votes go out as Polis exports them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from counterpoise.formats.polis import read_votes
from counterpoise.interests.opinions.moments import Moments
from counterpoise.web.interests import models, services
from counterpoise.web.interests.selectors import live, results_for, talk_at
from counterpoise.web.interests.selectors.opinions import memory
from counterpoise.web.people.models import Person
from counterpoise.web.people.selectors import Viewer

Visit = Callable[[str], Client]
As = Callable[[str], Viewer]
PLACE = "/initiatives/meals/interests/opinions/open/"
ONCE = "0123456789abcdef"
HEAD = "timestamp,datetime,comment-id,voter-id,vote\n"
COMMENTS = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""
    forgets()
    memory._LIVE.clear()


def two_camps(people: int = 60, statements: int = 12) -> tuple[str, str]:
    """Return the files of a conversation in which one half agrees with what the other half disagrees with."""
    votes = [
        f"{who * 100 + which},,{which},{who},{1 if (who + (which < statements - 2) * which) % 2 else -1}"
        if which < statements - 2
        else f"{who * 100 + which},,{which},{who},1"
        for who in range(people)
        for which in range(statements)
        if (who * 7 + which) % 5
    ]
    texts = [f"0,,{which},0,0,0,1,Statement number {which}" for which in range(statements)]
    return HEAD + "\n".join(votes) + "\n", COMMENTS + "\n".join(texts) + "\n"


def bring(client: Client, votes: str | bytes, comments: str | bytes, once: str = ONCE) -> Any:  # noqa: ANN401 - the answer of a test client
    def file(name: str, text: str | bytes) -> SimpleUploadedFile:
        return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)

    given = {"once": once, "votes": file("votes.csv", votes), "statements": file("comments.csv", comments)}
    return client.post(f"{PLACE}bring/", given)


def test_a_whole_conversation_comes_in_and_a_map_is_drawn_of_it(visit: Visit, as_person: As, tmp_path: Path) -> None:
    votes, comments = two_camps()
    client = visit("resident")
    assert bring(client, votes, comments).status_code == 302
    assert bring(client, votes, comments).status_code == 302  # the same form sent twice
    assert models.Statement.objects.filter(initiative="meals").count() == 12
    brought = models.Vote.objects.filter(initiative="meals").count()
    assert brought == votes.count("\n") - 1
    assert not Person.objects.filter(pk__startswith=f"person-{ONCE}").exclude(pseudonym="").exists()
    viewer = as_person("resident")
    assert services.draw_maps_due(at=viewer.at) == 1
    assert services.draw_maps_due(at=viewer.at) == 0
    talk = talk_at("meals", "open", viewer=viewer)
    assert talk is not None
    results = results_for(talk, viewer=viewer)
    assert results is not None
    assert (results.people, results.votes, results.as_of) == (60, brought, brought)
    assert results.stable
    assert [group.letter for group in results.groups] == ["A", "B"]
    assert {entry.statement.text for entry in results.lists["unites"]} == {"Statement number 10", "Statement number 11"}
    groups = list(models.OpinionGroup.objects.filter(initiative="meals"))
    assert [row.name for row in groups] == ["A", "B"]
    assert all(row.differs and row.has_seat is None for row in groups)
    page = client.get(PLACE).content.decode()
    assert "2 groups of opinions" in page
    assert "Every group holds this" in page
    assert f"The map is as of {brought} votes." in page
    assert "person-" not in page
    answer = client.get(f"{PLACE}votes.zip")
    with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as archive:
        archive.extractall(tmp_path)
    again = read_votes(tmp_path)
    assert (again.votes.n, again.votes.m, again.votes.size) == (60, 12, brought)
    assert {one.text for one in again.statements.values()} == {f"Statement number {number}" for number in range(12)}
    told = client.get(f"{PLACE}votes.json").json()
    assert sum(row["agree"] + row["disagree"] + row["pass"] for row in told["statements"]) == brought
    assert "person-" not in client.get(f"{PLACE}votes.json").content.decode()
    assert visit("").get(f"{PLACE}votes.zip").status_code == 404
    assert visit("").get(f"{PLACE}votes.json").status_code == 404


def test_who_brings_a_conversation_is_not_its_author_and_its_people_are_told_apart(visit: Visit, as_person: As) -> None:
    votes, comments = two_camps()
    member = visit("council-member")
    assert member.post(f"{PLACE}fix/", {"once": "f" * 16, "hidden": "no", "guests": "yes"}).status_code == 302
    out = comments.replace("0,,0,0,0,0,1,", "0,,0,0,0,0,-1,")
    assert bring(member, votes, out).status_code == 302
    assert services.draw_maps_due(at=as_person("council-member").at) == 1
    page = member.get(PLACE).content.decode()
    assert "The votes of 60 people were brought here from Polis." in page
    assert "without an account. Nobody" not in page
    shown = member.get(f"{PLACE}statements/").content.decode()
    assert "Statement number 1" in shown
    assert "Your own statement" not in shown
    assert "Appeal" not in member.get(f"{PLACE}taken-out/").content.decode()
    assert member.get(f"{PLACE}statements/statement-{ONCE}-0/appeal/").status_code == 404
    hide = {"once": ONCE, "ground": "insult", "why": "It calls names."}
    assert member.post(f"{PLACE}statements/statement-{ONCE}-1/hide/", hide).status_code == 302
    assert models.Statement.objects.get(pk=f"statement-{ONCE}-1").hidden


def test_a_group_of_which_too_few_voted_is_named_where_nothing_can_unite(visit: Visit, as_person: As) -> None:
    client = visit("resident")
    bring(client, *two_camps())
    services.draw_maps_due(at=as_person("resident").at)
    drawn = models.OpinionMap.objects.get()
    drawn.found["groups"]["unheard"] = [1]
    drawn.found["lists"]["unites"] = []
    drawn.save()
    page = " ".join(client.get(PLACE).content.decode().split())
    assert "Of group B there are too few votes on each statement to say what every group holds." in page
    assert "Every group holds this" not in page


def test_where_nobody_could_look_for_groups_the_page_says_so(visit: Visit, as_person: As) -> None:
    client = visit("resident")
    bring(client, *two_camps(people=20, statements=4))
    assert services.draw_maps_due(at=as_person("resident").at) == 1
    page = client.get(PLACE).content.decode()
    assert "Too few people answered enough statements to look for groups." in page
    assert "were not found" not in page
    assert "Every group holds this" not in page
    assert "What a minority holds" not in page


def test_ones_own_place_and_the_counts_move_with_each_vote_and_the_map_says_as_of_when(
    visit: Visit, as_person: As
) -> None:
    votes, comments = two_camps()
    client = visit("resident")
    bring(client, votes, comments)
    viewer = as_person("resident")
    services.draw_maps_due(at=viewer.at)
    talk = talk_at("meals", "open", viewer=viewer)
    assert talk is not None
    before = results_for(talk, viewer=viewer)
    assert before is not None
    assert before.me is None
    seen = []
    for number, ballot in ((0, "agree"), (1, "disagree"), (0, "disagree")):
        given = {"once": ONCE, "ballot": ballot}
        assert client.post(f"{PLACE}statements/statement-{ONCE}-{number}/", given).status_code == 302
        now = results_for(talk, viewer=viewer)
        assert now is not None
        seen.append(now)
    assert [one.votes - before.votes for one in seen] == [1, 2, 2]
    assert {one.as_of for one in seen} == {before.votes}
    assert len({one.me for one in seen}) == 3
    assert "There are newer votes." in client.get(PLACE).content.decode()


def test_votes_one_by_one_make_the_same_tables_as_all_at_once(visit: Visit, as_person: As) -> None:
    votes, comments = two_camps(people=12)
    client = visit("resident")
    bring(client, votes, comments)
    viewer = as_person("resident")
    talk = talk_at("meals", "open", viewer=viewer)
    assert talk is not None
    live(talk)
    for number in range(8):
        given = {"once": ONCE, "ballot": ("agree", "disagree", "pass", "seen")[number % 4]}
        client.post(f"{PLACE}statements/statement-{ONCE}-{number}/", given)
        live(talk)
    client.post(f"{PLACE}statements/statement-{ONCE}-1/take-back/", {"once": ONCE, "version": "1"})
    one_by_one = live(talk)
    memory._LIVE.clear()
    at_once = live(talk)
    assert one_by_one is not at_once
    names, *tables = one_by_one.moments.tables()
    names_at_once, *tables_at_once = at_once.moments.tables()
    assert names == names_at_once
    assert all(np.array_equal(mine, theirs) for mine, theirs in zip(tables, tables_at_once, strict=True))


def test_a_process_that_starts_takes_up_the_kept_votes_and_adds_what_was_written_since(
    visit: Visit, as_person: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "KEPT_FROM", 1)
    client, viewer = visit("resident"), as_person("resident")
    bring(client, *two_camps(people=12))
    services.draw_maps_due(at=viewer.at)
    row = models.KeptVotes.objects.get()
    client.post(f"{PLACE}statements/statement-{ONCE}-0/", {"once": ONCE, "ballot": "agree"})
    services.draw_maps_due(at=viewer.at + timedelta(seconds=30))
    # Once a minute at most.
    assert models.KeptVotes.objects.get().kept_at == row.kept_at
    talk = talk_at("meals", "open", viewer=viewer)
    assert talk is not None
    memory._LIVE.clear()
    with monkeypatch.context() as never:
        never.setattr(memory, "gather", None)
        taken_up = live(talk)
    memory._LIVE.clear()
    models.KeptVotes.objects.update(packed=b"broken")
    anew = live(talk)
    assert taken_up.moments.tables()[0] == anew.moments.tables()[0]
    assert all(map(np.array_equal, taken_up.moments.tables()[1:], anew.moments.tables()[1:]))
    assert taken_up.moments.size == Moments.unpacked(bytes(row.packed)).size + 1


def test_kept_votes_that_are_not_those_of_the_database_are_not_taken_up(
    visit: Visit, as_person: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "KEPT_FROM", 1)
    viewer = as_person("resident")
    bring(visit("resident"), *two_camps(people=12))
    services.draw_maps_due(at=viewer.at)
    talk = talk_at("meals", "open", viewer=viewer)
    assert talk is not None
    whole = live(talk).moments.size
    lost = models.Vote.objects.filter(initiative="meals", ballot="agree").first()
    assert lost is not None
    models.Vote.objects.filter(pk=lost.pk).update(ballot=None)
    memory._LIVE.clear()
    assert live(talk).moments.size == whole - 1
    models.Statement.objects.filter(pk=f"statement-{ONCE}-3").update(hidden=True)
    memory._LIVE.clear()
    assert f"statement-{ONCE}-3" not in live(talk).counts()


BAD: dict[str, tuple[str | bytes, str | bytes, str]] = {
    "an unknown vote": (HEAD + "1,,0,0,5\n", COMMENTS + "0,,0,0,0,0,1,A\n", "this vote is none of 1, 0 and -1"),
    "a cut-off line": (HEAD + "1,,0,0,1\n2,,0", COMMENTS + "0,,0,0,0,0,1,A\n", "another number of cells"),
    "an empty file": ("", COMMENTS + "0,,0,0,0,0,1,A\n", "the file is empty, cut off or no table"),
    "no table": (b"\x89PNG\r\n\x1a\n\x00\x00", COMMENTS, "the file is empty, cut off or no table"),
    "no votes": (HEAD, COMMENTS + "0,,0,0,0,0,1,A\n", "the file is empty, cut off or no table"),
    "no column": ("a,b,c\n1,2,3\n", COMMENTS, "a column is missing (voter-id)"),
    "a statement twice": (
        HEAD + "1,,0,0,1\n",
        COMMENTS + "0,,0,0,0,0,1,A\n0,,0,0,0,0,1,B\n",
        "something is there twice",
    ),
    "a statement without words": (HEAD + "1,,0,0,1\n", COMMENTS + "0,,0,0,0,0,1,\n", "a statement has no words"),
    "open quotes": (HEAD + "1,,0,0,1\n", COMMENTS + '0,,0,0,0,0,1,"A\n', "the file is empty, cut off or no table"),
    "no letters": (
        HEAD + "1,,0,0,1\n",
        COMMENTS.encode() + b"0,,0,0,0,0,1,\xff\xfe\n",
        "the file is empty, cut off or no table",
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_a_file_that_is_wrong_is_told_where_and_nothing_comes_in(what: str, visit: Visit) -> None:
    votes, comments, told = BAD[what]
    answer = bring(visit("resident"), votes, comments)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert told in page
    assert 'role="alert"' in page
    assert not models.Statement.objects.filter(initiative="meals").exists()


def test_a_conversation_is_brought_into_an_empty_place_by_who_takes_part(visit: Visit) -> None:
    votes, comments = two_camps(people=6)
    assert bring(visit("citizen-1"), votes, comments).status_code == 404
    assert bring(visit(""), votes, comments).status_code == 404
    assert bring(visit("resident"), votes, comments).status_code == 302
    again = bring(visit("manager"), votes, comments, "f" * 16)
    assert "A conversation is brought into an empty place." in again.content.decode()


def test_double_votes_of_a_file_count_once_and_the_last_one_holds(visit: Visit) -> None:
    votes = HEAD + "1,,0,0,1\n2,,0,0,-1\n3,,1,0,0\n"
    comments = COMMENTS + "0,,0,0,0,0,1,A\n0,,1,0,0,0,-1,B\n"
    assert bring(visit("resident"), votes, comments).status_code == 302
    found = models.Vote.objects.filter(initiative="meals").order_by("statement")
    assert [row.ballot for row in found] == ["disagree", "pass"]
    assert [row.hidden for row in models.Statement.objects.filter(initiative="meals").order_by("pk")] == [False, True]
