"""Statements and votes: what was found, the list, the next statement, and what people do with them."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from counterpoise.levels.grounds import Ground
from counterpoise.record import Row
from counterpoise.record.initiatives import Initiative, Matter
from counterpoise.web.initiatives.selectors import LATEST_WRITTEN, MOST_CHOICES, Ask, capacities_of, slice_of
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.initiatives.views import Sheet, here, page_asked, sheet
from counterpoise.web.interests import services
from counterpoise.web.interests.forms import FixForm, HideStatementForm, StatementForm, SureForm, VoteForm, drawn_token
from counterpoise.web.interests.selectors import (
    Talk,
    Turn,
    is_guest,
    listed,
    may_hide_statement,
    may_take_along,
    order_of,
    results_for,
    statement_there,
    talk_at,
    talks_of,
    turn_for,
    turn_on,
)
from counterpoise.web.interests.views.guests import voter_here
from counterpoise.web.ledger.services import RefusedError
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.people.views.sending import address_of
from counterpoise.web.ui.clock import now

__all__ = ["fix", "hide_statement", "opinions", "say_statement", "statements", "take_vote_back", "vote", "vote_on"]

_BOTH = ("GET", "HEAD", "POST")
_PER_PAGE = 25
_KINDS = ("friction", "position", "decision", "contribution")


def talk_here(request: HttpRequest, initiative: str, where: str) -> tuple[Viewer, Initiative, Talk]:
    """Return who looks, the initiative and the conversation; or say that there is nothing here.

    Raises
    ------
    Http404
        There is no such conversation for this person.
    """
    viewer, found = here(request, initiative)
    talk = talk_at(initiative, where, known=True, viewer=viewer)
    if talk is None:
        raise Http404
    return viewer, found, talk


def voters_talk(request: HttpRequest, initiative: str, where: str) -> tuple[Viewer, Initiative, Talk]:
    """Return who votes, the initiative and the conversation; who has no account votes where that is allowed.

    Raises
    ------
    Http404
        There is no such conversation for this person.
    """
    viewer, found, talk = talk_here(request, initiative, where)
    return voter_here(request, talk, viewer=viewer), found, talk


def _shown(found: Initiative, talk: Talk, *, voter: Viewer, **more: object) -> dict[str, object]:
    return {"initiative": found, "door": "interests", "talk": talk, "voter": voter, **more}


@require_safe
def opinions(request: HttpRequest, initiative: str, where: str) -> HttpResponse:
    """Show what the votes tell: the picture, and lists that say the same."""
    viewer, found, talk = talk_here(request, initiative, where)
    voter = voter_here(request, talk, viewer=viewer)
    others = [room for room in talks_of(initiative, viewer=viewer) if room.id != where]
    results = results_for(talk, viewer=voter)
    inside = viewer.person is not None and bool(viewer.sides(initiative))
    told = {
        "results": results,
        "others": others,
        "may_take": results is not None and may_take_along(talk, people=results.people, viewer=viewer),
        "may_fix": inside and not talk.fixed,
        "may_bring": inside and talk.open and results is not None and not results.votes,
    }
    return render(request, "interests/opinions.html", _shown(found, talk, voter=voter, **told))


@require_safe
def statements(request: HttpRequest, initiative: str, where: str) -> HttpResponse:
    """Show all statements with one's own votes."""
    voter, found, talk = voters_talk(request, initiative, where)
    number = page_asked(request)
    rows, total = listed(talk, start=(number - 1) * _PER_PAGE, limit=_PER_PAGE, viewer=voter)
    page = Paginator(range(total), _PER_PAGE).get_page(number)
    if not rows and number > 1:
        return redirect(reverse("interests:statements", args=[initiative, where]))
    return render(request, "interests/statements.html", _shown(found, talk, voter=voter, rows=rows, page=page))


