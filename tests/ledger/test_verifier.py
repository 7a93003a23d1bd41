from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from counterpoise.ledger.archive import verify_files
from counterpoise.ledger.checkpoint import sign
from counterpoise.ledger.cosignatures import cosign
from counterpoise.ledger.envelope import commitment
from counterpoise.ledger.erasure import Ground
from counterpoise.ledger.findings import Verdict
from counterpoise.ledger.memory import Memory
from counterpoise.ledger.notes import Checkpoint, ed25519
from counterpoise.ledger.verifier import LogFiles
from tests.ledger.logs import BOARD, COUNCIL, HOST, START, STRANGER, a_log, changed, host_rewrites, with_line, witnessed
from tests.ledger.rewrites import rewrites_detected_and_named

CHECK = ed25519()


def verdict(files: LogFiles, memory: Memory | None = None) -> Verdict:
    return verify_files([files], memory=memory, check=CHECK)


def named(found: Verdict) -> list[tuple[str, int | None, int | None]]:
    return [(one.code, one.seq, one.last) for one in found.findings]


def codes(found: Verdict) -> set[str]:
    return {one.code for one in found.findings if not one.is_remark}


def test_a_log_as_it_was_kept_holds() -> None:
    found = verdict(a_log(20).files())
    assert found.holds
    assert found.findings == ()
    assert (found.logs[0].size, found.logs[0].entries) == (20, 20)
    assert found.logs[0].outside_at == int((START + timedelta(minutes=20)).timestamp())


def test_a_log_without_checkpoints_is_said_to_have_none() -> None:
    found = verdict(a_log(3, every=50).files())
    assert named(found) == [("no_checkpoint", None, None)]
    assert found.logs[0].root == a_log(3, every=50).checkpoint().root
    assert verdict(a_log(0).files()).holds


def test_one_rewritten_row_is_named_by_what_the_tree_kept() -> None:
    files = a_log(20).files()
    found = verdict(with_line(files, 7, changed(files.entries[7], {"type": "verdict"})))
    assert named(found) == [("rewritten", 7, 7)]


def test_a_rewritten_row_and_its_hash_are_named_within_two_checkpoints() -> None:
    log = a_log(20)
    files = log.files()
    line = changed(files.entries[7], {"type": "verdict"})
    found = verdict(replace(with_line(files, 7, line), leaves=[]))
    assert named(found) == [("root_differs", 5, 9)]
    assert found.findings[0].given == {"size": 10}


def test_an_entry_put_beside_the_tree_is_named() -> None:
    files = a_log(20).files()
    more = a_log(21).files().entries[20]
    assert named(verdict(replace(files, entries=[*files.entries, more], complete=False)))[0] == ("added", 20, 20)


@pytest.mark.parametrize("keep_leaves", [True, False])
def test_a_log_that_was_cut_off_is_named(keep_leaves: bool) -> None:
    files = a_log(20).files()
    cut = replace(
        files, entries=files.entries[:13], leaves=files.leaves if keep_leaves else [], bodies=files.bodies[:13]
    )
    assert named(verdict(cut)) == [("truncated", 13, 19)]


def test_a_log_cut_off_together_with_its_tree_is_named_by_its_checkpoint() -> None:
    files = a_log(20).files()
    cut = replace(files, entries=files.entries[:13], leaves=files.leaves[:13], bodies=files.bodies[:13])
    assert named(verdict(cut)) == [("truncated", 13, 19)]


def test_two_pasts_signed_for_one_size_are_named() -> None:
    files = a_log(20).files()
    other = sign(Checkpoint(origin=files.origin, size=10, root=b"o" * 32), signer=HOST)
    found = verdict(replace(files, notes=[*files.notes, other]))
    assert named(found)[0] == ("two_roots", 5, 9)


def test_a_checkpoint_by_another_key_is_named() -> None:
    files = a_log(20).files()
    found = verdict(replace(files, key=STRANGER.key))
    assert codes(found) == {"wrong_key"}
    assert len(found.findings) == 4


