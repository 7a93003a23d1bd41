"""What the verifier says, in English and in Dutch. Placeholders in braces are filled in.

Part of the verifier that goes into every export: it runs on Python 3.9 and needs nothing but the standard library. The
words stand in the code, because the one file must speak by itself; the program's own command line says the same.
"""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS: dict[str, tuple[str, str]] = {
    # what speaks against the ledger: English, Dutch
    "entry_unreadable": (
        "is not an entry any more: its text was changed",
        "is geen regel meer: de tekst is veranderd",
    ),
    "entry_of_other_log": ("belongs to another log", "hoort bij een ander logboek"),
    "removed": ("missing: taken out", "ontbreekt: eruit gehaald"),
    "doubled": ("stands here twice", "staat er twee keer"),
    "reordered": ("stands in another order", "staat in een andere volgorde"),
    "renumbered": ("was changed: it bears the number {says}", "is veranderd: het nummer is nu {says}"),
    "rewritten": ("was rewritten after it was entered", "is herschreven nadat het erin kwam"),
    "added": ("was put there outside the log's tree", "is buiten de boom van het logboek om toegevoegd"),
    "truncated": ("missing at the end: cut off", "ontbreekt aan het eind: afgeknipt"),
    "checkpoint_unreadable": ("checkpoint number {number} cannot be read", "ijkpunt nummer {number} is niet te lezen"),
    "other_origin": ("a checkpoint is of another log, {origin}", "een ijkpunt is van een ander logboek, {origin}"),
    "other_key": (
        "signed with another key than before: ask why. Now {key}, before {before}",
        "ondertekend met een andere sleutel dan eerst: vraag waarom. Nu {key}, eerst {before}",
    ),
    "rolled_back": (
        "missing, and you saw it before: an older ledger was put back",
        "ontbreekt, en u zag het eerder: er is een ouder logboek teruggezet",
    ),
    "changed_since": ("differs from what you saw before", "is anders dan wat u eerder zag"),
    "forked": (
        "this is another past than the one you saw at size {size}; the change lies here",
        "dit is een ander verleden dan u zag bij lengte {size}; de verandering ligt hier",
    ),
    "root_differs": (
        "something here was changed: it does not agree with the checkpoint at size {size}",
        "hier is iets veranderd: het klopt niet met het ijkpunt bij lengte {size}",
    ),
    "two_roots": (
        "two checkpoints of size {size} tell two different pasts",
        "twee ijkpunten bij lengte {size} vertellen twee verschillende verledens",
    ),
    "wrong_key": (
        "the checkpoint of size {size} is not signed by the log's key {key}",
        "het ijkpunt bij lengte {size} is niet ondertekend met de sleutel van het logboek, {key}",
    ),
    "bad_signature": (
        "the signature of {name} under the checkpoint of size {size} is false",
        "de handtekening van {name} onder het ijkpunt bij lengte {size} is vals",
    ),
    "text_unreadable": ("text number {row} cannot be read", "tekst nummer {row} is niet te lezen"),
    "text_differs": ("its text is not the one that was entered", "de tekst is niet die van toen"),
    "erased_but_there": (
        "its text should be gone: entry {erasure} says that it was erased",
        "de tekst hoort weg te zijn: regel {erasure} zegt dat die gewist is",
    ),
    "text_gone": (
        "its text is gone, and no entry says that it was erased",
        "de tekst is weg, en geen regel zegt dat die gewist is",
    ),
    "room_differs": (
        "the room {origin} does not agree with it at size {size}",
        "de ruimte {origin} klopt er niet mee bij lengte {size}",
    ),
    "log_missing": (
        "the log {origin}, which you saw before, is not in this file; use another --remember file for another ledger",
        "het logboek {origin}, dat u eerder zag, zit hier niet in; neem per logboek een eigen --remember-bestand",
    ),
    "log_twice": (
        "the log {origin} is in this file twice, as two logs of one name",
        "het logboek {origin} zit er twee keer in, als twee logboeken met één naam",
    ),
    "file_twice": (
        "{file} is in the zip twice: get the file again",
        "{file} zit twee keer in de zip: haal het bestand opnieuw op",
    ),
    "file_missing": (
        "{file} is not in the zip: get the file again",
        "{file} zit niet in de zip: haal het bestand opnieuw op",
    ),
    "zip_too_large": (
        "the zip holds over {bytes} bytes: this is no ledger",
        "in de zip zit meer dan {bytes} bytes: dit is geen logboek",
    ),
    "zip_damaged": (
        "the zip is damaged or was altered: get the file again",
        "de zip is beschadigd of veranderd: haal het bestand opnieuw op",
    ),
    "other_format": (
        "this is not an exported ledger that I know ({format}): get the verifier that came with it",
        "dit is geen logboek dat ik ken ({format}): neem de controle die erbij hoort",
    ),
    "manifest_unreadable": (
        "ledger.json or a file that it names cannot be read: get the file again",
        "ledger.json of een bestand daaruit is niet te lezen: haal het bestand opnieuw op",
    ),
    "cannot_read": (
        "the file cannot be opened ({reason}): look at its name",
        "het bestand gaat niet open ({reason}): kijk naar de naam",
    ),
    "memory_damaged": (
        "the file of --remember was changed or is none: find your own copy, or begin a new one",
        "het bestand van --remember is veranderd of is iets anders: zoek uw eigen kopie, of begin een nieuw",
    ),
    "cannot_remember": (
        "cannot write the file of --remember: {reason}",
        "het bestand van --remember is niet te schrijven: {reason}",
    ),
    # what a reader should know
    "clock_back": (
        "the clock ran back here: {at} after {before}; the order is that of the numbers",
        "de klok liep hier terug: {at} na {before}; de volgorde is die van de nummers",
    ),
    "clock_ahead": (
        "bears a later time than the witness who confirmed it",
        "heeft een latere tijd dan de getuige die het bevestigde",
    ),
    "no_text": (
        "{number} entries without their text here: erased, or not for you to read",
        "{number} regels staan hier zonder tekst: gewist, of niet voor u",
    ),
    "no_checkpoint": (
        "there is no checkpoint yet: nothing to hold the log to",
        "er is nog geen ijkpunt: niets om het logboek aan te toetsen",
    ),
    "never_outside": ("nobody from outside has confirmed it yet", "niemand van buiten heeft het nog bevestigd"),
    "signatures_not_checked": (
        "signatures not checked: that needs the Python package cryptography",
        "handtekeningen niet gecontroleerd: dat vraagt het Python-pakket cryptography",
    ),
    "other_verifier": (
        "verify.py in the zip is another one than this: trust the one that you have",
        "verify.py in de zip is een andere dan deze: vertrouw op die van u",
    ),
    # the frame
    "log": ("log {log}", "logboek {log}"),
    "entry": ("entry {seq}", "regel {seq}"),
    "entries": ("entries {seq} to {last}", "regels {seq} tot en met {last}"),
    "and_more": ("and {number} more of this kind", "en nog {number} van deze soort"),
    "state": (
        "{origin}: {entries} entries; checkpoint at size {size}, root {root}, key {key}",
        "{origin}: {entries} regels; ijkpunt bij lengte {size}, wortel {root}, sleutel {key}",
    ),
    "outside": (
        "{origin}: last confirmed from outside on {day}, by {name}",
        "{origin}: voor het laatst van buiten bevestigd op {day}, door {name}",
    ),
    "holds": (
        "The ledger holds. It cannot show what was never entered.",
        "Het logboek klopt. Het kan niet laten zien wat er nooit in kwam.",
    ),
    "holds_not": ("The ledger does NOT hold: {number} problems.", "Het logboek klopt NIET: {number} problemen."),
    "remembered": ("Remembered in {path}.", "Onthouden in {path}."),
    "usage": (
        "Use: python3 verify.py LEDGER.zip [--remember FILE] [--lang nl|en]",
        "Gebruik: python3 verify.py LEDGER.zip [--remember FILE] [--lang nl|en]",
    ),
}
"""The words of each finding and of the frame around them: English, Dutch."""
