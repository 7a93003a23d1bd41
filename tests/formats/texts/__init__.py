"""Tests of reading texts from files."""
