"""A checker of drafts over a small library."""

from __future__ import annotations

import pytest
from support.checked_drafts import make_drafts_checker


@pytest.fixture(scope="module")
def check(tmp_path_factory):
    """Checks a draft against a few documents about a ferry."""
    checker = make_drafts_checker(tmp_path_factory.mktemp("drafts"))
    yield checker
    checker.store.close()


@pytest.fixture
def check_store(tmp_path):
    """Makes a checker of drafts over documents of the test's own: a function of their texts."""
    made = []

    def make(texts: dict[str, str]):
        checker = make_drafts_checker(tmp_path / str(len(made)), texts)
        made.append(checker)
        return checker

    yield make
    for checker in made:
        checker.store.close()
