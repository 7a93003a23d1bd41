"""Room 1 of the site, expertise: questions, contributions, re-wordings and whose words they are.

The same questions as ``counterpoise.expertise``, with tables and pages. Never imports another room.
"""
