"""Gradio without what nobody here has a use for."""

import inspect
import subprocess
import sys

import pytest
from stand_in import StandIn

from assistant.ui.blocks import gr
from assistant.ui.hosting import host_page
from assistant.ui.lean import lean_import
from assistant.ui.page import build_page, theme


class ComponentMeta(type):
    """Named as Gradio's."""


class Component(metaclass=ComponentMeta):
    """A component, as far as its metaclass tells."""


def test_components_have_no_source_while_it_lasts_and_everything_else_has():
    with lean_import():
        with pytest.raises(OSError):
            inspect.getfile(Component)
        assert inspect.getfile(pytest) == pytest.__file__
    assert inspect.getfile(Component) == __file__


def test_it_ends_with_an_error_too():
    with pytest.raises(ZeroDivisionError), lean_import():
        1 / 0  # noqa: B018
    assert inspect.getfile(Component) == __file__


def test_gradio_is_imported_without_mcp_which_can_be_imported_after_it():
    code = """
import sys
import assistant.ui.blocks
print([name for name in sys.modules if name.split(".")[0] == "mcp"])
import mcp
print(mcp.__name__)
"""
    run = [sys.executable, "-c", code]
    told = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    assert told.splitlines() == ["[]", "mcp"]


def test_a_page_gets_its_app_when_it_is_mounted_and_a_later_one_of_its_own_at_once():
    page = build_page(StandIn())
    assert page.app is None
    host_page(page, theme(), None, lambda name: True)
    assert page.app is not None
    with gr.Blocks() as other:
        gr.HTML("by itself")
    assert other.app is not None
