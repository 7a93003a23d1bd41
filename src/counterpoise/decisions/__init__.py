"""What was decided: life cycle, one-sidedness, who was told when, traces, answers and commitments.

Stands on the four rooms: it asks them who decides and within which limits.
"""
