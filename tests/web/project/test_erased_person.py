"""Somebody has everything erased that they said: no byte of it is left in the site's folder, and the ledger holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.web.project.logs import problems
from tests.web.project.sites import Site, bytes_in

MARK = "zq81erase"
WRITTEN = """
from dataclasses import replace
from datetime import timedelta
from typing import Any
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from counterpoise.record import Moment, columns
from counterpoise.web.audit.records import ALL
from counterpoise.web.audit.models import ReadingPage
from counterpoise.web.audit.services import IN_OFFICE, run_first_checks
from counterpoise.web.governance.models import Letter, Wish
from counterpoise.web.ledger.records import model_of
from counterpoise.web.ledger.services import Telling, tell
from counterpoise.web.people.models import Account, Contact, Person as PersonTable, Wishes
from counterpoise.record.people import Person

MARK = {mark!r}
at = now()
run_first_checks(at=at)
for model, kind in ALL.items():
    if kind.TABLE in IN_OFFICE or kind in (Person,):
        continue
    texts = {{each.name: f"{{MARK}} {{kind.TABLE}} {{each.name}}" for each in columns(kind)
             if each.kind is str and not each.to and not each.many and each.name not in ("id", "source")}}
    several = [each.name for each in columns(kind) if each.kind is str and each.many and not each.to]
    texts |= {{name: (f"{{MARK}} {{kind.TABLE}}",) for name in several}}
    given: dict[str, Any] = {{"id": f"erased-{{kind.TABLE}}", "initiative": "meals", "recorded_by": "resident"}}
    given["recorded_at"] = at
    if any(each.name == "person" for each in columns(kind)):
        given["person"] = "resident"
    row = kind(**(texts | given | {{"happened_at": Moment.exactly(at)}}))
    tell(f"{{kind.TABLE}}_told", Telling(model=model, row=row), by="resident", at=at)
    tell(f"{{kind.TABLE}}_changed", Telling(model=model, row=replace(row, version=2)), by="resident", at=at)
person = PersonTable.objects.get(pk="resident")
from counterpoise.web.ledger.records import to_row
row = to_row(Person, person)
row = replace(row, version=row.version + 1, pseudonym=MARK, access_needs=MARK)
tell("named", Telling(model=PersonTable, row=row), by="resident", at=at)
account = Account.objects.get(person="resident")
Account.objects.filter(pk=account.pk).update(email=MARK + "@example.org")
Contact.objects.update_or_create(person=person, defaults={{"address": MARK, "telephone": "1"}})
Wishes.objects.update_or_create(person=person, defaults={{"at_meetings": MARK}})
Wish.objects.update_or_create(person=person, defaults={{"address": MARK}})
other = PersonTable.objects.get(pk="council-member")
for number, to in enumerate((person, other)):
    Letter.objects.create(key=f"k{{number}}", person=to, kind="weekly", owed_at=at, due_at=at,
                          content={{"lines": [f"{{MARK}} contributions text", "else"]}})
session = SessionStore()
session["_auth_user_id"] = str(account.pk)
session["typed"] = MARK
session.save()
page = ReadingPage.objects.first()
page.content = {{"said": f"<p>{{MARK}} contributions text</p>"}}
page.save()
"""
ERASED = """
from counterpoise.ledger.erasure import Ground
from counterpoise.web.audit.services import erase_person
print(erase_person(person="resident", ground=Ground.ASKED, sure=True, at=now()))
"""
KEPT = """
import json
from counterpoise.web.decisions.models import Decision
from counterpoise.web.expertise.models import Contribution
from counterpoise.web.governance.models import Letter
from counterpoise.web.ledger.models import Entry
from counterpoise.web.people.models import Account, Person, Seat
print(json.dumps([
    Contribution.objects.get(pk="erased-contributions").state.value,
    Person.objects.get(pk="resident").pseudonym,
    Account.objects.filter(person="resident").count(),
    Seat.objects.filter(person="resident", active_until=None).count(),
    Letter.objects.filter(person="council-member", key="k1").count(),
    Entry.objects.filter(type="erasure").count() > 0,
]))
"""


@pytest.mark.slow
@pytest.mark.faults
def test_no_byte_of_an_erased_person_is_left_and_the_ledger_still_verifies(first_site: Site, tmp_path: Path) -> None:
    site = first_site.copy_to(tmp_path / "data")
    site.does(WRITTEN.format(mark=MARK))
    assert bytes_in(site.data, MARK) != []
    assert int(site.does(ERASED)) > 20
    assert bytes_in(site.data, MARK) == []
    assert site.does(KEPT).strip() == '["withdrawn", "", 0, 0, 1, true]'
    assert problems(site.file) == []
