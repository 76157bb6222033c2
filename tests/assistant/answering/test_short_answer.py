from dataclasses import replace

import numpy as np
import pytest
from support.made_citations import citation
from support.ranked_passages import passage

from assistant.answering.candidates import Candidate
from assistant.answering.short_answer import SURE, is_backed, mark, short_answer
from assistant.readers.extractive_reader import Reading
from index.records import Span, Statement
from index.retrieval.question import Question


def asked(text: str, *speakers: str) -> Question:
    return Question(text, np.zeros(1, np.float32), {}, speakers)


def candidate(text: str, speaker: str | None = None, words=None, read=None, score=5.0):
    """A sentence at character 10, what is said in it, and what the reader finds in it."""
    ranked = passage([text])
    said = None
    if speaker:
        first = 10 + (text.index(words) if words else 0)
        source = text.find(speaker.split()[-1])
        said = Statement(
            start=first,
            end=first + len(words or text),
            kind="direct",
            speaker=speaker,
            speaker_span=Span(10 + source, 10 + source + len(speaker.split()[-1]))
            if source >= 0
            else None,
        )
    reading = None
    if read:
        first = 10 + text.index(read)
        reading = Reading(first, first + len(read), score)
    return Candidate(ranked, Span(10, 10 + len(text)), text, 0.5, said, reading)


def test_a_fact_is_what_the_reader_finds():
    found = short_answer(asked("How many boats?"), [candidate("312 boats sank.", read="312")])
    assert found is not None
    assert (found.text, found.span) == ("312", Span(10, 13))


def test_a_speaker_is_the_first_whom_the_question_does_not_name():
    some = [
        candidate("Trump said so.", "Donald Trump", "so"),
        candidate("They agree, Brandt said.", "Ada Brandt", "They agree"),
    ]
    found = short_answer(asked("Who said that Trump lies?"), some)
    assert found is not None
    assert (found.text, found.span) == ("Ada Brandt", Span(22, 28))


def test_where_no_speaker_answers_the_reader_does():
    one = candidate("Brandt spoke of Lind.", "Ada Brandt", read="Lind")
    found = short_answer(asked("Who did Brandt speak of? Who?"), [one])
    assert found is not None
    assert found.text == "Lind"


@pytest.mark.parametrize(
    ("text", "words", "own"),
    [
        ("“We were late,” Brandt said.", "We were late", "We were late"),
        ("Brandt said that we were late.", "that we were late", "we were late"),
        ("“Yes,” Brandt said, “we were warned too late.”", None, "we were warned too late"),
        ('"We agree to all of it,” he stressed.', None, "We agree to all of it"),
        ("''It is late,'' said Brandt.", "It is late", "It is late"),
        ("We were late,” said Brandt.", "We were late", "We were late"),
        ("Brandt called it “a mess” that grew.", "it “a mess” that grew", "a mess"),
    ],
)
def test_what_somebody_said_is_in_their_own_words(text: str, words: str | None, own: str):
    one = candidate(text, "Ada Brandt", words)
    found = short_answer(asked("What did Brandt say?", "Ada Brandt"), [one])
    assert found is not None
    assert found.text == own
    assert text[found.span.start - 10 : found.span.end - 10] == own


def test_the_readers_words_are_taken_where_it_is_sure_of_a_part_of_what_was_said():
    text = "“We were late because of the fog,” Brandt said."
    question = asked("Why were they late, according to Brandt?", "Ada Brandt")
    for score, expected in ((SURE, "the fog"), (SURE - 1, "We were late because of the fog")):
        one = candidate(text, "Ada Brandt", "We were late because of the fog", "the fog", score)
        found = short_answer(question, [one])
        assert found is not None
        assert found.text == expected


def test_nothing_cited_nothing_short():
    assert short_answer(asked("Who?"), []) is None
    assert short_answer(asked("When?"), [candidate("In May.")]) is None


def test_only_the_citation_that_holds_it_is_marked():
    one = candidate("312 boats sank.", read="312")
    found = short_answer(asked("How many boats?"), [one])
    assert found is not None
    facts = {"document_id": one.ranked.passage.document.id, "start": 10, "end": 25}
    held = mark(citation("312 boats sank.", **facts), found)
    assert (held.answer_start, held.answer_end) == (10, 13)
    for other in ({**facts, "start": 11}, {**facts, "document_id": "another"}):
        elsewhere = mark(citation("312 boats sank.", **other), found)
        assert elsewhere.answer_start is None
        assert not is_backed(found, elsewhere)
        assert is_backed(replace(found, text="Ada"), replace(elsewhere, speaker="Ada"))
    assert is_backed(found, held)
