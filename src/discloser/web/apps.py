"""What Django knows of this room."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The web page as an application of Django."""

    name = "discloser.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
