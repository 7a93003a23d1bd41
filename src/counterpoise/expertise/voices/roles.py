"""The four places that a sentence can give to people."""

from enum import StrEnum

__all__ = ["Role"]


class Role(StrEnum):
    """What a sentence makes of the people that it names.

    ``agent``: they act (active subject, "by citizens", "participation of citizens"). ``recipient``: something is done
    to or for them. ``partner``: something is done with them. ``other``: they are named as a topic or as owners.
    """

    AGENT = "agent"
    RECIPIENT = "recipient"
    PARTNER = "partner"
    OTHER = "other"
