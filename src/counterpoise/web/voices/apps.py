"""Names this part of the site for Django."""

from django.apps import AppConfig


class VoicesConfig(AppConfig):
    """The part ``voices`` of the site."""

    name = "counterpoise.web.voices"
    label = "voices"
