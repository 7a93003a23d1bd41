"""Democratic lotteries: pool, quotas, chances, panels, draw, replacement and report.

Chance is an argument: the same seed gives the same draw, so that everybody can repeat it.
"""
