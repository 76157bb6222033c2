"""Warnings about the edges of a quote: what stood before its start, and behind its end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.quotes.cuts.clauses import find_governors, find_time_condition
from assistant.quotes.cuts.followers import (
    find_contrary,
    find_falsehood,
    find_follower,
    find_inverted_condition,
    find_negated_adjunct,
    find_reservation,
    find_restriction,
)
from assistant.quotes.cuts.neighbours import (
    denies_what_precedes,
    find_following_sentence,
    find_saying_before,
    find_view_in_sentence_behind,
    rejects_what_precedes,
    takes_back,
)
from assistant.quotes.cuts.surroundings import Surroundings
from assistant.quotes.cuts.tokens import (
    DASHES,
    Token,
    find_markers,
    has_class,
    has_stop,
    is_negation,
    read_tokens,
)
from assistant.quotes.cuts.unclaimed import find_unclaimed
from assistant.quotes.cuts.views import find_view
from assistant.quotes.cuts.views_behind import find_view_behind
from assistant.quotes.cuts.warnings import make_warning
from assistant.records import QuoteWarning, WarningKind
from index.lexicon.cut_words import words_in
from index.lexicon.function_words import AUXILIARIES, FUNCTION_WORDS
from index.records import Span

_NATURE: dict[str, WarningKind] = {
    "negation": "denied",
    "rejection": "denied",
    "condition": "hypothetical",
    "concession": "hypothetical",
    "pretence": "hypothetical",
    "inverted": "hypothetical",
    "exception": "hypothetical",
    "alternative": "hypothetical",
}
"""What the words are that a start cuts off from what governs them, beside `cut_start`."""
_MAX_TARGET = 12
_OPENING_MARKS = frozenset(("“", "‘", "'", '"'))


def find_edge_warnings(around: Surroundings, quote: str) -> Iterator[QuoteWarning]:
    """Yield what is wrong with where a quote begins and where it ends.

    Args:
        around: The place of the quote.
        quote: The quote as it was given.
    """
    yield from _start_warnings(around)
    yield from _end_warnings(around)
    yield from _question_warnings(around, quote)


def _start_warnings(around: Surroundings) -> Iterator[QuoteWarning]:
    before = _writers_words_before(around)
    if _doubts(before):
        span = Span(before[0].start, around.start)
        yield make_warning(around, "cut_start", span, "the document only supposes it")
    saying = find_saying_before(around)
    if saying:
        message = "the speaker tells what others say"
        yield make_warning(around, "others_words", saying, message)
    if _denies(before):
        span = Span(before[-1].start, around.start)
        message = "the document says that it is not so"
        yield make_warning(around, "cut_start", span, message)
        yield make_warning(around, "denied", span, message)
    left = around.left_of(around.start)
    while left and left[-1].word in ("[", "("):
        left.pop()
    if not left:
        return
    first = around.parts[0]
    target = around.tokens_from(first)[:_MAX_TARGET]
    for governor in find_governors(left, target):
        span = Span(_clause_start(left, governor.start), around.start)
        words = around.text[governor.start : governor.end]
        yield make_warning(
            around, "cut_start", span, f"the quote begins behind “{words}”, which it leaves out"
        )
        nature = _NATURE.get(governor.kind)
        if nature:
            yield make_warning(around, nature, span, _NATURE_MESSAGES[nature])
    unclaimed = find_unclaimed(left)
    if unclaimed:
        span = Span(unclaimed, around.start)
        yield make_warning(around, "cut_start", span, "the speaker doesn't claim what is quoted")
        yield make_warning(around, "hypothetical", span, _NATURE_MESSAGES["hypothetical"])
    when = find_time_condition(left, target)
    if when:
        span = Span(when.start, around.start)
        yield make_warning(around, "hypothetical", span, _NATURE_MESSAGES["hypothetical"])
    view = find_view(left, _begins_speech(around, left, target), target)
    if view:
        span = Span(view, around.start)
        if any(has_class(token, "indefinite") for token in left if token.start >= view):
            yield make_warning(
                around, "cut_start", span, "the quote leaves out that others are said to hold this"
            )
        yield make_warning(
            around, "others_words", span, "the speaker tells what others say, think or are said to"
        )


def _denies(before: Sequence[Token]) -> bool:
    """Whether the writer's words end with "wasn't" before quoted ones: wasn’t “willing to talk”."""
    return bool(before) and is_negation(before[-1]) and before[-1].word not in ("no", "few")


def _doubts(before: Sequence[Token]) -> bool:
    """Whether the writer's words begin with "perhaps": Perhaps, he said, this “town has grown”."""
    marker = next(find_markers(before), None)
    is_doubt = marker is not None and not marker.first and "doubt" in marker.classes
    return is_doubt and not has_stop(before)


def _writers_words_before(around: Surroundings) -> list[Token]:
    """What the writer says in the sentence whose rest is quoted, from a small letter on."""
    quotation = around.quotation_at(around.start, min(around.start + 1, around.end))
    if quotation is None or around.text[quotation.inner.start : around.start].strip():
        return []
    if not around.text[around.start : around.start + 1].islower():
        return []
    sentence = around.sentence_at(quotation.start)
    return around.tokens_from((min(sentence.start, quotation.start), quotation.start))


