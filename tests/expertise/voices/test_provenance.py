import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.expertise.voices.provenance import Item, Origin, Stage, first_origin, suggested_links, survival
from counterpoise.statistics.intervals import wilson


def test_each_stage_counts_those_that_came_further() -> None:
    items = [Item("citizen", stage) for stage in Stage] + [Item("agenda", Stage.DONE)]
    found = survival(items)
    assert list(found) == ["agenda", "citizen"]
    assert [found["citizen"].reached[stage] for stage in Stage] == [5, 4, 3, 2, 1]
    assert found["citizen"].interval[Stage.DECIDED] == wilson(2, 5)
    assert found["agenda"].raised == 1


@given(st.lists(st.builds(Item, st.sampled_from(["a", "b"]), st.sampled_from(list(Stage)))))
def test_nothing_that_was_raised_is_lost_and_no_stage_grows(items: list[Item]) -> None:
    found = survival(items)
    assert sum(one.raised for one in found.values()) == len(items)
    for one in found.values():
        counts = [one.reached[stage] for stage in Stage]
        assert counts == sorted(counts, reverse=True)
    assert survival(items[::-1]) == found


def test_who_said_it_first_is_its_origin() -> None:
    assert first_origin([(3, Origin.AGENDA), (1, Origin.CITIZEN), (2, Origin.PROFESSIONAL)]) == Origin.CITIZEN
    assert first_origin([(1, Origin.CITIZEN), (1, Origin.AGENDA)]) == Origin.UNKNOWN
    assert first_origin([]) == Origin.UNKNOWN


def test_texts_with_like_words_are_suggested_for_people_to_confirm() -> None:
    raised = ["The soup is cold at dinner", "Parking costs too much", "Nobody listens at night"]
    (link,) = suggested_links(raised, ["Dinner and soup are served warm from May."], "en")
    assert (link.earlier, link.later) == (0, 0)
    assert 0.25 <= link.similarity <= 1
    assert suggested_links(raised, ["Invoices go by mail."], "en") == ()
    assert suggested_links([], ["Invoices go by mail."], "en") == ()


def test_the_same_text_is_the_most_alike() -> None:
    links = suggested_links(["soup is cold", "soup is warm"], ["soup is warm"], "en")
    assert links[0].earlier == 1
    assert links[0].similarity == pytest.approx(1.0, abs=1e-6)
