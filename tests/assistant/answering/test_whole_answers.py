"""The reader's words as a whole answer of the kind asked for, or none."""

import pytest

from assistant.answering.asked_answer import read_asked_answer
from assistant.answering.fitting_words import count_items, fits
from assistant.answering.whole_answers import best_span
from index.records import Span


def best(text, question, *read):
    """What is given of the sentence if the reader finds these words in it, best first."""
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in read]
    found = best_span(text, spans, read_asked_answer(question), question)
    return text[found.start : found.end] if found else None


@pytest.mark.parametrize(
    ("text", "question", "read", "answer"),
    [
        (
            "The dredging costs 4.6 million crowns, the Authority said.",
            "How much does the dredging cost?",
            ["4.6"],
            "4.6 million crowns",
        ),
        ("It owes banks £28 million.", "How much does it owe?", ["28"], "£28 million"),
        (
            "Work takes about eleven weeks from May.",
            "How long will it take?",
            ["eleven"],
            "about eleven weeks",
        ),
        (
            "They dealt with more than 3,000 requests.",
            "How many requests were there?",
            ["3,000"],
            "more than 3,000",
        ),
        ("It starts on Monday, 1 May.", "When does it start?", ["Monday"], "Monday, 1 May"),
        ("It opens in August 2029.", "When does it open?", ["2029"], "August 2029"),
        (
            "We work with Belarus, Armenia, the Republic of Korea, and France now.",
            "Which countries work with Russia?",
            ["Armenia"],
            "Belarus, Armenia, the Republic of Korea, and France",
        ),
        (
            "Present: Ada Brandt, Minister; Bo Kerr, spokesman (in the chair).",
            "Who was there? List everyone.",
            ["Bo Kerr"],
            "Ada Brandt, Minister; Bo Kerr, spokesman (in the chair)",
        ),
        (
            "Ambulances and buses will not pay the toll.",
            "Who will not pay the toll?",
            ["buses"],
            "Ambulances and buses",
        ),
        ("They met Maeve Lisk there.", "Who did they meet?", ["Lisk"], "Maeve Lisk"),
        (
            "They stayed at home because the road was shut.",
            "Why did they stay?",
            ["road was shut"],
            "because the road was shut",
        ),
        ("The rate is 19.1 percent, and not.", "What is the rate?", ["19.1 percent, and not"],
         "19.1 percent"),
    ],
)  # fmt: skip
def test_the_whole_of_an_answer(text, question, read, answer):
    assert best(text, question, *read) == answer


@pytest.mark.parametrize(
    ("text", "question", "read", "answer"),
    [
        (
            "In 2022 the two refused 42 times.",
            "When did they refuse?",
            ["42 times", "2022"],
            "2022",
        ),
        (
            "A man of 71 gave Ada Brandt a hat.",
            "Who got a hat?",
            ["71", "Ada Brandt"],
            "Ada Brandt",
        ),
        ("They closed 12 roads in 3 years.", "How many roads?", ["3 years", "12"], "12"),
        ("He had a month for 900 crowns.", "How much did he earn?", ["month", "900"], "900 crowns"),
        ("They left for Ostby.", "Where did they go?", ["They", "Ostby"], "Ostby"),
    ],
)
def test_the_next_best_words_are_taken_if_the_best_are_of_the_wrong_kind(
    text, question, read, answer
):
    assert best(text, question, *read) == answer


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Which countries cooperate?", "these"),
        ("Which countries cooperate?", "Poland"),
        ("Which three firms made a bid?", "Stone and Castor"),
        ("Who repaired the dam?", "They"),
        ("Who repaired the dam?", "2 May"),
        ("Who was ill?", "smoke"),
        ("Who is Ada Brandt?", "General's Office"),
        ("When did she speak?", "42 times"),
        ("When did she speak?", "the harbour"),
        ("How many bridges will be shut?", "many"),
        ("How many releases did they write?", "17 May 2021"),
        ("How much does it cost?", "six years"),
        ("How long did it last?", "very long"),
        ("Why did it fail?", "a loss"),
        ("What did it do?", "it"),
        ("What will the repair of the dyke cost?", "the repair"),
        ("Did they refuse?", "42 times"),
        ("What is the name of the man?", "a man"),
        ("Which hospital will be shut?", "small ones that compete for the same surgeons and lose"),
    ],
)
def test_words_of_the_wrong_kind_are_no_answer(question, words):
    assert not fits(words, read_asked_answer(question), question)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who told them?", "The night guard"),
        ("Who pays?", "the lorry drivers"),
        ("Who is Ada Brandt?", "a retired postmistress who chairs the group"),
        ("Who is Ada Brandt?", "Deputy Secretary for Roads"),
        ("When will it be over?", "In the autumn"),
        ("When will it be over?", "after the second reading"),
        ("When do they come?", "within ten days"),
        ("How many are left?", "none"),
        ("How many of the members came?", "Ninety-four"),
        ("How often do they meet?", "once a week"),
        ("Did it cost more or less?", "less"),
        ("Which two firms?", "Stone and Castor Group"),
        ("Where is it?", "at the Millrace Hotel"),
    ],
)
def test_words_of_the_kind_asked_for(question, words):
    assert fits(words, read_asked_answer(question), question)


def test_the_year_in_a_name_is_no_date():
    asked = read_asked_answer("When did he speak?")
    question = "When did he speak?"
    assert not fits("2022", asked, question, before="He spoke at the “Kuban CSC ")
    assert fits("2022", asked, question, before="He spoke in ")


def test_count_items():
    assert count_items("Poland, Turkey, and France") == 3
    assert count_items("Poland") == 1
    assert count_items("Ada Brandt; Bo Kerr and Otto Lind") == 3
