"""Put what happened in an initiative into the words of the weekly letter."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from counterpoise.record.contributions import AppealOutcome
from counterpoise.record.decisions import Decision
from counterpoise.web.governance.selectors.news import News, Waits
from counterpoise.web.ui.templatetags.words import when, word

__all__ = ["name_of", "parts_of", "quoted"]


def quoted(text: str) -> str:
    """Return somebody's words between marks."""
    return f"“{text.strip()}”"


def parts_of(news: News, *, own: bool) -> Iterable[tuple[str, list[str]]]:
    """Return the parts of a weekly letter about one initiative: a heading, and lines below it.

    Parameters
    ----------
    news
        What happened there.
    own
        Whether what became of the reader's own words stands in it.
    """
    title = news.initiative.title

    def part(heading: str, lines: Iterable[str]) -> Iterable[tuple[str, list[str]]]:
        known = list(lines)
        if known:
            yield f"{title}: {heading}", known

    yield from part(
        _("what was decided"),
        (
            _("%(what)s Decided on %(day)s.") % {"what": name_of(each), "day": when(each.decided_at)}
            for each in news.decided
        ),
    )
    yield from part(
        _("who was told"),
        (f"{name_of(each)} {', '.join(group.name for group in groups)}." for each, groups in news.told),
    )
    yield from part(_("what waits for you"), (_waiting(each) for each in news.waits))
    if own:
        yield from part(_("what happened with what you said"), _yours(news))


def name_of(decision: Decision) -> str:
    """Return how a letter names a decision."""
    return quoted(decision.title or decision.text)


def _waiting(waits: Waits) -> str:
    words: Mapping[str, str] = {
        "mandate": _("An agreement on who decides ends, or is to be looked at again, on %(day)s."),
        "limit_overdue": _("A request for a limit has no answer after 30 days: %(text)s"),
        "review": _("Both sides look again on %(day)s."),
        "asleep": _("It sleeps past its review of %(day)s."),
        "reframe": _("Another wording has waited for an answer for more than 14 days: %(text)s"),
        "verdicts": _("Agreements and promises without a verdict of your side: %(count)s."),
        "appeals": _("Appeals of people whose words were hidden, that your side can hear: %(count)s."),
    }
    text = quoted(waits.text) if waits.text else ""
    return words[waits.what] % {"day": when(waits.on), "text": text, "count": waits.count}


def _yours(news: News) -> Iterable[str]:
    for trace, decision in news.used:
        line = _("Something that you said: %(effect)s.") % {"effect": word(trace.effect)}
        if decision is not None:
            line += " " + _("The decision: %(what)s") % {"what": name_of(decision)}
        if trace.reason:
            line += " " + _("The reason given: %(reason)s") % {"reason": quoted(trace.reason)}
        yield line
    for answer in news.answers:
        yield _("Your concern has an answer: %(text)s") % {"text": quoted(answer.text)}
    for each in news.hidden:
        back = each.moderation.outcome is AppealOutcome.OVERTURNED
        gone = _("Words of yours were hidden. You can appeal. The ground: %(ground)s")
        line = (
            _("Words of yours were hidden, and came back after your appeal. The ground was: %(ground)s")
            if back
            else gone
        )
        yield line % {"ground": word(each.ground) if each.ground is not None else each.why}
