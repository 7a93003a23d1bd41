"""Room 2 of the site, control: who decides, mandates, limits, requirements and legal rights.

The same questions as ``counterpoise.control``, with tables and pages. Never imports another room.
"""
