"""Care data: how long it takes to import 10,000 resources, one file each and as lines, and to write the bundle."""

from __future__ import annotations

import json
import random
import resource as machine
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from counterpoise.formats import bundle
from counterpoise.formats.fhir.importing import read
from counterpoise.record import check

RESOURCES = 10_000
MOST_SECONDS = 30.0
NOW = datetime(2026, 7, 1, tzinfo=UTC)


def main() -> int:
    """Make resources, import them in both ways, and return 1 if it takes too long or the record does not hold."""
    kept = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = [resource(number, random.Random(number)) for number in range(RESOURCES)]
        (folder / "files").mkdir()
        for number, one in enumerate(made):
            (folder / "files" / f"{number}.json").write_text(json.dumps(one), encoding="utf-8")
        (folder / "lines.ndjson").write_text("\n".join(map(json.dumps, made)), encoding="utf-8")
        for label, place in (("one file each", folder / "files"), ("as lines", folder / "lines.ndjson")):
            started = time.perf_counter()
            found = read([place], recorded_at=NOW)
            bundle.write(found.record, folder / label)
            seconds = time.perf_counter() - started
            sound = check(found.record) == () and not found.skipped and found.resources >= RESOURCES
            print(f"   {RESOURCES} resources, {label}: {seconds:.1f} s, {len(found.record)} rows, sound: {sound}")
            kept = kept and sound and seconds <= MOST_SECONDS
    print(f"   {machine.getrusage(machine.RUSAGE_SELF).ru_maxrss // 1024} MiB at most")
    return 0 if kept else 1


def resource(number: int, chance: random.Random) -> dict[str, Any]:
    """Return one made-up resource; five hundred people have twenty each."""
    owner = {"reference": f"Patient/{number % 500}", "display": f"Owner {number % 500}"}
    nurse = {"reference": f"Practitioner/{chance.randrange(40)}", "display": "Nurse"}
    near = {"reference": f"RelatedPerson/{number % 500}", "display": "Daughter"}
    day = f"2025-{chance.randrange(1, 13):02}-{chance.randrange(1, 28):02}"
    kinds: tuple[dict[str, Any], ...] = (
        {"resourceType": "CareTeam", "subject": owner, "participant": [{"member": nurse}, {"member": near}]},
        {
            "resourceType": "CarePlan",
            "status": "active",
            "intent": "plan",
            "subject": owner,
            "created": day,
            "author": nurse,
            "activity": [{"detail": {"description": "Shopping", "performer": [near]}} for _ in range(3)],
        },
        {"resourceType": "Goal", "description": {"text": "Walk"}, "subject": owner, "expressedBy": owner},
        {"resourceType": "Communication", "subject": owner, "sent": day, "recipient": [owner, near]},
        {"resourceType": "Task", "description": "Call", "for": owner, "owner": nurse, "authoredOn": day},
        {
            "resourceType": "QuestionnaireResponse",
            "subject": owner,
            "source": owner,
            "authored": day,
            "item": [
                {"linkId": str(one), "text": "How are you?", "answer": [{"valueString": "Well"}]} for one in range(10)
            ],
        },
    )
    return {**kinds[number % len(kinds)], "id": f"n{number}"}


if __name__ == "__main__":
    sys.exit(main())
