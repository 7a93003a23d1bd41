"""Files of everything are handed out while they are made, to few people at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory

from counterpoise.web.ui.along import MOST_AT_ONCE, handed_out

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked() -> HttpRequest:
    return Client().get("/help/").wsgi_request


def test_nothing_is_made_before_it_is_asked_for(asked: HttpRequest) -> None:
    made: list[int] = []

    def pieces() -> Iterator[bytes]:
        for number in range(3):
            made.append(number)
            yield b"piece"

    answer = handed_out(asked, pieces(), name="all.zip", kind="application/zip")
    assert made == []
    walked = iter(answer)
    assert next(walked) == b"piece"
    assert made == [0]
    assert answer.headers["Content-Disposition"] == 'attachment; filename="all.zip"'
    answer.close()


def test_who_comes_while_two_take_a_file_along_is_asked_to_come_back_and_then_gets_it(asked: HttpRequest) -> None:
    taking = [handed_out(asked, iter([b"x"]), name="a", kind="text/plain") for _ in range(MOST_AT_ONCE)]
    refused = handed_out(asked, iter([b"x"]), name="a", kind="text/plain")
    assert refused.status_code == 503
    assert refused.headers["Retry-After"] == "60"
    assert "Wait a minute" in bytes(refused.getvalue()).decode()
    taking[0].close()
    taking[0].close()
    again = handed_out(asked, iter([b"x"]), name="a", kind="text/plain")
    assert again.status_code == 200
    assert handed_out(asked, iter([b"x"]), name="a", kind="text/plain").status_code == 503, "given back once, not twice"
    for answer in (again, *taking[1:]):
        answer.close()


def test_a_reader_who_goes_away_gives_the_place_back(asked: HttpRequest) -> None:
    for _ in range(MOST_AT_ONCE + 1):
        answer = handed_out(asked, iter([b"x", b"y"]), name="a", kind="text/plain")
        assert answer.status_code == 200
        next(iter(answer))
        del answer


def test_who_asks_only_for_the_head_gets_no_file_and_takes_no_place() -> None:
    request = RequestFactory().head("/ledger/take/")
    for _ in range(MOST_AT_ONCE + 1):
        answer = handed_out(request, iter([b"x"]), name="a", kind="text/plain")
        assert (answer.status_code, answer.streaming) == (200, False)
