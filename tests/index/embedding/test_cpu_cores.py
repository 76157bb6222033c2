"""How many cores a question may use."""

import os

import pytest

from index.embedding.cpu_cores import available_cores, cores_per_question
from index.embedding.embedder import load_packaged_model


@pytest.mark.parametrize(("cores", "share"), [(1, 1), (2, 1), (3, 1), (8, 4)])
def test_two_questions_share_the_cores_and_each_has_at_least_one(cores: int, share: int):
    assert cores_per_question(cores) == share


def test_available_cores_are_at_least_one_and_at_most_those_of_the_machine():
    assert 1 <= available_cores() <= (os.cpu_count() or 1)
    assert cores_per_question() == cores_per_question(available_cores())


def test_a_model_uses_the_threads_that_it_was_given():
    for threads, expected in ((1, 1), (None, available_cores())):
        options = load_packaged_model(threads)._session.get_session_options()
        assert options.intra_op_num_threads == expected
