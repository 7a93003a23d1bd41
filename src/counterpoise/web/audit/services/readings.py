"""Run a power check and store it as it is: figures, charts, settings, seed, day, and the list of the records read."""

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override

from counterpoise.audit.display import Audience
from counterpoise.audit.power import DEFAULT_SEED, InitiativeAudit, PowerAudit, audit
from counterpoise.audit.report.allowed import as_allowed
from counterpoise.audit.report.json import to_json
from counterpoise.audit.report.names import names_in
from counterpoise.audit.report.opening import first_sentences
from counterpoise.audit.report.pictures import picture
from counterpoise.audit.report.telling import Finding, tell
from counterpoise.levels.editions import room_edition, shared_edition
from counterpoise.record import TABLES, Edition, Level, Mode, Moment, Record, look
from counterpoise.record.reviews import Audit, AuditFinding, Contest
from counterpoise.web.audit import models
from counterpoise.web.audit.records import build
from counterpoise.web.audit.selectors import CHAPTERS, closed_rooms_of, is_small
from counterpoise.web.initiatives import models as spine
from counterpoise.web.initiatives.services import NothingHereError, part_in
from counterpoise.web.ledger.models import Log
from counterpoise.web.ledger.selectors import unwitnessed_days
from counterpoise.web.ledger.services import COMMON, Telling
from counterpoise.web.ledger.services import tell as write_down
from counterpoise.web.people.selectors import Viewer

__all__ = ["ask_for_check", "run_checks_due", "run_first_checks"]

_LANGUAGES = ("en", "nl")
_MADE_HERE = {Audit.TABLE, AuditFinding.TABLE, Contest.TABLE}


def ask_for_check(*, initiative: str, room: str | None = None, once: str, by: Viewer, at: datetime) -> str | None:
    """Run the power check of an initiative at once where it is small, else leave it to the task; anybody inside can.

    Parameters
    ----------
    initiative
        The initiative.
    room
        A closed room of one's own, whose records are read too: then only its members see the reading.
    once, by, at
        The form, who asks, and when.

    Returns
    -------
    str or None
        The name of the reading; nothing where it is run later.

    Raises
    ------
    NothingHereError
        There is no such initiative or room for this person, or they take no part.
    """
    part_in(initiative, by=by)
    if by.person is None or not by.sides(initiative):
        raise NothingHereError(initiative)
    if room is not None and room not in {row.id for row in closed_rooms_of(initiative, viewer=by)}:
        raise NothingHereError(room)
    name = f"check-{once}"
    if models.StoredReading.objects.filter(pk=name).exists():
        return name
    if not is_small(initiative):
        models.CheckDue.objects.get_or_create(
            once=name,
            defaults={"initiative_id": initiative, "room_id": room, "asked_by_id": by.person, "asked_at": at},
        )
        return None
    _run(name, initiative=initiative, room=room, by=by.person, at=at)
    return name


def run_checks_due(*, at: datetime) -> int:
    """Run the power checks that wait, each once; return how many were run."""
    done = 0
    for name in models.CheckDue.objects.order_by("pk").values_list("once", flat=True):
        with transaction.atomic():
            due = models.CheckDue.objects.select_for_update().filter(once=name).first()
            if due is None:
                continue  # another worker ran it
            if not models.StoredReading.objects.filter(pk=name).exists():
                _run(name, initiative=due.initiative_id, room=due.room_id, by=due.asked_by_id, at=at)
                done += 1
            due.delete()
    return done


def run_first_checks(*, at: datetime) -> int:
    """Run the power check of every initiative that has none yet, for a demonstration; return how many were run."""
    there = set(models.StoredReading.objects.filter(room=None).values_list("initiative_id", flat=True))
    names = [
        row.id
        for row in spine.Initiative.objects.filter(level=Level.COLLECTIVE).order_by("written")
        if row.id not in there
    ]
    checks = [f"first-check-of-{name}" for name in names]
    for check, name in zip(checks, names, strict=True):
        _run(check, initiative=name, room=None, by=None, at=at)
    # Only these checks were written since the first of them: none of them is behind the record.
    models.StoredReading.objects.filter(pk__in=checks).update(entries=_size(COMMON))
    return len(names)


def _size(log: str) -> int:
    return Log.objects.get(origin=log).size


