"""Tension 4, interests: what matters to whom.

Positions, frictions, weighing and reasoning, side by side and never added up. A room never imports another room.
"""
