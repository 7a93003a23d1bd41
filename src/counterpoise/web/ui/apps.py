"""Names this part of the site for Django, and makes its translations ready."""

from django.apps import AppConfig

from counterpoise.web.ui.translations import compile_catalogues


class UiConfig(AppConfig):
    """The part ``ui`` of the site."""

    name = "counterpoise.web.ui"
    label = "ui"

    def ready(self) -> None:
        """Compile translations that are newer than what was compiled of them."""
        compile_catalogues()
