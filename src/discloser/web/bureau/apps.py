"""What Django knows of the bureau's side."""

from __future__ import annotations

from django.apps import AppConfig


class BureauConfig(AppConfig):
    """The bureau's side as an application of Django."""

    name = "discloser.web.bureau"
    label = "bureau"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hear who signs in and out."""
        from . import seats  # noqa: F401  its receivers connect themselves
