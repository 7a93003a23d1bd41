"""The power audit: every measure on every initiative and care path, as the record stood at a date. Never a total."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from counterpoise.audit.display import Audience, shown
from counterpoise.audit.matters import only_matter
from counterpoise.audit.measures import MEASURES
from counterpoise.indicator import Indicator, Measure
from counterpoise.record import Case, Edition, Level, Mode, Record, look
from counterpoise.record.bulk import without_collecting
from counterpoise.record.initiatives import Initiative, Matter
from counterpoise.record.reviews import Contest

__all__ = [
    "InitiativeAudit",
    "PowerAudit",
    "RunningAudit",
    "UnknownInitiativeError",
    "UnknownMatterError",
    "audit",
    "audit_in_turn",
]

DEFAULT_SEED = 42
_FROM_THE_LEDGER = "control.unwitnessed"


class UnknownInitiativeError(LookupError):
    """The record holds no such initiative at that date.

    Attributes
    ----------
    code
        Always ``"unknown_initiative"``.
    initiative
        What was asked for.
    known
        The initiatives that there were.
    """

    code = "unknown_initiative"

    def __init__(self, initiative: str, known: tuple[str, ...]) -> None:
        self.initiative = initiative
        self.known = known
        super().__init__(f"no initiative {initiative!r}; there are {', '.join(known) or 'none'}")


class UnknownMatterError(LookupError):
    """The initiatives that are looked at have no such matter at that date.

    Attributes
    ----------
    code
        Always ``"unknown_matter"``.
    matter
        What was asked for.
    known
        The matters that there were.
    """

    code = "unknown_matter"

    def __init__(self, matter: str, known: tuple[str, ...]) -> None:
        self.matter = matter
        self.known = known
        super().__init__(f"no matter {matter!r}; there are {', '.join(known) or 'none'}")


@dataclass(frozen=True, slots=True)
class InitiativeAudit:
    """The power audit of one initiative or care path.

    Attributes
    ----------
    initiative
        The initiative, as it stood.
    matter
        The matter that it was narrowed down to; empty for all of them.
    indicators
        Every measure's indicator, in the order of the measures.
    contests
        What people contest, by the indicator's code.
    undated
        How many rows were left out because they have no date of their own and were written down later, by table.
    """

    initiative: Initiative
    matter: str
    indicators: tuple[Indicator, ...]
    contests: tuple[Contest, ...]
    undated: Mapping[str, int] = field(default_factory=dict)

    @property
    def level(self) -> Level:
        """One person's care, or services for many."""
        return self.initiative.level

    def indicator(self, code: str) -> Indicator:
        """Return the indicator with this code or short name.

        Raises
        ------
        KeyError
            If there is none.
        """
        for indicator in self.indicators:
            if code in (indicator.code, indicator.short):
                return indicator
        raise KeyError(code)


@dataclass(frozen=True, slots=True)
class PowerAudit:
    """A power audit of a whole record. It has no total, and no initiative is ranked against another.

    Attributes
    ----------
    at
        The date; the whole day counts.
    mode
        Whether the date means what had been written down by then, or what had happened.
    edition
        Whose record was read.
    seed
        The seed of every draw: the same data, date and seed give the same figures.
    initiatives
        One audit for each initiative and care path.
    """

    at: date
    mode: Mode
    edition: Edition
    seed: int
    initiatives: tuple[InitiativeAudit, ...]

    def of(self, initiative: str) -> InitiativeAudit:
        """Return the audit of one initiative.

        Raises
        ------
        UnknownInitiativeError
            If it is not in here.
        """
        for each in self.initiatives:
            if each.initiative.id == initiative:
                return each
        raise UnknownInitiativeError(initiative, tuple(each.initiative.id for each in self.initiatives))


@dataclass(frozen=True, slots=True)
class RunningAudit:
    """A power audit that is made one initiative at a time, so that a large register need not be held all at once.

    Attributes
    ----------
    at, mode, edition, seed
        As in `PowerAudit`.
    audited
        The initiatives and care paths that are looked at, in order.
    initiatives
        Their audits in the same order, each made when it is asked for. They can be gone through once.
    """

    at: date
    mode: Mode
    edition: Edition
    seed: int
    audited: tuple[Initiative, ...]
    initiatives: Iterator[InitiativeAudit]


