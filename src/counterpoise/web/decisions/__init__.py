"""Decisions on the site: drafts, answers, what was used and set aside, who was told when, agreements.

Stands on the four rooms of the site; asks the library for every rule.
"""
