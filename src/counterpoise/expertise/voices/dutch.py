"""The role of a group of people in a Dutch sentence, from the words around its name.

No parser. Dutch puts its verb second in a main clause and last in another, so a clause is read as a whole: which verbs
are in it, and whether somebody else is its subject.
"""

from collections.abc import Sequence

from counterpoise.expertise.voices.phrases import Grammar, Phrase, Word, grammar
from counterpoise.expertise.voices.roles import Role

__all__ = ["role_of"]

_BORDERS = frozenset({";", ":", ".", "?", "!", '"', "(", ")", "—"})


def role_of(words: Sequence[Word], phrase: Phrase) -> Role:
    """Return the role of one phrase."""
    rule = grammar("nl")
    first = _past_quantity(words, phrase.first, rule)
    if words[phrase.head].possessive:
        return Role.OTHER
    low, high = _clause(words, first, phrase.last, rule)
    if first > low and (role := _after_preposition(words, first, (phrase.last, high), rule)) is not None:
        return role
    return _in_clause(words, (first, phrase.last), (low, high), rule)


def _past_quantity(words: Sequence[Word], first: int, rule: Grammar) -> int:
    if first < 2 or words[first - 1].text != "van" or words[first - 2].text not in rule.of("nouns", "quantities"):
        return first
    at = first - 2
    while at and rule.any_of(words[at - 1].text, ("phrase", "determiners"), ("phrase", "adjectives")):
        at -= 1
    return at


def _clause(words: Sequence[Word], first: int, last: int, rule: Grammar) -> tuple[int, int]:
    """Return the first word of the clause around a phrase, and the word after its last."""
    low = first
    while low and words[low - 1].text not in _BORDERS | {","}:
        low -= 1
        if words[low].text in rule.of("joining", "subordinating") and low + 1 < first and not _determines(words, low):
            break
    high = last + 1
    while high < len(words) and words[high].text not in _BORDERS | {","}:
        if words[high].text in rule.of("joining", "subordinating") and not _determines(words, high):
            break
        high += 1
    # "bewoners, die lang wachtten, werden geholpen": what stands between two commas belongs to the name.
    if high == last + 1 and [word.text for word in words[high : high + 2]] == [",", "die"]:
        closing = next((i for i in range(high + 2, len(words)) if words[i].text == ","), None)
        if closing is not None:
            return low, _clause(words, first, closing, rule)[1]
    return low, high


def _determines(words: Sequence[Word], at: int) -> bool:
    # "die bewoners", "dat plan": here it points, and begins no clause.
    return words[at].text in {"die", "dat"} and at > 0 and not words[at - 1].sign and words[at - 1].text in {
        "voor", "van", "met", "aan", "door", "in", "op", "over", "bij",
    }  # fmt: skip


def _after_preposition(words: Sequence[Word], first: int, ends: tuple[int, int], rule: Grammar) -> Role | None:
    text = words[first - 1].text
    earlier = words[first - 2].text if first > 1 else ""
    if text in rule.of("prepositions", "of"):
        if earlier in rule.of("nouns", "acts"):
            return Role.AGENT
        suffered = earlier in rule.of("nouns", "suffered") or earlier == "behoeve"
        return Role.RECIPIENT if suffered else Role.OTHER
    last, high = ends
    if text in {"door", "om", "zonder", "voor"} and _infinitive(words, last + 1, high, rule):
        # "door bewoners te betrekken": they are not the ones who act.
        return Role.RECIPIENT
    for name, role in (("partner", Role.PARTNER), ("agent", Role.AGENT), ("recipient", Role.RECIPIENT)):
        if text in rule.of("prepositions", name):
            return role
    if text in rule.of("prepositions", "both"):
        return None
    return Role.OTHER if text in rule.of("prepositions", "other") else None


def _infinitive(words: Sequence[Word], at: int, high: int, rule: Grammar) -> bool:
    for i in range(at, high - 1):
        if words[i].text == "te" and rule.form_of(words[i + 1].text, "verbs", "on_people"):
            return True
    return any(
        words[i].text.startswith(("mee", "uit", "op", "in", "aan"))
        and "te" in words[i].text[2:6]
        and rule.form_of(words[i].text.replace("te", "", 1), "verbs", "on_people")
        for i in range(at, high)
    )


