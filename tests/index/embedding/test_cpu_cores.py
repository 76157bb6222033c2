"""How many cores one question may use."""

import os

import pytest

from index.embedding import cpu_cores


@pytest.mark.parametrize(("machine", "alone", "several"), [(1, 1, 1), (2, 2, 1), (8, 8, 4)])
def test_a_question_has_all_cores_until_several_are_served(monkeypatch, machine, alone, several):
    monkeypatch.setattr(cpu_cores, "_several", False)
    monkeypatch.setattr(cpu_cores, "available", lambda: machine)
    assert cpu_cores.per_question() == alone
    cpu_cores.serve_several()
    assert cpu_cores.per_question() == several


def test_there_is_at_least_one_and_no_more_than_the_machine_has():
    assert 1 <= cpu_cores.available() <= (os.cpu_count() or 1)
