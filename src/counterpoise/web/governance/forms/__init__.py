"""Forms of the pages across the rooms."""

from counterpoise.web.governance.forms.letters import ChooseForm

__all__ = ["ChooseForm"]
