"""Two names: one person's, two people's, or perhaps one's."""

from __future__ import annotations

import pytest

from index.people.comparing import compare_names
from index.people.person_name import parse_person_name


def compared(one: str, other: str):
    first, second = parse_person_name(one), parse_person_name(other)
    assert first is not None
    assert second is not None
    found = compare_names(first, second)
    assert compare_names(second, first) == found, "the order makes a difference"
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Brandt", "ADA BRANDT"),
        ("Ada Brandt", "Sen. Ada Brandt"),
        ("Ada Brandt", "Ada M. Brandt"),
        ("Ada Brandt", "Brandt, Ada"),
        ("Robert Lind", "Bob Lind"),
        ("William J. Lind", "Bill Lind"),
        ("Edward G. Rendell", "Ed Rendell"),
        ("Sergei Plokhov", "Sergey Plokhov"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Łukasz Żółkowski", "Lukasz Zolkowski"),
        ("Владимир Путин", "Vladimir Putin"),
        ("Jürgen Müller", "Juergen Mueller"),
        ("Ban Ki-moon", "Ban Ki Moon"),
        ("Xi Jinping", "Jinping Xi"),
        ("Ursula von der Leyen", "Ursula Leyen"),
        ("Bashar al-Assad", "Bashar Assad"),
        ("Felipe Calderón", "Felipe Calderon Hinojosa"),
        ("Hillary Rodham Clinton", "Hillary Clinton"),
        ("Hillary Rodham", "Hillary Rodham Clinton"),
        ("Willard Mitt Romney", "Mitt Romney"),
        ("William “Bill” Lind", "Bill Lind"),
        ("J. D. Vance", "J.D. Vance"),
    ],
)
def test_names_of_one_person(one: str, other: str):
    assert compared(one, other).is_same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bill Clinton", "Hillary Clinton"),
        ("Chloe Carver", "Owen Carver"),
        ("George W. Bush", "George H. W. Bush"),
        ("John A. Smith", "John B. Smith"),
        ("Martin King Jr.", "Martin King Sr."),
        ("John Lind II", "John Lind III"),
        ("Mr. Chris Lee", "Ms. Chris Lee"),
        ("Daniel Roy", "Danielle Roy"),
        ("Eric Trump", "Ivanka Trump"),
        ("J. Brandt", "Ada Brandt"),
    ],
)
def test_two_people_of_one_last_name(one: str, other: str):
    found = compared(one, other)
    assert found.is_conflict
    assert found.why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna Lee", "Anna Lie"),
        ("John Smith", "John Snow"),
        ("Mike Coffman", "Michael Kofmann"),
        ("Ada Brandt", "Otto Lind"),
    ],
)
def test_names_that_have_nothing_to_do_with_each_other(one: str, other: str):
    assert not compared(one, other).is_possible


def test_a_junior_is_another_one_unless_more_is_known():
    found = compared("Donald Trump Jr.", "Donald Trump")
    assert found.is_possible
    assert not found.is_same


def test_a_misspelling_alone_is_not_sure():
    found = compared("Reince Priebus", "Rience Preibus")
    assert not found.is_same
    assert compared("Reince Priebus", "Reince Preibus").is_possible
    assert not compared("Reince Priebus", "Reince Preibus").is_same
