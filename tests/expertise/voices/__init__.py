"""Tests of the reading of texts; none of them may reach a network."""
