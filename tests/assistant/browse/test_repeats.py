"""Records of one statement in several documents."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from assistant.browse.repeats import MAX_DAYS_BETWEEN, find_repeats
from index.people.directory import People, PersonRow, WrittenName
from index.records import Statement, StatementStance

PEOPLE = People(
    [PersonRow("ada-brandt", "person", "Ada Brandt", 9, 9)],
    [WrittenName(name, "ada-brandt", 1, 1) for name in ("Ada Brandt", "Brandt", "Ms. Brandt")],
)
QUOTE = "“We will open all the bridges in May,”"
REPORT = "that the council has shut three of the harbours"


class Records:
    """Records of statements in documents, in the order in which they are added."""

    def __init__(self) -> None:
        self.texts: dict[int, str] = {}
        self.added: list[tuple[SimpleNamespace, Statement]] = []

    def add(
        self,
        number: int,
        words: str,
        speaker: str | None = "Ada Brandt",
        kind: str = "direct",
        date: str | None = "2021-05-03",
        stance: StatementStance = "says",
    ) -> Records:
        start = len(self.texts.get(number, ""))
        self.texts[number] = self.texts.get(number, "") + words + "\n"
        place = {"start": start, "end": start + len(words)}
        statement = Statement(**place, kind=kind, speaker=speaker, stance=stance)
        self.added.append((SimpleNamespace(number=number, date=date), statement))
        return self

    def repeats(self) -> list[int | None]:
        def reading_text(number: int) -> SimpleNamespace:
            return SimpleNamespace(text=self.texts[number])

        store = SimpleNamespace(catalogue=SimpleNamespace(reading_text=reading_text))
        return find_repeats(store, PEOPLE, self.added)


def are_one(first: str, other: str, **facts) -> bool:
    return Records().add(1, first, **facts).add(2, other, **facts).repeats() == [None, 0]


def test_copies_of_a_story_repeat_the_first_of_them():
    records = Records().add(1, QUOTE).add(1, REPORT, kind="indirect")
    records.add(2, QUOTE).add(2, REPORT, kind="indirect").add(3, QUOTE)
    assert records.repeats() == [None, None, 0, 1, 0]


@pytest.mark.parametrize(
    "other",
    [
        "''We will open all the bridges in May.''",
        "“We will open all the bridges,” Brandt told reporters on Monday, “in May.”",
        "“[W]e will open all the bridges in May”",
    ],
)
def test_quoted_words_may_stand_in_other_marks(other):
    assert are_one(QUOTE, other)


@pytest.mark.parametrize(
    "other",
    [
        "“We will not open all the bridges in May,”",
        "“We will open all the bridges in June,”",
        "“We will open all the bridges in May?”",
        "“We will open all the bridges in [late] May,”",
        "“We will open the bridges in May,”",
    ],
)
def test_changed_quotes_are_other_statements(other):
    assert not are_one(QUOTE, other)


@pytest.mark.parametrize(
    ("first", "other", "is_one"),
    [
        (REPORT, "the council had shut three of its harbours", False),
        (REPORT, "that the council had shut three harbours", True),
        (REPORT, "that Council has shut the three of the harbours", True),
        (REPORT, "that the council has shut four of the harbours", False),
        (REPORT, "that the council has not shut three of the harbours", False),
        ("he will leave the council in May", "she will leave the council in May", False),
        ("taxes will rise by 1.5 percent", "taxes will rise by 1-5 percent", False),
        ("taxes will rise by $15 a day", "taxes will rise by 15 a day", False),
        ("the council may raise all taxes", "the council will raise all taxes", False),
        ("who saw whom at the pier", "whom saw who at the pier", False),
    ],
)
def test_reported_words_may_differ_in_small_words_alone(first, other, is_one):
    assert are_one(first, other, kind="indirect") == is_one


def test_of_partly_quoted_words_both_parts_count():
    mixed = "the council “has lost its way” on all taxes"
    assert are_one(mixed, "the council ''has lost its way'' on all the taxes", kind="mixed")
    assert not are_one(mixed, "the council “had lost its way” on all taxes", kind="mixed")
    assert not are_one(mixed, "the council “has lost its way” on some taxes", kind="mixed")


def test_a_quote_is_no_report_of_the_same_words():
    words = "we will open all the bridges"
    records = Records().add(1, f"“{words}”").add(2, words, kind="indirect")
    assert records.repeats() == [None, None]


@pytest.mark.parametrize(
    ("speaker", "is_same"),
    [("Brandt", True), ("Ms. Brandt", True), ("Otto Lind", False), ("she", False), (None, False)],
)
def test_the_speaker_is_the_same_person_by_any_name(speaker, is_same):
    records = Records().add(1, QUOTE).add(2, QUOTE, speaker=speaker)
    assert records.repeats() == [None, 0 if is_same else None]


@pytest.mark.parametrize("speaker", ["they", None])
def test_nobody_in_particular_repeats_nobody(speaker):
    records = Records().add(1, QUOTE, speaker=speaker).add(2, QUOTE, speaker=speaker)
    assert records.repeats() == [None, None]


def test_a_description_repeats_itself():
    records = Records().add(1, QUOTE, speaker="a senior official")
    assert records.add(2, QUOTE, speaker="A senior official").repeats() == [None, 0]


def test_words_said_twice_in_a_document_are_two_statements():
    records = Records().add(1, QUOTE).add(1, QUOTE).add(2, QUOTE).add(2, QUOTE).add(2, QUOTE)
    assert records.repeats() == [None, None, 0, 1, None]


@pytest.mark.parametrize(
    ("first", "other", "is_repeat"),
    [
        ("2021-05-03", "2021-05-10", True),
        ("2021-05-03", "2021-05-11", False),
        ("2020-05-03", "2021-05-03", False),
        ("2021-05-03", None, False),
        (None, None, True),
    ],
)
def test_only_records_of_about_the_same_day_are_one(first, other, is_repeat):
    assert MAX_DAYS_BETWEEN == 7
    records = Records().add(1, QUOTE, date=first).add(2, QUOTE, date=other)
    assert records.repeats() == [None, 0 if is_repeat else None]


def test_the_days_count_from_the_first_record():
    days = ("2021-05-01", "2021-05-06", "2021-05-11", "2021-05-12")
    records = Records()
    for number, day in enumerate(days):
        records.add(number, QUOTE, date=day)
    assert records.repeats() == [None, 0, None, 2]


@pytest.mark.parametrize("words", ["“Thank you very much,”", "“Yes.”", "“…!”", "“— — — — — —”"])
def test_words_of_every_day_are_not_compared(words):
    assert not are_one(words, words)


def test_two_documents_that_say_one_thing_a_thousand_times():
    records = Records()
    for number in (1, 2):
        for _ in range(1000):
            records.add(number, QUOTE)
    assert records.repeats() == [None] * 1000 + list(range(1000))


def test_what_was_not_said_does_not_repeat_what_was():
    records = Records().add(1, REPORT, kind="indirect")
    assert records.add(2, REPORT, kind="indirect", stance="unsaid").repeats() == [None, None]
