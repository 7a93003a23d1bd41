"""The forms of this part."""

from counterpoise.web.voices.forms.claims import BesideForm, MeaningForm
from counterpoise.web.voices.forms.refusals import REFUSED
from counterpoise.web.voices.forms.texts import CodesForm, DoneForm, SettleForm, TextForm, TextsForm
from counterpoise.web.voices.forms.themes import FoundThemeForm

__all__ = [
    "REFUSED",
    "BesideForm",
    "CodesForm",
    "DoneForm",
    "FoundThemeForm",
    "MeaningForm",
    "SettleForm",
    "TextForm",
    "TextsForm",
]
