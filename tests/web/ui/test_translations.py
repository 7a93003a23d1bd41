from __future__ import annotations

import ast
import gettext
import io
import re
from pathlib import Path

import pytest
from django.utils.translation import override

from counterpoise.web.ui.labels import KIND_NAMES, LEADS, MISSING
from counterpoise.web.ui.translations import FOLDER, compile_catalogues, compiled, read_catalogue
from counterpoise.web.ui.words import WORDS

CATALOGUES = sorted(FOLDER.glob("*/locale/nl/LC_MESSAGES/django.po"))
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
MOST_WORDS = 25
MARK = re.compile(r"%\((\w+)\)s|<[^>]+>")
TAGS = (
    re.compile(r'{%\s*translate\s+"([^"]+)"'),
    re.compile(r"{%\s*translate\s+'([^']+)'"),
)
BLOCK = re.compile(r"{%\s*blocktranslate trimmed[^%]*%}(.*?){%\s*endblocktranslate\s*%}", re.DOTALL)


def entries() -> dict[str, str]:
    found: dict[str, str] = {}
    for catalogue in CATALOGUES:
        found.update(read_catalogue(catalogue.read_text(encoding="utf-8")))
    return {key.split("\x04")[-1]: text for key, text in found.items() if key}


def texts_of_code() -> set[str]:
    found: set[str] = set()
    for path in sorted(FOLDER.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
    return found


def texts_of_templates() -> set[str]:
    found: set[str] = set()
    for path in sorted(FOLDER.rglob("*.html")):
        source = path.read_text(encoding="utf-8")
        for tag in TAGS:
            found.update(tag.findall(source))
        for block in BLOCK.findall(source):
            single = re.split(r"{%\s*plural\s*%}", block)[0]
            text = " ".join(line.strip() for line in single.strip().splitlines())
            found.add(re.sub(r"{{\s*(\w+)\s*}}", r"%(\1)s", text))
    return found


def test_every_text_of_the_pages_has_a_dutch_one() -> None:
    known = {key.split("\x00")[0] for key in entries()}
    assert texts_of_templates() - known == set()


def test_every_text_of_the_code_has_a_dutch_one() -> None:
    known = {key.split("\x00")[0] for key in entries()}
    assert texts_of_code() - known == set()


def test_every_word_of_the_record_has_a_dutch_one() -> None:
    texts = [text for _, text in WORDS] + [*KIND_NAMES.values(), *MISSING.values(), *LEADS.values()]
    with override("en"):
        english = [str(text) for text in texts]
    with override("nl"):
        dutch = [str(text) for text in texts]
    known = entries()
    assert [text for text in english if text not in known] == []
    assert sum(a != b for a, b in zip(english, dutch, strict=True)) > len(texts) * 0.9


def test_no_translation_is_empty_or_for_a_text_that_is_gone() -> None:
    assert CATALOGUES
    for catalogue in CATALOGUES:
        source = catalogue.read_text(encoding="utf-8")
        assert "fuzzy" not in source
        assert "#~" not in source
        assert source.count("\nmsgid ") == len(read_catalogue(source))


def test_no_text_is_translated_in_two_ways() -> None:
    known: dict[str, str] = {}
    for catalogue in CATALOGUES:
        for key, text in read_catalogue(catalogue.read_text(encoding="utf-8")).items():
            assert not key or known.setdefault(key, text) == text, f"{key!r} in {catalogue}"


@pytest.mark.parametrize("which", [0, 1], ids=["English", "Dutch"])
def test_sentences_are_short_enough_for_everybody(which: int) -> None:
    for pair in entries().items():
        for text in pair[which].split("\x00"):
            for sentence in re.split(r"(?<=[.:?!])\s+", MARK.sub("x", text)):
                assert len(sentence.split()) <= MOST_WORDS, sentence


def test_what_is_filled_in_is_the_same_in_both_languages() -> None:
    for english, dutch in entries().items():
        wanted = set(MARK.findall(english))
        for form in dutch.split("\x00"):
            assert set(MARK.findall(form)) == wanted, english


def test_what_is_compiled_reads_like_what_gettext_compiles() -> None:
    text = (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )
    text += 'msgid "one"\nmsgid_plural "%(n)s many"\nmsgstr[0] "één"\nmsgstr[1] "veel"\n\n'
    text += 'msgctxt "record"\nmsgid "Told"\nmsgstr "Ver"\n"teld"\n\n#, fuzzy\nmsgid "no"\nmsgstr "nee"\n\n'
    text += 'msgid "leeg"\nmsgstr ""\n'
    read = gettext.GNUTranslations(io.BytesIO(compiled(read_catalogue(text))))
    assert read.ngettext("one", "%(n)s many", 2) == "veel"
    assert read.ngettext("one", "%(n)s many", 1) == "één"
    assert read.pgettext("record", "Told") == "Verteld"
    assert (read.gettext("no"), read.gettext("leeg")) == ("no", "leeg")


def test_only_what_changed_is_compiled_again(tmp_path: Path) -> None:
    source = tmp_path / "nl" / "django.po"
    source.parent.mkdir()
    source.write_text('msgid "a"\nmsgstr "b"\n', encoding="utf-8")
    assert compile_catalogues(tmp_path) == [source.with_suffix(".mo")]
    assert compile_catalogues(tmp_path) == []
