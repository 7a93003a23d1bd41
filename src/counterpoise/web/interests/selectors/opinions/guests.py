"""Who votes without an account: whoever holds the code that they got when they began."""

from dataclasses import replace

from counterpoise.web.interests.selectors.opinions.place import Talk
from counterpoise.web.people.selectors import Viewer, receipt_by_code

__all__ = ["is_guest", "voter_of"]


def voter_of(talk: Talk, *, code: str, viewer: Viewer) -> Viewer:
    """Return who votes: who is signed in, or whoever holds a code of this initiative where people vote without one.

    Parameters
    ----------
    talk
        The conversation.
    code
        What stood in the cookie, or was typed; empty where there is none.
    viewer
        Who looks.
    """
    if viewer.person is not None or not talk.guests or not code:
        return viewer
    receipt = receipt_by_code(code)
    if receipt is None or receipt.initiative != talk.initiative:
        return viewer
    return replace(viewer, person=receipt.person_id, standing=replace(viewer.standing, person=receipt.person_id))


def is_guest(voter: Viewer, *, viewer: Viewer) -> bool:
    """Say whether somebody votes who is not signed in."""
    return viewer.person is None and voter.person is not None
