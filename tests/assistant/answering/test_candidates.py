"""Which sentences become candidates, and which of them the reader sees."""

from dataclasses import replace

import pytest
from support.ranked_passages import part_of, passage, turns

from assistant.answering.candidate_reading import (
    MAX_CHARACTERS_PER_SENTENCE,
    MAX_CHARACTERS_READ,
    SCORE_OF_LABEL,
    read_candidates,
    window_with_speaker,
)
from assistant.answering.candidates import MAX_BEST_PASSAGES, find_candidates
from assistant.readers.answer_spans import AnswerSpan


class FirstWordReader:
    """A reader that answers with the first three characters, and keeps the texts it was given."""

    name = "first word"

    def __init__(self):
        self.texts = []

    def read(self, question, texts):
        self.texts += texts
        return [
            [AnswerSpan(s.start, s.start + 3, float(len(t.text))) for s in t.sentences]
            for t in texts
        ]


def test_candidates_come_nearest_first_and_each_once():
    again = passage(["Same.", "Far."], [0.9, 0.1], score=0.2, number=1)
    best = passage(["Same.", "Far."], [0.9, 0.1], score=0.9, number=1)
    other = passage(["Else."], [0.8], score=0.9, number=2)
    found = find_candidates([best, other, again])
    assert [one.text for one in found] == ["Same.", "Else.", "Far."]
    assert found[0].ranked is best


def test_a_lower_passage_gives_candidates_if_the_speaker_asked_about_speaks_in_it():
    others = [passage([f"No {n}."], [0.1], 0.0, n) for n in range(1, MAX_BEST_PASSAGES + 1)]
    for speaks, best in ((1.0, "Yes."), (0.0, "No 1.")):
        later = passage(["Yes."], [1.0], 0.0, MAX_BEST_PASSAGES + 1, speaker=speaks)
        assert find_candidates([*others, later])[0].text == best


def test_a_sentence_is_read_with_its_neighbours_and_the_title():
    reader = FirstWordReader()
    sentences = ["One.", "Two.", "Three.", "Four.", "Five."]
    some = find_candidates([passage(sentences, [0.1, 0.1, 0.9, 0.1, 0.1], title="A storm")])
    read = read_candidates(some[:1], "Who?", reader)
    (text,) = reader.texts
    assert text.text == "A storm\nTwo. Three. Four."
    assert [text.text[s.start : s.end] for s in text.sentences] == ["Two.", "Three.", "Four."]
    assert (read[0].reading.start, read[0].reading.end) == (20, 23)  # in the document


@pytest.mark.parametrize("longest", [0, 2])
def test_of_two_readings_of_a_sentence_the_surer_counts(longest):
    sentences = ["One.", "Two.", "Three."]
    sentences[longest] = f"Number {'x' * 50}."
    whole = passage(sentences)
    reader = FirstWordReader()
    parts = [part_of(whole, 0, 2, "p8"), part_of(whole, 1, 3, "p9")]
    read = read_candidates(find_candidates(parts), "What?", reader)
    assert len(reader.texts) == 2
    (two,) = (one for one in read if one.text == "Two.")
    assert two.reading.score == max(len(one.text) for one in reader.texts)


def test_an_overlong_neighbour_is_not_read():
    reader = FirstWordReader()
    long = "y" * (MAX_CHARACTERS_PER_SENTENCE + 1)
    some = find_candidates([passage(["One.", long, "Three."], [0.9, 0.1, 0.1])])
    read_candidates(some[:1], "What?", reader)
    assert [one.text for one in reader.texts] == ["One."]


def test_no_more_characters_are_read_than_allowed():
    reader = FirstWordReader()
    many = [
        passage([f"{'word ' * 100}{n}."], [0.5], number=n) for n in range(1, MAX_BEST_PASSAGES + 1)
    ]
    read = read_candidates(find_candidates(many), "Who?", reader)
    done = [one for one in read if one.reading]
    assert 0 < len(done) < len(read) == MAX_BEST_PASSAGES
    assert (
        MAX_CHARACTERS_READ - 500 < sum(len(one.text) for one in done) < MAX_CHARACTERS_READ + 500
    )


def test_no_candidates_need_no_reading():
    assert read_candidates([], "Who?", FirstWordReader()) == []


WHO_SAID = "Who warned that the dam would crack?"
"""A question that asks who said something."""


