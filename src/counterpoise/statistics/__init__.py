"""Intervals, survival, distances, multiplicity and disclosure control.

Knows no record and no room: numbers in, numbers out. Every function names the source of its formula and is held
against an independent oracle by the tests.
"""
