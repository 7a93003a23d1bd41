"""Opinion mapping: votes, directions, groups, and what can be said with certainty."""
