"""``counterpoise ledger``: verify an exported ledger, remember it for the next time, and confirm it as a witness."""

import os
import secrets
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated

import typer

from counterpoise.cli.options import LangOption
from counterpoise.cli.speech import CommandError, reader_language, tell, tell_pieces
from counterpoise.ledger.archive import read_ledger
from counterpoise.ledger.archive import verify as verified
from counterpoise.ledger.checkpoint import Signer, SignerError, read_signer
from counterpoise.ledger.command import remembered_line, report, verify_and_remember
from counterpoise.ledger.cosignatures import cosign, unwitnessed_in
from counterpoise.ledger.export import one_file_verifier
from counterpoise.ledger.notes import BY_WITNESS, ed25519, read_checkpoint, read_note
from counterpoise.ledger.verifier import LogFiles

__all__ = ["confirm", "days_unwitnessed", "key", "ledger", "verify"]

_COMMON = "common"
"""The log that everybody may read; an export may hold those of closed rooms beside it."""
_SEED = 32

ledger = typer.Typer(
    name="ledger",
    help="Verify a ledger, and confirm it as a witness: who decided what, and who was told when.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
_Bundle = Annotated[Path, typer.Argument(metavar="BUNDLE.zip", help="The ledger, as the site exported it.")]


@ledger.callback()
def _group() -> None:
    """Verify a ledger, and confirm it as a witness: who decided what, and who was told when."""


@ledger.command()
def verify(
    bundle: _Bundle,
    remember: Annotated[
        Path | None,
        typer.Option(
            "--remember",
            metavar="FILE",
            help="Your own file: it keeps the last checkpoint, and another past is refused the next time.",
        ),
    ] = None,
    lang: LangOption = None,
) -> None:
    """Verify a ledger offline: nothing removed, rewritten, moved or cut off. Ends with 1 if it does not hold."""
    language = reader_language(lang)
    verdict, kept = verify_and_remember(bundle, keep=remember, own=one_file_verifier().encode())
    for wrong, line in report(verdict, lang=language):
        tell(line, error=wrong)
    if kept and remember is not None:
        tell(remembered_line(remember, lang=language))
    if not verdict.holds:
        raise typer.Exit(1)


@ledger.command()
def key(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Where your secret key is kept. Nobody else may read it.")
    ],
    name: Annotated[
        str,
        typer.Option("--name", metavar="NAME", help="Under which name you confirm, such as council.example/witness."),
    ],
    lang: LangOption = None,
) -> None:
    """Make the key of a witness: a secret one in a file of your own, and a public line for everybody."""
    del lang
    try:
        signer = Signer(name=name, kind=BY_WITNESS, seed=secrets.token_bytes(_SEED))
        text = f"{signer.to_text()}\n".encode("ascii")
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as kept:
            kept.write(text)
    except (SignerError, UnicodeEncodeError) as error:
        raise CommandError("no_witness_name", name=name, exit_code=2) from error
    except FileExistsError as error:
        raise CommandError("bundle_exists", path=file) from error
    except OSError as error:
        raise CommandError("cannot_write", path=file, reason=error.strerror or str(error)) from error
    tell(signer.key.to_text())


@ledger.command()
def confirm(
    bundle: _Bundle,
    key_file: Annotated[
        Path, typer.Option("--key", metavar="FILE", help="Your secret key, as `counterpoise ledger key` made it.")
    ],
    remember: Annotated[
        Path,
        typer.Option(
            "--remember", metavar="FILE", help="Your own file of what you confirmed before: another past is refused."
        ),
    ],
    lang: LangOption = None,
) -> None:
    """Confirm as a witness how far a ledger came: verify it, and print its checkpoint with your signature below it.

    Bring what is printed back to the site, on the page of that checkpoint. Nothing is signed where the ledger does not
    hold, or is another one than the one that you remember.
    """
    signer = _signer(key_file)
    if ed25519() is None:
        raise CommandError("signatures_not_checked")
    verdict, _kept = verify_and_remember(bundle, keep=remember, own=one_file_verifier().encode())
    if not verdict.holds:
        for wrong, line in report(verdict, lang=reader_language(lang)):
            if wrong:
                tell(line, error=True)
        raise typer.Exit(1)
    notes = sorted(_common(bundle).notes, key=lambda note: read_checkpoint(read_note(note).text).size)
    if not notes:
        raise CommandError("no_checkpoint", path=bundle)
    tell_pieces([cosign(notes[-1], signer=signer, at=datetime.now(UTC))])


def _signer(path: Path) -> Signer:
    try:
        signer = read_signer(path.read_text(encoding="ascii").strip())
    except OSError as error:
        raise CommandError("cannot_read", path=path, reason=error.strerror or str(error)) from error
    except ValueError as error:
        raise CommandError("no_secret_key", path=path) from error
    if signer.kind != BY_WITNESS:
        raise CommandError("key_of_a_log", path=path)
    return signer


def _common(bundle: Path) -> LogFiles:
    files, _verifier = read_ledger(bundle)
    found = [each for each in files if each.log == _COMMON] or (files if len(files) == 1 else [])
    if not found:
        raise CommandError("no_common_log", path=bundle)
    return found[0]


def days_unwitnessed(bundle: Path, *, at: date) -> float | None:
    """Return for how many days nobody from outside has confirmed an exported ledger, which has to hold.

    Parameters
    ----------
    bundle
        The ledger, as the site exported it.
    at
        The day of which is asked: now where it is today, else its end.

    Returns
    -------
    float or None
        Days, with their fraction; None where nobody from outside has confirmed anything by then.

    Raises
    ------
    CommandError
        The ledger does not hold, or cannot be verified here.
    """
    check = ed25519()
    if check is None:
        raise CommandError("signatures_not_checked")
    if not verified(bundle, check=check).holds:
        raise CommandError("ledger_holds_not", path=bundle)
    end = datetime.combine(at + timedelta(days=1), time(), tzinfo=UTC)
    return unwitnessed_in(_common(bundle), at=min(end, datetime.now(UTC)), check=check)
