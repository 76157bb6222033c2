"""Find the short answer: the few words of the cited sentences that were asked for.

- Where a question asks for a speaker: their name.
- Where it asks what somebody said: their words, quoted if possible.
- Else, and where the reader is sure of fewer words: the first of the reader's answers that is of
  the kind asked for. A pronoun is none: where it is "I", the speaker is the answer to "who".
- A question for yes or no has a yes or a no, or none: the cited sentence decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.asked_answer import AskedAnswer, means_person, read_asked_answer
from assistant.answering.candidates import TURN_CUE, Candidate
from assistant.answering.moved_dates import asks_for_first_date, find_moved_date
from assistant.answering.named_sources import asked_source, gives_other_source
from assistant.answering.question_target import (
    QuestionTarget,
    can_answer_who,
    classify_question,
)
from assistant.answering.several_answers import answer_of_items, join_parts, join_people
from assistant.answering.short_answer_record import ShortAnswer
from assistant.answering.unsaid_words import (
    is_denial,
    is_denied,
    is_told_as_unsaid,
    is_within_unsaid_words,
)
from assistant.answering.whole_answers import best_span, gives_reason
from assistant.answering.withdrawals import Withdrawal, rejected_figures
from assistant.answering.yes_or_no import find_yes_or_no
from assistant.citations.quotations_within import find_quotations_within
from assistant.generation.comparison.content_words import topic_stems
from assistant.records import Citation
from index.lexicon.job_nouns import JOB_NOUNS
from index.records import Span
from index.retrieval.question import Question
from index.retrieval.who_said import read_who_said
from index.text.person_names import is_full_name

MIN_SURE_READER_SCORE = 4.0
"""With at least this score (log odds), the reader's words within what somebody said are taken
instead of all that they said. On the news questions any value from 2 to 6 gives the same F1, in
cross-validation 0.449; 0 gives 0.446."""
MAX_SCORE_BELOW_BEST = 8.0
"""How far (log odds) below its best answer in a sentence the reader's next ones are looked at. They
are taken only if the better ones are not of the kind that is asked for."""
_STRICT_KINDS = frozenset(("number", "amount", "measure", "frequency", "time", "names", "person"))
"""Kinds of which a further cited sentence gives the answer if the best has none."""
MAX_REASON_WORDS = 30
"""A sentence of more words is not given whole where a reason is asked for."""
_FIRST_PERSON = frozenset(("i", "me", "myself"))
"""Words for the one who speaks."""
_QUOTATION = re.compile(
    r"“([^“”\"]+)(?:[”\"]|$)|\"([^\"”]+)(?:[\"”]|$)|''((?:(?!'').)+)(?:''|$)|«([^«»]+)(?:»|$)"
)
_OUTER_MARK = r"[\s,.;:–—\-“”\"«»]"
_LEADING_MARKS = re.compile(rf"{_OUTER_MARK}*+")
_LEADING_THAT = re.compile(r"that\s+")


def find_short_answer(
    question: Question,
    chosen: Sequence[Candidate],
    items: Sequence[Candidate] = (),
    shown: Sequence[Candidate] = (),
    withdrawals: Sequence[Withdrawal] = (),
) -> ShortAnswer | None:
    """The short answer from the sentences that are cited; None if they have none.

    Args:
        question: The user's question.
        chosen: The cited sentences that may answer, best first.
        items: The items of a list in lines among them, if the list as a whole answers.
        shown: The sentences that are cited with them, such as the question that one answers.
        withdrawals: The claims that the documents withdraw.
    """
    if not chosen:
        return None
    if items:
        return answer_of_items(items)
    wanted, asked = classify_question(question), read_asked_answer(question.text)
    if asked.wants_all and asked.wants_person:

        def name_in(candidate: Candidate) -> ShortAnswer | None:
            return _person_in(candidate, asked, question)

        people = join_people(question, chosen, name_in)
        if people is not None and len(people.parts) >= (asked.count or 0):
            return people
    if asked.kind == "names" and (listed := join_parts(chosen, asked, question.text)):
        return listed
    if wanted == "speaker" and asked.kind != "names":
        said_by = _find_speaker(question, chosen, asked)
        if said_by is not None or is_told_as_unsaid(chosen[0], question):
            return said_by
    best = chosen[0]
    if asked.kind == "yes-no":
        return find_yes_or_no(question, best, shown, withdrawals)
    if wanted == "words" and best.is_by_asked_speaker(question):
        if is_denial(best, question.text):
            return None  # "denies that P" is never given as P
        words = _speakers_words(best)
        part = _sure_part(best, words, asked, question)
        return part or ShortAnswer(_text_of(best, words), best, words)
    if asked.kind == "person" and (speaker := _speaker_who_says_i(question, best, asked)):
        return speaker
    for candidate in chosen[: len(chosen) if asked.kind in _STRICT_KINDS else 1]:
        if candidate is not best and not _is_sure(candidate, asked):
            continue
        span = _fitting_span(candidate, asked, question, wanted)
        if span is not None:
            return ShortAnswer(_text_of(candidate, span), candidate, span)
    return None


def _is_sure(candidate: Candidate, asked: AskedAnswer) -> bool:
    """Whether the reader's answer in a sentence that is not the best one counts."""
    # A date or a number shows its kind, a name doesn't.
    return asked.kind != "person" or (
        candidate.best_reading is not None and candidate.best_reading.score > 0
    )


