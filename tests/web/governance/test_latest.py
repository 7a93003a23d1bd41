from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db.models import F, Q
from django.db.models.lookups import IsNull

from counterpoise.record import Row
from counterpoise.web.governance.selectors.kinds import KINDS
from counterpoise.web.governance.selectors.latest import latest_keys
from counterpoise.web.people.selectors import Viewer

pytestmark = pytest.mark.django_db
As = Callable[[str], Viewer]


def by_django(_kind: type[Row]) -> Q:
    """Let every row through, in words that only Django can write as SQL."""
    return Q(IsNull(F("pk"), False))


@pytest.mark.parametrize("person", ["", "resident", "manager", "council-member"])
@pytest.mark.parametrize("initiative", ["", "lindehof-together", "meals"])
def test_keys_that_are_written_down_at_once_are_those_that_django_writes(
    person: str, initiative: str, as_person: As
) -> None:
    viewer = as_person(person)
    for most in (5, 1000):
        ours = latest_keys(KINDS, viewer=viewer, initiative=initiative, most=most)
        theirs = latest_keys(KINDS, viewer=viewer, initiative=initiative, where=by_django, most=most)
        assert ours == theirs
        assert ours


def test_the_latest_comes_first_and_what_has_no_day_comes_last(as_person: As) -> None:
    keys = [key for _, key in latest_keys(KINDS, viewer=as_person("resident"), most=1000)]
    assert len(keys) > 50
    assert [key.when for key in keys] == sorted((key.when for key in keys), reverse=True)
