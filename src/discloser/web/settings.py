"""Django's settings. Nothing secret is kept: keys live as long as a process, sessions as hashes in the database."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

from .folders import data_folder

PORT_VARIABLE = "DISCLOSER_WEB_PORT"

PORT = int(os.environ.get(PORT_VARIABLE, "0"))
DATA = data_folder()
BLOBS = DATA / "blobs"
ROOM = Path(__file__).parent

DEBUG = False
SECRET_KEY = secrets.token_urlsafe(50)
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
WRONG_HOST = "这个地址不对。请用打开时的地址（127.0.0.1）。"
SERVER: dict[str, Any] = {}
"""What the server that speaks HTTP is told beside (waitress)."""
ROOT_URLCONF = "discloser.web.urls"
INSTALLED_APPS = [
    "discloser.web.apps.WebConfig",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "discloser.web.bureau.apps.BureauConfig",
]
"""The same for one officer and for a bureau: one shape of the database, whoever serves it."""
AUTH_USER_MODEL = "bureau.Account"
MIDDLEWARE = [
    "discloser.web.guard.Guard",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "discloser.web.guard.StartedHere",
    "django.middleware.csrf.CsrfViewMiddleware",
]


def templates_with(*values: str) -> list[dict[str, Any]]:
    """Where pages are, and what gives all of them values."""
    return [{
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOM / "templates"],
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request", *values],
            "builtins": ["discloser.web.templatetags.words"],
        },
    }]


TEMPLATES = templates_with()
DATABASES = {"default": {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA / "discloser.sqlite3",
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    },
}}
LANGUAGE_CODE = "zh-hans"
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
STATIC_URL = "/static/"
STATIC_ROOT = ROOM / "static"
WHITENOISE_MAX_AGE = 3600

COOKIE = f"discloser-{PORT}"
"""Browsers don't part cookies by port: two pages on one machine must not log each other out."""
CSRF_COOKIE_NAME = f"discloser-csrf-{PORT}"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "discloser.web.views.told.stale_page"

SCHEDULER = os.environ.get("DISCLOSER_SCHEDULER", "")
"""Where batches of a bureau are sent to, if not done here: a Dask scheduler; its certificates beside."""
SCHEDULER_FILES = tuple(os.environ.get(f"DISCLOSER_SCHEDULER_{name}", "") for name in ("CA", "CERT", "KEY"))

LARGEST_FORM = 8 * 2**20
LARGEST_REPORT = 32 * 2**20
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_NUMBER_FILES = 200
FILE_UPLOAD_MAX_MEMORY_SIZE = LARGEST_FORM
FILE_UPLOAD_TEMP_DIR = None

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stream"], "level": "WARNING"},
}
