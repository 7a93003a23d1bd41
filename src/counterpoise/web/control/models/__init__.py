"""The tables of this part of the site."""

from counterpoise.web.control.models.limits import Limit, LimitQuestion
from counterpoise.web.control.models.mandates import Mandate
from counterpoise.web.control.models.rights import Requirement, StatutoryMandate

__all__ = ["Limit", "LimitQuestion", "Mandate", "Requirement", "StatutoryMandate"]