def test_who_said_it_is_read_behind_the_name_of_who_speaks():
    reader = FirstWordReader()
    sentences = ["Hello.", "It will crack.", "Soon.", "No."]
    speakers = ["Ada Brandt", "Ada Brandt", "Bo Kerr", "Bo Kerr"]
    ranked = turns(sentences, speakers, closeness=[0.1, 0.9, 0.1, 0.1], title="A storm")
    read = read_candidates(find_candidates([ranked]), WHO_SAID, reader)
    assert reader.texts[0].text == "Ada Brandt: Hello. It will crack."
    assert (read[0].reading.start, read[0].reading.end) == (17, 20)  # in the document
    assert read[0].speaker_score == len(reader.texts[0].text) - SCORE_OF_LABEL
    assert reader.texts[-1].text == "Bo Kerr: Soon. No."


def test_a_turn_is_read_without_its_label():
    reader = FirstWordReader()
    ranked = turns(["MS. BRANDT: It will crack."], ["Ada Brandt"])
    turn = replace(ranked.statements[0], start=22, cue=":")
    ranked = replace(ranked, statements=(turn,))
    (read,) = read_candidates(find_candidates([ranked]), WHO_SAID, reader)
    assert reader.texts[0].text == "Ada Brandt: It will crack."
    assert (read.reading.start, read.reading.end) == (22, 25)


@pytest.mark.parametrize(
    ("sentences", "speakers", "text"),
    [
        (["Is it safe?", "No."], ["Bo Kerr", "Ada Brandt"], "Is it safe? Ada Brandt: No."),
        (["It is late.", "No."], ["Bo Kerr", "Ada Brandt"], "Ada Brandt: No."),
        (["Is it safe?", "No."], ["Ada Brandt", "Ada Brandt"], "Ada Brandt: Is it safe? No."),
        (
            ["Is it safe?", "I looked.", "No."],
            ["Bo Kerr", "Ada Brandt", "Ada Brandt"],
            "Is it safe? Ada Brandt: I looked. No.",
        ),
        (
            ["Is it safe?", "I looked.", "Twice.", "No."],
            ["Bo Kerr", *["Ada Brandt"] * 3],
            "Ada Brandt: Twice. No.",
        ),
    ],
)
def test_a_reply_is_read_behind_the_question_of_somebody_else(sentences, speakers, text):
    ranked = turns(sentences, speakers)
    (reply,) = (one for one in find_candidates([ranked]) if one.text == "No.")
    window = window_with_speaker(reply, WHO_SAID, behind_question=True)
    assert window.text == text
    assert [window.text[a:b] for a, b in window.sentences] == ["No.", "Ada Brandt"]


@pytest.mark.parametrize("speaker", ["Q", "he", "Marit Okafor"])
def test_who_cant_be_the_answer_has_no_score_as_a_speaker(speaker: str | None):
    reader = FirstWordReader()
    question = "Who warned Marit Okafor that the dam would crack?"
    ranked = turns(["It will crack."], [speaker])
    (read,) = read_candidates(find_candidates([ranked]), question, reader)
    assert reader.texts[0].text == "It will crack."
    assert read.reading is not None and read.score_as_speaker is None


def test_a_sentence_that_reports_is_read_as_it_stands():
    reader = FirstWordReader()
    report = "It will crack, Brandt said."
    ranked = passage([report], speakers=["Ada Brandt"], title="A storm")
    (read,) = read_candidates(find_candidates([ranked]), WHO_SAID, reader)
    assert reader.texts[0].text == f"A storm\n{report}"
    assert read.speaker_score is None and read.score_as_speaker == read.reading.score


def test_of_turns_and_reports_each_is_read_in_its_way():
    reader = FirstWordReader()
    spoken = turns(["It will crack."], ["Ada Brandt"], closeness=[0.9])
    report = passage(["It will crack, Kerr said."], [0.8], speakers=["Bo Kerr"], number=2)
    read = read_candidates(find_candidates([spoken, report]), WHO_SAID, reader)
    assert [one.speaker_score is None for one in read] == [False, True]
    assert all(one.reading for one in read)


def test_other_questions_are_not_read_with_speakers():
    ranked = turns(["It will crack."], ["Ada Brandt"])
    (read,) = read_candidates(find_candidates([ranked]), "Who cracked it?", FirstWordReader())
    assert read.reading is not None and read.speaker_score is None
