"""Names this part of the site for Django."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    """The part ``governance`` of the site."""

    name = "counterpoise.web.governance"
    label = "governance"
