from counterpoise.inclusion.care_team import care_team
from counterpoise.record import Level, Row
from counterpoise.record.people import Body, BodyKind, Seat
from counterpoise.record.trajectories import Agreement, Tie, TieKind
from tests.builders import at, case, row


def path() -> list[Row]:
    """Return a care path in which a daughter sits in the team, and a neighbour and a friend help without a place."""
    return [
        row(Tie, "daughter", kind=TieKind.INFORMAL),
        row(Tie, "neighbour", kind=TieKind.INFORMAL),
        row(Tie, "friend", kind=TieKind.INFORMAL),
        row(Tie, "nurse", kind=TieKind.FORMAL),
        row(Tie, "somebody"),
        row(Body, "team", kind=BodyKind.TEAM),
        row(Body, "council", kind=BodyKind.CLIENT_COUNCIL),
        row(Seat, "seat-daughter", body="team", person="daughter"),
        row(Seat, "seat-nurse", body="team", person="nurse"),
        row(Seat, "seat-elsewhere", body="council", person="friend"),
        row(Seat, "seat-past", body="team", person="friend", active_until=at("2014-01-01")),
        row(Agreement, "visits", by="daughter"),
        row(Agreement, "shopping", by="neighbour"),
        row(Agreement, "walks", by="friend"),
        row(Agreement, "washing", by="nurse"),
        row(Agreement, "unknown", by="somebody"),
        row(Agreement, "nobody"),
        row(Agreement, "stopped", by="neighbour", stepped_back_on=at("2014-05-01")),
    ]


def test_what_is_done_without_a_place_in_the_team_is_counted() -> None:
    found = care_team(case(*path(), level=Level.INDIVIDUAL), seed=1)
    assert (found.numerator, found.denominator) == (2, 3)
    assert found.evidence.numerator == ("shopping", "walks")
    assert found.evidence.excluded == ("nobody", "unknown")
    assert [(part.name, part.numerator, part.denominator) for part in found.parts] == [("informal", 3, 4)]
    assert (found.known, found.candidates) == (4, 6)


def test_without_a_team_on_record_there_is_no_figure() -> None:
    rows = [each for each in path() if each.id != "team"]
    found = care_team(case(*rows, level=Level.INDIVIDUAL), seed=1)
    assert (found.value, found.known, found.candidates) == (None, 0, 6)


def test_a_team_in_which_nobody_informal_does_anything_gives_none_either() -> None:
    rows = [each for each in path() if each.id in {"team", "nurse", "washing", "seat-nurse"}]
    assert care_team(case(*rows, level=Level.INDIVIDUAL), seed=1).value is None
    empty = [row(Body, "team", kind=BodyKind.TEAM)]
    assert care_team(case(*empty, level=Level.INDIVIDUAL), seed=1).parts == ()


def test_services_for_many_have_no_care_team() -> None:
    assert care_team(case(*path()), seed=1).candidates == 0
