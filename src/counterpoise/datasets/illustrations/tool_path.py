"""What the illustrations do not hold: how it could have gone on with the software, and how it stood before closing."""

from dataclasses import replace
from datetime import date

from counterpoise.datasets.illustrations.telling import MEALS, told
from counterpoise.record import Moment, Record, Row, Side
from counterpoise.record.contributions import Digest, Question, Reframe, ReframeReply
from counterpoise.record.decisions import Decision
from counterpoise.record.mandates import Mandate
from counterpoise.record.people import ReleasedCount
from counterpoise.record.schema import links

__all__ = ["with_digest_and_reframe", "without_closing"]


def with_digest_and_reframe(record: Record) -> Record:
    """Add how the meals could have gone on: the council shares a digest by vote, and the question is worded anew.

    Parameters
    ----------
    record
        The record of the illustrations.

    Returns
    -------
    Record
        With the digest of 14 October 2013 (eight votes to one) and the counts that the room released with it, the
        other wording of 15 October and the question that replaced the first one on 21 October.
    """
    proposed = Reframe(
        id="reframe-mealtimes",
        **told("2013-10-15", of=MEALS, by="council-member"),
        question="question-presentation",
        text="What would make mealtimes good for you?",
        author_side=Side.CIVIC,
    )
    accepted = told("2013-10-21", of=MEALS, by="manager")
    answered = replace(
        proposed,
        version=2,
        supersedes_reason="Answered.",
        recorded_at=accepted["recorded_at"],
        recorded_by="manager",
        reply=ReframeReply.ACCEPTED,
        replied_at=Moment.parse("2013-10-21"),
        replaced_by="question-mealtimes",
    )
    question = Question(
        id="question-mealtimes",
        **accepted,
        matter="mealtimes",
        text="What would make mealtimes good for you?",
        author_side=Side.CIVIC,
        use="To change how meals are made, served and helped with.",
        in_reply_to="question-presentation",
        open_to=("residents",),
    )
    return record.with_rows([*_digest(), proposed, answered, question])


def _digest() -> list[Row]:
    shared = told("2013-10-14", of=MEALS, by="council-member")
    digest = Digest(
        id="digest-mealtimes",
        **shared,
        from_space="council-room",
        matter="mealtimes",
        text="The food is cold, there is too little time, and who needs help has to wait. We would like to choose.",
        votes_for=8,
        votes_against=1,
        released_at=Moment.parse("2013-10-14"),
        released_by="council-member",
    )
    # How many of the contributions were critical, while somebody of the organization was there and while nobody was.
    counts = [
        ReleasedCount(
            id=f"released-critical-{part}",
            **shared,
            room="council-room",
            indicator="expertise.presence",
            part=part,
            counted_on=date(2013, 10, 14),
            numerator=number,
            denominator=number,
            released_by="council-member",
        )
        for part, number in (("present", 0), ("absent", 7))
    ]
    return [digest, *counts]


def without_closing(record: Record) -> Record:
    """Leave out the decision that the home closes, and everything that refers to it.

    Parameters
    ----------
    record
        The record of the illustrations.

    Returns
    -------
    Record
        As it would stand if nobody had written the decision down: without its notices, worries and traces, and without
        the version of the mandate that was claimed with it.
    """
    gone = {(Decision.TABLE, "closing")}
    rows = [row for row in record if not _claimed_with_it(row)]
    while True:
        kept = [row for row in rows if (row.TABLE, row.id) not in gone and not _names(row, gone)]
        if len(kept) == len(rows):
            return Record.of(kept)
        gone |= {(row.TABLE, row.id) for row in rows} - {(row.TABLE, row.id) for row in kept}
        rows = kept


def _claimed_with_it(row: Row) -> bool:
    return isinstance(row, Mandate) and row.id == "stay-or-close-claimed" and row.version == 3


def _names(row: Row, gone: set[tuple[str, str]]) -> bool:
    # Only whole fields: no part of a record of the illustrations points to a decision.
    for link in links(type(row)):
        value = getattr(row, link.path, None)
        targets = value if isinstance(value, tuple) else (value,)
        if any((link.to, target) in gone for target in targets):
            return True
    return False
