"""The role of a group of people in an English sentence, from the words around its name.

No parser: prepositions and possessives before anything else, then a verb in front of the name, then the verb behind it.
"""

from collections.abc import Sequence

from counterpoise.expertise.voices.phrases import Grammar, Phrase, Word, grammar
from counterpoise.expertise.voices.roles import Role

__all__ = ["role_of"]

_STRONG = frozenset({";", ":", ".", "?", "!", '"', "(", ")", "—"})
_FAR = 9


def role_of(words: Sequence[Word], phrase: Phrase) -> Role:
    """Return the role of one phrase."""
    rule = grammar("en")
    first = phrase.first
    if (owned := _owns(words, phrase, rule)) is not None:
        return owned
    first = _past_quantity(words, first, rule)
    first = _past_nouns(words, first, rule)
    before = words[first - 1] if first else None
    if before is None or before.sign:
        return _subject(words, phrase, rule) or Role.OTHER
    if (role := _after_preposition(words, first, phrase, rule)) is not None:
        return role
    if _is_object(words, first, rule):
        return Role.RECIPIENT
    return _subject(words, phrase, rule) or (Role.RECIPIENT if _may_be_object(words, first, rule) else Role.OTHER)


def _owns(words: Sequence[Word], phrase: Phrase, rule: Grammar) -> Role | None:
    head = words[phrase.head]
    after = words[phrase.head + 1] if phrase.head + 1 < len(words) else None
    if head.possessive or (after is not None and after.text in {"-", "/"}):
        return Role.OTHER
    if phrase.last > phrase.head:
        # "user and citizen participation": what the last one belongs to, the first one belongs to as well.
        return _owns(words, Phrase(phrase.last, phrase.group, phrase.first, phrase.last), rule)
    if after is None:
        return None
    if not _is_plural(head.text, rule) and _noun_follows(words, phrase, rule):
        return Role.OTHER
    if after.text in rule.of("phrase", "compounds") and not _is_plural(head.text, rule):
        return Role.OTHER
    if after.text in rule.of("phrase", "compounds") and not rule.form_of(after.text, "verbs", "others"):
        return None if rule.form_of(after.text, "verbs", "on_people") else Role.OTHER
    return None


def _noun_follows(words: Sequence[Word], phrase: Phrase, rule: Grammar) -> bool:
    """Whether a name in the singular only describes the noun behind it, as in "citizen contributions"."""
    after = words[phrase.head + 1]
    if not rule.is_plain(after) or after.text.endswith("ly"):
        return False
    verb = rule.form_of(after.text, "verbs", "others") or rule.form_of(after.text, "verbs", "on_people")
    return not (phrase.first < phrase.head and (after.text in rule.irregular or after.text.endswith("ed") or verb))


def _is_plural(text: str, rule: Grammar) -> bool:
    return text in rule.of("phrase", "plural") or (text.endswith("s") and not text.endswith("ss"))


def _past_quantity(words: Sequence[Word], first: int, rule: Grammar) -> int:
    """Return where a phrase begins when "a number of" and the like are part of it."""
    if first < 2 or words[first - 1].text != "of" or words[first - 2].text not in rule.of("nouns", "quantities"):
        return first
    at = first - 2
    while at and (
        rule.any_of(words[at - 1].text, ("phrase", "determiners"), ("phrase", "adjectives"))
        or words[at - 1].text.endswith(("able", "ing", "al", "er"))
    ):
        at -= 1
    return at


def _past_nouns(words: Sequence[Word], first: int, rule: Grammar) -> int:
    """Return where a phrase begins when a noun describes it, as in "for call centre staff"."""
    for at in (first - 1, first - 2):
        if at < 1 or not rule.is_plain(words[at]) or words[at].possessive:
            return first
        if words[at].text.endswith(("ed", "ing", "ly")) or _any_verb(words[at].text, rule):
            return first
        if not words[at - 1].sign and not rule.is_plain(words[at - 1]):
            return at
    return first


def _any_verb(text: str, rule: Grammar) -> bool:
    return rule.form_of(text, "verbs", "others") or rule.form_of(text, "verbs", "on_people") or text in rule.irregular


def _after_preposition(words: Sequence[Word], first: int, phrase: Phrase, rule: Grammar) -> Role | None:
    text = words[first - 1].text
    earlier = words[first - 2].text if first > 1 else ""
    if text in rule.of("prepositions", "of"):
        if earlier in rule.of("nouns", "acts"):
            return Role.AGENT
        return Role.RECIPIENT if text == "of" and earlier in rule.of("nouns", "suffered") else Role.OTHER
    if text == "to" and earlier == "according":
        return Role.AGENT
    for name, role in (("partner", Role.PARTNER), ("agent", Role.AGENT), ("recipient", Role.RECIPIENT)):
        if text in rule.of("prepositions", name):
            return role
    if text in rule.of("prepositions", "both"):
        return _subject(words, phrase, rule) or Role.OTHER
    return Role.OTHER if text in rule.of("prepositions", "other") else None


def _is_object(words: Sequence[Word], first: int, rule: Grammar) -> bool:
    """Whether a verb that is done to people, or a verb after "to" or "may", stands in front."""
    at = first - 1
    while at > 0 and words[at].text in rule.of("verbs", "adverbs") - {"that"}:
        at -= 1
    text = words[at].text
    if rule.any_of(text, ("joining", "clauses"), ("verbs", "be"), ("phrase", "determiners")):
        return False
    if rule.form_of(text, "verbs", "on_people"):
        return True
    before = words[at - 1].text if at else ""
    return before == "to" or before in rule.of("verbs", "modal")


