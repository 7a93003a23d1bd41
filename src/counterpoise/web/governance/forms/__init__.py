"""Forms of the pages across the rooms: letters, and words that come in on paper or by telephone."""

from counterpoise.web.governance.forms.letters import ChooseForm
from counterpoise.web.governance.forms.paper import EnterForm

__all__ = ["ChooseForm", "EnterForm"]
