"""What tests of the page and of the HTTP API share."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="module", autouse=True)
def _remembered_models(remembered_models: None) -> None:
    """They ask the same questions of the same documents."""
