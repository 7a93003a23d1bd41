"""Tests of the intervals."""
