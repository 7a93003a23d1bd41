"""Room 3 of the site, inclusion: who takes part, barriers, seats, staying on and the lottery.

The same questions as ``counterpoise.inclusion``, with tables and pages. Never imports another room.
"""
