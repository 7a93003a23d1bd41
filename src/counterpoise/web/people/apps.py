"""Names this part of the site for Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The part ``people`` of the site."""

    name = "counterpoise.web.people"
    label = "people"
