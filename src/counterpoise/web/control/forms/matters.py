"""Forms for questions of control, and for who holds the tasks that shape a participation."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from counterpoise.record import Side
from counterpoise.record.initiatives import Group, ProcessRoleKind
from counterpoise.web.control.forms.refusals import REFUSED
from counterpoise.web.ui.forms import PlainForm, Words
from counterpoise.web.ui.words import word

__all__ = ["TASKS", "MatterForm", "TasksForm"]

TASKS: dict[ProcessRoleKind, Any] = {
    ProcessRoleKind.AGENDA: _("Makes the agenda"),
    ProcessRoleKind.WORDING: _("Words the questions"),
    ProcessRoleKind.CHAIR: _("Chairs the meetings"),
    ProcessRoleKind.MINUTES: _("Writes the minutes"),
    ProcessRoleKind.MONEY: _("Holds the money"),
    ProcessRoleKind.DATA: _("Holds the data"),
    ProcessRoleKind.SELECTION: _("Chooses who takes part"),
    ProcessRoleKind.END_DATE: _("Says when it ends"),
}
"""For each task, what people read."""


class MatterForm(PlainForm):
    """Write down a question of control."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "control.matter_no_text": "text",
        "control.matter_touches_nobody": "touches",
    }

    text = Words(
        label=_("What can be decided?"),
        rows=2,
        longest=500,
        error_messages={"required": REFUSED["control.matter_no_text"]},
    )
    department = forms.CharField(label=_("Which department holds it?"), max_length=200, required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        groups: Iterable[Group],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        self.fields["touches"] = forms.MultipleChoiceField(
            label=_("Whom does it touch?"),
            choices=[(row.id, row.name) for row in groups],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": REFUSED["control.matter_touches_nobody"]},
        )


class TasksForm(PlainForm):
    """Say which side holds each task."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        held: Mapping[ProcessRoleKind, Side | None],
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        sides = [("", _("Nobody wrote it down")), *((side.value, word(side)) for side in Side)]
        for task, text in TASKS.items():
            side = held.get(task)
            self.fields[task.value] = forms.ChoiceField(
                label=text, choices=sides, required=False, initial=side.value if side is not None else ""
            )

    def named(self) -> dict[ProcessRoleKind, Side | None]:
        """Return the side that holds each task."""
        given = self.cleaned_data
        return {task: Side(given[task.value]) if given[task.value] else None for task in TASKS}
