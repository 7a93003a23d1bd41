import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.statistics.disclosure import About, Audience, ImpossibleFigureError, display, review_display, rounded

INSIDE, PUBLIC = Audience.INSIDE, Audience.PUBLIC
STRICTNESS = {"suppressed": 0, "list": 0, "counts": 1, "rate": 2}


@pytest.mark.parametrize(
    ("about", "n", "inside", "public"),
    [
        (About.ACTS, 0, "counts", "counts"),
        (About.ACTS, 1, "rate", "rate"),
        (About.CONTRIBUTIONS, 1, "counts", "counts"),
        (About.CONTRIBUTIONS, 9, "counts", "counts"),
        (About.CONTRIBUTIONS, 10, "rate", "rate"),
        (About.PERSONS, 4, "suppressed", "suppressed"),
        (About.PERSONS, 5, "counts", "suppressed"),
        (About.PERSONS, 9, "counts", "suppressed"),
        (About.PERSONS, 10, "rate", "counts"),
        (About.PERSONS, 4000, "rate", "counts"),
        (About.PERSONS_TRAITS, 4000, "suppressed", "suppressed"),
        (About.REVIEW, 4, "suppressed", "suppressed"),
        (About.REVIEW, 5, "counts", "suppressed"),
        (About.REVIEW, 9, "counts", "suppressed"),
        (About.REVIEW, 10, "rate", "rate"),
    ],
)
def test_the_table_of_minimum_numbers_holds(about: About, n: int, inside: str, public: str) -> None:
    assert display(about, numerator=0, denominator=n, audience=INSIDE) == inside
    assert display(about, numerator=0, denominator=n, audience=PUBLIC) == public


@pytest.mark.parametrize(
    ("cells", "arms", "inside", "public"),
    [
        ((4, 8, 20, 8), (12, 28), "suppressed", "suppressed"),
        ((5, 7, 20, 8), (12, 28), "rate", "suppressed"),
        ((5, 4, 20, 8), (9, 28), "suppressed", "suppressed"),
        ((10, 12, 20, 18), (22, 38), "rate", "rate"),
        ((0, 12, 20, 18), (12, 38), "suppressed", "suppressed"),
    ],
)
def test_persons_by_outcome_need_every_cell_and_every_group(
    cells: tuple[int, ...], arms: tuple[int, ...], inside: str, public: str
) -> None:
    for audience, expected in ((INSIDE, inside), (PUBLIC, public)):
        shown = display(
            About.PERSONS_OUTCOME, numerator=cells[0], denominator=sum(cells), arms=arms, cells=cells, audience=audience
        )
        assert shown == expected


def test_without_cells_persons_by_outcome_look_at_the_part_and_the_rest() -> None:
    assert display(About.PERSONS_OUTCOME, numerator=5, denominator=10, audience=INSIDE) == "rate"
    assert display(About.PERSONS_OUTCOME, numerator=4, denominator=14, audience=INSIDE) == "suppressed"
    assert display(About.PERSONS_OUTCOME, numerator=14, denominator=14, audience=INSIDE) == "suppressed"


def test_the_cases_of_the_illustrations_are_shown_as_they_should() -> None:
    questions = display(About.CONTRIBUTIONS, numerator=1, denominator=6, audience=INSIDE)
    presence = display(About.CONTRIBUTIONS, numerator=7, denominator=10, arms=(3, 7), audience=INSIDE)
    drift = display(About.ACTS, numerator=1, denominator=3, minimum=5, audience=INSIDE)
    influence = display(About.REVIEW, numerator=0, denominator=21, arms=(12, 9), audience=INSIDE)
    reasoning = display(About.PERSONS, numerator=4, denominator=4, minimum=10, audience=INSIDE)
    assert (questions, presence, drift, influence, reasoning) == ("counts", "counts", "list", "counts", "suppressed")


def test_small_cells_of_persons_hide_the_figure_and_empty_ones_do_not() -> None:
    def shown(cells: tuple[int, ...], audience: Audience) -> str:
        return display(About.PERSONS, numerator=0, denominator=62, cells=cells, audience=audience)

    assert shown((27, 2, 33), INSIDE) == "suppressed"
    assert shown((27, 0, 35), INSIDE) == "rate"
    assert shown((27, 7, 28), INSIDE) == "rate"
    assert shown((27, 7, 28), PUBLIC) == "suppressed"


@given(
    st.sampled_from(About),
    st.integers(0, 60),
    st.lists(st.integers(0, 60), max_size=3),
    st.lists(st.integers(0, 60), max_size=4),
    st.integers(1, 12),
)
def test_the_public_never_sees_more_and_a_minimum_never_loosens(
    about: About, n: int, arms: list[int], cells: list[int], minimum: int
) -> None:
    def shown(audience: Audience, least: int) -> int:
        return STRICTNESS[
            display(about, numerator=0, denominator=n, arms=arms, cells=cells, minimum=least, audience=audience)
        ]

    assert shown(PUBLIC, minimum) <= shown(INSIDE, minimum)
    assert shown(INSIDE, minimum) <= shown(INSIDE, 1)


@given(
    st.sampled_from([About.CONTRIBUTIONS, About.PERSONS, About.REVIEW]), st.integers(0, 40), st.sampled_from(Audience)
)
def test_more_cases_never_show_less(about: About, n: int, audience: Audience) -> None:
    fewer = display(about, numerator=0, denominator=n, audience=audience)
    more = display(about, numerator=0, denominator=n + 1, audience=audience)
    assert STRICTNESS[fewer] <= STRICTNESS[more]


@pytest.mark.parametrize(
    ("n", "inside", "public"),
    [(0, "nothing", "nothing"), (4, "nothing", "nothing"), (5, "medians", "nothing"), (10, "means", "means")],
)
def test_answers_to_a_review_are_shown_by_their_number(n: int, inside: str, public: str) -> None:
    assert review_display(n) == inside
    assert review_display(n, audience=PUBLIC) == public


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (2, 0), (3, 5), (7, 5), (8, 10), (112, 110)])
def test_counts_are_rounded_to_five(count: int, shown: int) -> None:
    assert rounded(count) == shown


def test_halves_are_rounded_upwards() -> None:
    assert rounded(5, 10) == 10
    assert rounded(7, 1) == 7


def test_impossible_figures_are_refused() -> None:
    with pytest.raises(ImpossibleFigureError, match="zero or more") as refused:
        display(About.ACTS, numerator=-1, denominator=3, audience=INSIDE)
    assert refused.value.value == -1
    with pytest.raises(ImpossibleFigureError):
        display(About.ACTS, numerator=1, denominator=3, minimum=0, audience=INSIDE)
    with pytest.raises(ImpossibleFigureError):
        display(About.PERSONS, numerator=1, denominator=3, cells=(-2,), audience=INSIDE)
    with pytest.raises(ImpossibleFigureError):
        review_display(-1)
    for count, base in ((-1, 5), (1, 0)):
        with pytest.raises(ImpossibleFigureError):
            rounded(count, base)
