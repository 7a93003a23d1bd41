"""A reader of a care path has one way in: of two that are open, the younger is ended before the table forbids it."""

from dataclasses import replace
from datetime import UTC, datetime

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from counterpoise.record.people import Admission
from counterpoise.web.ledger.records import to_row
from counterpoise.web.ledger.services import Telling, tell
from counterpoise.web.people import models as people


def end_doubles(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """End every open admission to a care path but the first, as a next version that the log tells of."""
    # The record's own services, not the tables as they were at this step: a row that changes without its entry in the
    # log could not be verified. They are only met on a site that has doubles, which no released version could make.
    at = datetime.now(UTC).replace(microsecond=0)
    found = people.Admission.objects.filter(active_until__isnull=True, level="individual")
    seen: set[tuple[str | None, str | None]] = set()
    ended = 0
    for each in found.exclude(room=None).exclude(person=None).order_by("written"):
        if (way := (each.room_id, each.person_id)) not in seen:
            seen.add(way)
            continue
        row = to_row(Admission, each)
        # The first one lets them in as before: nobody reads more or less for it.
        row = replace(
            row,
            version=row.version + 1,
            supersedes_reason="the same reader has another way in, which is older",
            recorded_at=max(at, row.recorded_at),
            active_until=max(at.date(), row.active_from or at.date()),
        )
        tell("care_path", Telling(model=people.Admission, row=row), by=None, at=at)
        ended += 1
    if ended:
        # PostgreSQL makes no index on a table of which something is still to be checked.
        editor.connection.check_constraints()


class Migration(migrations.Migration):
    """Needs no way back: what was ended stays ended."""

    dependencies = [
        ("people", "0003_broken_glass"),
        ("ledger", "0003_trees_of_existing_logs"),
    ]

    operations = [
        migrations.RunPython(end_doubles, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="admission",
            constraint=models.UniqueConstraint(
                condition=models.Q(("active_until__isnull", True), ("level", "individual")),
                fields=("room", "person"),
                name="one_open_admission_to_a_care_path",
            ),
        ),
    ]