def _may_be_object(words: Sequence[Word], first: int, rule: Grammar) -> bool:
    text = words[first - 1].text
    if rule.any_of(text, ("joining", "clauses"), ("verbs", "be"), ("verbs", "adverbs")):
        return False
    return rule.form_of(text, "verbs", "others") or text.endswith(("ing", "ed", "ize", "ise", "ify", "izes", "ises"))


def _subject(words: Sequence[Word], phrase: Phrase, rule: Grammar) -> Role | None:
    """Return the role by the verb behind a phrase; None where no verb is found."""
    at = _past_inserted(words, phrase.last + 1, rule)
    if at < len(words) and words[at].text in rule.of("joining", "relatives"):
        return _relative(words, at + 1, rule)
    for i in range(at, min(at + _FAR, len(words))):
        text = words[i].text
        if text in _STRONG:
            return None
        if _begins_verb(words, i, phrase, rule, near=i == at):
            return _by_verb(words, i, rule)
        if i == at and text in rule.of("joining", "clauses"):
            return None
    return None


def _past_inserted(words: Sequence[Word], at: int, rule: Grammar) -> int:
    """Skip adverbs, and what stands between two commas."""
    while at < len(words) and words[at].text in rule.of("verbs", "adverbs") | {"'", '"'}:
        at += 1
    if at < len(words) and words[at].text == ",":
        closing = next((i for i in range(at + 1, min(at + 18, len(words))) if words[i].text == ","), None)
        if closing is not None:
            return _past_inserted(words, closing + 1, rule)
    while at < len(words) and (words[at].text in rule.of("verbs", "adverbs") or words[at].text.endswith("ly")):
        at += 1
    return at


def _relative(words: Sequence[Word], at: int, rule: Grammar) -> Role | None:
    at = _past_inserted(words, at, rule)
    return _by_verb(words, at, rule) if at < len(words) else None


def _begins_verb(words: Sequence[Word], i: int, phrase: Phrase, rule: Grammar, *, near: bool) -> bool:
    text = words[i].text
    if rule.any_of(text, ("verbs", "be"), ("verbs", "have"), ("verbs", "do"), ("verbs", "modal"), ("verbs", "links")):
        return text not in {"being", "having", "be"}
    before = words[i - 1].text
    if not near and (before == "to" or rule.any_of(before, ("phrase", "determiners"), ("phrase", "adjectives"))):
        return False
    if not near and any(before in rule.of("prepositions", name) for name in ("other", "partner", "recipient", "of")):
        return False
    known = _any_verb(text, rule) or rule.form_of(text, "verbs", "receiving")
    if not near:
        return known and not text.endswith("ing")
    if _is_plural(words[phrase.last].text, rule) or phrase.first < phrase.head:
        return (known or text.endswith("ed")) and not text.endswith("ing")
    return known and text.endswith(("s", "ed"))


def _by_verb(words: Sequence[Word], at: int, rule: Grammar) -> Role:
    """Return the role of the subject of the group of verbs that begins here."""
    be = False
    for i in range(at, min(at + _FAR, len(words))):
        text = words[i].text
        if rule.any_of(text, ("verbs", "modal"), ("verbs", "negations"), ("verbs", "do")) or (
            text in rule.of("verbs", "adverbs") or text.endswith("ly")
        ):
            continue
        if text in rule.of("verbs", "have"):
            if not _goes_on(words, i + 1, rule):
                return Role.AGENT
            continue
        if text in rule.of("verbs", "be") | rule.of("verbs", "get"):
            if text in rule.of("verbs", "get") and be and not _participle_near(words, i + 1, rule):
                return Role.AGENT
            if text in rule.of("verbs", "get") and not _participle_near(words, i + 1, rule):
                return Role.RECIPIENT
            be = True
            continue
        if be:
            return _after_be(words, i, rule)
        return _active(words, i, rule)
    return Role.OTHER if be else Role.AGENT


def _goes_on(words: Sequence[Word], at: int, rule: Grammar) -> bool:
    near = [word.text for word in words[at : at + 3] if word.text not in rule.of("verbs", "adverbs")]
    return bool(near) and (near[0] in rule.of("verbs", "be") or _participle(near[0], rule))


def _participle_near(words: Sequence[Word], at: int, rule: Grammar) -> bool:
    return any(_participle(word.text, rule) for word in words[at : at + 2])


def _participle(text: str, rule: Grammar) -> bool:
    return text in rule.of("verbs", "participles") or (text.endswith("ed") and len(text) > 3)


def _after_be(words: Sequence[Word], at: int, rule: Grammar) -> Role:
    text = words[at].text
    if text.endswith("ing") or text in rule.of("verbs", "able"):
        return Role.AGENT
    if _participle(text, rule):
        return Role.RECIPIENT
    for word in words[at : at + 5]:
        if word.sign:
            break
        for name, role in (
            ("agent_nouns", Role.AGENT),
            ("recipient_nouns", Role.RECIPIENT),
            ("partner_nouns", Role.PARTNER),
        ):
            if word.text in rule.of("verbs", name):
                return role
    return Role.OTHER


def _active(words: Sequence[Word], at: int, rule: Grammar) -> Role:
    text = words[at].text
    after = words[at + 1].text if at + 1 < len(words) else "."
    if rule.form_of(text, "verbs", "receiving"):
        return Role.RECIPIENT
    # "the people invited by the board": a participle without "to be".
    if _participle(text, rule) and (
        after == "by" or (rule.form_of(text, "verbs", "on_people") and after in {"in", "."})
    ):
        return Role.RECIPIENT
    return Role.AGENT
