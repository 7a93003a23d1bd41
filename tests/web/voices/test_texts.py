"""A text is brought in, two people read it apart from each other, and both see both at one moment."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from counterpoise.expertise.voices.readers import Reader, may_read_text
from counterpoise.record import Side
from counterpoise.record.contributions import Question
from counterpoise.web.expertise.models import Claim, ClaimEvidence, Coding, Mention
from counterpoise.web.initiatives.models import Document
from counterpoise.web.ledger.models import Entry
from counterpoise.web.ledger.services import RefusedError
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.voices.models import TextReader
from counterpoise.web.voices.services import step_back
from tests.web.voices.talk import AT, keep

pytestmark = pytest.mark.django_db
HERE = "/initiatives/lindehof-together/voices/"
ONCE = "0123456789abcdef"
TEXT = f"{HERE}texts/document-{ONCE}/"
PLAN = (
    "Residents decide which plants go into the garden. The manager informs residents about the closing. "
    "We collect the wishes of residents. Residents are at the centre of our plan. "
    "We decide about the venue together with citizens."
)
Visit = Callable[[str], Client]


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def brought(client: Client, **more: Any) -> Any:  # noqa: ANN401 - the answer of a test client
    given = {"once": ONCE, "title": "The plan", "text": PLAN, "author_side": "organizational", "kind": "plan"}
    return client.post(f"{HERE}bring/", {**given, **more})


def mentions() -> list[str]:
    return list(Mention.objects.order_by("sentence", "start").values_list("pk", flat=True))


def labelled(client: Client, *labels: str) -> Any:  # noqa: ANN401 - the answer of a test client
    given = dict(zip(mentions(), labels, strict=True))
    return client.post(f"{TEXT}read/", {"once": ONCE, **given})


def done(client: Client) -> Any:  # noqa: ANN401 - the answer of a test client
    return client.post(f"{TEXT}done/", {"once": ONCE})


FIRST = ("agent", "recipient", "source", "slogan", "partner")
SECOND = ("agent", "recipient", "recipient", "slogan", "partner")


def read_by_both(visit: Visit) -> tuple[Client, Client]:
    citizen, manager = visit("citizen-1"), visit("regional-manager")
    brought(citizen)
    labelled(citizen, *FIRST)
    done(citizen)
    labelled(manager, *SECOND)
    done(manager)
    return citizen, manager


def test_a_text_is_brought_in_with_its_sentences_about_citizens_and_its_big_words(visit: Visit) -> None:
    citizen = visit("citizen-1")
    assert brought(citizen).status_code == 302
    assert brought(citizen).status_code == 302, "sent twice, it is there once"
    row = Document.objects.get(pk=f"document-{ONCE}")
    assert (row.title, row.author_side, row.text) == ("The plan", "organizational", PLAN)
    found = Mention.objects.filter(document=row).order_by("sentence", "start")
    assert [each.text.lower() for each in found] == ["residents", "residents", "residents", "residents", "citizens"]
    assert "Residents are at the centre of our plan." in Claim.objects.get(document=row).text
    assert Entry.objects.filter(log="common", type="text_brought").count() == 1
    page = visit("").get(TEXT).content.decode()
    for words in ("<mark>Residents</mark> decide", "they act", "Under 30 there are no figures", "no big"):
        assert (words in page) is (words != "no big")
    assert "The plan" in visit("").get(f"{HERE}texts/").content.decode()


def test_a_place_keeps_its_sentence_where_the_rules_of_today_would_not_name_it(visit: Visit) -> None:
    citizen = visit("citizen-1")
    brought(citizen)
    # As an older version of the rules would have found it.
    assert PLAN[42:48] == "garden"
    Mention.objects.filter(pk=mentions()[0]).update(start=42, end=48, text="garden")
    assert "go into the <mark>garden</mark>." in citizen.get(TEXT).content.decode()
    along = citizen.get(f"{HERE}along/mentions.csv").content.decode()
    assert along.count("Residents decide which plants go into the garden.") == 1


def test_who_labels_nothing_takes_no_place_of_a_reader(visit: Visit) -> None:
    citizen = visit("citizen-1")
    brought(citizen)
    answer = citizen.post(f"{TEXT}read/", {"once": ONCE})
    assert answer.status_code == 200
    assert "Please label one place at least" in answer.content.decode()
    assert not TextReader.objects.exists()


def test_nobody_sees_what_a_reader_made_of_it_before_both_are_done(visit: Visit) -> None:
    citizen, manager = visit("citizen-1"), visit("regional-manager")
    brought(citizen)
    assert labelled(citizen, *FIRST).status_code == 302
    assert 'value="source"' in checked(citizen), "their own labels come back to them"
    assert checked(manager) == ""
    entries = Entry.objects.count()
    assert done(citizen).status_code == 302
    assert Entry.objects.count() == entries, "a log that grows would tell how far a reader is"
    assert not Coding.objects.exists()
    assert b"source" not in bytes(TextReader.objects.get().seal)
    for who in ("citizen-1", "regional-manager", "church-goer", "researcher", ""):
        page = visit(who).get(TEXT).content.decode()
        assert "kappa" not in page
        assert "Talk about these" not in page
    assert "done" in manager.get(TEXT).content.decode()


def checked(client: Client) -> str:
    """Return the buttons that are pressed on the page for reading."""
    page = client.get(f"{TEXT}read/").content.decode()
    return " ".join(part for part in re.findall(r"<input[^>]*>", page) if "checked" in part)


def test_once_both_are_done_both_see_both_with_kappa_and_what_differs(visit: Visit) -> None:
    citizen, manager = read_by_both(visit)
    assert Coding.objects.count() == 10
    assert set(Coding.objects.values_list("reader_side", flat=True)) == {"civic", "organizational"}
    assert len(set(Coding.objects.values_list("recorded_at", flat=True))) == 1
    assert Entry.objects.filter(type="readings_shared").count() == 1
    assert not any(bytes(each.seal) for each in TextReader.objects.all())
    for client in (citizen, manager, visit("")):
        page = client.get(TEXT).content.decode()
        assert "<b>1 of 5</b> places" in page
        assert "kappa" in page
        assert "Talk about these" in page
        assert ("Settle it" in page) is (client in {citizen, manager})
    assert citizen.get(f"{TEXT}read/").status_code == 302, "what was shared does not change"
    labelled(citizen, *SECOND)
    assert Coding.objects.filter(label="source").count() == 1


def test_what_differs_is_settled_by_a_reader_and_the_own_labels_stay(visit: Visit) -> None:
    _citizen, manager = read_by_both(visit)
    mention = mentions()[2]
    address = f"{HERE}mentions/{mention}/"
    assert visit("church-goer").get(address).status_code == 404
    assert manager.get(address).status_code == 200
    assert manager.post(address, {"once": ONCE, "version": "1", "label": "source"}).status_code == 302
    assert Mention.objects.get(pk=mention).label == "source"
    assert Coding.objects.filter(mention=mention, label="recipient").count() == 1
    late = _citizen.post(address, {"once": ONCE, "version": "1", "label": "recipient"})
    assert late.status_code == 409, "the other reader settled it meanwhile"
    page = re.sub(r"<[^>]+>|\s+", " ", manager.get(TEXT).content.decode())
    assert re.search(r"Settled: +They are a source of knowledge +\( *written down by +Organization side *\)", page)


def test_one_reader_does_not_change_what_both_made_of_a_place(visit: Visit) -> None:
    _citizen, manager = read_by_both(visit)
    address = f"{HERE}mentions/{mentions()[0]}/"
    answer = manager.post(address, {"once": ONCE, "version": "1", "label": "recipient"})
    assert answer.status_code == 200
    assert "Both readers gave the same label." in answer.content.decode()
    assert Mention.objects.get(pk=mentions()[0]).label is None


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (("agent",) * 5, FIRST, "A reader used one label throughout."),
        (FIRST, FIRST, "Agreement beyond chance (kappa): 1.00. They agree everywhere, so no range can be given."),
    ],
    ids=["one label", "all the same"],
)
def test_a_kappa_that_tells_nothing_has_no_range(
    first: tuple[str, ...], second: tuple[str, ...], words: str, visit: Visit
) -> None:
    citizen, manager = visit("citizen-1"), visit("regional-manager")
    brought(citizen)
    for client, labels in ((citizen, first), (manager, second)):
        labelled(client, *labels)
        done(client)
    page = citizen.get(TEXT).content.decode()
    assert words in page
    assert not re.search(r"from -?\d.\d\d to -?\d", page)


def test_who_stops_reading_gives_the_place_to_somebody_else(visit: Visit) -> None:
    citizen, director, manager = visit("citizen-1"), visit("new-director"), visit("regional-manager")
    brought(citizen)
    labelled(director, *SECOND)
    why = "The second reader of this text is to be a citizen."
    assert why in manager.get(TEXT).content.decode()
    assert why not in citizen.get(TEXT).content.decode()
    assert why not in visit("").get(TEXT).content.decode(), "who takes no part is not told why they cannot read"
    entries = Entry.objects.count()
    assert "Stop reading" in director.get(TEXT).content.decode()
    assert "Your labels are thrown away." in director.get(f"{TEXT}leave/").content.decode()
    assert TextReader.objects.count() == 1, "looking at the question changes nothing"
    assert citizen.post(f"{TEXT}leave/", {"once": ONCE}).status_code == 404, "they do not read it"
    assert director.post(f"{TEXT}leave/", {"once": ONCE}).status_code == 302
    assert not TextReader.objects.exists()
    assert checked(director) == "", "the labels are gone"
    assert labelled(manager, *FIRST).status_code == 302
    assert TextReader.objects.get().person_id == "regional-manager"
    assert Entry.objects.count() == entries, "a log that grows would tell how far a reader is"


def test_who_is_done_stays_a_reader(visit: Visit, as_person: Callable[[str], Viewer]) -> None:
    citizen = visit("citizen-1")
    brought(citizen)
    labelled(citizen, *FIRST)
    done(citizen)
    assert citizen.get(f"{TEXT}leave/").status_code == 302
    assert "Stop reading" not in citizen.get(TEXT).content.decode()
    citizen.post(f"{TEXT}leave/", {"once": ONCE})
    with pytest.raises(RefusedError) as refused:
        step_back(initiative="lindehof-together", document=f"document-{ONCE}", by=as_person("citizen-1"))
    assert [each.code for each in refused.value.refusals] == ["voices.done_already"]
    assert TextReader.objects.get().done_at is not None


def test_a_text_of_which_neither_kind_nor_day_is_known_says_nothing_of_them(visit: Visit) -> None:
    citizen = visit("citizen-1")
    brought(citizen, kind="")
    assert 'class="kicker"' not in citizen.get(TEXT).content.decode()
    brought(citizen, once=ONCE[::-1], written_on="2015-06")
    assert 'class="kicker"' in citizen.get(f"{HERE}texts/document-{ONCE[::-1]}/").content.decode()


def test_who_is_done_has_labelled_every_place(visit: Visit) -> None:
    citizen = visit("citizen-1")
    brought(citizen)
    citizen.post(f"{TEXT}read/", {"once": ONCE, mentions()[0]: "agent"})
    answer = done(citizen)
    assert answer.status_code == 200
    assert "4 places have no label yet." in answer.content.decode()
    assert TextReader.objects.get().done_at is None


def test_two_read_and_one_of_them_is_a_citizen(visit: Visit) -> None:
    organization = [Reader("a", Side.ORGANIZATIONAL, done=False)]
    refused = may_read_text(organization, person="b", side=Side.INDEPENDENT)
    assert [each.code for each in refused] == ["voices.needs_a_citizen"]
    assert may_read_text(organization, person="b", side=Side.CIVIC) == ()
    assert may_read_text(organization, person="a", side=Side.ORGANIZATIONAL) == ()
    both = [*organization, Reader("b", Side.CIVIC, done=True)]
    assert [each.code for each in may_read_text(both, person="c", side=Side.CIVIC)] == ["voices.two_read_already"]
    read_by_both(visit)
    assert visit("church-goer").get(f"{TEXT}read/").status_code == 404
    assert visit("").get(f"{TEXT}read/").status_code == 404


def test_who_wrote_it_says_what_a_big_word_means_and_anybody_lays_the_register_beside_it(visit: Visit) -> None:
    citizen, manager = visit("citizen-1"), visit("regional-manager")
    brought(citizen)
    claim = Claim.objects.get(document=f"document-{ONCE}")
    meaning, beside = f"{HERE}claims/{claim.pk}/meaning/", f"{HERE}claims/{claim.pk}/beside/"
    assert citizen.get(meaning).status_code == 404, "the other side wrote it"
    assert manager.post(meaning, {"once": ONCE, "version": "1", "meaning": " "}).status_code == 200
    told = {"once": ONCE, "version": "1", "meaning": "They hear of it first."}
    assert manager.post(meaning, told).status_code == 302
    assert citizen.get(beside).status_code == 200
    note = {"once": ONCE, "record": "decisions/closing", "note": "They heard of it four months later."}
    assert citizen.post(beside, note).status_code == 302
    assert citizen.post(beside, note).status_code == 302
    assert ClaimEvidence.objects.get().record == "closing"
    assert citizen.post(beside, {**note, "record": "decisions/none"}).status_code == 200
    page = visit("").get(TEXT).content.decode()
    for words in ("They hear of it first.", "The home closes", "They heard of it four months later.", "were worded by"):
        assert words in page
    assert visit("").get(beside).status_code == 404


def test_what_was_asked_in_a_closed_room_is_not_laid_beside_a_word_that_all_read(visit: Visit) -> None:
    resident = visit("resident")
    given = {"once": ONCE, "title": "The plan", "text": PLAN}
    assert resident.post("/initiatives/meals/voices/bring/", given).status_code == 302
    inside, outside = (
        Question(id=name, initiative="meals", recorded_at=AT, text=f"Asked {name}?", space=room)
        for name, room in (("within", "council-room"), ("without", None))
    )
    keep([inside, outside])
    beside = f"/initiatives/meals/voices/claims/document-{ONCE}-claim-1/beside/"
    page = resident.get(beside).content.decode()
    assert "Asked without?" in page
    assert "Asked within?" not in page
    for name, once, status in (("within", "1" * 16, 200), ("without", "2" * 16, 302)):
        told = {"once": once, "record": f"questions/{name}", "note": "It shows this."}
        assert resident.post(beside, told).status_code == status
    assert list(ClaimEvidence.objects.values_list("record", flat=True)) == ["without"]


def test_the_code_book_says_what_each_label_means_in_both_languages(visit: Visit) -> None:
    client = visit("citizen-1")
    assert "Residents run the garden." in client.get(f"{HERE}book/").content.decode()
    client.post("/language/setlang/", {"language": "nl", "next": "/"})
    assert "Bewoners beheren de tuin." in client.get(f"{HERE}book/").content.decode()


def test_suggestions_are_shown_to_a_reader_who_asks_for_them(visit: Visit) -> None:
    citizen = visit("citizen-1")
    brought(citizen)
    assert "The rules suggest: They act themselves" not in citizen.get(f"{TEXT}read/").content.decode()
    assert "The rules suggest: They act themselves" in citizen.get(f"{TEXT}read/?suggest=1").content.decode()


def test_a_long_text_costs_no_more_than_a_page_may(visit: Visit) -> None:
    citizen = visit("citizen-1")
    brought(citizen, text=" ".join(f"The staff informs residents about matter number {n}." for n in range(390)))
    for address in (TEXT, f"{TEXT}?page=26", f"{TEXT}read/", f"{HERE}texts/"):
        with CaptureQueriesContext(connection) as asked:
            answer = citizen.get(address)
        assert answer.status_code == 200
        assert len(asked) <= 15, address
        assert len(answer.content) < 150_000, address