def _run(name: str, *, initiative: str, room: str | None, by: str | None, at: datetime) -> None:
    with transaction.atomic():
        record = build()
        rows = shared_edition(record, at=at) if room is None else room_edition(record, room=room, at=at)
        edition = Edition.SHARED if room is None else Edition.ROOM
        seed = DEFAULT_SEED
        days = unwitnessed_days(COMMON, at=at)
        whole = audit(rows, at=at.date(), edition=edition, initiative=initiative, seed=seed, unwitnessed=days)
        run = whole.of(initiative)
        used = _used(rows, initiative=initiative, at=at, edition=edition)
        told = Audit(
            id=name,
            initiative=initiative,
            happened_at=Moment.exactly(at),
            recorded_at=at,
            recorded_by=by,
            space=room,
            at=at.date(),
            edition=edition,
            seed=seed,
            settings=f"mode: {Mode.RECORDED.value}; audience: {Audience.INSIDE.value}",
            records_hash=hashlib.sha256(used).hexdigest(),
            published_at=Moment.exactly(at),
        )
        tellings = [Telling(model=models.Audit, row=told)]
        tellings += [Telling(model=models.AuditFinding, row=row) for row in _findings(told, run)]
        write_down("power_check_run", *tellings, by=by, at=at, log=COMMON if room is None else room)
        reading = models.StoredReading.objects.create(
            audit_id=name,
            initiative_id=initiative,
            room_id=room,
            kept_at=at,
            entries=_size(COMMON if room is None else room),
            records_read=used.count(b"\n") + 1 if used else 0,
            records=zlib.compress(used),
        )
        names = names_in(rows)
        models.ReadingPage.objects.bulk_create(
            models.ReadingPage(reading=reading, name=page, lang=lang, audience=audience.value, content=content)
            for lang in _LANGUAGES
            for audience in Audience
            for page, content in _pages(run, told, names=names, lang=lang, audience=audience)
        )


def _used(rows: Record, *, initiative: str, at: datetime, edition: Edition) -> bytes:
    # What was made here before is told of the record, and is none of what it is told from.
    sight = look(rows, at=at.date(), edition=edition)
    case = next(each for each in sight.cases if each.initiative.id == initiative)
    told = sorted(
        f"{table} {row.id} {row.version}" for table in TABLES if table not in _MADE_HERE for row in case.of_table(table)
    )
    return "\n".join(told).encode()


def _findings(told: Audit, run: InitiativeAudit) -> Iterator[AuditFinding]:
    for indicator in run.indicators:
        reading = as_allowed(indicator)
        yield AuditFinding(
            id=f"{told.id}-{indicator.short.lower()}",
            initiative=told.initiative,
            happened_at=told.happened_at,
            recorded_at=told.recorded_at,
            recorded_by=told.recorded_by,
            space=told.space,
            audit=told.id,
            indicator=indicator.code,
            value=reading.value,
            numerator=reading.numerator,
            denominator=reading.denominator,
            display=indicator.display.value,
        )


def _pages(
    run: InitiativeAudit, told: Audit, *, names: Mapping[str, str], lang: str, audience: Audience
) -> Iterator[tuple[str, Any]]:
    findings = [tell(each, run, lang=lang, names=names, audience=audience) for each in run.indicators]
    of = {finding.short: finding for finding in findings}
    sentences = first_sentences(findings, lang=lang, names=names)
    chapters = {name: [each for each in findings if each.tension == name] for name in CHAPTERS}
    yield (
        "first",
        {
            "sentences": [[of[short].tension, short, text] for short, text in sentences],
            "chapters": [
                [name, sum(each.heard for each in here), sum(not each.heard for each in here)]
                for name, here in chapters.items()
            ],
            "headlines": [[each.short, each.title, each.headline] for each in findings],
        },
    )
    for name, here in chapters.items():
        yield (
            name,
            {
                "heard": [_drawn(each, lang=lang, names=names) for each in here if each.heard],
                "silent": [[each.short, each.code, each.title] for each in here if not each.heard],
            },
        )
    whole = PowerAudit(told.at or told.recorded_at.date(), Mode.RECORDED, told.edition, told.seed, (run,))
    plain = json.loads(json.dumps(to_json(whole, lang=lang, redacted=True, audience=audience)))
    for each in plain["initiatives"][0]["indicators"]:
        del each["contests"]  # they go on after it was stored: whoever takes the figures along gets those of that day
    yield "figures", plain


def _drawn(finding: Finding, *, lang: str, names: Mapping[str, str]) -> dict[str, str]:
    with override(lang):
        context = {"f": finding, "chart": picture(finding, lang=lang, names=names)}
        return {
            "short": finding.short,
            "code": finding.code,
            "title": finding.title,
            "said": render_to_string("audit/said.html", context),
            "noted": render_to_string("audit/noted.html", context),
        }
