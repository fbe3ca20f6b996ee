"""Encodings of the system: Python begun anew where names of files are not UTF-8, and JSON that any console can show."""

from __future__ import annotations

import codecs
import json
import os
import sys
from typing import Any

import click

_ESCAPED = "discloser-json"


def begin_in_utf8() -> None:
    """Begin anew in UTF-8 mode where the locale has another encoding; a console goes on being spoken to in its own.

    Our own files bear Chinese names in UTF-8, and a locale of GB18030 or C would read other names out of their bytes.
    """
    if sys.flags.utf8_mode or codecs.lookup(sys.getfilesystemencoding()).name == "utf-8" or not sys.executable:
        return
    spoken = codecs.lookup(getattr(sys.stdout, "encoding", None) or "utf-8").name
    encoding = os.environ.get("PYTHONIOENCODING") or ("utf-8" if spoken == "ascii" else spoken)
    environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONIOENCODING": encoding}
    sys.stdout.flush()
    os.execve(sys.executable, [sys.executable, "-P", "-m", "discloser", *sys.argv[1:]], environment)


def echo_json(data: Any) -> None:
    """Print data as JSON; characters that the console does not have are escaped, so that nothing of it is lost."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    text = json.dumps(data, ensure_ascii=False, indent=1)
    click.echo(text.encode(encoding, _ESCAPED).decode(encoding))


def echo_json_line(data: Any) -> None:
    """Print data as one line of JSON."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    click.echo(json.dumps(data, ensure_ascii=False).encode(encoding, _ESCAPED).decode(encoding))


def _escaped(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start:error.end])[1:-1], error.end


codecs.register_error(_ESCAPED, _escaped)
