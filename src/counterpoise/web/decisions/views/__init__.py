"""Pages of decisions, and what is sent from them."""

from counterpoise.web.decisions.views.reading import index, one

__all__ = ["index", "one"]
