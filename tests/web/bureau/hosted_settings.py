"""The settings of the hosted server, with a secret and a name for tests.

Tests of another database are run by it: `scripts/with-postgres.sh pytest --ds hosted_settings tests/web/bureau`.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from unittest.mock import patch

HOST = "testserver"

with tempfile.TemporaryDirectory() as folder:
    secret = Path(folder) / "secret.key"
    secret.write_text("s" * 64, encoding="ascii")
    secret.chmod(0o600)
    told = {"DISCLOSER_SECRET_FILE": str(secret), "DISCLOSER_HOSTS": HOST}
    with patch.dict(os.environ, told):
        from discloser.web.bureau.settings import *  # noqa: F403

THIS_MACHINE = (HOST,)
LOGGING_CONFIG = None
