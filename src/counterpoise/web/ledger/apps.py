"""Names this part of the site for Django."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The part ``ledger`` of the site."""

    name = "counterpoise.web.ledger"
    label = "ledger"
