"""An input: files in a folder, and the command that is to meet them."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Input:
    """`files`: name below the folder → bytes; `command`: arguments of the command line, run in that folder.

    `form`: the file whose amounts another reader reads, too; "" for none.
    """

    files: Mapping[str, bytes]
    command: tuple[str, ...]
    form: str = ""


Maker = Callable[[random.Random], Input]
