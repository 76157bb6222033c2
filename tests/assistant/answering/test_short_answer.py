"""The short answer that is found in the cited sentences, and marked in the citations."""

from dataclasses import replace

import numpy as np
import pytest
from support.made_citations import citation
from support.ranked_passages import passage

from assistant.answering.candidates import Candidate
from assistant.answering.short_answer import (
    MIN_SURE_READER_SCORE,
    find_short_answer,
    mark_short_answer,
    supports_short_answer,
)
from assistant.readers.answer_spans import AnswerSpan
from index.records import Span, Statement
from index.retrieval.question import Question
from index.text.stemming import stems


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
        reading = AnswerSpan(first, first + len(read), score)
    return Candidate(ranked, Span(10, 10 + len(text)), text, 0.5, said, reading)


def test_the_short_answer_to_a_fact_is_the_readers():
    found = find_short_answer(asked("How many boats?"), [candidate("312 boats sank.", read="312")])
    assert found is not None
    assert (found.text, found.span) == ("312", Span(10, 13))


def test_the_speaker_is_the_first_whom_the_question_does_not_name():
    some = [
        candidate("Trump said so.", "Donald Trump", "so"),
        candidate("They agree, Brandt said.", "Ada Brandt", "They agree"),
    ]
    found = find_short_answer(asked("Who said that Trump lies?"), some)
    assert found is not None
    assert (found.text, found.span) == ("Ada Brandt", Span(22, 28))


def test_without_a_fitting_speaker_the_readers_answer_is_taken():
    one = candidate("Brandt spoke of Lind.", "Ada Brandt", read="Lind")
    found = find_short_answer(asked("Who did Brandt speak of? Who?"), [one])
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
def test_the_short_answer_is_the_speakers_own_words(text: str, words: str | None, own: str):
    one = candidate(text, "Ada Brandt", words)
    found = find_short_answer(asked("What did Brandt say?", "Ada Brandt"), [one])
    assert found is not None
    assert found.text == own
    assert text[found.span.start - 10 : found.span.end - 10] == own


def test_the_readers_words_are_taken_if_it_is_sure_of_a_part_of_the_statement():
    text = "“We were late because of the fog,” Brandt said."
    question = asked("Why were they late, according to Brandt?", "Ada Brandt")
    for score, expected in (
        (MIN_SURE_READER_SCORE, "because of the fog"),
        (MIN_SURE_READER_SCORE - 1, "We were late because of the fog"),
    ):
        one = candidate(text, "Ada Brandt", "We were late because of the fog", "the fog", score)
        found = find_short_answer(question, [one])
        assert found is not None
        assert found.text == expected


def test_no_cited_sentence_or_reading_gives_no_short_answer():
    assert find_short_answer(asked("Who?"), []) is None
    assert find_short_answer(asked("When?"), [candidate("In May.")]) is None


def test_only_the_citation_that_contains_the_short_answer_is_marked():
    one = candidate("312 boats sank.", read="312")
    found = find_short_answer(asked("How many boats?"), [one])
    assert found is not None
    facts = {"document_id": one.ranked.passage.document.id, "start": 10, "end": 25}
    held = mark_short_answer(citation("312 boats sank.", **facts), found)
    assert (held.answer_start, held.answer_end) == (10, 13)
    for other in ({**facts, "start": 11}, {**facts, "document_id": "another"}):
        elsewhere = mark_short_answer(citation("312 boats sank.", **other), found)
        assert elsewhere.answer_start is None
        assert not supports_short_answer(elsewhere, found)
        assert supports_short_answer(replace(elsewhere, speaker="Ada"), replace(found, text="Ada"))
    assert supports_short_answer(held, found)


def told(text: str, speaker: str, words: str, stance: str, read: str | None = None) -> Candidate:
    """A sentence that tells what a speaker did or did not say."""
    one = candidate(text, speaker, words, read)
    assert one.statement is not None
    said = replace(one.statement, kind="indirect", stance=stance)
    return replace(one, statement=said, ranked=replace(one.ranked, statements=(said,)))


NOT_SAID = ("Ada Brandt did not say that the dam was shut.", "Ada Brandt", "that the dam was shut")
"""A sentence, the speaker and the words that they did not say."""


