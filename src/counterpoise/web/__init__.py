"""The site wing: remembers and shows.

May import the library, never the reverse. Every app has the same closed set of file names; see ``CONTRIBUTING.md``.
"""
