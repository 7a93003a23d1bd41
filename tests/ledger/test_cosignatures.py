from datetime import datetime, timedelta

import pytest

from counterpoise.ledger.checkpoint import SignerError, sign
from counterpoise.ledger.cosignatures import RefusedError, Witness, confirm, cosign, merge, unwitnessed
from counterpoise.ledger.notes import Checkpoint, NoteError, ed25519, read_checkpoint, read_note, signed
from tests.ledger.logs import BOARD, COUNCIL, HOST, ROOM, START, STRANGER, WITNESSES, a_log

LOG = a_log(20)
CHECK = ed25519()
FIRST, LAST = LOG.notes[0], LOG.notes[-1]


def checkpoint(note: str) -> Checkpoint:
    return read_checkpoint(read_note(note).text)


def test_a_witness_adds_a_line_with_the_time() -> None:
    note = cosign(LOG.sign(), signer=COUNCIL, at=START)
    assert signed(read_note(note), COUNCIL.key, CHECK) == [(True, int(START.timestamp()))]
    assert signed(read_note(note), HOST.key, CHECK) == [(True, 0)]


def test_only_a_witness_cosigns_and_only_with_a_zone() -> None:
    with pytest.raises(SignerError):
        cosign(LAST, signer=HOST, at=START)
    with pytest.raises(ValueError, match="time zone"):
        cosign(LAST, signer=COUNCIL, at=START.replace(tzinfo=None))
    with pytest.raises(NoteError):
        cosign("no note", signer=COUNCIL, at=START)


def confirmed(note: str, last: Checkpoint | None, proof: tuple[bytes, ...] = ()) -> str:
    return confirm(note, key=HOST.key, last=last, proof=proof, signer=BOARD, at=START, check=CHECK)


def test_a_witness_confirms_what_continues_the_last_one() -> None:
    assert len(read_note(confirmed(FIRST, None)).signatures) == 3
    proof = LOG.prove_growth(size1=5, size2=20)
    assert len(read_note(confirmed(LAST, checkpoint(FIRST), proof)).signatures) == 3
    nothing = Checkpoint(origin=HOST.name, size=0, root=a_log(0).checkpoint().root)
    assert len(read_note(confirmed(LAST, nothing)).signatures) == 3


def test_a_witness_refuses_another_past_an_older_log_another_log_and_another_key() -> None:
    proof = LOG.prove_growth(size1=5, size2=20)
    other = sign(a_log(20, seed=8).checkpoint(), signer=HOST)
    for note, last, code in (
        (other, checkpoint(FIRST), "forked"),
        (FIRST, checkpoint(LAST), "rolled_back"),
        (sign(LOG.checkpoint(), signer=STRANGER), None, "not_signed"),
        (LAST, Checkpoint(origin=ROOM.name, size=5, root=checkpoint(FIRST).root), "other_log"),
    ):
        with pytest.raises(RefusedError) as raised:
            confirmed(note, last, proof)
        assert raised.value.code == code


def test_signatures_of_two_copies_come_together_each_once() -> None:
    note = LOG.sign()
    one, other = cosign(note, signer=COUNCIL, at=START), cosign(note, signer=BOARD, at=START)
    both = merge(one, other)
    assert [each.name for each in read_note(both).signatures] == [HOST.name, COUNCIL.name, BOARD.name]
    assert merge(both, one) == both


@pytest.mark.parametrize(
    ("other", "code"), [(FIRST, "forked"), (sign(a_log(5, signer=ROOM).checkpoint(), signer=ROOM), "other_log")]
)
def test_signatures_of_another_checkpoint_are_refused(other: str, code: str) -> None:
    with pytest.raises(RefusedError) as raised:
        merge(LAST, other)
    assert raised.value.code == code


# ── the unwitnessed window ────────────────────────────────────────────────────────────────────────────────────────────


def days(notes: list[str], at: datetime, since: datetime | None = None) -> float | None:
    return unwitnessed(notes, witnesses=WITNESSES, at=at, check=CHECK, since=since)


def test_the_window_is_the_age_of_the_last_confirmation_from_outside() -> None:
    old = cosign(FIRST, signer=COUNCIL, at=START)
    new = cosign(LAST, signer=COUNCIL, at=START + timedelta(days=4))
    assert days([new, old], START + timedelta(days=10)) == 6.0
    assert days([new, old], START + timedelta(days=3)) == pytest.approx(3 - 20 / 1440)  # what came later counts not


def test_the_organizations_own_witness_does_not_count() -> None:
    note = cosign(LOG.sign(), signer=BOARD, at=START)
    assert days([note], START + timedelta(days=5)) is None
    assert days([note], START + timedelta(days=5), since=START - timedelta(days=1)) == 6.0
    assert days([note], START, since=START + timedelta(days=1)) == 0.0


def test_a_false_confirmation_does_not_count() -> None:
    note = cosign(LOG.sign(), signer=COUNCIL, at=START)
    false = note.replace("\n20\n", "\n21\n")
    assert days([false, "no note"], START + timedelta(days=5)) is None
    stranger = [Witness(key=BOARD.key, outside=True)]
    assert unwitnessed([note], witnesses=stranger, at=START, check=CHECK) is None
