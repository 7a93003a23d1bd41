"""Both sides look, on the site: questions released at the same moment, answers side by side.

Stands on ``decisions``.
"""
