"""Names this part of the site for Django."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """The part ``decisions`` of the site."""

    name = "counterpoise.web.decisions"
    label = "decisions"
