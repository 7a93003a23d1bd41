"""The steps of a lottery, one on each page; each can be gone back to."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from counterpoise.inclusion.lottery.announcing import Chance, chance_of
from counterpoise.inclusion.lottery.lottery import Objective
from counterpoise.inclusion.lottery.problems import say, sentence
from counterpoise.web.inclusion import services
from counterpoise.web.inclusion.forms import (
    AbortForm,
    ChancesForm,
    DrawForm,
    FreezeForm,
    InviteForm,
    PlacesForm,
    PoolForm,
    QuotasForm,
    ReplaceForm,
)
from counterpoise.web.inclusion.selectors import names_for_holder, places_that_left
from counterpoise.web.inclusion.views.lotteries.frame import Bench, at_bench, language, show_step, steps_of, way
from counterpoise.web.inclusion.views.writing import BOTH
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.initiatives.views import page_asked
from counterpoise.web.ledger.services import AlreadyToldError, RefusedError
from counterpoise.web.ui.clock import now

__all__ = [
    "lottery",
    "lottery_abort",
    "lottery_asking",
    "lottery_chances",
    "lottery_codes",
    "lottery_draw",
    "lottery_freeze",
    "lottery_panel",
    "lottery_places",
    "lottery_pool",
    "lottery_quotas",
]

_PER_PAGE = 100
"""Ten sheets of ten cards."""


@require_safe
def lottery(request: HttpRequest, initiative: str, selection: str) -> HttpResponse:
    """Go to the first step that is still to be done; who only looks goes to the report."""
    bench = at_bench(request, initiative, selection, seat=False)
    if not bench.one.has_seat:
        return redirect(way(bench, "report"))
    told = {"initiative": bench.initiative, "door": "inclusion", "one": bench.one, "steps": steps_of(bench)}
    return render(request, "inclusion/lottery.html", told)


@require_http_methods(BOTH)
def lottery_places(request: HttpRequest, initiative: str, selection: str) -> HttpResponse:
    """Say how many places there are, and whom the panel should look like."""
    bench = at_bench(request, initiative, selection)
    going = bench.one.lottery
    initial = {"size": going.size, "population": going.population_id or ""} if going is not None else {}
    form = PlacesForm(request.POST or None, populations=bench.one.populations, initial=initial)

    def act() -> object:
        given = form.cleaned_data
        return services.begin_lottery(
            initiative=initiative,
            selection=selection,
            size=given["size"],
            population=given["population"] or None,
            once=given["once"],
            by=bench.viewer,
            at=now(),
        )

    return show_step(
        request,
        bench,
        form,
        act,
        step="places",
        heading=_("How many places, and whom should the panel look like?"),
        lead=_("Numbers of a population, such as from the municipality, show who is missing."),
        button=_("Save, and go on"),
        then="asking",
    )


@require_http_methods(BOTH)
def lottery_asking(request: HttpRequest, initiative: str, selection: str) -> HttpResponse:
    """Ask people in, as often as needed."""
    bench = at_bench(request, initiative, selection)
    form = InviteForm(request.POST or None, groups=bench.one.groups, recruitments=bench.one.recruitments)

    def act() -> object:
        inviting = services.Inviting(selection=selection, **form.inviting())
        once = form.cleaned_data["once"]
        try:
            return services.invite(initiative=initiative, inviting=inviting, once=once, by=bench.viewer, at=now())
        except AlreadyToldError:
            return None

    return show_step(
        request,
        bench,
        form,
        act,
        step="asking",
        heading=_("Whom do you ask, and by which way?"),
        lead=_("Only some of those who are asked say yes. So ask many more people than there are places."),
        button=_("Write down that they were asked"),
        then="asking",
    )


@never_cache
@require_http_methods(BOTH)
def lottery_pool(request: HttpRequest, initiative: str, selection: str) -> HttpResponse:
    """Take in who said yes."""
    bench = at_bench(request, initiative, selection, step="pool")
    going, protected = bench.one.going, bench.one.protected
    initial = {
        "features": ", ".join(going.features or [name for name in bench.one.margins if name not in protected]),
        "id_column": going.id_column,
        "addresses": ", ".join(going.addresses),
        "ground": going.ground,
    }
    form = PoolForm(request.POST or None, request.FILES or None, initial=initial)

    def act() -> object:
        pool = services.Volunteering(**form.volunteering())
        return services.keep_pool(initiative=initiative, selection=selection, pool=pool, by=bench.viewer, at=now())

    return show_step(
        request,
        bench,
        form,
        act,
        step="pool",
        heading=_("Who said yes?"),
        lead=_("Only you can read this list. Nothing of it stands in the record but how many people there are."),
        button=_("Keep this list, and go on"),
        then="quotas",
        protected=", ".join(protected),
    )


@require_http_methods(BOTH)
def lottery_quotas(request: HttpRequest, initiative: str, selection: str) -> HttpResponse:
    """Set how many of each kind a panel has."""
    bench = at_bench(request, initiative, selection, step="quotas")
    going, quotas = bench.one.going, bench.one.quotas
    beside = [
        (bench.one.population_of(row.feature, row.value), bench.one.said_yes(row.feature, row.value)) for row in quotas
    ]
    form = QuotasForm(
        request.POST or None, quotas=quotas, beside=beside, size=going.size, initial={"changes": going.changes}
    )

    def act() -> object:
        return services.set_quotas(
            initiative=initiative,
            selection=selection,
            quotas=form.wanted(),
            changes=form.cleaned_data["changes"],
            lang=language(),
            by=bench.viewer,
            at=now(),
        )

    return show_step(
        request,
        bench,
        form,
        act,
        step="quotas",
        heading=_("How many of each kind?"),
        lead=_("Each kind gets its share of the places, rounded down and up. You can change that.")
        if any(population is not None for population, _pool in beside)
        else _(
            "The population was not counted by these kinds, so nothing is suggested. Write how many there should be."
        ),
        button=_("Keep these quotas, and go on"),
        then="chances",
    )


@require_http_methods(BOTH)
def lottery_chances(request: HttpRequest, initiative: str, selection: str) -> HttpResponse:
    """Work out the chances, and show how many people have which chance."""
    bench = at_bench(request, initiative, selection, step="chances")
    going = bench.one.going
    form = ChancesForm(request.POST or None, initial={"objective": str(going.objective)})

    def act() -> object:
        return services.ask_for_chances(
            initiative=initiative,
            selection=selection,
            objective=Objective(form.cleaned_data["objective"]),
            by=bench.viewer,
            at=now(),
        )

    lang = language()
    report, most = bench.one.chances(lang), going.report.get("most", 1)
    bands = report["chances"] if report else []
    bars = [(label, people, (people or 0) / most) for label, people in bands if people != 0]
    return show_step(
        request,
        bench,
        form,
        act,
        step="chances",
        heading=_("Everybody’s chance"),
        lead=_("The quotas make chances unequal. The site looks for the fairest chances that they allow."),
        button=_("Work out the chances"),
        then="chances",
        report=report,
        bars=bars,
        working=say("steps", going.step, lang=lang) if going.step and going.waits_for else "",
        problems=[sentence(one, lang=lang) for one in bench.one.problems(lang)],
    )


@require_http_methods(BOTH)
def lottery_freeze(request: HttpRequest, initiative: str, selection: str) -> HttpResponse:
    """Freeze the lottery, and name the chance that will choose."""
    bench = at_bench(request, initiative, selection, step="freeze")
    form = FreezeForm(request.POST or None)

    def act() -> object:
        given = form.cleaned_data
        return services.ask_to_freeze(
            initiative=initiative,
            selection=selection,
            kind=Chance(given["kind"]),
            on=given["on"],
            words=given["words"],
            number=given["number"],
            by=bench.viewer,
            at=now(),
        )

    lang, going = language(), bench.one.going
    return show_step(
        request,
        bench,
        form,
        act,
        step="freeze",
        heading=_("Freeze it, before anybody can know the number"),
        lead=_("The site makes a thousand panels. A public number that is still to come will choose one of them."),
        button=_("Freeze the lottery"),
        then="freeze",
        working=say("steps", going.step, lang=lang) if going.step and going.waits_for else "",
    )


@require_http_methods(BOTH)
def lottery_draw(request: HttpRequest, initiative: str, selection: str) -> HttpResponse:
    """Write down what came out, before the public."""
    bench = at_bench(request, initiative, selection, step="draw")
    form = DrawForm(request.POST or None, kind=chance_of(bench.one.going.announced))

    def act() -> object:
        given = form.cleaned_data
        return services.draw_lottery(
            initiative=initiative,
            selection=selection,
            value=given["value"],
            number=given.get("number"),
            witnesses=given["witnesses"],
            by=bench.viewer,
            at=now(),
        )

    return show_step(
        request,
        bench,
        form,
        act,
        step="draw",
        heading=_("The draw"),
        lead=_("Write down what came out while everybody looks. It can be written down once."),
        button=_("Draw the panel"),
        then="panel",
    )


def _names(bench: Bench) -> list[tuple[str, str]]:
    return [(str(one.place), one.name) for one in names_for_holder(bench.one, panel=True)]


def _asked(bench: Bench, form: ReplaceForm, where: dict[str, Any]) -> tuple[str, ...]:
    """Return the names of those who would leave; nobody where something stands in the way, or they left before."""
    try:
        services.hold_leaving(leaving=services.LeavingPanel(**form.leaving()), **where)
    except NothingHereError as error:
        raise Http404 from error
    except RefusedError as error:
        form.refuse(error.refusals)
        return ()
    return tuple(name for place, name in _names(bench) if place in form.cleaned_data["gone"])


@never_cache
@require_http_methods(BOTH)
def lottery_panel(request: HttpRequest, initiative: str, selection: str) -> HttpResponse:
    """Show the panel to who holds the pool, and replace who left."""
    bench = at_bench(request, initiative, selection, step="panel")
    panel = _names(bench)
    form = ReplaceForm(request.POST or None, panel=panel, before=places_that_left(bench.one))
    where: dict[str, Any] = {"initiative": initiative, "selection": selection, "by": bench.viewer}
    leaving: tuple[str, ...] = ()
    ground = None
    if request.method == "POST" and form.is_valid() and not form.cleaned_data["sure"]:
        leaving = _asked(bench, form, where)
        ground = form.leaving()["ground"] if leaving else None
        form = form.asked_again() if leaving else form

    def act() -> object:
        return services.replace_people(leaving=services.LeavingPanel(**form.leaving()), at=now(), **where)

    return show_step(
        request,
        bench,
        form,
        act,
        step="panel",
        heading=_("Are you sure?") if leaving else _("The panel"),
        lead=_("Nobody but who holds the list sees the names, until people take their seats."),
        button=_("Yes, they leave the panel") if leaving else _("Go on: look at what will happen"),
        then="panel",
        panel=[name for _place, name in panel],
        leaving=leaving,
        ground=ground,
    )


@require_http_methods(BOTH)
def lottery_abort(request: HttpRequest, initiative: str, selection: str) -> HttpResponse:
    """Break the lottery off."""
    bench = at_bench(request, initiative, selection)
    if bench.one.lottery is None and request.method != "POST":
        raise Http404
    form = AbortForm(request.POST or None)

    def act() -> object:
        reason = form.cleaned_data["reason"]
        return services.abort_lottery(
            initiative=initiative, selection=selection, reason=reason, by=bench.viewer, at=now()
        )

    return show_step(
        request,
        bench,
        form,
        act,
        step="abort",
        heading=_("Break this lottery off"),
        lead=_("It stays in the record with your reason. Another lottery can begin then."),
        button=_("Break it off"),
        # Where nobody was in it, there is nothing that others could read.
        then="report" if bench.one.lottery is not None and bench.one.lottery.people else "",
    )


@never_cache
@require_safe
def lottery_codes(request: HttpRequest, initiative: str, selection: str) -> HttpResponse:
    """Print everybody's code, a strip of paper for each; only for who holds the pool."""
    bench = at_bench(request, initiative, selection, step="draw")
    if not bench.one.holds_pool:
        raise Http404
    page = Paginator(names_for_holder(bench.one, panel=False), _PER_PAGE).get_page(page_asked(request))
    told = {"initiative": bench.initiative, "door": "inclusion", "one": bench.one, "page": page}
    return render(request, "inclusion/lottery_codes.html", told)
