"""``counterpoise voices``: whose words, which themes, what no category holds, and how texts position people."""

from counterpoise.cli.voices.verbs import voices

__all__ = ["voices"]
