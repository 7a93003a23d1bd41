from __future__ import annotations

from collections.abc import Callable

import pytest

from counterpoise.web.interests import models
from counterpoise.web.interests.selectors import interests_visible_to
from counterpoise.web.people.selectors import Viewer

As = Callable[[str], Viewer]


@pytest.mark.parametrize(
    ("person", "count"), [("citizen-1", 2), ("logistics-colleague", 4), ("researcher", 2), ("", 2)]
)
def test_a_friction_of_one_side_is_read_by_that_side_alone(person: str, count: int, as_person: As) -> None:
    seen = interests_visible_to("lindehof-together", viewer=as_person(person))
    assert seen is not None
    assert len(seen.frictions) == count


def test_positions_stand_side_by_side(as_person: As) -> None:
    seen = interests_visible_to("lindehof-together", viewer=as_person("citizen-1"))
    assert seen is not None
    oldest = seen.frictions[0]
    assert oldest.sides_heard == 2
    assert oldest.civic[0].group is not None
    assert not oldest.others


def test_that_there_is_a_friction_is_told_only_where_the_side_that_sees_it_agrees(
    as_person: As, forgets: Callable[[], None]
) -> None:
    before = interests_visible_to("lindehof-together", viewer=as_person("citizen-1"))
    assert before is not None
    models.Friction.objects.filter(id="friction-limits").update(existence_shared=True, space=None)
    forgets()
    after = interests_visible_to("lindehof-together", viewer=as_person("citizen-1"))
    assert after is not None
    assert (before.hidden, after.hidden) == (0, 1)
    assert len(after.frictions) == len(before.frictions)


def test_there_is_nothing_where_there_is_no_such_initiative(as_person: As) -> None:
    assert interests_visible_to("nowhere", viewer=as_person("citizen-1")) is None
