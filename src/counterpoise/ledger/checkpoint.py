"""Sign a checkpoint: say how far a log has come, so that nobody can take it back (c2sp.org/tlog-checkpoint)."""

import base64
import re
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from counterpoise.ledger.notes import BY_LOG, BY_WITNESS, Checkpoint, Key, NoteError, read_key

__all__ = ["Signer", "SignerError", "read_signer", "sign", "signature_line"]

SEED_BYTES = 32
PRIVATE = "PRIVATE+KEY+"


class SignerError(ValueError):
    """A name or a secret cannot be used to sign.

    Attributes
    ----------
    code
        Always ``"no_signer"``.
    """

    code = "no_signer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """A name with a secret Ed25519 key.

    Attributes
    ----------
    name
        Under which name it signs: for a log its origin, for a witness an address of its own. No spaces, no plus signs.
    kind
        1 for a log, 4 for a witness.
    seed
        The secret: 32 random bytes, given by the caller.

    Raises
    ------
    SignerError
        One of these is not so.
    """

    name: str
    kind: int = BY_LOG
    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if not self.name or re.search(r"[\s+\x00-\x1f]", self.name):
            raise SignerError("a key's name is not empty and has no spaces and no plus signs")
        if self.kind not in {BY_LOG, BY_WITNESS} or len(self.seed) != SEED_BYTES:
            raise SignerError("a key is of a log (1) or a witness (4) and has a secret of 32 bytes")

    @property
    def key(self) -> Key:
        """Return the public key, to be given to everybody."""
        public = Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw()
        return Key(name=self.name, kind=self.kind, public=public)

    def to_text(self) -> str:
        """Return the secret key in one line, to be kept where nobody else reads it."""
        return f"{PRIVATE}{self.name}+{self.key.id.hex()}+{base64.b64encode(bytes([self.kind]) + self.seed).decode()}"


def read_signer(text: str) -> Signer:
    """Read a secret key from its one line.

    Parameters
    ----------
    text
        The line that holds the name and the secret key.

    Raises
    ------
    SignerError
        The text is none.
    """
    name, _, rest = text.removeprefix(PRIVATE).partition("+")
    identity, _, packed = rest.partition("+")
    try:
        raw = base64.b64decode(packed.encode("ascii"), validate=True)
        signer = Signer(name=name, kind=raw[0], seed=raw[1:])
        read_key(signer.key.to_text())
    except (ValueError, IndexError) as error:
        raise SignerError("this line holds no secret key") from error
    if not text.startswith(PRIVATE) or signer.key.id.hex() != identity:
        raise SignerError("this line holds no secret key")
    return signer


def signature_line(signer: Signer, *, message: bytes, before: bytes = b"") -> str:
    """Return the line that goes below a note.

    Parameters
    ----------
    signer
        Who signs.
    message
        What is signed.
    before
        What stands before the signature; the time, for a witness.
    """
    made = Ed25519PrivateKey.from_private_bytes(signer.seed).sign(message)
    return f"— {signer.name} {base64.b64encode(signer.key.id + before + made).decode()}\n"


def sign(checkpoint: Checkpoint, *, signer: Signer) -> str:
    """Return a checkpoint as a signed note.

    Parameters
    ----------
    checkpoint
        The checkpoint.
    signer
        Whose key signs it.

    Raises
    ------
    SignerError
        The key is not a log's.
    NoteError
        The origin is empty or has a line break.
    """
    if signer.kind != BY_LOG:
        raise SignerError("a witness cosigns; the log's own key signs first")
    if not checkpoint.origin or re.search(r"[\x00-\x1f]", checkpoint.origin):
        raise NoteError("checkpoint")
    text = checkpoint.text()
    return text + "\n" + signature_line(signer, message=text.encode())