def test_a_false_signature_is_named_whoever_made_it() -> None:
    files = a_log(20, every=20).files()
    text, lines = files.notes[0].split("\n\n")
    host, council = lines.splitlines(keepends=True)
    other = a_log(20, every=20, seed=8).files().notes[0].split("\n\n")[1].splitlines(keepends=True)
    for pair, name in (((other[0], council), HOST.name), ((host, other[1]), COUNCIL.name)):
        found = verdict(replace(files, notes=[f"{text}\n\n{''.join(pair)}"]))
        assert [(one.code, one.given["name"]) for one in found.findings if not one.is_remark] == [
            ("bad_signature", name)
        ]


def test_a_checkpoint_that_cannot_be_read_or_is_of_another_log_is_named() -> None:
    files = a_log(20).files()
    found = verdict(replace(files, notes=["no note", *files.notes]))
    assert [(one.code, one.given) for one in found.findings] == [("checkpoint_unreadable", {"number": 1})]
    elsewhere = sign(Checkpoint(origin="elsewhere", size=1, root=b"r" * 32), signer=HOST)
    assert "other_origin" in codes(verdict(replace(files, notes=[*files.notes, elsewhere])))


def test_nobody_from_outside_is_remarked_and_the_ledger_holds() -> None:
    log = a_log(4, every=50)
    witnessed(log, by=BOARD)
    found = verdict(log.files())
    assert found.holds
    assert named(found) == [("never_outside", None, None)]


def test_an_entry_with_a_later_time_than_its_witness_is_remarked() -> None:
    log = a_log(10, every=50)
    for _ in range(2):
        log.append("decision", {"words": "next year"}, at=START + timedelta(days=365))
    log.notes.append(cosign(log.sign(), signer=COUNCIL, at=START + timedelta(minutes=20)))
    found = verdict(log.files())
    assert found.holds
    assert [(one.code, one.seq, one.last) for one in found.findings] == [("clock_ahead", 10, 11)]


def test_without_the_package_for_signatures_it_is_said_that_they_are_not_checked() -> None:
    found = verify_files([a_log(5).files()], check=None)
    assert found.holds
    assert named(found) == [("signatures_not_checked", None, None)]


def test_a_text_that_is_not_the_one_that_was_entered_is_named() -> None:
    files = a_log(6).files()

    def with_body(**change: object) -> Verdict:
        return verdict(replace(files, bodies=[*files.bodies[:2], {**files.bodies[2], **change}, *files.bodies[3:]]))

    assert named(with_body(body='{"words":"something else"}')) == [("text_differs", 2, None)]
    assert named(with_body(salt="00")) == [("text_differs", 2, None)]
    assert [one.code for one in with_body(salt=None).findings][:1] == ["text_unreadable"]
    assert [one.given for one in with_body(seq=99).findings][:1] == [{"row": 3}]
    assert [one.code for one in with_body(seq=[]).findings][:1] == ["text_unreadable"]
    assert [one.code for one in with_body(body=3).findings][:1] == ["text_unreadable"]


def test_what_was_erased_is_gone_and_the_ledger_holds() -> None:
    log = a_log(6)
    root = log.checkpoint().root
    log.erase([2, 4], ground=Ground.ASKED, at=START + timedelta(minutes=6))
    files = log.files()
    assert verdict(files).holds
    assert {row["seq"] for row in files.bodies} == {0, 1, 3, 5, 6}
    assert verdict(replace(files, entries=files.entries[:6], leaves=files.leaves[:6], bodies=[])).logs[0].size == 5
    assert a_log(6).checkpoint().root == root


def test_a_text_that_went_without_an_erasure_is_named() -> None:
    files = a_log(6).files()
    assert named(verdict(replace(files, bodies=files.bodies[:3]))) == [("text_gone", 3, 5)]
    found = verdict(replace(files, bodies=files.bodies[:3], complete=False))
    assert found.holds
    assert [(one.code, one.given) for one in found.findings] == [("no_text", {"number": 3})]


def test_an_erased_text_that_is_still_there_is_named() -> None:
    log = a_log(6)
    before = log.files().bodies
    log.erase([2], ground=Ground.UNLAWFUL, at=START + timedelta(minutes=6))
    files = log.files()
    found = verdict(replace(files, bodies=[*files.bodies, before[2]]))
    assert [(one.code, one.seq, one.given) for one in found.findings] == [("erased_but_there", 2, {"erasure": 6})]


