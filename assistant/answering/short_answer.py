"""Find the short answer: the few words of the cited sentences that were asked for.

- Where a question asks for a speaker: their name.
- Where it asks what somebody said: their words, quoted if possible.
- Else, and where the reader is sure of fewer words: the reader's answer. A pronoun is none to
  "who": where it is "I", the speaker is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.answer_kind import expected_answer_kind
from assistant.answering.candidates import Candidate
from assistant.answering.question_target import can_answer_who, classify_question
from assistant.answering.unsaid_words import is_told_as_unsaid, is_within_unsaid_words
from assistant.records import Citation
from index.lexicon.function_words import PRONOUNS
from index.records import Span
from index.retrieval.question import Question

MIN_SURE_READER_SCORE = 4.0
"""With at least this score (log odds), the reader's words within what somebody said are taken
instead of all that they said. On the news questions any value from 2 to 6 gives the same F1, in
cross-validation 0.449; 0 gives 0.446."""
_FIRST_PERSON = frozenset(("i", "me", "myself"))
"""Words for the one who speaks."""
_QUOTATION = re.compile(
    r"“([^“”\"]+)(?:[”\"]|$)|\"([^\"”]+)(?:[\"”]|$)|''((?:(?!'').)+)(?:''|$)|«([^«»]+)(?:»|$)"
)
_OUTER_MARK = r"[\s,.;:–—\-“”\"«»]"
_LEADING_MARKS = re.compile(rf"{_OUTER_MARK}*+")
_LEADING_THAT = re.compile(r"that\s+")


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """A few words that answer the question, and where they stand."""

    text: str
    candidate: Candidate
    """The cited sentence that it is taken from."""
    span: Span | None
    """Where it stands in the document; None for a speaker whom the sentence doesn't name."""


def find_short_answer(question: Question, chosen: Sequence[Candidate]) -> ShortAnswer | None:
    """The short answer from the sentences that are cited; None if they have none.

    Args:
        question: The user's question.
        chosen: The cited sentences, best first.
    """
    if not chosen:
        return None
    wanted = classify_question(question)
    if wanted == "speaker":
        said_by = _find_speaker(question, chosen)
        if said_by is not None or is_told_as_unsaid(chosen[0], question):
            return said_by
    best = chosen[0]
    reading = best.reading
    if wanted == "words" and best.is_by_asked_speaker(question):
        words = _speakers_words(best)
        is_within = reading and words.start <= reading.start and reading.end <= words.end
        if not (reading and is_within and reading.score >= MIN_SURE_READER_SCORE):
            return ShortAnswer(_text_of(best, words), best, words)
    if reading is None:
        return None
    span = Span(reading.start, reading.end)
    if wanted != "speaker" and (
        is_within_unsaid_words(best, span) or (best.reports_what_is_unsaid and question.speakers)
    ):
        return None  # "the audit was stopped" would be a claim
    if expected_answer_kind(question.text) == "person":
        word = _text_of(best, span).lower()
        if word in _FIRST_PERSON:
            return _find_speaker(question, [best])
        if word in PRONOUNS:
            return None
    return ShortAnswer(_text_of(best, span), best, span)


def _find_speaker(question: Question, chosen: Sequence[Candidate]) -> ShortAnswer | None:
    """The speaker of the first cited sentence that has one who can be the answer.

    Behind a sentence that tells the words asked about as not said, one must be about all of them.
    """
    is_unsaid = False
    for candidate in chosen:
        if is_told_as_unsaid(candidate, question):
            is_unsaid = True
        elif (
            candidate.statement
            and can_answer_who(question.text, candidate.speaker)
            and not (is_unsaid and not question.is_covered_by([candidate.text]))
        ):
            assert candidate.speaker
            return ShortAnswer(candidate.speaker, candidate, candidate.statement.speaker_span)
    return None


def mark_short_answer(citation: Citation, short: ShortAnswer) -> Citation:
    """The citation with the place of the short answer, if it stands in the citation's quote."""
    span, document = short.span, short.candidate.ranked.passage.document
    if span is None or document.id != citation.document_id:
        return citation
    if not citation.start <= span.start < span.end <= citation.end:
        return citation
    return replace(citation, answer_start=span.start, answer_end=span.end)


def supports_short_answer(citation: Citation, short: ShortAnswer) -> bool:
    """Whether a citation, already marked, has the short answer in its quote or as its speaker."""
    return citation.answer_start is not None or citation.speaker == short.text


def _speakers_words(candidate: Candidate) -> Span:
    """The longest quotation of several words in the statement, else the whole statement."""
    text, start, statement = candidate.text, candidate.span.start, candidate.statement
    first, last = 0, len(text)
    if statement is not None:
        first, last = max(statement.start - start, 0), min(statement.end - start, last)
    quoted = (match.span(match.lastindex or 0) for match in _QUOTATION.finditer(text))
    inside = [(a, b) for a, b in quoted if a < last and first < b and " " in text[a:b].strip()]
    first, last = max(inside, key=lambda span: span[1] - span[0], default=(first, last))
    words = _without_outer_marks(text[first:last])
    if words is None:
        return candidate.span
    return Span(start + first + words.start, start + first + words.end)


def _without_outer_marks(text: str) -> Span | None:
    """The text without the marks around it and a leading "that"; None if no word ends it."""
    end = len(text)
    while end and re.match(_OUTER_MARK, text[end - 1]):
        end -= 1
    last_word = end
    while last_word and not re.match(_OUTER_MARK, text[last_word - 1]):
        last_word -= 1
    # The last word may have marks of its own, such as a bracket, but needs a letter or digit.
    if re.search(r"\w", text[last_word:end]) is None:
        return None
    leading = _LEADING_MARKS.match(text)
    start = leading.end() if leading else 0
    that = _LEADING_THAT.match(text, start)
    return Span(that.end() if that and that.end() <= last_word else start, end)


def _text_of(candidate: Candidate, span: Span) -> str:
    passage = candidate.ranked.passage
    return " ".join(passage.text[span.start - passage.start : span.end - passage.start].split())
