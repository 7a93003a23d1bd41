from __future__ import annotations

import sys
import types
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from counterpoise.expertise.voices.parser import NoParserError, reader_of, role_reader
from counterpoise.expertise.voices.roles import Role


@dataclass(eq=False)
class Token:
    """A word as a parser gives it."""

    idx: int
    lower_: str
    dep_: str
    pos_: str = "VERB"
    head: Token = field(init=False)
    children: list[Token] = field(default_factory=list)


def sentence(*words: tuple[str, str, int]) -> list[Token]:
    """Return the words of a sentence, each with its relation and the place of the word that it hangs on."""
    tokens, at = [], 0
    for text, dep, _ in words:
        tokens.append(Token(at, text, dep))
        at += len(text) + 1
    for token, (_, _, head) in zip(tokens, words, strict=True):
        token.head = tokens[head]
        if tokens[head] is not token:
            tokens[head].children.append(token)
    return tokens


@pytest.mark.parametrize(
    ("words", "at", "role"),
    [
        ([("residents", "nsubj", 1), ("decide", "ROOT", 1)], 0, Role.AGENT),
        ([("residents", "nsubj:pass", 1), ("informed", "ROOT", 1)], 0, Role.RECIPIENT),
        ([("residents", "nsubj", 2), ("are", "aux:pass", 2), ("informed", "ROOT", 2)], 0, Role.RECIPIENT),
        ([("residents", "nsubj", 1), ("receive", "ROOT", 1)], 0, Role.RECIPIENT),
        ([("inform", "ROOT", 0), ("residents", "obj", 0)], 1, Role.RECIPIENT),
        ([("talk", "ROOT", 0), ("with", "case", 2), ("residents", "obl", 0)], 2, Role.PARTNER),
        ([("made", "ROOT", 0), ("by", "agent", 0), ("residents", "pobj", 1)], 2, Role.AGENT),
        ([("participation", "ROOT", 0), ("of", "case", 2), ("residents", "nmod", 0)], 2, Role.AGENT),
        ([("treatment", "ROOT", 0), ("of", "prep", 0), ("residents", "pobj", 1)], 2, Role.RECIPIENT),
        ([("needs", "ROOT", 0), ("of", "case", 2), ("residents", "nmod", 0)], 2, Role.OTHER),
        ([("residents", "poss", 1), ("needs", "ROOT", 1)], 0, Role.OTHER),
        ([("nurses", "nsubj", 3), ("and", "cc", 2), ("residents", "conj", 0), ("decide", "ROOT", 3)], 2, Role.AGENT),
        ([("residents", "ROOT", 0)], 0, None),
        ([("residents", "nsubj", 1), ("were", "ROOT", 1), ("kind", "acomp", 1)], 0, None),
        ([("residents", "nsubj", 2), ("are", "cop", 2), ("kind", "ROOT", 2)], 0, None),
        ([("residents", "nsubj", 1), ("get", "ROOT", 1), ("home", "advmod", 1)], 0, None),
        ([("help", "ROOT", 0), ("residents", "nsubj", 2), ("decide", "ccomp", 0)], 1, Role.RECIPIENT),
        ([("say", "ROOT", 0), ("residents", "nsubj", 2), ("decide", "ccomp", 0)], 1, Role.AGENT),
        ([("help", "ROOT", 0), ("that", "mark", 3), ("residents", "nsubj", 3), ("decide", "ccomp", 0)], 2, Role.AGENT),
        (
            [("places", "ROOT", 0), ("for", "mark", 3), ("residents", "nsubj", 3), ("join", "relcl", 0)],
            2,
            Role.RECIPIENT,
        ),
        ([("number", "nsubj", 3), ("of", "prep", 0), ("residents", "pobj", 1), ("decide", "ROOT", 3)], 2, Role.AGENT),
    ],
)
def test_relations_become_roles(words: list[tuple[str, str, int]], at: int, role: Role | None) -> None:
    tokens = sentence(*words)
    read = reader_of(lambda _: tokens, "en")
    assert read("", [(tokens[at].idx, 0)]) == [role]


def test_a_subject_of_what_is_no_verb_is_left_to_the_rules() -> None:
    tokens = sentence(("staff", "nsubj", 1), ("polite", "ROOT", 1))
    tokens[1].pos_ = "ADJ"
    assert reader_of(lambda _: tokens, "en")("", [(0, 5)]) == [None]


def test_a_name_that_the_parser_cut_otherwise_is_left_to_the_rules() -> None:
    assert reader_of(lambda _: [], "en")("", [(4, 9)]) == [None]


def test_without_spacy_the_operator_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterpoise.expertise.voices.parser.find_spec", lambda _: None)
    with pytest.raises(NoParserError):
        role_reader(Path("nowhere"), "en")


def test_a_pipeline_is_opened_where_the_operator_says(monkeypatch: pytest.MonkeyPatch) -> None:
    spacy = types.ModuleType("spacy")
    tokens = sentence(("residents", "nsubj", 1), ("decide", "ROOT", 1))

    def load(path: Path) -> object:
        if path.name != "pipeline":
            raise OSError
        return lambda _: tokens

    monkeypatch.setattr(spacy, "load", load, raising=False)
    monkeypatch.setitem(sys.modules, "spacy", spacy)
    monkeypatch.setattr("counterpoise.expertise.voices.parser.find_spec", lambda _: object())
    assert role_reader(Path("pipeline"), "en")("Residents decide", [(0, 9)]) == [Role.AGENT]
    with pytest.raises(NoParserError):
        role_reader(Path("elsewhere"), "en")
