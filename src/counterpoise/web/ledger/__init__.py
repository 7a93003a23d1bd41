"""Appends a ledger entry within the transaction of the change it tells of.

Also checkpoints, witnesses and erasure. Stands on ``ui`` and on the library's ``ledger`` alone.
"""
