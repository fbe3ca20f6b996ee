"""Here reports are made to be used; how they are printed is tried elsewhere."""

import pytest


@pytest.fixture(scope="module", autouse=True)
def _reports_are_printed_once(printed_once: None) -> None:
    pass
