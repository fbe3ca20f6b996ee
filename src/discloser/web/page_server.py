"""The process that answers browsers."""

from __future__ import annotations

import os
import socket
from typing import Any

from ..usecases.parent import end_with_parent

THREADS = 8
_LARGEST_BODY = 40 * 2**20
_SILENCE = 30


def serve_page(door: socket.socket, called: Any) -> None:
    """Answer what comes through an open door until this process ends; `called` wakes the workers."""
    end_with_parent()
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    import django

    django.setup()
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from waitress import create_server

    from .jobs import heard_by

    heard_by(called.release)
    create_server(
        get_wsgi_application(), sockets=[door], threads=THREADS, ident=None, connection_limit=200,
        max_request_body_size=_LARGEST_BODY, channel_timeout=_SILENCE, **settings.SERVER,
    ).run()
