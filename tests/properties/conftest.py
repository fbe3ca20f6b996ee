"""How property tests run: the same examples every time, `make test` a third of them, `make test-all` all.

`--hypothesis-profile=explore` tries new ones.
"""

from __future__ import annotations

import pytest
from hypothesis import settings

WHOLE = 25
settings.register_profile("whole", deadline=None, derandomize=True, max_examples=WHOLE)
settings.register_profile("part", settings.get_profile("whole"), max_examples=WHOLE // 3)
settings.register_profile("explore", deadline=None, max_examples=1000)


def pytest_configure(config: pytest.Config) -> None:
    if not config.getoption("--hypothesis-profile"):
        settings.load_profile("part" if "not whole" in config.getoption("markexpr") else "whole")
