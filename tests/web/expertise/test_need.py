"""Where to turn in need follows the country that whoever runs the site has set."""

from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings

from counterpoise.web.expertise.views.need import in_need


@pytest.mark.parametrize(("country", "first", "known"), [("nl", "112", 3), ("gb", "999", 2), ("fi", "112", 1)])
def test_the_numbers_are_those_of_the_country(settings: Settings, country: str, first: str, known: int) -> None:
    settings.COUNTERPOISE_COUNTRY = country
    assert in_need()[0][1] == first
    assert len(in_need()) == known