@require_http_methods(_BOTH)
def vote(request: HttpRequest, initiative: str, where: str) -> HttpResponse:
    """Show the next statement, drawn by chance, to vote on."""
    voter, found, talk = voters_talk(request, initiative, where)
    if voter.person is None or not talk.open:
        begins = talk.guests and talk.open
        return redirect(
            reverse("interests:begin", args=[initiative])
            if begins
            else reverse("interests:opinions", args=[initiative, where])
        )
    name = request.POST.get("statement", "") if request.method == "POST" else ""
    turn = turn_on(talk, name, viewer=voter) if name else turn_for(talk, viewer=voter)
    if turn is None:
        if name:
            raise Http404
        return render(request, "interests/voted_all.html", _shown(found, talk, voter=voter))
    return _vote(request, found, talk, turn, voter=voter, then=reverse("interests:vote", args=[initiative, where]))


@require_http_methods(_BOTH)
def vote_on(request: HttpRequest, initiative: str, where: str, statement: str) -> HttpResponse:
    """Show one statement, to vote on it or to change one's vote."""
    voter, found, talk = voters_talk(request, initiative, where)
    turn = turn_on(talk, statement, viewer=voter)
    if turn is None:
        raise Http404
    back = _listed_at(talk, statement, viewer=voter) if request.method == "POST" else ""
    return _vote(request, found, talk, turn, voter=voter, then=back)


def _vote(request: HttpRequest, found: Initiative, talk: Talk, turn: Turn, *, voter: Viewer, then: str) -> HttpResponse:
    who = voter.person or ""
    drawn = drawn_token(turn.statement.id, turn.chance, voter=who) if turn.chance is not None else ""
    form = VoteForm(request.POST or None, initial={**VoteForm.of(turn.vote), "drawn": drawn})
    if request.method == "POST" and form.is_valid():
        try:
            services.vote(
                initiative=found.id,
                where=talk.where,
                statement=turn.statement.id,
                voting=services.Voting(**form.voted(turn.statement.id, voter=who)),
                by=voter,
                at=now(),
            )
        except NothingHereError as error:
            raise Http404 from error
        except RefusedError as error:
            form.refuse(error.refusals)
        else:
            return redirect(then)
    told = {
        "turn": turn,
        "form": form,
        "may_vote": voter.person is not None and talk.open,
        "routed": turn.chance is not None,
    }
    return render(request, "interests/vote.html", _shown(found, talk, voter=voter, **told))


@require_http_methods(_BOTH)
def take_vote_back(request: HttpRequest, initiative: str, where: str, statement: str) -> HttpResponse:
    """Take one's vote back."""
    voter, found, talk = voters_talk(request, initiative, where)
    turn = turn_on(talk, statement, viewer=voter)
    if turn is None or turn.vote is None or (turn.vote.ballot is None and request.method != "POST"):
        raise Http404

    def act() -> Row:
        return services.withdraw_vote(initiative=initiative, where=where, statement=statement, by=voter, at=now())

    page = Sheet(
        initiative=found,
        door="interests",
        heading=_("Take your vote back"),
        lead=_("Then it counts nowhere. You can vote again as long as the votes are open."),
        button=_("Take it back"),
        back=reverse("interests:vote-on", args=[initiative, where, statement]),
    )
    form = SureForm(request.POST or None, initial={"version": turn.vote.version})
    return sheet(request, page, form, act=act, then=lambda _name: _listed_at(talk, statement, viewer=voter))


def _listed_at(talk: Talk, statement: str, *, viewer: Viewer) -> str:
    """Return where a statement stands in the list: on which page, and at which place of it."""
    number = order_of(talk, statement, viewer=viewer) // _PER_PAGE + 1
    asked = f"?page={number}" if number > 1 else ""
    return f"{reverse('interests:statements', args=[talk.initiative, talk.where])}{asked}#{statement}"


