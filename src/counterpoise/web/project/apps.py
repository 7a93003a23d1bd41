"""Names this part of the site for Django."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """The part ``project`` of the site."""

    name = "counterpoise.web.project"
    label = "project"
