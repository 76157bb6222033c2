"""Gradio without what nobody here has a use for."""

import inspect

import pytest

from assistant.ui.lean import lean_import


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
