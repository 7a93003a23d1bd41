import pytest

from counterpoise.reviews.ppeet import Questionnaire, ScoresError, read_scores, scores_by_item
from counterpoise.statistics.disclosure import Audience

HEAD = "questionnaire,respondent,item,score\n"


def table(item: str, scores: list[int], questionnaire: str = "participant") -> str:
    return "".join(f"{questionnaire},{number},{item},{score}\n" for number, score in enumerate(scores))


def test_scores_are_read_by_code_and_an_empty_one_is_no_score() -> None:
    found = read_scores(f"{HEAD}participant,1,p3,4\norganization,2,o1,\n")
    assert [(one.questionnaire, one.respondent, one.item, one.score) for one in found] == [
        (Questionnaire.PARTICIPANT, "1", "p3", 4),
        (Questionnaire.ORGANIZATION, "2", "o1", None),
    ]


@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_table_is_read_as_spreadsheets_of_other_countries_write_it(separator: str) -> None:
    text = f"{HEAD}participant,1,p3,4\n".replace(",", separator).replace("\n", "\r\n")
    assert [(one.respondent, one.item, one.score) for one in read_scores(text)] == [("1", "p3", 4)]


def test_nothing_under_five_medians_under_ten_then_means() -> None:
    text = HEAD + table("o1", [1] * 10, "organization") + table("p2", [2, 4, 4, 5, 5]) + table("p1", [3] * 4)
    found = scores_by_item(read_scores(text))
    assert [(one.item, one.display, one.n, one.median, one.mean) for one in found] == [
        ("p1", "nothing", None, None, None),
        ("p2", "medians", 5, 4.0, None),
        ("o1", "means", 10, 1.0, 1.0),
    ]
    assert scores_by_item(read_scores(text), audience=Audience.PUBLIC)[1].display == "nothing"


def test_an_item_that_nobody_scored_shows_nothing() -> None:
    assert scores_by_item(read_scores(f"{HEAD}project,1,j1,\n"))[0].display == "nothing"
    assert scores_by_item([]) == ()


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "ppeet.columns", 1),
        ("questionnaire,respondent,item,score,question\n", "ppeet.columns", 1),
        (f"{HEAD}everybody,1,p1,4\n", "ppeet.questionnaire", 2),
        (f"{HEAD}participant,1,The words of an item,4\n", "ppeet.item", 2),
        (f"{HEAD}participant,1,,4\n", "ppeet.item", 2),
        (f"{HEAD}participant,1,p1,6\n", "ppeet.score", 2),
        (f"{HEAD}participant,1,p1,4\nparticipant,1,p1,5\n", "ppeet.twice", 3),
        (f"{HEAD}participant,1\n", "ppeet.item", 2),
        (f"{HEAD}participant,1,p1,4,The words of an item\n", "ppeet.columns", 2),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(text: str, code: str, line: int) -> None:
    with pytest.raises(ScoresError, match=f"line {line}: ") as caught:
        read_scores(text)
    assert (caught.value.code, caught.value.line) == (code, line)
