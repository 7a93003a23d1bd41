"""Make a theme of one's own side out of what words suggest: name it, leave some out, and join others to it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.web.expertise.forms import ThemeForm
from counterpoise.web.voices.selectors import Found

__all__ = ["MOST_SHOWN", "FoundThemeForm"]

MOST_SHOWN = 100
"""So many contributions at most can be chosen one by one."""

_WORDS = 5


class FoundThemeForm(ThemeForm):
    """Name what words suggest, leave out what does not belong to it, and join other suggestions to it."""

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        found: Found,
        others: Sequence[Found],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        shown = found.members[:MOST_SHOWN]
        options["initial"] = {"contributions": [row.id for row in shown], **(options.get("initial") or {})}
        super().__init__(*args, said=shown, **options)
        self._others = {row.members[0].id: row for row in others if row.members}
        if self._others:
            self.fields["more"] = forms.MultipleChoiceField(
                label=_("Join other suggestions to it"),
                choices=[
                    (name, f"{', '.join(row.words[:_WORDS]) or _('Words that nobody else uses')} ({row.size})")
                    for name, row in self._others.items()
                ],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of everything that was chosen, one by one and with other suggestions."""
        joined = [row.id for name in self.cleaned_data.get("more", ()) for row in self._others[name].members]
        return tuple(dict.fromkeys([*self.cleaned_data["contributions"], *joined]))
