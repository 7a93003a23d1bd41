"""The power audit: runs every indicator on a record, compares two dates, and writes the findings down.

The only place that imports the rooms' indicators. Never adds indicators up to a total score.
"""