@pytest.mark.parametrize("body", [{"log": "room", "entries": [2]}, {"entries": 3, "log": "common"}, {"words": "x"}])
def test_an_erasure_of_another_log_or_of_nothing_erases_nothing_here(body: Mapping[str, Any]) -> None:
    log = a_log(4, every=50)
    log.append("erasure", body, at=START + timedelta(minutes=5))
    files = log.files()
    assert named(verdict(replace(files, bodies=[files.bodies[0], files.bodies[1], *files.bodies[3:]])))[0] == (
        "text_gone",
        2,
        2,
    )


# ── a witness who remembers ───────────────────────────────────────────────────────────────────────────────────────────


def remembered(size: int = 20) -> Memory:
    return verdict(a_log(size).files()).memory


def test_a_log_that_grew_holds_for_whoever_remembers_it() -> None:
    found = verdict(a_log(25).files(), remembered(20))
    assert found.holds
    assert found.memory[HOST.name]["size"] == 25


def test_an_older_log_put_back_is_named_and_the_newer_one_stays_remembered() -> None:
    memory = remembered(20)
    found = verdict(a_log(15).files(), memory)
    assert named(found) == [("rolled_back", 15, 19)]
    assert found.memory == memory


def test_another_past_by_a_host_who_holds_the_key_is_named_by_the_witness() -> None:
    files = a_log(20).files()
    line = changed(files.entries[7], {"c": commitment(b"s" * 32, {"words": "we never said that"})})
    forged = host_rewrites(files, lambda lines: [*lines[:7], line, *lines[8:]])
    assert codes(verdict(replace(forged, bodies=[], complete=False))) == set()  # nothing inside the file betrays it
    assert named(verdict(replace(forged, bodies=[], complete=False), remembered(20)))[:2] == [
        ("changed_since", 7, 7),
        ("forked", 7, 19),
    ]


def test_a_witness_with_nothing_but_a_checkpoint_still_refuses_another_past() -> None:
    files = a_log(20).files()
    forged = host_rewrites(files, lambda lines: [*lines[:7], changed(lines[7], {"type": "verdict"}), *lines[8:]])
    memory = {HOST.name: {**remembered(20)[HOST.name], "leaves": "", "key": ""}}
    assert ("forked", 0, 19) in named(verdict(replace(forged, bodies=[], complete=False), memory))


def test_another_key_than_before_is_named() -> None:
    memory = {HOST.name: {**remembered(20)[HOST.name], "key": STRANGER.key.to_text()}}
    assert codes(verdict(a_log(20).files(), memory)) == {"other_key"}


def test_a_log_that_was_there_before_may_not_be_left_out() -> None:
    memory = {**remembered(20), "lindehof.example/room": remembered(20)[HOST.name]}
    found = verdict(a_log(20).files(), memory)
    assert [(one.code, one.given) for one in found.findings] == [("log_missing", {"origin": "lindehof.example/room"})]


def test_two_logs_of_one_name_in_one_file_are_named() -> None:
    found = verify_files([a_log(20).files(), a_log(20, seed=8).files()], check=CHECK)
    assert [(one.code, one.given) for one in found.findings] == [("log_twice", {"origin": HOST.name})]


# ── random rewrites ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_random_rewrites_before_a_witnessed_size_are_detected_and_named() -> None:
    assert rewrites_detected_and_named(300, seed=5) == 300


@pytest.mark.faults
@pytest.mark.slow
def test_ten_thousand_of_ten_thousand_random_rewrites_are_detected_and_named() -> None:
    assert rewrites_detected_and_named(10_000, seed=6) == 10_000


def test_a_log_whose_clock_was_a_year_ahead_is_remarked_from_its_first_entry() -> None:
    log = a_log(3, every=50)
    log.notes.append(cosign(log.sign(), signer=COUNCIL, at=START - timedelta(days=365)))
    assert [(one.code, one.seq, one.last) for one in verdict(log.files()).findings] == [("clock_ahead", 0, 2)]
