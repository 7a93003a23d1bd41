from hypothesis import given
from hypothesis import strategies as st

from counterpoise.statistics.disclosure import Differencing, PublishedCount, differencing_risk


def _count(label: str, people: range) -> PublishedCount:
    return PublishedCount(label, frozenset(f"hash-{i}" for i in people))


ALL, WITHOUT_ONE, HALF = _count("all 40", range(40)), _count("the 39 who stayed", range(39)), _count("20", range(20))

members = st.frozensets(st.sampled_from("abcdefghijkl"), max_size=12)


def test_a_count_over_all_but_one_tells_about_that_one() -> None:
    assert differencing_risk([ALL], [WITHOUT_ONE]) == (Differencing("all 40", "the 39 who stayed", 1),)
    assert differencing_risk([WITHOUT_ONE], [ALL]) == (Differencing("all 40", "the 39 who stayed", 1),)


def test_two_counts_of_one_publication_are_compared_as_well() -> None:
    assert differencing_risk([], [ALL, WITHOUT_ONE]) == (Differencing("all 40", "the 39 who stayed", 1),)


def test_a_difference_about_enough_people_is_safe() -> None:
    assert differencing_risk([ALL], [HALF]) == ()
    assert differencing_risk([ALL], [_count("35", range(35))]) == ()
    assert differencing_risk([ALL], [_count("36", range(36))], threshold=4) == ()


def test_the_same_people_again_overlapping_people_and_nobody_are_no_risk() -> None:
    assert differencing_risk([ALL], [ALL, _count("all 40 again", range(40))]) == ()
    assert differencing_risk([_count("a", range(20))], [_count("b", range(1, 21))]) == ()
    assert differencing_risk([_count("few", range(3))], [_count("nobody", range(0))]) == ()


@given(st.lists(members, max_size=5), st.lists(members, max_size=4))
def test_a_risk_is_a_set_inside_another_with_few_people_left_over(
    released: list[frozenset[str]], planned: list[frozenset[str]]
) -> None:
    old = [PublishedCount(f"old {i}", people) for i, people in enumerate(released)]
    new = [PublishedCount(f"new {i}", people) for i, people in enumerate(planned)]
    by_label = {count.label: count.members for count in (*old, *new)}
    found = differencing_risk(old, new)
    for risk in found:
        rest = by_label[risk.larger] - by_label[risk.smaller]
        assert by_label[risk.smaller] < by_label[risk.larger]
        assert 1 <= len(rest) == risk.people < 5
        assert "new" in risk.larger + risk.smaller
    assert differencing_risk(reversed(old), reversed(new)) == found
