"""The models load when somebody comes, or nobody does, and not when the server has stopped."""

import asyncio
import threading

import pytest
from support.event_loops import run_apart

import assistant.ui.runtime.model_loading
from assistant.ui.runtime.model_loading import WarmUp


@pytest.fixture
def loaded():
    return threading.Event()


def test_nothing_is_loaded_until_somebody_waits(loaded):
    warm_up = WarmUp(loaded.set)
    warm_up.start()
    assert not loaded.wait(0.3)
    assert not warm_up.over
    run_apart(asyncio.wait_for(warm_up.wait(), 10))
    assert loaded.is_set()
    assert warm_up.over


def test_where_nobody_comes_it_is_loaded_all_the_same(loaded, monkeypatch):
    monkeypatch.setattr(assistant.ui.warmup, "HEAD_START", 0.1)
    WarmUp(loaded.set).start()
    assert loaded.wait(10)


def test_a_server_that_stops_first_loads_nothing(loaded):
    warm_up = WarmUp(loaded.set)
    warm_up.start()
    warm_up.join(10)
    assert warm_up.over
    assert not loaded.is_set()
