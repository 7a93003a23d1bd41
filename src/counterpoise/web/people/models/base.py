"""What the tables about people have in common. Initiatives lie higher, so an initiative is only an id here."""

from counterpoise.web.ledger.models import RefField, Told

__all__ = ["PeopleRow"]


class PeopleRow(Told):
    """A row about people: whom and what it belongs to is kept as ids, because persons and rooms name each other."""

    initiative = RefField(
        "initiatives",
        help_text="The initiative or care path it belongs to; empty for what serves all of them, such as a person.",
    )
    recorded_by = RefField("persons", help_text="Who wrote it down.")
    on_behalf_of = RefField(
        "persons", help_text="For whom it was written down, where that is somebody else (by phone, from paper)."
    )
    space = RefField("spaces", help_text="The room in which it may be read; empty for the open room.")

    class Meta(Told.Meta):
        """No table of its own."""

        abstract = True
