"""Names this part of the site for Django."""

from django.apps import AppConfig


class InterestsConfig(AppConfig):
    """The part ``interests`` of the site."""

    name = "counterpoise.web.interests"
    label = "interests"
