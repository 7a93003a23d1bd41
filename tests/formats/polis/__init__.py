"""Votes and statements in files."""
