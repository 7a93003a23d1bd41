"""Roles from a parser, where the operator supplies one: a spaCy pipeline for the language, kept on the machine.

Nothing is fetched. Without a pipeline the rules of `english` and `dutch` work, and the result says so.
"""

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from counterpoise.expertise.voices.phrases import grammar
from counterpoise.expertise.voices.roles import Role

__all__ = ["NoParserError", "role_reader"]

RoleReader = Callable[[str, Sequence[tuple[int, int]]], Sequence[Role | None]]

_LINKING = frozenset({"conj", "appos"})
_SUBJECT, _PASSIVE = frozenset({"nsubj", "csubj"}), frozenset({"nsubjpass", "nsubj:pass"})
_OBJECT = frozenset({"dobj", "obj", "iobj", "dative"})
_INSIDE = frozenset({"ccomp", "xcomp"})
_OWNING = frozenset({"poss", "compound", "nmod:poss", "amod"})


class NoParserError(ValueError):
    """spaCy is not installed, or there is no pipeline at that place."""

    code = "voices.no_parser"

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(f"No spaCy pipeline can be opened at {path}. Install counterpoise[parse] and give its folder.")


def role_reader(pipeline: Path, language: str) -> RoleReader:
    """Return a reader of roles for `positioning`.

    Parameters
    ----------
    pipeline
        The folder of a spaCy pipeline with a parser.
    language
        ``en`` or ``nl``, the language of the pipeline.

    Raises
    ------
    NoParserError
        spaCy is absent, or the folder holds no pipeline.
    """
    if find_spec("spacy") is None:
        raise NoParserError(str(pipeline))
    import spacy

    try:
        parse = spacy.load(pipeline)
    except (OSError, ValueError) as error:
        raise NoParserError(str(pipeline)) from error
    return reader_of(parse, language)


def reader_of(parse: Callable[[str], Any], language: str) -> RoleReader:
    """Return a reader of roles around anything that parses a sentence as spaCy does."""

    def read(sentence: str, places: Sequence[tuple[int, int]]) -> list[Role | None]:
        tokens = {token.idx: token for token in parse(sentence)}
        return [_role(tokens[start], language) if start in tokens else None for start, _ in places]

    return read


def _role(token: Any, language: str) -> Role | None:  # noqa: ANN401 - spaCy publishes no types that we could need
    while token.dep_ in _LINKING and token.head is not token:
        token = token.head
    if token.dep_ in _OWNING:
        return Role.OTHER
    if token.dep_ in _PASSIVE or token.dep_ in _OBJECT:
        return Role.RECIPIENT
    if token.dep_ in _SUBJECT:
        return _of_subject(token, language)
    # Universal Dependencies hang the preposition on the noun; the older English scheme the noun on the preposition.
    case = next((child.lower_ for child in token.children if child.dep_ == "case"), "")
    if token.dep_ == "pobj":
        case = token.head.lower_
    return _by_preposition(case, token, language) if case else None


def _of_subject(token: Any, language: str) -> Role | None:  # noqa: ANN401 - see above
    rule, verb = grammar(language), token.head
    children = list(verb.children)
    if any(child.dep_ in _PASSIVE | {"aux:pass", "auxpass"} for child in children):
        return Role.RECIPIENT
    if rule.any_of(verb.lower_, ("verbs", "be"), ("verbs", "links"), ("verbs", "get")) or _says_what_they_are(verb):
        # "Residents are kind" makes nobody act: what stands behind the verb tells, and the rules read that.
        return None
    if rule.form_of(verb.lower_, "verbs", "receiving"):
        return Role.RECIPIENT
    if any(child.dep_ == "mark" and child.lower_ in rule.of("prepositions", "recipient") for child in children):
        return Role.RECIPIENT  # "places for residents to join"
    if _is_let(token, language):
        return Role.RECIPIENT
    return Role.AGENT


def _says_what_they_are(verb: Any) -> bool:  # noqa: ANN401 - see above
    kind = getattr(verb, "pos_", "") or "VERB"
    return kind not in {"VERB", "AUX"} or any(child.dep_ == "cop" for child in verb.children)


def _is_let(token: Any, language: str) -> bool:  # noqa: ANN401 - see above
    """Whether somebody else makes or lets them do it: "it helps people develop"."""
    verb = token.head
    above = verb.head
    inside = verb.dep_ in _INSIDE and above.idx < token.idx < verb.idx
    told = any(child.dep_ in {"mark", "aux"} and child.idx < verb.idx for child in verb.children)
    return inside and not told and bool(grammar(language).form_of(above.lower_, "verbs", "on_people"))


def _by_preposition(case: str, token: Any, language: str) -> Role | None:  # noqa: ANN401 - see above
    rule = grammar(language)
    for name, role in (("partner", Role.PARTNER), ("agent", Role.AGENT), ("recipient", Role.RECIPIENT)):
        if case in rule.of("prepositions", name):
            return role
    above = token.head.head if token.dep_ == "pobj" else token.head
    if case in rule.of("prepositions", "of"):
        if above.lower_ in rule.of("nouns", "acts"):
            return Role.AGENT
        if above.lower_ in rule.of("nouns", "suffered"):
            return Role.RECIPIENT
        if above.lower_ in rule.of("nouns", "quantities") and above is not token:
            return _role(above, language)  # "a number of residents decide"
    return Role.OTHER
