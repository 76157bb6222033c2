"""The figures of people: B-cubed by hand, and who is merged."""

import pytest
from people_identity import b_cubed, merged_people, read_gold


def test_b_cubed_of_a_small_example():
    # a: 2 of 3 names together and one alone; b: its only name is joined with two of a's.
    precision, recall, f1 = b_cubed(["a", "a", "a", "b"], ["1", "1", "2", "1"])
    assert precision == pytest.approx((2 / 3 + 2 / 3 + 1 + 1 / 3) / 4)
    assert recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert f1 == pytest.approx(2 * precision * recall / (precision + recall))


def test_all_right_is_one():
    assert b_cubed(["a", "b", "a"], ["x", "y", "x"]) == (1, 1, 1)


def test_merged_people_are_those_most_quoted_alone():
    gold, joined, counts = ["a", "b", "c"], ["1", "1", "1"], [9, 8, 1]
    assert merged_people(gold, joined, counts, most=2) == [{"a", "b"}]
    assert merged_people(gold, ["1", "2", "1"], counts, most=2) == []


def test_names_of_nobody_have_a_person_each():
    line = '{"name": "it", "document": "a.txt", "person": null}'
    one, other = read_gold([line, "", line])
    assert one.person != other.person
