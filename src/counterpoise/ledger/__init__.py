"""Envelope, Merkle tree, checkpoint, proof and verifier of the public ledger (RFC 6962).

Knows no record: it orders and proves bytes. The site appends to it, anybody can verify it.

`envelope`, `tree`, `checkpoint`, `cosignatures`, `rooms`, `erasure` and `log` write; `proof` and `verifier` verify;
`export` packs a ledger with a verifier of one file, made of the modules that need nothing but Python itself.
"""

from counterpoise.ledger.proof import verify_consistency, verify_inclusion

__all__ = ["verify_consistency", "verify_inclusion"]