def _person_in(candidate: Candidate, asked: AskedAnswer, question: Question) -> ShortAnswer | None:
    """The speaker of a sentence, or the person whom the reader finds in it."""
    speaker = _find_speaker(question, [candidate], asked)
    if speaker is not None:
        return speaker
    person = replace(asked, kind="person")
    if candidate.best_reading is None or candidate.best_reading.score < 0:
        return None
    span = _fitting_span(candidate, person, question, "fact")
    return ShortAnswer(_text_of(candidate, span), candidate, span) if span else None


def _fitting_span(
    candidate: Candidate, asked: AskedAnswer, question: Question, wanted: QuestionTarget
) -> Span | None:
    """The reader's best words in a sentence that are of the kind asked for, as a whole."""
    reading = candidate.best_reading
    if reading is None:
        return None
    start = candidate.span.start
    rejected = list(rejected_figures(candidate.text))
    source = asked_source(question.text)
    spans = []
    for answer in (reading, *reading.alternatives):
        span = Span(answer.start, answer.end)
        if answer.score < reading.score - MAX_SCORE_BELOW_BEST:
            break
        inside = _before_rejected(Span(span.start - start, span.end - start), rejected)
        if inside is None:
            continue
        if source and gives_other_source(candidate, span, source):
            continue  # the figure of the union, where the department's is asked for
        if _is_in_label(candidate, span) or is_denied(candidate.text, inside, question.text):
            continue
        if wanted != "speaker" and (
            is_within_unsaid_words(candidate, span)
            or (candidate.reports_what_is_unsaid and question.speakers)
        ):
            continue  # "the audit was stopped" would be a claim
        spans.append(inside)
    if asked.kind == "time":
        spans = _with_moved_date(candidate.text, spans, question.text)
    found = best_span(candidate.text, spans, asked, question.text)
    is_unsure = found is None or not gives_reason(candidate.text[found.start : found.end])
    if asked.kind == "reason" and spans and reading.score < MIN_SURE_READER_SCORE and is_unsure:
        words = _speakers_words(candidate)
        if len(_text_of(candidate, words).split()) <= MAX_REASON_WORDS:
            return words
    return Span(start + found.start, start + found.end) if found else None


def _with_moved_date(text: str, spans: list[Span], question: str) -> list[Span]:
    """The spans, before them the new date if the first one has the date that was put off."""
    moved = find_moved_date(text)
    if moved is None or not spans or asks_for_first_date(question):
        return spans
    best = spans[0]
    is_old = any(best.start < old.end and old.start < best.end for old in moved.old)
    return [moved.new, *spans] if is_old else spans


def _before_rejected(span: Span, rejected: Sequence[Span]) -> Span | None:
    """The span up to a figure that the sentence rejects; None if nothing stands before it."""
    for one in rejected:
        if span.start < one.end and one.start < span.end:
            return Span(span.start, one.start) if span.start < one.start else None
    return span


