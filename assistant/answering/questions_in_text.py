"""Questions that stand in the documents: they say nothing, but what follows may answer them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from assistant.answering.answer_kind import contains_answer_kind, expected_answer_kind
from assistant.answering.candidates import TURN_CUE, Candidate
from assistant.answering.document_order import DocumentOrder, is_same_paragraph
from index.lexicon.speaker_labels import QUESTION_LABELS
from index.retrieval.question import Question

MAX_ASKING_SENTENCES = 3
"""A turn of at most so many sentences that ends in a question is taken to ask it as a whole: "In
the campaign you said that it would not be touched. What changed?"."""
MAX_ANSWERING_SENTENCES = 3
"""Sentences at the beginning of a turn that may answer the question before it."""
MAX_SHORT_REPLY = 2
"""Sentences of a reply that is shown whole."""
_MAX_SENTENCES_BETWEEN = 6
"""How far behind a question its answer is looked for: the chair may give the floor in between."""
_THANKS = re.compile(r"\bthank(?:s| you)\b", re.IGNORECASE)
_MAX_COURTESY_WORDS = 6
"""With the label of the turn."""
_CLOSING = " \t\n\"'”’»)]*_"
_QUOTED_QUESTION = re.compile(
    r"^\W*?(?:“[^“”]+\?[”\"]|\"[^\"“”]+\?\"|«[^«»]+\?»|‘[^‘]+\?’|''(?:(?!'').)+\?'') [^“”\"«»]*$"
)
"""A quotation that asks, and behind it only who does: "“Who pays?” said Lund, who came late."."""
_ASKED_WHETHER = re.compile(
    r"\b(?:asked|asks|wondered|enquired|inquired|wanted to know) (?:(?!said\b)[\w'’.-]+ ){0,5}?"
    r"(?:whether|if) (?:(?!\b(?:said|says|replied|answered|told|because)\b)[^;:?])+$",
    re.IGNORECASE,
)
"""A question that is reported, and nothing behind it that may answer it."""
_YES_OR_NO = re.compile(
    r"\W*(?:(?:but|and|so|then|now),? )*(?:is|are|was|were|does|do|did|will|would|has|have|had|can"
    r"|could|should|may|\w+n['’]t)\b",
    re.IGNORECASE,
)
_REJECTS = re.compile(
    r"^\W*no\b(?! doubt)|\b(?:is|are|was|were|['’]s|['’]re) (?:\w+ly |quite |just )?(?:wrong|untrue"
    r"|mistaken|false|incorrect|not (?:true|so|right|correct|the case))\b|\bthere is no such\b",
    re.IGNORECASE,
)
_ASKS_FOR_QUESTIONS = re.compile(
    r"(?<!was )(?<!were )(?<!is )(?<!are )(?<!be )(?<!been )(?<!when )(?<!being )"
    r"\b(?:ask(?:s|ed|ing)?|questions?|enquir\w{0,6}|inquire[sd]?|wonder(?:s|ed|ing)?)\b",
    re.IGNORECASE,
)


def asks(candidate: Candidate) -> bool:
    """Whether a sentence is a question, also one that is quoted: "“Will you go?” she said.".

    Or one that is reported: "She asked whether they would go."
    """
    text = candidate.text
    if text.rstrip(_CLOSING).endswith("?") or _ASKED_WHETHER.search(text):
        return True
    if _QUOTED_QUESTION.match(text):
        return True
    return words_of(candidate).rstrip(_CLOSING + ",").endswith("?")


def words_of(candidate: Candidate) -> str:
    """What a sentence's speaker says in it, without the label of the turn; else all of it."""
    statement = candidate.statement
    if statement is None or statement.kind == "indirect":
        return candidate.text
    start = candidate.span.start
    return candidate.text[max(statement.start - start, 0) : max(statement.end - start, 0)]


def asks_for_questions(question: str) -> bool:
    """Whether what somebody asked is what the user wants to know: "What did the Post ask?"."""
    return _ASKS_FOR_QUESTIONS.search(question) is not None


