"""Names this part of the site for Django."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The part ``audit`` of the site."""

    name = "counterpoise.web.audit"
    label = "audit"
