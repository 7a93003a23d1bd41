"""Names this part of the site for Django."""

from django.apps import AppConfig


class InclusionConfig(AppConfig):
    """The part ``inclusion`` of the site."""

    name = "counterpoise.web.inclusion"
    label = "inclusion"
