"""Tests of the room of expertise: its rules and its measures."""