@require_http_methods(_BOTH)
def say_statement(request: HttpRequest, initiative: str, where: str) -> HttpResponse:
    """Put a statement on which others vote; a link from elsewhere can bring words along."""
    viewer, found, talk = talk_here(request, initiative, where)
    voter = voter_here(request, talk, viewer=viewer)
    if voter.person is None or not talk.open:
        raise Http404
    asked = request.POST.get("matter") or request.GET.get("matter", "")
    latest = Ask(Matter, order=LATEST_WRITTEN, limit=MOST_CHOICES)
    case = slice_of(initiative, viewer=viewer, asks=[latest, Ask(Matter, Q(pk=asked[:200]))])
    brought = {name: request.GET.get(name, "")[:200] for name in _KINDS}
    form = StatementForm(
        request.POST or None,
        capacities=capacities_of(viewer, initiative=initiative),
        matters=case.rows(Matter) if case is not None else (),
        initial={**brought, "text": request.GET.get("text", "")[:300], "matter": request.GET.get("matter", "")},
    )

    def act() -> Row:
        phrasing = services.Phrasing(**form.phrased())
        once = form.cleaned_data["once"]
        if is_guest(voter, viewer=viewer):
            return services.say_statement_as_guest(
                initiative=initiative, phrasing=phrasing, address=address_of(request), once=once, by=voter, at=now()
            )
        return services.say_statement(
            initiative=initiative, where=where, phrasing=phrasing, once=once, by=viewer, at=now()
        )

    page = Sheet(
        initiative=found,
        door="interests",
        heading=_("Put a statement"),
        lead=_(
            "Others agree or disagree with it. Nobody changes your words, and your name does not stand beside them."
        ),
        button=_("Put this statement"),
        back=reverse("interests:opinions", args=[initiative, where]),
    )
    return sheet(
        request,
        page,
        form,
        act=act,
        then=lambda name: reverse("interests:vote-on", args=[initiative, where, name]),
    )


@require_http_methods(_BOTH)
def hide_statement(request: HttpRequest, initiative: str, where: str, statement: str) -> HttpResponse:
    """Take a statement out."""
    viewer, found, talk = talk_here(request, initiative, where)
    said = statement_there(talk, statement, viewer=viewer)
    if said is None or viewer.person is None:
        raise Http404
    if not said.hidden and not may_hide_statement(said, initiative=initiative, viewer=viewer):
        raise Http404
    form = HideStatementForm(request.POST or None)

    def act() -> Row:
        given = form.cleaned_data
        ground = Ground(given["ground"])
        return services.hide_statement(
            initiative=initiative,
            where=where,
            statement=statement,
            ground=ground,
            why=given["why"],
            by=viewer,
            at=now(),
        )

    page = Sheet(
        initiative=found,
        door="interests",
        heading=_("Take a statement out"),
        lead=said.text,
        button=_("Take it out"),
        back=_listed_at(talk, statement, viewer=viewer),
    )
    return sheet(
        request, page, form, act=act, then=lambda _name: reverse("interests:statements", args=[initiative, where])
    )


@require_http_methods(_BOTH)
def fix(request: HttpRequest, initiative: str, where: str) -> HttpResponse:
    """Fix until when people vote, and when results are shown."""
    viewer, found, talk = talk_here(request, initiative, where)
    if viewer.person is None or not viewer.sides(initiative):
        raise Http404
    told = {
        "closes_on": talk.closes_on.strftime("%d-%m-%Y") if talk.closes_on else "",
        "hidden": "yes" if talk.hidden else "no",
        "guests": "yes" if talk.guests else "no",
    }
    form = FixForm(request.POST or None, initial=told, in_room=talk.space is not None)
    back = reverse("interests:opinions", args=[initiative, where])
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            services.fix_conversation(
                initiative=initiative,
                where=where,
                closes_on=given["closes_on"],
                hidden=given["hidden"] == "yes",
                guests=given.get("guests") == "yes",
                by=viewer,
                at=now(),
            )
        except NothingHereError as error:
            raise Http404 from error
        except RefusedError as error:
            form.refuse(error.refusals)
        else:
            return redirect(back)
    told_page = {
        "form": form,
        "heading": _("How people vote here"),
        "lead": _("This is fixed before the first vote. From then on nobody can change it."),
        "button": _("Fix it so"),
        "back": back,
    }
    return render(request, "ui/write.html", _shown(found, talk, voter=viewer, **told_page))