def _begins_speech(around: Surroundings, left: Sequence[Token], target: Sequence[Token]) -> bool:
    """Whether words begin like speech: "they say, ‘we …’", "they say, We …"."""
    if left[-1].word in _OPENING_MARKS:
        return True
    is_capital = around.text[around.start : around.start + 1].isupper()
    return is_capital and bool(target) and target[0].word in FUNCTION_WORDS - {"i"}


_NATURE_MESSAGES = {
    "denied": "the speaker denies what is quoted",
    "hypothetical": "what is quoted holds only under a condition, or is no fact",
}


def _clause_start(left: Sequence[Token], offset: int) -> int:
    """Where the words begin that are shown for a governing word: "I don't think"."""
    at = next(at for at, token in enumerate(left) if token.start >= offset)
    first = at
    while first and left[first - 1].is_word and at - first < 3:
        first -= 1
    return left[first].start


def _end_warnings(around: Surroundings) -> Iterator[QuoteWarning]:
    right = around.right_of(around.end)
    following = find_following_sentence(around)
    behind = around.tokens_from(following) if following else []
    view = find_view_behind(right) or find_view_in_sentence_behind(behind)
    if view:
        message = "the quote leaves out that others are said to hold this"
        yield make_warning(around, "cut_end", Span(*view), message)
        yield make_warning(around, "others_words", Span(*view), message)
    quoted = around.tokens_from(_last_clause(around))
    if following and denies_what_precedes(quoted, behind):
        yield make_warning(around, "denied", following, _NATURE_MESSAGES["denied"])
    if following and takes_back(quoted, behind):
        message = "the speaker's next sentence limits what the quote says"
        yield make_warning(around, "cut_end", following, message)
    if right and right[0].word in DASHES and rejects_what_precedes(right[1:]):
        yield make_warning(
            around, "denied", Span(right[0].start, right[-1].end), _NATURE_MESSAGES["denied"]
        )
    if not right:
        return
    follower = next(filter(None, (find(quoted, right) for find in _FOLLOWERS)), None)
    if follower is None:
        return
    last = right[-1].end
    span = Span(follower.start, last)
    words = around.text[follower.start : follower.end]
    yield make_warning(
        around, "cut_end", span, f"the quote ends before “{words} …”, which limits what it says"
    )
    if follower.kind == "falsehood":
        yield make_warning(around, "denied", span, _NATURE_MESSAGES["denied"])
    if follower.kind == "condition":
        yield make_warning(around, "hypothetical", span, _NATURE_MESSAGES["hypothetical"])


_FOLLOWERS = (
    find_follower,
    find_negated_adjunct,
    find_falsehood,
    find_restriction,
    find_inverted_condition,
    find_contrary,
    find_reservation,
)


def _last_clause(around: Surroundings) -> Span:
    start = max(around.parts[-1].start, around.sentence_at(max(0, around.end - 1)).start)
    return Span(start, around.end)


_TAG = re.compile(r"[,–—-]\s*(?:\w+|\w+n[’']t \w+|\w+ \w+ not|you know|don[’']t you think)\s*$")
"""Words that ask for assent behind a statement: ", right", ", isn't it"."""
_CLAUSE_BREAK = re.compile(r"^|[,:–—]\s*|--\s*| - |\b(?:and|but|so|ask|asked) ")


def _begins_question_in(text: str) -> bool:
    """Whether a clause of a text begins like a question: "If so, would he …"."""
    return any(
        _begins_question(read_tokens(text, found.end(), len(text)))
        for found in _CLAUSE_BREAK.finditer(text)
    )


def _begins_question(tokens: Sequence[Token]) -> bool:
    words = [token for token in tokens if token.is_word][:3]
    while words and words[0].word in ("and", "but", "so", "or", "well", "then"):
        words = words[1:]
    return bool(words) and (
        words[0].word in AUXILIARIES
        or words[0].word.endswith("n't")
        or words[0].word in _QUESTION_WORDS
    )


_QUESTION_WORDS = words_in("question-word")
_QUESTION_END = re.compile(r"\?[\"'”’»)\]!]*\s*$")


def _question_warnings(around: Surroundings, quote: str) -> Iterator[QuoteWarning]:
    """Yield the warning about a question that is quoted without its mark."""
    if _QUESTION_END.search(quote):
        return
    last = max(around.start, around.end - 1)
    sentence = around.sentence_at(last)
    end = sentence.end
    quotation = around.quotation_at(last, last + 1)
    if quotation:
        end = min(end, max(quotation.inner.end, around.end))
    found = around.text.find("?", around.end - 1, end)
    if found < 0 or "?" in around.text[around.start : around.end]:
        return
    between = around.text[around.end : found]
    if any(mark in between for mark in ';.!“”"') or _TAG.search(between):
        return
    nested = quotation and around.nested_in(quotation, found, found)
    if nested and nested.start >= around.end:
        return  # only what is quoted behind is a question
    yield make_warning(
        around, "question", Span(around.end, found + 1), "the words are part of a question"
    )
