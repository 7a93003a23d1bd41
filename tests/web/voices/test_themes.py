"""Both groupings stand side by side, and what the organization's themes do not hold comes first."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from counterpoise.record import Side
from counterpoise.web.expertise.models import Theme
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.voices.selectors import Found, talked_about
from tests.web.voices.talk import CIVIC, HERE, ORGANIZATIONAL, keep, said, theme

pytestmark = pytest.mark.django_db
PAGE = f"/initiatives/{HERE}/voices/"
Visit = Callable[[str], Client]
As = Callable[[str], Viewer]


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def sorted_by_both() -> None:
    """Let both sides say forty things; the organization has a theme for lifts and one for budgets, none for gardens."""
    civic, other = said(Side.CIVIC, CIVIC, rounds=10), said(Side.ORGANIZATIONAL, ORGANIZATIONAL, rounds=10)
    lifts = [row for row in civic if "lift" in row.text]
    gardens = [row for row in civic if "garden" in row.text]
    keep([*civic, *other])
    keep(
        [
            theme("Accessibility", Side.ORGANIZATIONAL, lifts),
            theme("Means", Side.ORGANIZATIONAL, other),
            theme("Getting out", Side.CIVIC, lifts),
            theme("The garden", Side.CIVIC, gardens),
        ]
    )


def test_what_no_theme_of_the_organization_holds_stands_first(as_person: As) -> None:
    sorted_by_both()
    told = talked_about(HERE, viewer=as_person("manager"))
    assert told is not None
    assert told.by_words
    assert told.open_count >= 20
    assert all("garden" in row.text for row in told.open)
    civic = told.groupings[0]
    assert [(row.theme.name, row.held, row.alone) for row in civic.named] == [
        ("The garden", 20, 20),
        ("Getting out", 20, 0),
    ]
    shares = [(row.uncovered or 0) / row.size for row in civic.found]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > shares[-1]
    assert sum(row.size for row in civic.found) == civic.said >= 40, "nobody is left out"
    assert any("garden" in row.words for row in civic.found)
    assert (told.both, told.alike) == (20, 1.0)


def test_the_page_shows_both_sides_and_what_it_cannot_say(visit: Visit) -> None:
    sorted_by_both()
    page = visit("manager").get(PAGE).content.decode()
    for words in ("The garden", "Accessibility", "20 of 20 are in no theme", "A large theme is not an important one"):
        assert words in page
    assert page.index("in no theme of the organization") < page.index("The themes that people made")
    assert visit("").get(PAGE).status_code == 200
    client = visit("manager")
    client.post("/language/setlang/", {"language": "nl", "next": "/"})
    assert "in geen thema van de andere kant" in client.get(PAGE).content.decode()


def test_with_little_said_the_page_says_that_it_cannot_tell(visit: Visit, as_person: As) -> None:
    told = talked_about("meals", viewer=as_person("manager"))
    assert told is not None
    assert {each.cannot for each in told.groupings} == {"few"}
    page = visit("manager").get("/initiatives/meals/voices/").content.decode()
    assert "There are too few contributions to tell." in page
    assert "No contribution was sorted by both sides yet." in page


def test_two_languages_in_one_list_are_not_mixed(as_person: As) -> None:
    dutch = ["De lift is alweer kapot en mijn moeder kan niet van haar verdieping af met de rolstoel."]
    keep([*said(Side.CIVIC, CIVIC[:1], rounds=10), *said(Side.CIVIC, dutch, rounds=10, mark="nl-")])
    told = talked_about(HERE, viewer=as_person("manager"))
    assert told is not None
    assert told.groupings[0].cannot == "mixed_languages"


def test_themes_in_another_language_are_not_said_to_hold_nothing(as_person: As) -> None:
    dutch = ("Het budget voor volgend jaar is krap.", "De planning moet door het bestuur worden goedgekeurd.")
    planned = said(Side.ORGANIZATIONAL, dutch, rounds=4, mark="nl-")
    keep([*said(Side.CIVIC, CIVIC, rounds=4), *planned])
    keep([theme("money", Side.ORGANIZATIONAL, planned[::2]), theme("plan", Side.ORGANIZATIONAL, planned[1::2])])
    told = talked_about(HERE, viewer=as_person("manager"))
    assert told is not None
    assert (told.by_words, told.cannot) == (False, "mixed_languages")


def test_what_was_said_in_a_closed_room_counts_for_its_members_alone(as_person: As) -> None:
    keep(said(Side.CIVIC, CIVIC, rounds=4, space="council-room"))
    inside = talked_about("meals", viewer=as_person("resident"))
    outside = talked_about("meals", viewer=as_person("manager"))
    assert inside is not None
    assert outside is not None
    assert outside.groupings[0].said == 3
    assert inside.groupings[0].said > 3 + 16, "the room holds more than these"
    assert not any("garden" in row.text for row in outside.open)


def test_with_much_said_the_page_still_costs_few_queries_and_few_bytes(visit: Visit) -> None:
    sorted_by_both()
    keep(said(Side.CIVIC, CIVIC, rounds=10, mark="more-"))
    client = visit("manager")
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(PAGE)
    assert len(asked) <= 15
    assert len(answer.content) < 150_000
    with CaptureQueriesContext(connection) as again:
        client.get(PAGE)
    assert len(again) <= len(asked), "what was worked out is kept"


def suggested(viewer: Viewer, word: str) -> Found:
    """Return the theme that citizens' words suggest and that holds most of a word."""
    told = talked_about(HERE, viewer=viewer)
    assert told is not None
    return max(told.groupings[0].found, key=lambda row: sum(word in each.text for each in row.members) / row.size)


