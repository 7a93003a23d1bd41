"""Envelope, Merkle tree, checkpoint, proof and verifier of the public ledger (RFC 6962).

Knows no record: it orders and proves bytes. The site appends to it, anybody can verify it.
"""
