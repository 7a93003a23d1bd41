"""A row is written with its ledger entry or not at all; nothing is made twice and no text is lost."""

import json
from datetime import UTC, datetime

import pytest

from counterpoise.record.initiatives import Initiative
from counterpoise.web.initiatives import models
from counterpoise.web.ledger.models import EarlierVersion, Entry, EntryBody
from counterpoise.web.ledger.records import to_row
from counterpoise.web.ledger.services import COMMON, AlreadyToldError, StaleVersionError, Telling, new_id, tell

pytestmark = pytest.mark.django_db

NOW = datetime(2015, 6, 30, 10, tzinfo=UTC)


def titled(title: str, *, version: int = 1) -> Telling:
    """Return the telling of an initiative with this title."""
    row = Initiative(id="new-one", version=version, title=title, recorded_at=NOW)
    return Telling(model=models.Initiative, row=row)


def entries() -> int:
    """Return how many entries there are."""
    return Entry.objects.count()


def test_a_new_row_stands_in_its_table_and_in_the_ledger() -> None:
    tell("initiative_opened", titled("Meals"), by="somebody", at=NOW)
    assert models.Initiative.objects.get(id="new-one").title == "Meals"
    entry = Entry.objects.filter(log=COMMON).latest("seq")
    assert entry.type == "initiative_opened"
    body = json.loads(bytes(EntryBody.objects.get(entry=entry).body))
    assert body["by"] == "somebody"
    assert body["rows"][0]["row"]["title"] == "Meals"
    assert b"Meals" not in bytes(entry.envelope)


def test_the_same_form_sent_twice_is_told_once() -> None:
    before = entries()
    tell("initiative_opened", titled("Meals"), by=None, at=NOW)
    with pytest.raises(AlreadyToldError):
        tell("initiative_opened", titled("Meals again"), by=None, at=NOW)
    assert models.Initiative.objects.get(id="new-one").title == "Meals"
    assert entries() == before + 1


def test_a_correction_keeps_the_version_before_it() -> None:
    tell("initiative_opened", titled("Meals"), by=None, at=NOW)
    before = models.Initiative.objects.get(id="new-one").written
    tell("initiative_corrected", titled("Mealtimes", version=2), by=None, at=NOW)
    now = models.Initiative.objects.get(id="new-one")
    assert (now.title, now.version, now.written) == ("Mealtimes", 2, before)
    earlier = EarlierVersion.objects.get(ref="new-one")
    assert (earlier.version, earlier.row["title"]) == (1, "Meals")
    seqs = [entry.seq for entry in Entry.objects.filter(log=COMMON)]
    assert seqs == list(range(len(seqs)))


def test_who_comes_second_learns_what_is_there_and_overwrites_nothing() -> None:
    tell("initiative_opened", titled("Meals"), by=None, at=NOW)
    tell("initiative_corrected", titled("Mealtimes", version=2), by=None, at=NOW)
    with pytest.raises(StaleVersionError) as caught:
        tell("initiative_corrected", titled("Food", version=2), by=None, at=NOW)
    assert isinstance(caught.value.theirs, Initiative)
    assert caught.value.theirs.title == "Mealtimes"
    assert models.Initiative.objects.get(id="new-one").title == "Mealtimes"
    with pytest.raises(StaleVersionError):
        tell(
            "x", Telling(model=models.Initiative, row=Initiative(id="no", version=2, recorded_at=NOW)), by=None, at=NOW
        )


def test_of_several_rows_all_are_written_or_none() -> None:
    tell("initiative_opened", titled("Meals"), by=None, at=NOW)
    before = entries()
    other = Telling(model=models.Initiative, row=Initiative(id="other", recorded_at=NOW))
    with pytest.raises(AlreadyToldError):
        tell("two", other, titled("Meals"), by=None, at=NOW)
    assert not models.Initiative.objects.filter(id="other").exists()
    assert entries() == before


def test_what_was_told_comes_back_as_it_was() -> None:
    telling = titled("Meals")
    tell("initiative_opened", telling, by=None, at=NOW)
    assert to_row(Initiative, models.Initiative.objects.get(id="new-one")) == telling.row


def test_a_form_gives_the_same_id_each_time() -> None:
    assert new_id("question", once="00ff") == "question-00ff"
    assert new_id("question") != new_id("question")
