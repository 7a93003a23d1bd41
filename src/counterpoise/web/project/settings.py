"""All settings of the site, from the environment. Every variable has a name that begins with ``COUNTERPOISE_``.

========================  =============================================================================================
``DATA``                  Folder for what the site keeps; ``var`` by default, and a passing one in a demonstration.
``DATABASE_URL``          ``postgresql://user:password@host:port/name``; SQLite in the data folder by default.
``SECRET_KEY``            At least 32 random characters; needed everywhere except in a demonstration.
``OLD_SECRET_KEYS``       Those that it had before, between commas: what they sealed and signed still opens.
``HOSTS``                 The names under which the site is reached, separated by commas.
``DEMO``                  ``1`` for a demonstration: sign-in links for everybody, and a clock that may stand still.
``NOW``                   The time at which the demonstration stands; ``2015-06-30T12:00:00+02:00`` by default.
``TIME_ZONE``             The zone of the place; ``Europe/Amsterdam`` by default.
``LANGUAGE``              ``en`` (default) or ``nl``: the language for people whose browser asks for neither.
``COUNTRY``               Two letters, such as ``nl`` (default): which numbers to call in need are shown.
``PROXY``                 ``1`` behind a proxy; only then ``X-Forwarded-Proto`` and ``X-Forwarded-For`` are read.
``JOIN``                  ``open``: everybody may join; ``invited`` (default): with an invitation.
``OIDC_NAME``             What the button for signing in elsewhere says, such as the name of the organization; with
                          ``OIDC_SERVER`` (its address), ``OIDC_CLIENT`` and ``OIDC_SECRET``. Left out by default.
``HTTPS``                 ``0`` where the site is reached without encryption, as on one's own machine.
``ADDRESS``               The site's address for links in letters; ``https://`` and the first of the hosts by default.
                          With a path in it, the site lies below that path, which the proxy takes off.
``MAIL_HOST``             The server for our e-mail, at ``MAIL_PORT`` (587 by default). Without one all letters wait.
``MAIL_USER``             The name with which we sign in there, with ``MAIL_PASSWORD``; none by default.
``MAIL_TLS``              ``starttls`` (default), ``tls``, or ``none`` for a server on this machine.
``MAIL_FROM``             From whom e-mail comes, and where bounces go; ``counterpoise@`` and the first host by default.
``MAIL_TIMEOUT``          How many seconds we wait for that server; 20 by default.
``MAIL_LEASE``            After how many seconds a letter is taken up again whose sender stopped; 300 by default.
``LOG_LEVEL``             ``INFO`` by default; ``WARNING``, as in a demonstration, leaves out the line for each request.
``ORIGIN``                The name of this site in its ledger; the first host by default. The first checkpoint fixes it.
========================  =============================================================================================
"""

import re
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from counterpoise.web.project.environment import (
    address,
    data,
    database,
    given,
    hosts,
    join,
    now,
    oidc,
    one_of,
    origin,
    seconds,
    secret,
    sender,
    switch,
    zone,
)

HERE = Path(__file__).resolve().parent
COUNTERPOISE_DEMO = switch("DEMO")
COUNTERPOISE_NOW = now(given("NOW"), demo=COUNTERPOISE_DEMO)
COUNTERPOISE_DATA = data(given("DATA"), demo=COUNTERPOISE_DEMO)
# The folders in it that a backup takes along, besides the database.
COUNTERPOISE_KEPT = ("media", "keys")
_HTTPS = switch("HTTPS", default=not COUNTERPOISE_DEMO)

ALLOWED_HOSTS = hosts("127.0.0.1,localhost,[::1]")
COUNTERPOISE_ADDRESS, _BELOW = address(f"{'https' if _HTTPS else 'http'}://{ALLOWED_HOSTS[0]}")
FORCE_SCRIPT_NAME = _BELOW or None

