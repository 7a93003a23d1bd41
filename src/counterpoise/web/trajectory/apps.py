"""Names this part of the site for Django."""

from django.apps import AppConfig


class TrajectoryConfig(AppConfig):
    """The part ``trajectory`` of the site."""

    name = "counterpoise.web.trajectory"
    label = "trajectory"
