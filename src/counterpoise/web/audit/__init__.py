"""Builds a record from the tables, runs the library on it, keeps each reading and takes contests.

Also the export and the erasure of one person's data, because they reach across all rooms.
"""