def audit(
    record: Record,
    *,
    at: date,
    mode: Mode = Mode.RECORDED,
    edition: Edition = Edition.FULL,
    seed: int = DEFAULT_SEED,
    initiative: str = "",
    matter: str = "",
    audience: Audience = Audience.INSIDE,
    unwitnessed: float | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> PowerAudit:
    """Run the power audit.

    Parameters
    ----------
    record
        The record, already narrowed down to what its readers may read.
    at
        The date; the whole day counts.
    mode
        ``recorded`` sees what had been written down by then, ``happened`` what had happened, as far as is known now.
    edition
        Whose record this is. Nothing is left out here; measures say which rooms are silent.
    seed
        The seed of every draw.
    initiative, matter
        The one initiative to audit, and the one matter to narrow down to; empty for all. Those without it are left out.
    audience
        Whether people inside the initiative read it, or everybody.
    unwitnessed
        For how many days nobody from outside has confirmed the ledger; whoever keeps one knows it, a record does not.
    progress
        Called after each initiative with how many are done, and of how many.

    Returns
    -------
    PowerAudit
        An audit for each initiative and care path that there was at that date.

    Raises
    ------
    UnknownInitiativeError, UnknownMatterError
        If `initiative` is not in the record at that date, or none of its initiatives has `matter`.
    """
    running = audit_in_turn(
        record,
        at=at,
        mode=mode,
        edition=edition,
        seed=seed,
        initiative=initiative,
        matter=matter,
        audience=audience,
        unwitnessed=unwitnessed,
        progress=progress,
    )
    return PowerAudit(at, mode, edition, seed, tuple(running.initiatives))


def audit_in_turn(
    record: Record,
    *,
    at: date,
    mode: Mode = Mode.RECORDED,
    edition: Edition = Edition.FULL,
    seed: int = DEFAULT_SEED,
    initiative: str = "",
    matter: str = "",
    audience: Audience = Audience.INSIDE,
    unwitnessed: float | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> RunningAudit:
    """Run the power audit one initiative at a time; parameters and errors are those of `audit`.

    Parameters
    ----------
    record, at, mode, edition, seed, initiative, matter, audience, unwitnessed, progress
        As for `audit`.

    Returns
    -------
    RunningAudit
        The figures are those of `audit`; each initiative is read when it is asked for.
    """
    with without_collecting():
        cases = look(record, at=at, mode=mode, edition=edition).cases
    cases = _with_matter(_only(cases, initiative), matter)

    def each() -> Iterator[InitiativeAudit]:
        # One pause for the whole audit: each resuming would look through all that was read so far.
        with without_collecting():
            for number, case in enumerate(cases, start=1):
                narrowed = only_matter(case, matter) if matter else case
                indicators = tuple(_indicators(narrowed, seed=seed, audience=audience, unwitnessed=unwitnessed))
                yield InitiativeAudit(case.initiative, matter, indicators, case.rows(Contest), case.undated)
                if progress is not None:
                    progress(number, len(cases))

    return RunningAudit(at, mode, edition, seed, tuple(case.initiative for case in cases), each())


def _only(cases: tuple[Case, ...], initiative: str) -> tuple[Case, ...]:
    wanted = tuple(case for case in cases if initiative in ("", case.initiative.id))
    if initiative and not wanted:
        raise UnknownInitiativeError(initiative, tuple(case.initiative.id for case in cases))
    return wanted


def _with_matter(cases: tuple[Case, ...], matter: str) -> tuple[Case, ...]:
    wanted = tuple(case for case in cases if not matter or matter in case.by_id(Matter))
    if matter and not wanted:
        known = dict.fromkeys(name for case in cases for name in sorted(case.by_id(Matter)))
        raise UnknownMatterError(matter, tuple(known))
    return wanted


def _indicators(case: Case, *, seed: int, audience: Audience, unwitnessed: float | None) -> Iterator[Indicator]:
    for measure in MEASURES:
        more = {"days": unwitnessed} if measure.code == _FROM_THE_LEDGER else {}
        yield read(measure, case, seed=seed, audience=audience, **more)


def read(
    measure: Measure[Case], case: Case, *, seed: int, audience: Audience = Audience.INSIDE, **more: float | None
) -> Indicator:
    """Read one measure on one case, with what it takes from elsewhere, and say how it may be shown."""
    reading = measure.read(case, seed=seed, **more)
    return Indicator(
        code=measure.code,
        short=measure.short,
        direction=measure.direction,
        initiative=case.initiative.id,
        reading=reading,
        display=shown(measure, reading, audience=audience),
    )
