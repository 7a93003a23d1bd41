"""A host brings in scores of the PPEET that it collected: codes and figures, and never the words of its questions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from counterpoise.web.ledger.models import Entry, EntryBody
from counterpoise.web.reviews.models import ImportedScores
from tests.web.reviews.walking import ALL, ONCE, Visit

pytestmark = pytest.mark.django_db
HEAD = "questionnaire,respondent,item,score\n"
GOOD = HEAD + "".join(f"participant,{n},P{item},{1 + (n + item) % 5}\n" for n in range(7) for item in (1, 2))
FEW = "".join(f"organization,{n},O1,4\n" for n in range(3))


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def sent(visit: Visit, content: bytes | str, who: str = "logistics-colleague") -> Any:  # noqa: ANN401 - an answer
    plain = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile("scores.csv", plain, content_type="text/csv")
    return visit(who).post(f"{ALL}scores/", {"once": ONCE, "file": file})


def test_both_sides_see_the_middle_of_each_question_and_nothing_under_five_people(visit: Visit) -> None:
    for _ in range(2):
        assert sent(visit, GOOD + FEW).status_code == 302
    assert ImportedScores.objects.count() == 1
    for who in ("citizen-1", "regional-manager"):
        page = visit(who).get(ALL).content.decode()
        assert "<td>P1</td><td>7</td><td>3.0</td><td>–</td>" in page
        assert "<td>O1</td><td>fewer than 5</td><td>–</td><td>–</td>" in page
    assert "<td>P1</td><td>fewer than 5</td>" not in visit("citizen-1").get(ALL).content.decode()
    assert "<td>7</td>" not in visit("").get(ALL).content.decode(), "to everybody from ten people on"
    assert Entry.objects.filter(type="scores_imported").count() == 1
    body = bytes(EntryBody.objects.get(entry__type="scores_imported").body).decode()
    assert "P1" not in body


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "This file is empty."),
        (b"\x00\xff\xfe", "This is no CSV file."),
        (b"\x00" + HEAD.encode(), "This is no CSV file."),
        ("a,b\n", "Write the columns questionnaire"),
        (HEAD + "participant,1,I could say what I think,4\n", "none of its words"),
        (HEAD + "participant,1,P1,6\n", "from 1 to 5"),
        (HEAD + "guests,1,P1,3\n", "participant, project or organization"),
        (HEAD + "participant,1,P1,3\nparticipant,1,P1,4\n", "one score for each person"),
        (HEAD + "participant,1,P1,3\n" * 60_000, "larger than one megabyte"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_line(content: bytes | str, words: str, visit: Visit) -> None:
    answer = sent(visit, content)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not ImportedScores.objects.exists()


def test_who_takes_no_part_brings_in_nothing(visit: Visit) -> None:
    assert sent(visit, GOOD, who="researcher").status_code == 404
    assert sent(visit, GOOD, who="").status_code == 404
