"""Tests of what may be shown."""
