"""What can be written in a care path: for each act its form, its words, and the service that does it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from counterpoise.record import Level, Row
from counterpoise.record.initiatives import Initiative
from counterpoise.web.initiatives.selectors import initiatives_visible_to
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.trajectory import forms, services
from counterpoise.web.trajectory.forms import PathForm
from counterpoise.web.trajectory.selectors import Path

__all__ = ["ACTS", "Act", "Place"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where somebody writes: the care path as they see it, the row that they change, who they are and when."""

    request: HttpRequest
    path: Path
    row: Row | None
    viewer: Viewer
    at: datetime

    @property
    def given(self) -> dict[str, Any]:
        """What every service of a care path takes."""
        return {"path": self.path.initiative.id, "by": self.viewer, "at": self.at}

    @property
    def ties(self) -> tuple[Any, ...]:
        """Who helps now."""
        return tuple(each.row for each in self.path.ties_now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing that can be written.

    Attributes
    ----------
    form
        Makes the form, from the place and the form's own arguments.
    do
        Does what the form asks.
    heading, button, lead
        The words above the form, and on its button.
    rows
        For an act that changes a row: finds the rows that can be changed here. None for one that makes something new.
    owner
        Whether only the owner can do it.
    part
        The part of the page to which it belongs.
    """

    form: Callable[..., PathForm]
    do: Callable[[Place, PathForm], object]
    heading: str | Promise
    button: str | Promise
    lead: str | Promise = ""
    rows: Callable[[Path], tuple[Row, ...]] | None = None
    owner: bool = True
    part: str = ""


def _new(service: Callable[..., object]) -> Callable[[Place, PathForm], object]:
    return lambda place, form: service(once=form.cleaned_data["once"], **place.given, **form.given())


def _bundled(service: Callable[..., object], name: str, kind: type[Any]) -> Callable[[Place, PathForm], object]:
    def do(place: Place, form: PathForm) -> object:
        return service(once=form.cleaned_data["once"], **place.given, **{name: kind(**form.given())})

    return do


def _changed(service: Callable[..., object], name: str) -> Callable[[Place, PathForm], object]:
    def do(place: Place, form: PathForm) -> object:
        assert place.row is not None  # an act on a row is only shown for one  # noqa: S101 - for the checker of types
        version = form.cleaned_data["version"] or 1
        return service(version=version, **{name: place.row.id}, **place.given, **form.given())

    return do


def _plain(form: type[PathForm]) -> Callable[..., PathForm]:
    return lambda _place, *args, **options: form(*args, **options)


def _with_ties(form: type[Any]) -> Callable[..., PathForm]:
    return lambda place, *args, **options: form(*args, ties=place.ties, **options)


def _talk(place: Place, *args: Any, **options: Any) -> PathForm:  # noqa: ANN401 - Django's own arguments
    waiting = [row for row in place.path.changes if row.looked_at_in is None]
    return forms.TalkForm(*args, ties=place.ties, changes=waiting, **options)


def _raise(place: Place, *args: Any, **options: Any) -> PathForm:  # noqa: ANN401 - Django's own arguments
    found = [row for row in initiatives_visible_to(viewer=place.viewer) if row.level is Level.COLLECTIVE]
    return forms.RaiseForm(*args, initiatives=found, **options)


def _grant(place: Place, form: PathForm) -> object:
    granting = services.Granting(**form.given(), seat=_("The professionals"))
    return services.grant(granting=granting, once=form.cleaned_data["once"], **place.given)


def _align(place: Place, form: PathForm) -> object:
    assert place.row is not None  # as in `_changed`  # noqa: S101 - for the checker of types
    return services.align(matters=place.row.id, once=form.cleaned_data["once"], **place.given, **form.given())


def _count(place: Place, _form: PathForm) -> None:
    if place.path.counted:
        services.stop_counting(**place.given)
    else:
        services.count_along(**place.given)


def _itself(service: Callable[..., Initiative]) -> Callable[[Place, PathForm], object]:
    return lambda place, form: service(version=form.cleaned_data["version"] or 1, **place.given, **form.given())


def _stop(place: Place, form: PathForm) -> object:
    assert place.row is not None  # as in `_changed`  # noqa: S101 - for the checker of types
    given = form.given()
    return services.stop_helping(
        tie=place.row.id,
        version=form.cleaned_data["version"] or 1,
        until=given["on"],
        reason=given["reason"],
        **place.given,
    )


ACTS: Mapping[str, Act] = {
    "matters": Act(
        form=_plain(forms.MattersForm),
        do=_new(services.say_what_matters),
        heading=gettext_lazy("Say what matters to you"),
        button=gettext_lazy("Write it down"),
        part="matters",
    ),
    "align": Act(
        form=_plain(forms.AlignForm),
        do=_align,
        heading=gettext_lazy("What the system asks beside it"),
        button=gettext_lazy("Put it beside"),
        rows=lambda path: tuple(row for row, _ in path.matters),
        part="matters",
    ),
    "look": Act(
        form=_plain(forms.LookForm),
        do=_changed(services.look_again, "alignment"),
        heading=gettext_lazy("Look again whether they go together"),
        button=gettext_lazy("This is how it is now"),
        rows=lambda path: tuple(each for _, beside in path.matters for each in beside),
        part="matters",
    ),
    "person": Act(
        form=_plain(forms.HelpForm),
        do=_bundled(services.add_person, "helping", services.Helping),
        heading=gettext_lazy("Add somebody around you"),
        button=gettext_lazy("Add them"),
        lead=gettext_lazy("This gives them no way to read along. You decide about that apart from this."),
        part="people",
    ),
    "stop": Act(
        form=_plain(forms.StopForm),
        do=_stop,
        heading=gettext_lazy("Step back from helping"),
        button=gettext_lazy("Step back"),
        lead=gettext_lazy("What was agreed with this person ends with it."),
        rows=lambda path: tuple(each.row for each in path.ties_now if each.may_step_back),
        owner=False,
        part="people",
    ),
    "agreement": Act(
        form=_with_ties(forms.AgreementForm),
        do=_new(services.agree),
        heading=gettext_lazy("Write an agreement down"),
        button=gettext_lazy("Write it down"),
        lead=gettext_lazy("Whoever agrees to something can step back from it."),
        part="agreements",
    ),
    "keep": Act(
        form=_plain(forms.KeepForm),
        do=_changed(services.keep_on, "agreement"),
        heading=gettext_lazy("Look at this agreement again"),
        button=gettext_lazy("Keep it until then"),
        lead=gettext_lazy("Does it still fit? If not, step back from it, or write a new one."),
        rows=lambda path: tuple(each.row for each in path.agreements if each.may_keep),
        part="agreements",
    ),
    "step-back": Act(
        form=_plain(forms.StopForm),
        do=_changed(services.step_back, "agreement"),
        heading=gettext_lazy("Step back from this agreement"),
        button=gettext_lazy("Step back"),
        rows=lambda path: tuple(each.row for each in path.agreements if each.may_step_back),
        owner=False,
        part="agreements",
    ),
    "decides": Act(
        form=_with_ties(forms.DecideForm),
        do=_bundled(services.propose, "deciding", services.Deciding),
        heading=gettext_lazy("Say who decides"),
        button=gettext_lazy("Propose this"),
        lead=gettext_lazy(
            "It stands as a proposal with your yes, until a professional who reads along says yes too. That is so for"
            " what you decide yourself as well. As long as no professional reads along it stays a wish."
        ),
        part="decides",
    ),
    "clash": Act(
        form=_plain(forms.ClashForm),
        do=_bundled(services.clash, "clashing", services.Clashing),
        heading=gettext_lazy("Write down what clashes"),
        button=gettext_lazy("Write it down"),
        lead=gettext_lazy("What you want, and the rule that it meets. Is somebody in danger now? Call for help first."),
        part="clashes",
    ),
    "talk": Act(
        form=_talk,
        do=_new(services.talk),
        heading=gettext_lazy("Write a talk down"),
        button=gettext_lazy("Write it down"),
        owner=False,
        part="talks",
    ),
    "change": Act(
        form=_plain(forms.ChangeForm),
        do=_new(services.tell_change),
        heading=gettext_lazy("Tell that something changed"),
        button=gettext_lazy("Tell it"),
        lead=gettext_lazy("The agreements then need a new look."),
        owner=False,
        part="talks",
    ),
    "reader": Act(
        form=_with_ties(forms.ReaderForm),
        do=_grant,
        heading=gettext_lazy("Let somebody read along"),
        button=gettext_lazy("Let them in"),
        lead=gettext_lazy(
            "They read all of this care path from now on, and can save it as a file. They can also write in it: that"
            " people talked, that something changed, and what they think. A professional can say yes to who decides."
            " Under each line stands who wrote it. They cannot change what you wrote, and cannot let others in."
            " You can end it at any time."
        ),
        part="readers",
    ),
    "end-reading": Act(
        form=_plain(forms.SureForm),
        do=_changed(services.end_reading, "admission"),
        heading=gettext_lazy("End that this person reads along"),
        button=gettext_lazy("End it"),
        lead=gettext_lazy("It counts from their next click."),
        rows=lambda path: tuple(each.admission for each in (*path.readers, *path.strangers) if each.may_end),
        owner=False,
        part="readers",
    ),
    "raise": Act(
        form=_raise,
        do=_new(services.raise_matter),
        heading=gettext_lazy("Take this to where it concerns many"),
        button=gettext_lazy("Say it there"),
        lead=gettext_lazy("You write new words for it. Nobody there sees your care path."),
        part="elsewhere",
    ),
    "count": Act(
        form=_plain(forms.SureForm),
        do=_count,
        heading=gettext_lazy("Figures of your care path among others"),
        button=gettext_lazy("Change this"),
        lead=gettext_lazy(
            "A figure is only made of ten care paths or more, whose owners all agreed. It shows none of them."
        ),
        part="elsewhere",
    ),
    "look-on": Act(
        form=_plain(forms.LookOnForm),
        do=_itself(services.plan_look),
        heading=gettext_lazy("Set the next look"),
        button=gettext_lazy("Set this day"),
        lead=gettext_lazy("You looked at your care path, and say when you do so again."),
    ),
    "rest": Act(
        form=_plain(forms.RestForm),
        do=_itself(services.rest),
        heading=gettext_lazy("Let this care path rest"),
        button=gettext_lazy("Let it rest"),
        lead=gettext_lazy("A care path has no end. It can rest."),
        part="elsewhere",
    ),
    "wake": Act(
        form=_plain(forms.WakeForm),
        do=_itself(services.wake),
        heading=gettext_lazy("Wake this care path"),
        button=gettext_lazy("Wake it"),
        owner=False,
        part="elsewhere",
    ),
}
"""What can be written in a care path, by the word in its address."""