def who_said() -> Question:
    """A question about a shut dam."""
    rarity = {stems(word)[0]: 1.0 for word in ("dam", "shut")}
    return Question("Who said that the dam was shut?", np.zeros(1, np.float32), rarity, ())


@pytest.mark.parametrize("stance", ["unsaid", "hypothetical"])
def test_nobody_said_what_is_told_as_unsaid(stance):
    one = told(*NOT_SAID, stance, read="Ada Brandt")
    assert find_short_answer(who_said(), [one]) is None
    other = candidate("The mayor, Bo Kerr, was there.", "Bo Kerr", "was there")
    assert find_short_answer(who_said(), [one, other]) is None


def test_who_said_it_is_answered_with_the_one_who_did():
    one = told(*NOT_SAID, "unsaid", read="Ada Brandt")
    other = candidate("Bo Kerr said that the dam was shut.", "Bo Kerr", "that the dam was shut")
    found = find_short_answer(who_said(), [one, other])
    assert found is not None and found.text == "Bo Kerr"


def test_who_did_not_say_it_can_be_asked():
    one = told(*NOT_SAID, "unsaid", read="Ada Brandt")
    found = find_short_answer(asked("Who did not say that the dam was shut?"), [one])
    assert found is not None and found.text == "Ada Brandt"


def test_words_told_as_unsaid_are_no_short_answer():
    question = asked("What did Ada Brandt say?", "Ada Brandt")
    assert find_short_answer(question, [told(*NOT_SAID, "unsaid", read="the dam was shut")]) is None
    said = told(*NOT_SAID, "says", read="the dam was shut")
    assert find_short_answer(question, [said]) is not None


@pytest.mark.parametrize(
    "question",
    [
        "Did Ada Brandt shut the dam?",
        "Has Ada Brandt said that the dam was shut?",
        "Was the dam shut, according to Ada Brandt?",
        "Is it true that the dam was shut?",
    ],
)
def test_a_part_of_a_sentence_is_no_yes(question):
    said = candidate(
        "“We shut the dam in May,” Ada Brandt said.", "Ada Brandt", "“We shut the dam in May,”"
    )
    read = replace(said, reading=replace(told(*NOT_SAID, "says", read="the dam").reading, score=9))
    assert find_short_answer(asked(question, "Ada Brandt"), [said]) is None
    assert find_short_answer(asked(question, "Ada Brandt"), [read]) is None


@pytest.mark.parametrize(
    ("question", "own"),
    [
        ("Did Tarn Mills apply for the site?", None),
        ("What did Tarn Mills say about the site?", None),
        ("What did Tarn Mills deny about the site?", "it applied for the site"),
    ],
)
def test_what_somebody_denies_is_not_given_as_their_words(question, own):
    text = "Tarn Mills denied that it applied for the site."
    one = candidate(text, "Tarn Mills", "it applied for the site")
    denied = replace(one.statement, kind="indirect", stance="denies", cue="denied")
    found = find_short_answer(asked(question, "Tarn Mills"), [replace(one, statement=denied)])
    assert (found and found.text) == own


def test_whoever_says_i_is_named_where_a_person_is_asked_for():
    text = "“I gave out a wrong figure and I apologise,” Marit Okafor said."
    one = candidate(text, "Marit Okafor", "“I gave out a wrong figure and I apologise,”", "I")
    found = find_short_answer(asked("Who apologised for the figure?"), [one])
    assert found is not None
    assert found.text == "Marit Okafor"
    assert found.span is not None
    assert text[found.span.start - 10 : found.span.end - 10] == "Okafor"


@pytest.mark.parametrize("who", ["Who", "Which witness", "Which White House aide", "Which senator"])
def test_whoever_says_it_is_the_answer_and_nobody_whom_they_name(who: str):
    text = "I thank Mr. Kerr, but the dam will crack."
    one = candidate(text, "Marit Okafor", read="Mr. Kerr")
    found = find_short_answer(asked(f"{who} warned that the dam would crack?"), [one])
    assert found is not None
    assert found.text == "Marit Okafor"


