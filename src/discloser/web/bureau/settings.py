"""Django's settings of the hosted server: those of the page for one officer, and what a bureau has beside."""

from __future__ import annotations

import datetime as dt

from ..settings import *  # noqa: F403
from ..settings import DATA, LOGGING, templates_with
from ..settings import DATABASES as ONE_OFFICERS
from .hosting import ACCESS_LOG, LOGS, Hosting

HOSTING = Hosting.here(DATA)
SECRET_KEY = HOSTING.secret()
ALLOWED_HOSTS = HOSTING.hosts()
THIS_MACHINE = ("127.0.0.1", "localhost", "::1")
"""Names by which a browser on the server's own machine comes, which needs no TLS."""
DATABASES = {"default": HOSTING.database() or ONE_OFFICERS["default"]}

ROOT_URLCONF = "discloser.web.bureau.urls"
WRONG_HOST = "这个网址不对。请用财政局告诉您的网址打开。"
MIDDLEWARE = [
    "discloser.web.bureau.access_log.AccessLog",
    "discloser.web.guard.Guard",
    "discloser.web.bureau.over_tls.OverTls",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "discloser.web.bureau.signed_in.SignedIn",
    "discloser.web.bureau.limits.Uploads",
]
TEMPLATES = templates_with("discloser.web.bureau.nav.nav")

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
PASSWORD_DAYS = HOSTING.number("DISCLOSER_PASSWORD_DAYS")
_SORTS, _HISTORY = HOSTING.number("DISCLOSER_PASSWORD_SORTS"), HOSTING.number("DISCLOSER_PASSWORD_HISTORY")
_DJANGOS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_DJANGOS}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_DJANGOS}.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ("username", "name")}},
    {"NAME": f"{_DJANGOS}.CommonPasswordValidator"},
    {"NAME": "discloser.web.bureau.passwords.NotOfWeakWords"},
    {"NAME": "discloser.web.bureau.passwords.OfSeveralSorts", "OPTIONS": {"sorts": _SORTS}},
    {"NAME": "discloser.web.bureau.passwords.NotUsedBefore", "OPTIONS": {"last": _HISTORY or 1}},
]
if not _SORTS:
    del AUTH_PASSWORD_VALIDATORS[-2]
LOGIN_URL = "sign_in"

LONGEST_SESSION = dt.timedelta(hours=12)
LONGEST_IDLE = dt.timedelta(minutes=30)
LONGEST_LINK_SESSION = dt.timedelta(hours=4)
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = int(LONGEST_SESSION.total_seconds())
SESSION_COOKIE_NAME = "discloser-session"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "discloser-csrf"
CSRF_COOKIE_SECURE = True

PROXY = HOSTING.environment.get("DISCLOSER_PROXY", "127.0.0.1")
SERVER = {
    "trusted_proxy": PROXY, "trusted_proxy_count": 1, "clear_untrusted_proxy_headers": True,
    "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
}
"""Whom the server believes where a request comes from: the proxy, and what it says itself, nothing before it."""

LOGGING["handlers"]["access"] = {
    "class": "logging.handlers.TimedRotatingFileHandler", "filename": DATA / LOGS / "access.log", "when": "midnight",
    "backupCount": HOSTING.number("DISCLOSER_LOG_DAYS", usual=200, least=184), "encoding": "utf-8", "delay": True,
    "formatter": "access",
}
"""Opened by the process that answers browsers, which alone writes a line."""
LOGGING["formatters"]["access"] = {"format": "%(asctime)s %(message)s"}
LOGGING["loggers"] = {ACCESS_LOG: {"handlers": ["access"], "level": "INFO", "propagate": False}}
