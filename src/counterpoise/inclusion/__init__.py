"""Tension 3, inclusion: who takes part and who does not.

Groups, representativeness, barriers, attrition, and who holds the floor. A room never imports another room.
"""
