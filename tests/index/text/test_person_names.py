import pytest

from index.text.person_names import gender_of, parse_name, same_person


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Bernie Sanders", "Bernie Sanders", True),
        ("Sen. Bernie Sanders", "Bernard Sanders", True),
        ("Bernie Sanders", "Sanders", None),
        ("Sen. Sanders", "Bernie Sanders", None),
        ("Bernie", "Bernie Sanders", None),
        ("Bill Clinton", "Hillary Clinton", False),
        ("Former President Bill Clinton", "William Clinton", True),
        ("Tom Smith", "Thomas Smith", True),
        ("J. Smith", "John Smith", True),
        ("J. Smith", "Mary Smith", False),
        ("Martin Luther King Jr.", "Martin Luther King", True),
        ("Ada Brandt", "Ada Lind", False),
        ("Sanders", "Clinton", False),
        (".*", "Bernie Sanders", False),
        ("", "Bernie Sanders", False),
        ("Ursula von der Leyen", "President Ursula von der Leyen", True),
        ("von der Leyen", "Ursula von der Leyen", None),
        ("Leyen", "Ursula von der Leyen", None),
        ("Mr. Delaney", "Ruth Delaney", False),
        ("Mrs. Delaney", "Ruth Delaney", None),
        ("Secretary-General Jens Stoltenberg", "Jens Stoltenberg", True),
    ],
)
def test_same_person_decides_whether_two_names_mean_one_person(
    one: str, other: str, same: bool | None
):
    assert same_person(one, other) is same
    assert same_person(other, one) is same


def test_straight_and_curly_apostrophes_in_names_are_equal():
    assert same_person("Martin O'Malley", "Martin O’Malley")
    assert same_person("O'Malley", "Martin O’Malley") is None


@pytest.mark.parametrize(
    ("text", "given", "last"),
    [
        ("Sen. Bernie Sanders", ("bernie",), "sanders"),
        ("British Prime Minister David Cameron", ("david",), "cameron"),
        ("Dr. J. R. Smith", ("j", "r"), "smith"),
        ("Donald Trump Jr.", ("donald",), "trump"),
        ("Mr. Trump’s", (), "trump"),
        ("Сергей Плохов", ("sergey",), "plokhov"),
        ("Łukasz Żółkowski", ("lukasz",), "zolkowski"),
    ],
)
def test_titles_and_suffixes_are_not_part_of_the_parsed_name(
    text: str, given: tuple[str, ...], last: str
):
    assert parse_name(text) == (given, last)


@pytest.mark.parametrize("text", ["", " ", "…", "123", "(*[", "\u200b"])
def test_text_without_letters_is_not_a_name(text: str):
    assert parse_name(text) is None


def test_title_or_given_name_shows_the_gender():
    assert [gender_of(name) for name in ("Mr. Kerr", "Mrs. Kerr", "Kerr")] == [
        "male",
        "female",
        None,
    ]
    assert [gender_of(name) for name in ("Sergey Plokhov", "Hillary Clinton")] == ["male", "female"]
