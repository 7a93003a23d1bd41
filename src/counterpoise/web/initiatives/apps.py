"""Names this part of the site for Django."""

from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    """The part ``initiatives`` of the site."""

    name = "counterpoise.web.initiatives"
    label = "initiatives"
