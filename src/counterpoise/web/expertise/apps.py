"""Names this part of the site for Django."""

from django.apps import AppConfig


class ExpertiseConfig(AppConfig):
    """The part ``expertise`` of the site."""

    name = "counterpoise.web.expertise"
    label = "expertise"
