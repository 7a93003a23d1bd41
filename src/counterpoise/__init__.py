"""Counterpoise: participation in integrated care that makes its tensions explicit.

Two wings with the same floors and the same words. The *library wing* thinks: pure, typed, usable in a notebook and
from the command line. The *site wing* (``counterpoise.web``) remembers and shows. One thing passes between them, the
record.

Importing this package loads neither Django nor numpy nor scipy; a test holds that.
"""
