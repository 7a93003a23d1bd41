"""Tests of how the power audit is told."""
