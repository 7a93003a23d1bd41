"""Tests of the levels: who may read and write where, editions, initiatives and care paths."""
