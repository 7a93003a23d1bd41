"""Accounts, persons, capacities, bodies, seats, spaces and their members, consent, access needs and receipts.

The first half of the spine: what the rooms share about people lies here.
"""