def is_asking_turn(candidate: Candidate, order: DocumentOrder) -> bool:
    """Whether a sentence stands in a turn that only asks: of a "Q", or a short one."""
    statement = candidate.statement
    if statement is None or statement.cue != TURN_CUE:
        return False
    if statement.speaker and statement.speaker.casefold() in QUESTION_LABELS:
        return True
    before = [one for one in order.before(candidate) if one.statement == statement]
    turn = [*before, candidate, *_same_turn(candidate, order)]
    last = max(turn, key=lambda one: one.span)
    if len(turn) > MAX_ASKING_SENTENCES:
        return False
    # "Is it not the case that …? I am told that …": what is asserted stands if nobody rejects it.
    return asks(last) or (any(map(_asks_for_yes_or_no, turn)) and _is_rejected(last, order))


def find_answers(candidate: Candidate, order: DocumentOrder, question: Question) -> list[Candidate]:
    """The sentences that answer a question of a document: the first of the turn behind it.

    None if they have no number or time where one is asked for: they evade the question.

    Args:
        candidate: A sentence that asks, or one of a turn that asks.
        order: All candidates.
        question: The user's question.
    """
    answers = list(_answering_sentences(candidate, order))
    kind = expected_answer_kind(question.text)
    if kind in ("number", "time"):
        fitting = [one for one in answers if contains_answer_kind(one.text, kind, question.text)]
        return fitting[:1]
    scores = [one.best_reading.score if one.best_reading else float("-inf") for one in answers]
    likeliest = answers[scores.index(max(scores))] if answers else None
    if len(answers) <= MAX_SHORT_REPLY:
        return [likeliest] if likeliest else []
    return [one for number, one in enumerate(answers) if number == 0 or one is likeliest]


def short_reply(candidate: Candidate, order: DocumentOrder) -> list[Candidate]:
    """The whole reply to a question if it is short enough to be shown whole; else empty."""
    answers = list(_answering_sentences(candidate, order))
    return answers if len(answers) <= MAX_SHORT_REPLY else []


def _answering_sentences(candidate: Candidate, order: DocumentOrder) -> Iterator[Candidate]:
    asker = candidate.statement
    is_turn = asker is not None and asker.cue == TURN_CUE
    previous = candidate
    for distance, following in enumerate(order.after(candidate)):
        if distance > _MAX_SENTENCES_BETWEEN:
            return
        if is_turn and following.statement == asker:
            if not asks(candidate):
                continue
            # "What has changed? Everything.": whoever asks answers, unless somebody else does.
            goes_on = not asks(following) and is_same_paragraph(previous, following)
            goes_on = goes_on and not _asks_for_yes_or_no(candidate)
            if goes_on and not _ends_in_question(following, order):
                yield following
                return
            continue
        if asks(following) or _is_courtesy(following.text):
            continue
        if is_turn and following.statement is None:
            continue
        if not is_turn and not is_same_paragraph(previous, following) and distance:
            return
        yield following
        turn = _same_turn(following, order)
        for number, further in enumerate(turn, 2):
            if number > MAX_ANSWERING_SENTENCES or asks(further):
                return
            yield further
        return


def _is_courtesy(text: str) -> bool:
    """Whether a sentence only thanks: "Great, thanks."."""
    return _THANKS.search(text) is not None and len(text.split()) <= _MAX_COURTESY_WORDS


def _ends_in_question(candidate: Candidate, order: DocumentOrder) -> bool:
    turn = [candidate, *_same_turn(candidate, order)]
    return asks(turn[-1])


def _asks_for_yes_or_no(candidate: Candidate) -> bool:
    words = words_of(candidate)
    return asks(candidate) and _YES_OR_NO.match(words) is not None


def _is_rejected(last: Candidate, order: DocumentOrder) -> bool:
    """Whether the turn behind a turn begins with a "No", or says that it is wrong."""
    behind = next(iter(order.after(last)), None)
    if behind is None or behind.statement is None or behind.statement == last.statement:
        return False
    replies = [behind, *islice(_same_turn(behind, order), 1)]
    return any(_REJECTS.search(words_of(one)) for one in replies)


def _same_turn(candidate: Candidate, order: DocumentOrder) -> Iterator[Candidate]:
    """The sentences behind a sentence that belong to its turn."""
    statement = candidate.statement
    if statement is None or statement.cue != TURN_CUE:
        return
    for following in order.after(candidate):
        if following.statement != statement:
            return
        yield following
