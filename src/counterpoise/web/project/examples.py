"""Examples that a first initiative can begin with: a draft, in the words of the reader's language, to be changed."""

from django.utils.translation import gettext as _

from counterpoise.record import Side
from counterpoise.record.initiatives import PromisedLevel
from counterpoise.web.governance.services import Example, ExampleGroup

__all__ = ["examples"]


def examples() -> tuple[Example, ...]:
    """Return the examples."""
    return (
        Example(
            code="meals",
            title=_("Meals in a care home"),
            purpose=_("Residents and staff find out together what makes mealtimes good, and change them."),
            promised_level=PromisedLevel.WORKED_OUT_TOGETHER,
            matter=_("What is eaten, where and when"),
            groups=(
                ExampleGroup(
                    name=_("Residents of the home"),
                    description=_("Everybody who lives in the home, also who eats in their own room."),
                    side=Side.CIVIC,
                    how=_("They eat there every day."),
                ),
                ExampleGroup(
                    name=_("Kitchen and serving staff"),
                    description=_("Everybody who cooks, brings or serves the meals."),
                    side=Side.ORGANIZATIONAL,
                    how=_("It changes their work."),
                ),
            ),
        ),
        Example(
            code="platform",
            title=_("Services around a care home"),
            purpose=_("Neighbours, residents and the organization decide which services the place needs."),
            promised_level=PromisedLevel.DECIDED_TOGETHER,
            matter=_("Which services stay, come or go"),
            groups=(
                ExampleGroup(
                    name=_("People who live around the home"),
                    description=_("Everybody within walking distance of it."),
                    side=Side.CIVIC,
                    how=_("They use the services, or miss them."),
                ),
                ExampleGroup(
                    name=_("Family and friends who help"),
                    description=_("Who cares for somebody who lives there, or would like to."),
                    side=Side.CIVIC,
                    how=_("It decides how much they have to do."),
                ),
                ExampleGroup(
                    name=_("People who work in the home"),
                    description=_("Care, cleaning, transport and office."),
                    side=Side.ORGANIZATIONAL,
                    how=_("It decides where and how they work."),
                ),
            ),
        ),
    )
