"""Names this part of the site for Django."""

from django.apps import AppConfig


class ControlConfig(AppConfig):
    """The part ``control`` of the site."""

    name = "counterpoise.web.control"
    label = "control"
