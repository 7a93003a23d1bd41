"""Both sides look back: the same questions to both, released at the same moment, and the gaps between the answers.

Stands on the four rooms.
"""
