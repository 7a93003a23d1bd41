"""The record in and out of files: bundle, spreadsheets, and the formats of other programs.

What is wrong in a file is named by file, line and field, all at once; nothing half read is ever kept.
"""