DEBUG = False
SECRET_KEY = secret(given("SECRET_KEY"), demo=COUNTERPOISE_DEMO)
SECRET_KEY_FALLBACKS = [key.strip() for key in given("OLD_SECRET_KEYS").split(",") if key.strip()]
ROOT_URLCONF = "counterpoise.web.project.urls"
WSGI_APPLICATION = "counterpoise.web.project.wsgi.application"
DATABASES = {"default": database(given("DATABASE_URL"), COUNTERPOISE_DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Account"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "counterpoise.web.ui",
    "django.forms",
    "counterpoise.web.ledger",
    "counterpoise.web.people",
    "counterpoise.web.initiatives",
    "counterpoise.web.expertise",
    "counterpoise.web.control",
    "counterpoise.web.inclusion",
    "counterpoise.web.interests",
    "counterpoise.web.voices",
    "counterpoise.web.decisions",
    "counterpoise.web.reviews",
    "counterpoise.web.trajectory",
    "counterpoise.web.governance",
    "counterpoise.web.audit",
    "counterpoise.web.project",
    # After the project, whose templates take the place of theirs.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
MIDDLEWARE = [
    "counterpoise.web.project.requests.NumberMiddleware",
    "counterpoise.web.project.middleware.ProxyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "counterpoise.web.project.middleware.ViewerMiddleware",
    "counterpoise.web.project.middleware.LookMiddleware",
    "counterpoise.web.project.middleware.GuardMiddleware",
    "counterpoise.web.project.middleware.PathMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "counterpoise.web.project.context.frame",
            ],
            "builtins": ["counterpoise.web.ui.templatetags.words", "django.templatetags.i18n"],
        },
    }
]
# Forms are drawn by the same engine as pages, so that their templates know the same tags.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CACHES = {
    "default": {
        # In a folder, so that all processes count together how often a code was tried.
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": COUNTERPOISE_DATA / "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

LANGUAGE_CODE = one_of("LANGUAGE", ("en", "nl"), default="en")
COUNTERPOISE_COUNTRY = given("COUNTRY", "nl").lower()
LANGUAGES = [("en", _("English")), ("nl", _("Dutch"))]
LOCALE_PATHS = [HERE.parent / "ui" / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = _HTTPS
TIME_ZONE = zone("Europe/Amsterdam")
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = COUNTERPOISE_DATA / "static"
# Served straight from the package: nothing has to be collected before the site can start.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "img-src": [SELF],
        "script-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = _HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _HTTPS
SECURE_HSTS_PRELOAD = _HTTPS
# Only behind a proxy of one's own may a header say that the way was encrypted.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if switch("PROXY") else None
# A cookie whose name begins so is taken by browsers from this very host alone, and only over an encrypted way.
_PREFIX = "__Host-" if _HTTPS else ""
SESSION_COOKIE_NAME = f"{_PREFIX}session"
SESSION_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = f"{_PREFIX}csrf"
CSRF_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if _HTTPS]
X_FRAME_OPTIONS = "DENY"
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "people:me"

# Signing in: by a code that comes by e-mail, by a passkey, or elsewhere where that is set up. There are no passwords.
COUNTERPOISE_JOIN = join(given("JOIN") or "invited")
ACCOUNT_ADAPTER = "counterpoise.web.project.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
# In three minutes, as they are, not everybody finds an e-mail and comes back.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 600
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
# The same answer and the same mail for an address that is known here and one that is not.
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if _HTTPS else "http"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "request_login_code": "counterpoise.web.project.forms.AskForCodeForm",
    "confirm_login_code": "counterpoise.web.project.forms.CodeForm",
    "signup": "counterpoise.web.project.forms.JoinForm",
    "confirm_email_verification_code": "counterpoise.web.project.forms.ConfirmAddressForm",
    "add_email": "counterpoise.web.project.forms.OtherAddressForm",
}
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
# A browser gives passkeys to encrypted pages alone, and to those of one's own machine.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _HTTPS
_STEPS = ("add", "login", "reauthenticate")
MFA_FORMS = {f"{step}_webauthn": f"counterpoise.web.project.forms.{step.title()}PasskeyForm" for step in _STEPS}
MFA_ADAPTER = "counterpoise.web.project.adapters.PasskeyAdapter"
SOCIALACCOUNT_ADAPTER = "counterpoise.web.project.adapters.ElsewhereAdapter"
SOCIALACCOUNT_PROVIDERS = oidc(https=_HTTPS)
SOCIALACCOUNT_FORMS = {
    "signup": "counterpoise.web.project.forms.JoinFromElsewhereForm",
    "disconnect": "counterpoise.web.project.forms.LetGoForm",
}
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
CSRF_FAILURE_VIEW = "counterpoise.web.project.views.refused"

# ── letters and jobs ─────────────────────────────────────────────────────────────────────────────────────────────────
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
_TLS = one_of("MAIL_TLS", ("starttls", "tls", "none"), default="starttls")
EMAIL_HOST = "" if COUNTERPOISE_DEMO else given("MAIL_HOST")
# A demonstration writes the codes for signing in to the window in which it runs.
EMAIL_BACKEND = f"django.core.mail.backends.{'console' if COUNTERPOISE_DEMO else 'smtp'}.EmailBackend"
EMAIL_PORT = seconds("MAIL_PORT", "587", most=65535)
EMAIL_HOST_USER = given("MAIL_USER")
EMAIL_HOST_PASSWORD = given("MAIL_PASSWORD")
EMAIL_USE_TLS = _TLS == "starttls"
EMAIL_USE_SSL = _TLS == "tls"
EMAIL_TIMEOUT = seconds("MAIL_TIMEOUT", "20")
DEFAULT_FROM_EMAIL = sender(f"counterpoise@{ALLOWED_HOSTS[0].lstrip('.')}")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
COUNTERPOISE_MAIL_LEASE = seconds("MAIL_LEASE", "300")

# ── what the machine says of itself, on standard output: no names, no addresses, no words of anybody ──────────────────
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
_LEVEL = one_of("LOG_LEVEL", _LEVELS, default="WARNING" if COUNTERPOISE_DEMO else "INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "number": {"()": "counterpoise.web.project.numbers.NumberFilter"},
        "fault": {"()": "counterpoise.web.project.numbers.FaultFilter"},
    },
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(number)s %(message)s"},
        "fault": {"()": "counterpoise.web.project.numbers.FaultFormatter"},
    },
    "handlers": {
        "out": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stdout",
            "formatter": "line",
            "filters": ["number"],
        },
        "faults": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stdout",
            "formatter": "fault",
            "filters": ["fault"],
        },
    },
    "loggers": {
        # Django's own lines name the full address of a page, and with it persons and records; of a fault they tell the
        # words, too. What broke is written by its kind and its place in the code.
        "django.request": {"handlers": ["faults"], "level": "ERROR", "propagate": False},
        "django.security": {"handlers": ["out"], "level": "CRITICAL", "propagate": False},
        "django": {"handlers": ["out"], "level": "WARNING", "propagate": False},
        "django_tasks": {"handlers": ["out"], "level": "WARNING", "propagate": False},
        "django_tasks_db": {"handlers": ["out"], "level": "ERROR", "propagate": False},
        "counterpoise": {
            "handlers": ["out"],
            "level": _LEVEL,
            "propagate": False,
        },
    },
}
# The page that says how the machine is may be asked from the machine itself, without encryption.
SECURE_REDIRECT_EXEMPT = [rf"^{re.escape(_BELOW[1:])}/?health/$" if _BELOW else r"^health/$"]
COUNTERPOISE_ORIGIN = origin(given("ORIGIN") or ALLOWED_HOSTS[0].lstrip("."))
