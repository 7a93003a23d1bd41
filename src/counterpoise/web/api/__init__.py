"""The record over HTTP, with the field names of ``counterpoise.formats.bundle``.

Reads through the selectors of the apps, never past them.
"""
