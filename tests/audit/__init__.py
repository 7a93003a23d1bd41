"""Tests of the power audit."""