def _is_in_label(candidate: Candidate, span: Span) -> bool:
    """Whether words stand in the label of a turn: "MR. DAHLE"."""
    statement = candidate.statement
    return statement is not None and statement.cue == TURN_CUE and span.end <= statement.start


def _sure_part(
    best: Candidate, words: Span, asked: AskedAnswer, question: Question
) -> ShortAnswer | None:
    """A part of somebody's words that the reader is sure of, if it is of the kind asked for."""
    reading = best.best_reading
    if reading is None or reading.score < MIN_SURE_READER_SCORE:
        return None
    if not (words.start <= reading.start and reading.end <= words.end):
        return None
    start = best.span.start
    span = Span(reading.start - start, reading.end - start)
    found = best_span(best.text, [span], asked, question.text)
    if found is None:
        return None
    span = Span(start + found.start, start + found.end)
    return ShortAnswer(_text_of(best, span), best, span)


def _speaker_who_says_i(
    question: Question, best: Candidate, asked: AskedAnswer
) -> ShortAnswer | None:
    """The speaker of the best sentence if the reader's answer is their "I"."""
    reading = best.best_reading
    if reading is None or best.answer.lower() not in _FIRST_PERSON:
        return None
    return _find_speaker(question, [best], asked)


def _find_speaker(
    question: Question, chosen: Sequence[Candidate], asked: AskedAnswer
) -> ShortAnswer | None:
    """The speaker of the first cited sentence that has one who can be the answer.

    Behind a sentence that tells the words asked about as not said, one must be about all of them.
    """
    is_unsaid = False
    for candidate in chosen:
        speaker = candidate.speaker
        if is_told_as_unsaid(candidate, question):
            is_unsaid = True
        elif quoted := _person_quoted_within(candidate, question):
            return quoted
        elif (
            candidate.statement
            and speaker
            and can_answer_who(question.text, speaker)
            and not (is_unsaid and not question.is_covered_by([candidate.text]))
            # "Which country refused …?" is not answered with whoever tells it.
            and not (_asks_for_no_person(question, asked) and is_full_name(speaker))
        ):
            return ShortAnswer(speaker, candidate, candidate.statement.speaker_span)
    return None


def _person_quoted_within(candidate: Candidate, question: Question) -> ShortAnswer | None:
    """Whom a sentence's speaker quotes with what is asked about: "Lund used to say, ‘…’"."""
    text, start = candidate.text, candidate.span.start
    asked = topic_stems(question.text)
    for one in find_quotations_within(text):
        shared = asked & topic_stems(text[one.words.start : one.words.end])
        span = Span(start + one.speaker.start, start + one.speaker.end)
        name = _text_of(candidate, span)
        if asked and 2 * len(shared) >= len(asked) and can_answer_who(question.text, name):
            return ShortAnswer(name, candidate, span)
    return None


def _asks_for_no_person(question: Question, asked: AskedAnswer) -> bool:
    """Whether the question asks for a country, a company or the like."""
    said = read_who_said(question.text)
    if said is None:
        return asked.noun is not None and not asked.wants_person
    return said.noun != "" and not (means_person(said.noun) or said.noun in JOB_NOUNS)


def mark_short_answer(citation: Citation, short: ShortAnswer) -> Citation:
    """The citation with the place of the short answer, if it stands in the citation's quote."""
    for part in short.parts:
        marked = mark_short_answer(citation, part)
        if marked.answer_start is not None:
            return marked
    span, document = short.span, short.candidate.ranked.passage.document
    if span is None or document.id != citation.document_id:
        return citation
    if not citation.start <= span.start < span.end <= citation.end:
        return citation
    return replace(citation, answer_start=span.start, answer_end=span.end)


def supports_short_answer(citation: Citation, short: ShortAnswer) -> bool:
    """Whether a citation, already marked, has the short answer in its quote or as its speaker."""
    texts = (short.text, *(part.text for part in short.parts))
    return citation.answer_start is not None or citation.speaker in texts


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
