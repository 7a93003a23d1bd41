"""Tests of the verbs that read texts."""
