"""Several texts are brought in at once: all of them, or none, and each refusal names its file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from counterpoise.web.expertise.models import Mention
from counterpoise.web.initiatives.models import Document
from counterpoise.web.ledger.models import Entry
from counterpoise.web.voices.services import MOST_TEXTS

pytestmark = pytest.mark.django_db
HERE = "/initiatives/lindehof-together/voices/"
ONCE = "0123456789abcdef"
PLAN = "Residents decide which plants go into the garden. The manager informs residents about the closing."
Visit = Callable[[str], Client]


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def files(**texts: str | bytes) -> list[SimpleUploadedFile]:
    """Return files with these texts; one underscore of a name stands for its dot."""
    return [
        SimpleUploadedFile(name.replace("_", "."), text if isinstance(text, bytes) else text.encode())
        for name, text in texts.items()
    ]


def brought(client: Client, chosen: list[SimpleUploadedFile], **more: str) -> Any:  # noqa: ANN401 - the answer of a test client
    given = {"once": ONCE, "kind": "plan", "author_side": "organizational", "lane": "clinical", **more}
    return client.post(f"{HERE}bring-several/", {**given, "documents": chosen})


def kept() -> set[str]:
    return set(Document.objects.filter(pk__startswith=f"document-{ONCE}").values_list("title", flat=True))


def test_several_files_become_texts_that_stand_beside_each_other(visit: Visit) -> None:
    citizen = visit("citizen-1")
    answer = brought(citizen, files(plan_txt=PLAN, minutes_md=f"# Minutes\n\n{PLAN}", letter_html=f"<p>{PLAN}</p>"))
    assert answer.status_code == 302
    assert answer["Location"] == f"{HERE}texts/"
    assert kept() == {"plan", "minutes", "letter"}
    rows = Document.objects.filter(pk__startswith=f"document-{ONCE}")
    assert {(row.kind, row.author_side, row.lane) for row in rows} == {("plan", "organizational", "clinical")}
    assert Mention.objects.filter(document__in=rows).count() == 6
    assert Entry.objects.filter(type="text_brought").count() == 3
    assert brought(citizen, files(plan_txt=PLAN)).status_code == 302, "sent twice, they are there once"
    assert Entry.objects.filter(type="text_brought").count() == 3
    with CaptureQueriesContext(connection) as asked:
        page = citizen.get(f"{HERE}compare/").content.decode()
    assert len(asked) <= 15
    for words in ("plan", "minutes", "letter", "Organization side"):
        assert words in page
    assert brought(visit(""), files(plan_txt=PLAN)).status_code == 404


def test_where_one_cannot_be_read_none_is_brought_in_and_each_is_named_with_its_reason(visit: Visit) -> None:
    chosen = files(
        plan_txt=PLAN,
        notes_txt=b"\xfa broken \xe9",
        empty_txt=b"",
        french_txt="Les habitants décident de leur jardin, et la direction les informe de la fermeture.",
        program_exe=b"MZ",
    )
    answer = brought(visit("citizen-1"), chosen)
    assert answer.status_code == 200
    page = answer.content.decode()
    for words in (
        "notes.txt: This file is not saved as UTF-8.",
        "empty.txt: There is no text in this file.",
        "program.exe: Files of this kind cannot be read.",
    ):
        assert words in page
    assert kept() == set()
    answer = brought(visit("citizen-1"), [each for each in chosen if each.name in {"plan.txt", "french.txt"}])
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ([], "Please choose a file."),
        (files(plan_txt=PLAN, plan_md=PLAN), "plan: Two files have this name."),
        (files(**{f"plan{n}_txt": PLAN for n in range(MOST_TEXTS + 1)}), f"At most {MOST_TEXTS} files at once."),
        (files(one_txt="x " * 99_000, two_txt="x " * 99_000, three_txt="x " * 99_000), "Together these files have"),
        (
            files(french_txt="Les habitants décident de leur jardin, et la direction les informe."),
            "french: This text is",
        ),
        (files(plan_txt=f"{PLAN} \u202epark"), "plan: "),
        (files(plan_txt="Residents decide. " * 401), "plan: This text names citizens 401 times."),
    ],
    ids=["none", "one name twice", "too many", "together too long", "French", "deceives the eye", "too many mentions"],
)
def test_what_does_not_go_together_is_refused_in_plain_words(
    chosen: list[SimpleUploadedFile], words: str, visit: Visit
) -> None:
    answer = brought(visit("citizen-1"), chosen)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert kept() == set()


def test_the_form_is_found_from_the_list_of_texts(visit: Visit) -> None:
    assert f"{HERE}bring-several/" in visit("citizen-1").get(f"{HERE}texts/").content.decode()
    assert f"{HERE}bring-several/" not in visit("").get(f"{HERE}texts/").content.decode()
    page = visit("citizen-1").get(f"{HERE}bring-several/").content.decode()
    assert f"At most {MOST_TEXTS}, of 5 megabytes each." in page
    assert "multiple" in page
