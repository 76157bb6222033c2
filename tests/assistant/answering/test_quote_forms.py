"""Questions about a quote are told from questions that only have one in them."""

from __future__ import annotations

import pytest

from assistant.answering.quote_forms import QuoteQuestion, read_quote_question

WORDS = "Nobody in Lesk likes the old toll"


@pytest.mark.parametrize(
    ("question", "form", "speaker"),
    [
        (f"Is “{WORDS}” genuine?", "real", None),
        (f"fact-check: “{WORDS}”", "real", None),
        (f"Did anyone say “{WORDS}”?", "said", None),
        (f"has the mayor ever said '{WORDS}'?", "said", "the mayor"),
        (f"I read that Runa Holt said “{WORDS}”. Is that correct?", "said", "Runa Holt"),
        (f"Was it Runa Holt who said “{WORDS}”?", "said", "Runa Holt"),
        (f"Runa Holt wrote: “{WORDS}” True?", "said", "Runa Holt"),
        (f"“{WORDS}”, said Runa Holt. Is that right?", "said", "Runa Holt"),
        (f"“{WORDS}” – Mr. Holt said. Is it true?", "said", "Mr. Holt"),
        (f"“{WORDS}”, said the mayor, Runa Holt – is that correct?", "said", "the mayor"),
        (f"One thing first: “{WORDS}” – real?", "real", None),
        (f"Is “{WORDS}” what Runa Holt said?", "said", "Runa Holt"),
        (f"Is “{WORDS}” correctly attributed to Runa Holt?", "said", "Runa Holt"),
        (f"What do the papers say: did Holt say “{WORDS}”?", "said", "Holt"),
        (f"Fact check: Runa Holt said “{WORDS}”", "said", "Runa Holt"),
        (f"Which mayor said “{WORDS}”?", "who", None),
        (f"Where did Holt say “{WORDS}”?", "where", "Holt"),
    ],
)
def test_what_is_asked_and_of_whom(question: str, form: str, speaker: str | None):
    assert read_quote_question(question) == QuoteQuestion(form, (WORDS,), speaker)


@pytest.mark.parametrize(
    "question",
    [
        "What did Holt say about the “old toll”?",
        f"What did Holt say when asked about “{WORDS}”?",
        f"Did Holt say why “{WORDS}”?",
        f"Why did Holt not say “{WORDS}”?",
        "Who said that nobody in Lesk likes the old toll?",
        "Did Holt say the “old toll” will go?",
        "Who called the “old toll” a shame?",
        "Is the “Harbour Fund” real?",
        "Is it true that the “war on tolls” cost jobs?",
        "Who said “… … … …”?",
        "What is the mayor's plan for the toll's end?",
    ],
)
def test_other_questions_with_a_quotation_are_none(question: str):
    assert read_quote_question(question) is None
