"""The power check as somebody may read it: run on their own edition of the record, told in their language."""

from collections.abc import Mapping
from dataclasses import dataclass

from counterpoise.audit.power import InitiativeAudit, audit
from counterpoise.audit.report.charts import Chart
from counterpoise.audit.report.names import names_in
from counterpoise.audit.report.opening import first_sentences
from counterpoise.audit.report.pictures import picture
from counterpoise.audit.report.telling import Finding, tell
from counterpoise.levels.spaces import CLOSED
from counterpoise.record import Edition, Record, Tension
from counterpoise.record.initiatives import Initiative
from counterpoise.record.people import Space
from counterpoise.web.audit.records import edition_of
from counterpoise.web.initiatives.selectors import initiative_of
from counterpoise.web.ledger.selectors import kept_at_heads, unwitnessed_days
from counterpoise.web.ledger.services import COMMON
from counterpoise.web.people.selectors import Viewer

__all__ = ["CHAPTERS", "Chapter", "Drawn", "PowerCheck", "audit_for", "edition_name", "power_check_for", "record_of"]

CHAPTERS = (*(tension.value for tension in Tension), "power")
"""The four tensions, and what crosses them, as their pages are called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A finding with its chart, if it has one."""

    finding: Finding
    chart: Chart | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One tension, or what crosses them: its findings, those with something to say and those without."""

    name: str
    heard: tuple[Drawn, ...]
    silent: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerCheck:
    """The power check of one initiative.

    Attributes
    ----------
    sentences
        The first sentences, each with the page and the finding that it comes from.
    chapters
        The tensions.
    edition
        Whose record was read.
    """

    sentences: tuple[tuple[str, str, str], ...]
    chapters: tuple[Chapter, ...]
    edition: Edition


def record_of(viewer: Viewer) -> Record:
    """Return the record as somebody may read it, built once for the record as it stands."""
    key = f"edition:{viewer.person}:{viewer.at.date()}"
    return kept_at_heads(key, at=viewer.heads, work=lambda: edition_of(viewer))


def edition_name(viewer: Viewer) -> Edition:
    """Return what somebody's edition is called: with a closed room of theirs in it, or what both sides may read."""
    spaces = record_of(viewer).rows(Space)
    closed = any(row.kind in CLOSED and row.id in viewer.rooms for row in spaces)
    return Edition.ROOM if closed else Edition.SHARED


def power_check_for(initiative: str, *, viewer: Viewer, lang: str) -> PowerCheck | None:
    """Return the power check of an initiative, run on what somebody may read.

    Parameters
    ----------
    initiative
        Its id.
    viewer
        Who reads.
    lang
        ``en`` or ``nl``.

    Returns
    -------
    PowerCheck or None
        Nothing where there is no such initiative, or none that this person may read.
    """
    found = initiative_of(initiative, viewer=viewer)
    if found is None:
        return None
    key = f"power:{initiative}:{lang}:{viewer.person}:{viewer.at.date()}"
    return kept_at_heads(key, at=viewer.heads, work=lambda: _check(found, viewer=viewer, lang=lang))


def audit_for(initiative: str, *, viewer: Viewer) -> InitiativeAudit:
    """Run the power audit of an initiative on what somebody may read, once for the record as it stands.

    Raises
    ------
    UnknownInitiativeError
        There is no such initiative that this person may read.
    """
    days = unwitnessed_days(COMMON, at=viewer.at)
    key = f"audit:{initiative}:{viewer.person}:{viewer.at.date()}:{days}"
    record, edition, day = record_of(viewer), edition_name(viewer), viewer.at.date()

    def run() -> InitiativeAudit:
        return audit(record, at=day, edition=edition, initiative=initiative, unwitnessed=days).of(initiative)

    return kept_at_heads(key, at=viewer.heads, work=run)


def _check(initiative: Initiative, *, viewer: Viewer, lang: str) -> PowerCheck:
    run = audit_for(initiative.id, viewer=viewer)
    names = names_in(record_of(viewer))
    findings = [tell(indicator, run, lang=lang, names=names) for indicator in run.indicators]
    of = {finding.short: finding for finding in findings}
    sentences = first_sentences(findings, lang=lang, names=names)
    return PowerCheck(
        sentences=tuple((of[short].tension, short, text) for short, text in sentences),
        chapters=tuple(_chapter(name, findings, names, lang=lang) for name in CHAPTERS),
        edition=edition_name(viewer),
    )


def _chapter(name: str, findings: list[Finding], names: Mapping[str, str], *, lang: str) -> Chapter:
    here = [finding for finding in findings if finding.tension == name]
    return Chapter(
        name=name,
        heard=tuple(Drawn(finding=each, chart=picture(each, lang=lang, names=names)) for each in here if each.heard),
        silent=tuple(each for each in here if not each.heard),
    )
