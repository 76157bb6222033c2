"""A yes or a no that the cited sentence surely gives to a question that asks for one.

Sure is a reply that begins with it, to a question in the text that asks the same as the user's; a
no to a figure that a correction withdraws; and a no of which the sentence makes its subject: "No
member of staff will lose their job". All else is left to the cited sentence: of 61 questions about
documents kept back, the large reader tells yes from no in 74 %, which is not enough.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.candidates import Candidate
from assistant.answering.negated_replies import denies_of_all
from assistant.answering.questions_in_text import asks, words_of
from assistant.answering.short_answer_record import ShortAnswer
from assistant.answering.withdrawals import Withdrawal, figures_of
from assistant.generation.comparison.content_words import content_stems, topic_stems
from index.lexicon.reporting_verbs import VERBS
from index.lexicon.stance_words import NEGATIONS
from index.records import Span
from index.retrieval.question import Question

MIN_SHARED_SHARE = 0.7
"""Share of the words of either question that the other must have: nearly the same is asked."""
_REPLY = re.compile(r"(?:[^:]{1,60}: )?(?P<word>yes|no)\b(?! (?:one|longer|more)\b)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’]t)?")


def find_yes_or_no(
    question: Question,
    best: Candidate,
    shown: Sequence[Candidate],
    withdrawals: Sequence[Withdrawal],
) -> ShortAnswer | None:
    """The yes or no that the best sentence gives; None if it isn't sure.

    Args:
        question: A question that asks for yes or no.
        best: The likeliest of the cited sentences.
        shown: The sentences that are cited with it, such as the question that it answers.
        withdrawals: Those among the candidates.
    """
    if _is_negated(question.text):
        return None  # a "no" may mean either
    reply = _REPLY.match(best.text)
    asked = [words_of(one) for one in shown if asks(one)]
    if reply and any(_same_question(question.text, words) for words in asked):
        start = best.span.start + reply.start("word")
        span = Span(start, start + len(reply["word"]))
        return ShortAnswer(reply["word"].capitalize(), best, span)
    if _asks_what_was_said(question.text):
        return None
    for withdrawal in withdrawals:
        if withdrawal.answer.place == best.place and _asks_for_withdrawn(question.text, withdrawal):
            return ShortAnswer("No", best, best.span)
    return ShortAnswer("No", best, best.span) if denies_of_all(question.text, best) else None


def _same_question(one: str, other: str) -> bool:
    first, second = content_stems(one), content_stems(other)
    shared = len(first & second)
    least = MIN_SHARED_SHARE * max(len(first), 1)
    if _reporting_words(one) - _reporting_words(other):
        return False  # whether somebody said so; "see" and "find" may be asked for, too
    return shared >= least and shared >= MIN_SHARED_SHARE * len(second) and not _is_negated(other)


def _asks_for_withdrawn(question: str, withdrawal: Withdrawal) -> bool:
    """Whether a question has the withdrawn figure and is about what the claim is about."""
    topic = {stem for stem in topic_stems(question) if not stem[:1].isdigit()}
    claimed = topic_stems(" ".join(one.text for one in withdrawal.claims))
    return (
        bool(figures_of(question) & withdrawal.figures)
        and not figures_of(question) & figures_of(withdrawal.answer.text)
        and len(topic & claimed) >= MIN_SHARED_SHARE * max(len(topic), 1)
    )


def _is_negated(question: str) -> bool:
    words = [word.lower().replace("’", "'") for word in _WORD.findall(question)]
    return any(word in NEGATIONS or word.endswith("n't") for word in words)


def _asks_what_was_said(question: str) -> bool:
    return bool(_reporting_words(question))


def _reporting_words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text)} & VERBS.keys()
