"""Names this part of the site for Django."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """The part ``reviews`` of the site."""

    name = "counterpoise.web.reviews"
    label = "reviews"
