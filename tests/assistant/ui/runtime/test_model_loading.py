"""The models load when somebody comes, or nobody does, and not when the server has stopped."""

import asyncio
import threading

import pytest
from support.event_loops import run_apart

from assistant.ui.runtime.model_loading import ModelLoading


@pytest.fixture
def loaded():
    return threading.Event()


def test_nothing_is_loaded_until_somebody_waits(loaded):
    loading = ModelLoading(loaded.set)
    loading.start()
    assert not loaded.wait(0.3)
    assert not loading.is_done
    run_apart(asyncio.wait_for(loading.wait(), 10))
    assert loaded.is_set()
    assert loading.is_done


def test_where_nobody_comes_it_is_loaded_all_the_same(loaded):
    ModelLoading(loaded.set, head_start=0.1).start()
    assert loaded.wait(10)


def test_a_server_that_stops_first_loads_nothing(loaded):
    loading = ModelLoading(loaded.set)
    loading.start()
    loading.join(10)
    assert loading.is_done
    assert not loaded.is_set()
