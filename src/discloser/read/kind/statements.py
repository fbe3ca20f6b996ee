"""The fixed texts of papers beside the report, from `templates/statements/`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from ...disk import Unreadable, read_file
from ...model.kind.report_kind import KindError
from ..yaml.reader import LARGEST


def read_statement(folder: Path, name: str) -> dict[str, Any]:
    """The texts of one paper. Raises `KindError` for a file that is missing or is not a list of texts."""
    path = folder / f"{name}.yaml"
    try:
        texts = yaml.safe_load(read_file(path, LARGEST))
    except (Unreadable, UnicodeDecodeError, yaml.YAMLError) as error:
        raise KindError(f"{path.name}：{error}") from error
    if not isinstance(texts, dict):
        raise KindError(f"{path.name} 里没有文字")
    return {str(key): value for key, value in texts.items()}