def test_people_make_a_theme_of_what_words_suggest_and_name_split_and_join_as_they_see_fit(
    visit: Visit, as_person: As
) -> None:
    keep(said(Side.CIVIC, CIVIC, rounds=10))
    lifts, gardens = suggested(as_person("resident"), "lift"), suggested(as_person("resident"), "garden")
    client = visit("resident")
    address = f"{PAGE}found/civic/{lifts.members[0].id}/"
    assert address in client.get(PAGE).content.decode()
    page = client.get(address).content.decode()
    assert page.count(" checked") == len(lifts.members), "everything is chosen, and one takes out what does not belong"
    taken_out = lifts.members[0].id
    given = {
        "once": "0123456789abcdef",
        "name": "Getting out of the house",
        "contributions": [row.id for row in lifts.members if row.id != taken_out],
        "more": [gardens.members[0].id],
    }
    assert client.post(address, given).status_code == 302
    row = Theme.objects.get(pk="theme-0123456789abcdef")
    assert (row.name, row.made_by) == ("Getting out of the house", "civic")
    expected = {each.id for each in (*lifts.members, *gardens.members)} - {taken_out}
    assert set(row.contributions) == expected
    assert client.post(address, given).status_code == 302, "sent twice, it is there once"
    assert "Getting out of the house" in client.get(PAGE).content.decode()


def test_a_theme_of_nothing_or_without_a_name_is_refused_and_what_was_typed_stays(visit: Visit, as_person: As) -> None:
    keep(said(Side.CIVIC, CIVIC, rounds=10))
    client, found = visit("resident"), suggested(as_person("resident"), "lift")
    address = f"{PAGE}found/civic/{found.members[0].id}/"
    for given in ({"name": "Lifts"}, {"name": " ", "contributions": [found.members[0].id]}):
        answer = client.post(address, {"once": "0123456789abcdef", **given})
        assert answer.status_code == 200
        assert 'role="alert"' in answer.content.decode()
    assert 'value="Lifts"' in client.post(address, {"once": "0123456789abcdef", "name": "Lifts"}).content.decode()
    assert not Theme.objects.filter(pk="theme-0123456789abcdef").exists()


def test_only_who_takes_part_makes_a_theme_and_only_of_what_is_there(visit: Visit, as_person: As) -> None:
    keep(said(Side.CIVIC, CIVIC, rounds=10))
    keep(said(Side.CIVIC, ("Our own words about soup.",), rounds=10, space="council-room", mark="own"))
    found = suggested(as_person("council-member"), "lift")
    address = f"{PAGE}found/civic/{found.members[0].id}/"
    assert visit("").get(address).status_code == 404
    assert "Make a theme of it" not in visit("").get(PAGE).content.decode()
    for wrong in ("found/nobody/x/", "found/civic/none/", "found/independent/x/"):
        assert visit("resident").get(f"{PAGE}{wrong}").status_code == 404
    told = talked_about(HERE, viewer=as_person("council-member"))
    assert told is not None
    offered = [row for each in told.groupings for theme in each.found for row in theme.members]
    assert all(row.space is None for row in offered), "what was said in a room of one side is put under no theme"


def test_a_large_suggestion_shows_no_more_than_a_page_may(visit: Visit, as_person: As) -> None:
    keep(said(Side.CIVIC, tuple(f"The lift is broken on floor {n}." for n in range(10)), rounds=10))
    keep(said(Side.CIVIC, CIVIC, rounds=10, mark="more"))
    found = suggested(as_person("resident"), "lift")
    client = visit("resident")
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(f"{PAGE}found/civic/{found.members[0].id}/")
    assert answer.status_code == 200
    assert len(asked) <= 15
    assert len(answer.content) < 150_000
