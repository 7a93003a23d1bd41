"""The key with which this site signs: made at the first use, kept in the data folder, and taken along by backups."""

import os
import secrets
from pathlib import Path

from django.conf import settings

from counterpoise.ledger.checkpoint import Signer, read_signer

__all__ = ["KEYS", "KEY_FILE", "origin_of", "signer_of"]

KEYS = "keys"
KEY_FILE = "ledger.key"
"""The name of the key's file in that folder."""
_SEED = 32


def origin_of(log: str) -> str:
    """Return a log's name in the world, as its checkpoints have it: this site's name and the log's.

    Parameters
    ----------
    log
        The log's name here.
    """
    return signer_of(log).name


def signer_of(log: str) -> Signer:
    """Return who signs for a log: the site's one key, under the log's name in the world.

    The name of the site is that of the first time. Another setting later changes nothing: a log with a new name would
    be another log to every witness.

    Parameters
    ----------
    log
        The log's name here.

    Raises
    ------
    SignerError
        The key's file was changed.
    OSError
        It cannot be read or made.
    """
    own = _own()
    return Signer(name=f"{own.name}/{log}", seed=own.seed)


def _own() -> Signer:
    path = settings.COUNTERPOISE_DATA / KEYS / KEY_FILE
    try:
        return read_signer(path.read_text(encoding="ascii").strip())
    except FileNotFoundError:
        _make(path)
        return read_signer(path.read_text(encoding="ascii").strip())


def _make(path: Path) -> None:
    path.parent.mkdir(mode=0o700, exist_ok=True)
    text = Signer(name=settings.COUNTERPOISE_ORIGIN, seed=secrets.token_bytes(_SEED)).to_text() + "\n"
    scratch = path.with_name(f".{KEY_FILE}-{secrets.token_hex(8)}")
    file = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(file, "w", encoding="ascii") as opened:
            opened.write(text)
            opened.flush()
            os.fsync(opened.fileno())
        # A link refuses where another process was quicker: then its key is the one.
        os.link(scratch, path)
    except FileExistsError:
        pass
    finally:
        scratch.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
