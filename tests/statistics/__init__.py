"""Tests of the statistics: numbers against independent oracles, and rules on random data."""
