"""Draw the map of opinions of the conversations in which people voted: groups as shares, and nobody's name."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from django.db import transaction
from numpy.typing import NDArray

from counterpoise.interests.opinions.mapping import OpinionMap, TooLittleError, map_model
from counterpoise.interests.opinions.report.kept import compared, to_kept, too_little
from counterpoise.interests.opinions.votes import NoVotesError, Votes
from counterpoise.interests.statements import BROUGHT_FROM
from counterpoise.levels.sides import lasts
from counterpoise.record import Moment
from counterpoise.record.people import Seat
from counterpoise.record.positions import OpinionGroup
from counterpoise.web.initiatives.services import log_of
from counterpoise.web.interests import models
from counterpoise.web.interests.selectors import Talk, live, maps_due
from counterpoise.web.interests.selectors.opinions import memory
from counterpoise.web.ledger.records import to_rows
from counterpoise.web.ledger.services import Telling, new_id, tell
from counterpoise.web.people import models as people

__all__ = ["draw_maps_due"]

SEED = 2019
_CLEAR = 0.9
_FEWEST = 5
_DIFFERS = 5
_A_DAY = timedelta(days=1)
_A_MINUTE = timedelta(minutes=1)


def draw_maps_due(*, at: datetime) -> int:
    """Draw the maps that are due, each once; return how many were drawn."""
    done = 0
    for talk in maps_due(at=at):
        with transaction.atomic():
            if models.MapDue.objects.select_for_update().filter(pk=talk.name).first() is None:
                continue  # another worker drew it
            # Taken away first: who votes while the map is drawn makes it due again.
            models.MapDue.objects.filter(pk=talk.name).delete()
            _draw(talk, at=at)
            _keep_votes(talk, at=at)
            done += 1
    return done


def _keep_votes(talk: Talk, *, at: datetime) -> None:
    """Keep the votes of a large conversation for a process that starts, once a minute at most."""
    now = live(talk)
    if now.until is None or now.moments.size <= memory.KEPT_FROM:
        return
    if models.KeptVotes.objects.filter(pk=talk.name, kept_at__gt=at - _A_MINUTE).exists():
        return
    values = {
        "initiative_id": talk.initiative,
        "space_id": talk.space.id if talk.space else None,
        "kept_at": at,
        "until": now.until,
        "hidden": sorted(now.hidden),
        "packed": now.moments.packed(),
    }
    models.KeptVotes.objects.update_or_create(pk=talk.name, defaults=values)


def _draw(talk: Talk, *, at: datetime) -> None:
    run = new_id("opinion-run")
    votes: Votes | None = None
    groups: tuple[OpinionGroup, ...] = ()
    try:
        votes = live(talk).moments.votes()
        found = map_model(votes, seed=SEED)
        brought = _brought(votes)
        kept = to_kept(found) | {"brought": int(brought.sum())}
        if talk.guests:
            kept |= {"guests": _without_guests(found, brought)}
        groups = _groups(run, talk, found, at=at)
    except NoVotesError:
        kept = too_little("no_votes", None)
    except TooLittleError as error:
        kept = too_little(error.problem, votes)
    if groups and _is_news(talk, groups, at=at):
        tellings = [Telling(model=models.OpinionGroup, row=row) for row in groups]
        tell("opinion_groups_found", *tellings, by=None, at=at, log=log_of(talk.space))
    models.OpinionMap.objects.create(
        id=run,
        initiative_id=talk.initiative,
        space_id=talk.space.id if talk.space else None,
        conversation=talk.name,
        drawn_at=at,
        votes=votes.size if votes is not None else 0,
        found=kept,
    )
    # Only the latest map is shown; the record keeps the groups of the others.
    models.OpinionMap.objects.filter(conversation=talk.name, drawn_at__lte=at - _A_DAY).delete()


def _brought(votes: Votes) -> NDArray[np.bool_]:
    """Return who came with a conversation from elsewhere, shape (n,)."""
    came = set(people.Person.objects.filter(source=BROUGHT_FROM).values_list("pk", flat=True))
    return np.asarray([name in came for name in votes.people], dtype=bool)


def _without_guests(found: OpinionMap, brought: NDArray[np.bool_]) -> dict[str, Any]:
    """Return how many voted without an account, and what stands on other lists without them.

    Nothing is compared where fewer than five did, or fewer than five did not: it would tell how these few vote.
    """
    signed_in = set(people.Account.objects.filter(person__isnull=False).values_list("person", flat=True))
    others = np.asarray([name in signed_in for name in found.votes.people], dtype=bool) | brought
    number = int((~others).sum())
    told: dict[str, Any] = {"people": number}
    if number < _FEWEST or int(others.sum()) < _FEWEST:
        return told
    try:
        return told | {"lists": compared(found, map_model(found.votes.of_people(others), seed=SEED))}
    except (NoVotesError, TooLittleError):
        return told | {"too_little": True}


def _is_news(talk: Talk, groups: tuple[OpinionGroup, ...], *, at: datetime) -> bool:
    """Say whether the record should hear of these groups: others than last time, or a day later."""
    space = talk.space.id if talk.space else None
    told = models.OpinionGroup.objects.filter(initiative=talk.initiative, space=space).order_by("-recorded_at", "-pk")
    last = told.first()
    if last is None:
        return True
    before = told.filter(run=last.run)
    same = before.count() == len(groups) and last.stable == groups[0].stable
    return not same or last.recorded_at <= at - _A_DAY


def _groups(run: str, talk: Talk, found: OpinionMap, *, at: datetime) -> tuple[OpinionGroup, ...]:
    membership = found.groups.membership
    shares = membership.mean(axis=0)
    seats = _seats(talk, found, at=at)
    return tuple(
        OpinionGroup(
            id=f"{run}-{chr(ord('a') + group)}",
            initiative=talk.initiative,
            happened_at=Moment.exactly(at),
            recorded_at=at,
            space=talk.space.id if talk.space else None,
            run=run,
            name=chr(ord("A") + group),
            share=round(float(shares[group]), 3),
            voters=found.votes.n,
            stable=found.groups.stable,
            has_seat=None if seats is None else group in seats,
            differs=_differs(found, group),
        )
        for group in range(found.groups.k)
    )


def _seats(talk: Talk, found: OpinionMap, *, at: datetime) -> Collection[int] | None:
    """Return the groups in which somebody surely is who holds a seat.

    None where fewer than five with a seat voted: then the answer would tell how one of them thinks.
    """
    rows = to_rows(Seat, people.Seat.objects.filter(initiative=talk.initiative, person__isnull=False))
    holders = {row.person for row in rows if lasts(row, at=at)}
    places = [place for place, name in enumerate(found.votes.people) if name in holders]
    if len(places) < _FEWEST:
        return None
    membership = found.groups.membership[places]
    return {int(group) for group in np.unique(membership.argmax(axis=1)[membership.max(axis=1) > _CLEAR])}


def _differs(found: OpinionMap, group: int) -> tuple[str, ...]:
    stands = [(one.p or 0.0, place) for place, of in enumerate(found.represents) for one in of if one.group == group]
    return tuple(found.votes.statements[place] for _, place in sorted(stands)[:_DIFFERS])
