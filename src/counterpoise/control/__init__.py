"""Tension 2, control: who decides what, within which limits.

Mandates, limits, requirements, and the drift of control over time. A room never imports another room.
"""
