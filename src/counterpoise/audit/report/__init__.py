"""The audit's findings as text, HTML and JSON, in the shared and the full edition.

Charts are static drawings, each with a table of the same numbers and a sentence that reads them out.
"""
