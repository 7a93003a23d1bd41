"""Tests of who takes part, against the population."""
