"""Tension 1, expertise: whose knowledge counts.

Framing of questions, uptake of contributions, presence, professionalization. A room never imports another room.
"""
