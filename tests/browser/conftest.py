"""A served chat and a Chromium that may reach nothing else."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from stand_in import StandIn, running

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def assistant_under_test() -> StandIn:
    """What the chat is served over in these tests."""
    return StandIn()