def _in_clause(words: Sequence[Word], ends: tuple[int, int], clause: tuple[int, int], rule: Grammar) -> Role:
    first, last = ends
    low, high = clause
    inside = [words[i].text for i in range(low, high) if not first <= i <= last]
    if _infinitive(words, last + 1, high, rule) and (
        "om" in inside or not any(_finite(words[i].text, rule) for i in range(low, high))
    ):
        return Role.RECIPIENT
    if _other_subject(words, first, low, rule):
        return Role.RECIPIENT if _has_verb(inside, rule) else Role.OTHER
    if any(text in rule.of("verbs", "receiving") for text in inside):
        return Role.RECIPIENT
    if any(text in rule.of("verbs", "passive") for text in inside) and any(_participle(text, rule) for text in inside):
        return Role.RECIPIENT
    if any(text in rule.of("verbs", "be") for text in inside):
        return _after_be(inside, rule)
    if all(any(text in rule.of("verbs", of) for text in inside) for of in ("standing", "places")):
        return Role.OTHER
    return Role.AGENT if _has_verb(inside, rule) else Role.OTHER


def _has_verb(inside: Sequence[str], rule: Grammar) -> bool:
    return any(_finite(text, rule) or _participle(text, rule) or text.endswith("en") for text in inside)


def _finite(text: str, rule: Grammar) -> bool:
    return (
        rule.any_of(
            text,
            ("verbs", "be"),
            ("verbs", "have"),
            ("verbs", "modal"),
            ("verbs", "passive"),
            ("verbs", "links"),
            ("verbs", "causing"),
            ("verbs", "receiving"),
        )
        or rule.form_of(text, "verbs", "on_people")
        or rule.form_of(text, "verbs", "verbs_known")
        or (text.endswith(("den", "ten", "de", "te")) and len(text) > 5)
    )


def _other_subject(words: Sequence[Word], first: int, low: int, rule: Grammar) -> bool:
    """Whether somebody or something else stands before the verb or at the begin of the clause."""
    before = [words[i].text for i in range(low, first)]
    while before and rule.any_of(before[0], ("joining", "clauses"), ("joining", "and"), ("joining", "subordinating")):
        before.pop(0)
    if not before:
        return False
    if any(text in rule.of("joining", "subjects") for text in before):
        return True
    if before[0] in _PREPOSITIONS or before[0] in rule.of("verbs", "adverbs"):
        # "In de vergadering vertelden bewoners": the subject may follow its verb, unless another one does.
        verb = next((i for i, text in enumerate(before) if i and _finite(text, rule)), None)
        between = before[verb + 1 :] if verb is not None else []
        return any(text in rule.of("phrase", "determiners") or text in rule.heads for text in between)
    if _finite(before[0], rule):
        # "Willen bewoners dit?": the verb comes first in a question.
        return any(text in rule.of("phrase", "determiners") or text in rule.heads for text in before[1:])
    return True


_PREPOSITIONS = frozenset({
    "in", "op", "bij", "na", "voor", "tijdens", "met", "door", "van", "uit", "over", "onder", "tussen", "zonder",
    "volgens", "sinds", "aan", "naar", "binnen", "vanuit", "per", "om",
})  # fmt: skip


def _participle(text: str, rule: Grammar) -> bool:
    if text in rule.of("verbs", "passive") or len(text) < 5:
        return False
    if text in rule.irregular:
        return True
    inner = next((text[len(part) :] for part in ("aan", "uit", "op", "in", "mee", "toe", "voor", "over", "af")
                  if text.startswith(part + "ge")), text)  # fmt: skip
    return inner.startswith(("ge", "be", "ver", "ont", "her")) and inner.endswith(("d", "t", "en"))


def _after_be(inside: Sequence[str], rule: Grammar) -> Role:
    for text in inside:
        for name, role in (
            ("agent_nouns", Role.AGENT),
            ("recipient_nouns", Role.RECIPIENT),
            ("partner_nouns", Role.PARTNER),
        ):
            if text in rule.of("verbs", name):
                return role
    participles = [text for text in inside if _participle(text, rule)]
    if any(rule.form_of(text, "verbs", "on_people") for text in participles):
        return Role.RECIPIENT
    if participles or "te" in inside or any(text in rule.of("verbs", "modal") for text in inside):
        return Role.AGENT
    return Role.OTHER
