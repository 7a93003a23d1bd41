"""Reads of voices, each for somebody who looks."""

from counterpoise.web.voices.selectors.themes import TalkedAbout, talked_about
from counterpoise.web.voices.selectors.words import WrittenIn, written_in

__all__ = ["TalkedAbout", "WrittenIn", "talked_about", "written_in"]
