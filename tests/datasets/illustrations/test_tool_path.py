from counterpoise.datasets.illustrations import illustrations
from counterpoise.datasets.illustrations.tool_path import with_digest_and_reframe, without_closing
from counterpoise.record import Side, check
from counterpoise.record.contributions import Digest, Question, Reframe, ReframeReply
from counterpoise.record.decisions import Concern, Decision, GroupReference, Notice, Trace
from counterpoise.record.initiatives import ContextChange
from counterpoise.record.mandates import Mandate
from counterpoise.record.people import ReleasedCount

RECORD = illustrations()


def test_the_way_on_adds_a_digest_by_vote_and_another_question() -> None:
    record = with_digest_and_reframe(RECORD)
    assert check(record) == ()
    (digest,) = record.rows(Digest)
    assert (digest.votes_for, digest.votes_against, str(digest.released_at)) == (8, 1, "2013-10-14")
    last = record.rows(Reframe)[-1]
    assert (last.reply, last.replaced_by, str(last.replied_at)) == (
        ReframeReply.ACCEPTED,
        "question-mealtimes",
        "2013-10-21",
    )
    sides = [row.author_side for row in record.rows(Question) if row.initiative == "meals"]
    assert (sides.count(Side.CIVIC), len(sides)) == (1, 5)


def test_the_digest_brings_the_counts_of_the_room() -> None:
    counts = [row for row in with_digest_and_reframe(RECORD).rows(ReleasedCount) if row.room == "council-room"]
    assert {(row.part, row.numerator, row.denominator) for row in counts} == {("present", 0, 0), ("absent", 7, 7)}


def test_without_closing_nothing_speaks_of_it() -> None:
    record = without_closing(RECORD)
    assert check(record) == ()
    assert "closing" not in {row.id for row in record.rows(Decision)}
    assert "closing" not in {row.decision for row in record.rows(Concern)}
    assert "closing" not in {row.decision for row in record.rows(Notice)}
    assert "closing" not in {row.decision for row in record.rows(GroupReference)}
    assert record.rows(Trace) == ()
    assert max(row.version for row in record.rows(Mandate) if row.id == "stay-or-close-claimed") == 2


def test_without_closing_everything_else_stays() -> None:
    gone = {(row.TABLE, row.id, row.version) for row in RECORD} - {
        (row.TABLE, row.id, row.version) for row in without_closing(RECORD)
    }
    tables = [table for table, _, _ in gone]
    assert {table: tables.count(table) for table in set(tables)} == {
        "decisions": 1,
        "concerns": 13,
        "notices": 6,
        "traces": 39,
        "group_references": 6,
        "mandates": 1,
    }
    assert without_closing(RECORD).rows(ContextChange) == RECORD.rows(ContextChange)
