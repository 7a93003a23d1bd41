"""Look, before the site is served, whether all that it needs is there."""

import os
import smtplib
from dataclasses import dataclass

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection

from counterpoise.web.project.upgrade import waiting_migrations

__all__ = ["Line", "examine"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that was looked at.

    Attributes
    ----------
    what
        What.
    well
        Whether it is as it should be.
    says
        What was found, and what to do where that is needed.
    """

    what: str
    well: bool
    says: str


def examine() -> tuple[Line, ...]:
    """Look at the settings, the folder, the database and the mail server."""
    return (*_settings(), _folder(), _database(), _mail())


def _settings() -> tuple[Line, ...]:
    found = checks.run_checks(include_deployment_checks=True)
    serious = [each for each in found if each.level >= checks.WARNING]
    if not serious:
        return (Line(what="settings", well=True, says="nothing to mend"),)
    return tuple(Line(what="settings", well=False, says=f"{each.msg} ({each.id})") for each in serious)


def _folder() -> Line:
    folder = settings.COUNTERPOISE_DATA
    well = os.access(folder, os.W_OK)
    says = (
        f"{folder} can be written" if well else f"{folder} cannot be written: give it to the user who serves the site"
    )
    return Line(what="folder", well=well, says=says)


def _database() -> Line:
    try:
        waiting = waiting_migrations()
    except DatabaseError as error:
        return Line(what="database", well=False, says=f"it does not answer ({type(error).__name__}): is it running?")
    if waiting:
        return Line(
            what="database", well=True, says=f"{connection.vendor}; {waiting} changes wait, and come at the start"
        )
    return Line(what="database", well=True, says=f"{connection.vendor}, up to date")


def _mail() -> Line:
    if not settings.EMAIL_HOST:
        says = "no mail server is set (COUNTERPOISE_MAIL_HOST): letters wait, or are printed"
        return Line(what="mail", well=True, says=says)
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    kind = smtplib.SMTP_SSL if settings.EMAIL_USE_SSL else smtplib.SMTP
    try:
        with kind(settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=settings.EMAIL_TIMEOUT) as line:
            line.ehlo()
            encrypts = settings.EMAIL_USE_SSL or not settings.EMAIL_USE_TLS or line.has_extn("starttls")
    except (OSError, smtplib.SMTPException) as error:
        return Line(what="mail", well=False, says=f"{where} does not answer ({type(error).__name__})")
    if not encrypts:
        return Line(what="mail", well=False, says=f"{where} offers no STARTTLS: set COUNTERPOISE_MAIL_TLS")
    return Line(what="mail", well=True, says=f"{where} answers")
