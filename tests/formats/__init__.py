"""Tests of the files that the record goes in and out of."""
