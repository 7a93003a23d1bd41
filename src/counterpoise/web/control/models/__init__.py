"""The tables of this part of the site."""

from counterpoise.web.control.models.limits import Limit, LimitQuestion
from counterpoise.web.control.models.mandates import Mandate
from counterpoise.web.control.models.rights import Requirement, StatutoryMandate
from counterpoise.web.control.models.terms import CalendarAddress

__all__ = ["CalendarAddress", "Limit", "LimitQuestion", "Mandate", "Requirement", "StatutoryMandate"]
