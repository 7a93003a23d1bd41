"""Room 4 of the site, interests: positions, frictions, statements and the map of opinions.

The same questions as ``counterpoise.interests``, with tables and pages. Never imports another room.
"""
