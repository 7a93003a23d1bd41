"""Reads what the environment says, and refuses what would not work, in words that say what to set instead."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ImproperlyConfigured

__all__ = [
    "address",
    "data",
    "database",
    "given",
    "hosts",
    "join",
    "now",
    "oidc",
    "one_of",
    "origin",
    "seconds",
    "secret",
    "sender",
    "switch",
    "zone",
]


def given(name: str, default: str = "") -> str:
    """Return what the environment says under a name, without spaces around it.

    Parameters
    ----------
    name
        The name, without ``COUNTERPOISE_``.
    default
        What holds where it says nothing.
    """
    return os.environ.get(f"COUNTERPOISE_{name}", default).strip()


def switch(name: str, *, default: bool = False) -> bool:
    """Return whether something is switched on: ``1`` or ``0``, so that no other word is taken for either.

    Raises
    ------
    ImproperlyConfigured
        It is neither.
    """
    text = given(name) or ("1" if default else "0")
    if text not in {"0", "1"}:
        message = f"COUNTERPOISE_{name} must be 1 or 0: {text!r} is neither"
        raise ImproperlyConfigured(message)
    return text == "1"


def one_of(name: str, words: Collection[str], *, default: str) -> str:
    """Return one of a few words.

    Raises
    ------
    ImproperlyConfigured
        It is none of them.
    """
    text = given(name) or default
    if text not in words:
        *others, last = words
        message = f"COUNTERPOISE_{name} must be {', '.join(others)} or {last}: {text!r} is none of them"
        raise ImproperlyConfigured(message)
    return text


def hosts(default: str) -> list[str]:
    """Return the names under which the site is reached.

    Raises
    ------
    ImproperlyConfigured
        One of them is no name, such as an address with ``https://`` or with a path.
    """
    found = [host.strip() for host in (given("HOSTS") or default).split(",") if host.strip()]
    for host in found:
        bare = host.startswith("[") or ":" not in host
        if not bare or "/" in host or any(sign.isspace() for sign in host):
            message = f"COUNTERPOISE_HOSTS takes names alone, such as samen.example.org: {host!r} is none"
            raise ImproperlyConfigured(message)
    if not found:
        raise ImproperlyConfigured("COUNTERPOISE_HOSTS must name at least one host, such as samen.example.org")
    return found


def address(default: str) -> tuple[str, str]:
    """Return the address that stands in letters, and the path below which the site lies there; no slash ends either.

    A proxy of one's own takes that path off before it asks the site, and the site puts it before all its addresses.

    Raises
    ------
    ImproperlyConfigured
        It is no address of a site.
    """
    text = (given("ADDRESS") or default).rstrip("/")
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        message = f"COUNTERPOISE_ADDRESS must be an address such as https://samen.example.org: {text!r} is none"
        raise ImproperlyConfigured(message)
    return f"{parts.scheme}://{parts.netloc}", parts.path


def sender(default: str) -> str:
    """Return from whom e-mail comes.

    Raises
    ------
    ImproperlyConfigured
        It is no e-mail address.
    """
    text = given("MAIL_FROM") or default
    if "@" not in text or "\n" in text or "\r" in text:
        message = f"COUNTERPOISE_MAIL_FROM must be an e-mail address such as samen@example.org: {text!r} is none"
        raise ImproperlyConfigured(message)
    return text


def zone(default: str) -> str:
    """Return the zone of the place.

    Raises
    ------
    ImproperlyConfigured
        There is no such zone.
    """
    text = given("TIME_ZONE") or default
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        message = f"COUNTERPOISE_TIME_ZONE must be a zone such as Europe/Amsterdam: {text!r} is none"
        raise ImproperlyConfigured(message) from error
    return text


def database(url: str, folder: Path) -> dict[str, Any]:
    """Return which database the site uses: the named one, or SQLite in its folder.

    Raises
    ------
    ImproperlyConfigured
        The address is not one of PostgreSQL.
    """
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": folder / "counterpoise.sqlite3",
            "OPTIONS": {
                # Deferred transactions fail with "database is locked" as soon as two people write; these wait.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # FULL: what was acknowledged survives a power cut.
                # Sixteen megabytes of it stay in memory while a page is made; of SQLite's own two it reads much twice.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; "
                "PRAGMA cache_size=-16384;",
            },
            "TEST": {"NAME": folder / "test.sqlite3"},
        }
    parts = urlsplit(url)
    try:
        port = str(parts.port or "")
    except ValueError as error:
        raise ImproperlyConfigured("COUNTERPOISE_DATABASE_URL names a port that is no number below 65536") from error
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("COUNTERPOISE_DATABASE_URL must begin with postgresql://")
    if not parts.path.strip("/"):
        message = "COUNTERPOISE_DATABASE_URL names no database: write postgresql://user:password@host:port/name"
        raise ImproperlyConfigured(message)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": port,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def now(text: str, *, demo: bool) -> datetime | None:
    """Return the time at which a demonstration stands; nothing for a real site.

    Raises
    ------
    ImproperlyConfigured
        It is no time, or this is no demonstration.
    """
    if not text and not demo:
        return None
    if not demo:
        raise ImproperlyConfigured("COUNTERPOISE_NOW is for a demonstration: leave it out, or set COUNTERPOISE_DEMO=1")
    try:
        found = datetime.fromisoformat(text or "2015-06-30T12:00:00+02:00")
    except ValueError as error:
        raise ImproperlyConfigured("COUNTERPOISE_NOW is no time: write it as 2015-06-30T12:00:00+02:00") from error
    if found.tzinfo is None:
        raise ImproperlyConfigured("COUNTERPOISE_NOW needs an offset: write it as 2015-06-30T12:00:00+02:00")
    return found


def secret(text: str, *, demo: bool) -> str:
    """Return the secret with which the site signs and seals.

    Raises
    ------
    ImproperlyConfigured
        It is missing or too short.
    """
    if text and len(text) < 32:
        raise ImproperlyConfigured("COUNTERPOISE_SECRET_KEY is too short: use at least 32 random characters")
    if not text and demo:
        # A demonstration holds nothing secret: its sign-in links are open to everybody who reaches it.
        return "a demonstration has no secrets, so this is none"
    if not text:
        raise ImproperlyConfigured("COUNTERPOISE_SECRET_KEY is missing: set it to at least 32 random characters")
    return text


def data(text: str, *, demo: bool) -> Path:
    """Return the folder for what the site keeps, and make it; a demonstration's is a passing one.

    Raises
    ------
    ImproperlyConfigured
        It cannot be made or written.
    """
    if text or not demo:
        folder = Path(text or "var").resolve()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "static").mkdir(exist_ok=True)
        except OSError as error:
            reason = error.strerror or "it cannot be made"
            message = f"COUNTERPOISE_DATA must be a folder that the site may write: {folder} is none ({reason})"
            raise ImproperlyConfigured(message) from error
        return folder
    folder = Path(tempfile.mkdtemp(prefix="counterpoise-demo-"))
    (folder / "static").mkdir()
    # The processes of the server are started by this one, which alone takes the folder away.
    os.environ["COUNTERPOISE_DATA"] = str(folder)
    mine = os.getpid()
    atexit.register(lambda: shutil.rmtree(folder, ignore_errors=True) if os.getpid() == mine else None)
    return folder


def seconds(name: str, default: str, *, most: int | None = None) -> int:
    """Return a whole number above zero.

    Raises
    ------
    ImproperlyConfigured
        It is none, or above the most that it may be.
    """
    text = given(name) or default
    if not (text.isascii() and text.isdigit()) or not int(text) or (most is not None and int(text) > most):
        limit = f", {most} at most" if most is not None else ""
        message = f"COUNTERPOISE_{name} must be a whole number above zero{limit}: {text!r} is none"
        raise ImproperlyConfigured(message)
    return int(text)


def origin(text: str) -> str:
    """Return the name of the site in its ledger.

    Raises
    ------
    ImproperlyConfigured
        It cannot stand in the first line of a checkpoint.
    """
    if not text or any(sign.isspace() or sign in "+/" for sign in text):
        message = f"COUNTERPOISE_ORIGIN must be a name without spaces, slashes and plus signs: {text!r} is none"
        raise ImproperlyConfigured(message)
    return text


def join(text: str) -> str:
    """Return how people join.

    Raises
    ------
    ImproperlyConfigured
        It is not one of the two ways.
    """
    if text not in {"open", "invited"}:
        raise ImproperlyConfigured("COUNTERPOISE_JOIN must be open or invited")
    return text


def oidc(*, https: bool) -> dict[str, Any]:
    """Return how people sign in elsewhere (OpenID Connect), where that is set up.

    Parameters
    ----------
    https
        Whether the site is a real one on the network: then the way to the other site is encrypted too, for what it
        says of a person is believed because it comes over that way.

    Raises
    ------
    ImproperlyConfigured
        A part is missing, or the server's address is none.
    """
    found = {part: given(f"OIDC_{part}") for part in ("NAME", "SERVER", "CLIENT", "SECRET")}
    missing = [f"COUNTERPOISE_OIDC_{part}" for part, text in found.items() if not text]
    if len(missing) == len(found):
        return {}
    if missing:
        message = f"To sign in elsewhere, set {' and '.join(missing)} too, or none of them"
        raise ImproperlyConfigured(message)
    server = found["SERVER"].rstrip("/")
    parts = urlsplit(server)
    if parts.scheme not in ({"https"} if https else {"http", "https"}) or not parts.hostname:
        message = f"COUNTERPOISE_OIDC_SERVER must be an address that begins with https://: {server!r} is none"
        raise ImproperlyConfigured(message)
    app = {
        "provider_id": "elsewhere",
        "name": found["NAME"],
        "client_id": found["CLIENT"],
        "secret": found["SECRET"],
        # With the proof of a key (PKCE) a code works in the browser alone that asked for it.
        "settings": {"server_url": server, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}