def test_a_person_who_tells_it_is_no_country():
    one = candidate("Norland refuses to sign.", "Marit Okafor", read="Norland")
    found = find_short_answer(asked("Which country refused to sign the treaty?"), [one])
    assert found is not None
    assert found.text == "Norland"


@pytest.mark.parametrize("pronoun", ["They", "he", "We"])
def test_a_pronoun_is_no_answer_where_a_person_is_asked_for(pronoun: str):
    text = f"{pronoun} repaired the main on Tanner Street."
    assert (
        find_short_answer(asked("Who repaired the main?"), [candidate(text, read=pronoun)]) is None
    )


def test_what_somebody_says_of_others_doesnt_make_them_the_answer():
    text = "“They gave out a wrong figure,” Marit Okafor said."
    one = candidate(text, "Marit Okafor", "“They gave out a wrong figure,”", "They")
    assert find_short_answer(asked("Who gave out the figure?"), [one]) is None


def test_a_figure_that_the_sentence_rejects_is_not_given():
    text = "The rate rises to 19.1 percent, and not to 19.4."
    for read in ("19.1 percent, and not to 19.4", "19.1 percent"):
        found = find_short_answer(asked("What is the rate now?"), [candidate(text, read=read)])
        assert found is not None and found.text == "19.1 percent"
    assert find_short_answer(asked("What is the rate?"), [candidate(text, read="19.4")]) is None


@pytest.mark.parametrize(
    ("text", "read", "question"),
    [
        ("The plastic did not come from a guard on a machine.", "a guard on a machine", "Where"),
        ("The plastic didn’t come from Tolne.", "Tolne", "Where"),
        ("It was never made in Tolne, as we wrote.", "in Tolne", "Where"),
        ("The bread is no longer baked at Haven.", "Haven", "Where"),
    ],
)
def test_what_a_sentence_denies_is_no_answer(text: str, read: str, question: str):
    one = candidate(text, read=read)
    assert find_short_answer(asked(f"{question} does the plastic come from?"), [one]) is None
    found = find_short_answer(asked(f"{question} does it not come from?"), [one])
    assert found is not None and found.text in (read, read.removeprefix("in "))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("It did not come from Tolne, but from Haven.", "from Haven"),
        ("It came from Haven and not from Tolne.", "from Haven"),
        ("It is made not only at Haven.", "at Haven"),
        ("I can not say more: it came from Haven.", "from Haven"),
    ],
)
def test_what_stands_in_another_clause_than_a_denial_is_an_answer(text: str, read: str):
    found = find_short_answer(asked("Where does it come from?"), [candidate(text, read=read)])
    assert found is not None and found.text in read


def test_the_label_of_a_turn_is_no_answer():
    text = "PREWITT: My head does."
    one = candidate(text, "Prewitt", "My head does.", read="PREWITT")
    one = replace(one, statement=replace(one.statement, cue=":"))
    assert find_short_answer(asked("Which ship is it?"), [one]) is None


def test_which_country_is_not_answered_with_the_speaker():
    text = "“European states refused 42 times,” Sergey Plokhov said."
    one = candidate(
        text, "Sergey Plokhov", "“European states refused 42 times,”", "European states"
    )
    found = find_short_answer(asked("Which country refused the most often?"), [one])
    assert found is not None and found.text == "European states"


def test_a_reason_is_a_clause():
    one = candidate("“The boats already run at a loss,” Stade said.", read="a loss", score=1.0)
    said = replace(one, statement=candidate("x", None).statement)
    found = find_short_answer(asked("Why are the boats stopped?"), [said])
    assert found is not None and found.text == "The boats already run at a loss"


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who used to say never trust a calm?", "Captain Lund"),
        ("Who said that a calm is never to be trusted?", "Captain Lund"),
        ("Who said that a pilot taught him?", "Moira Senn"),
    ],
)
def test_whom_a_speaker_quotes_is_the_answer_to_who_said_it(question, name):
    text = "He was taught by a pilot; Captain Lund used to say, ‘never trust a calm’."
    found = find_short_answer(asked(question), [candidate(text, "Moira Senn", text)])
    assert found is not None and found.text == name
