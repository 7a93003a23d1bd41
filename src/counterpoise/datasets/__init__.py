"""Records that ship with the software: the paper's four illustrations, and synthetic records of any size.

Chance is an argument: the same seed gives the same record.
"""
