"""Warnings about the edges of a quote: what stood before its start, and behind its end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.quotes.cuts.clauses import find_governors, find_time_condition
from assistant.quotes.cuts.followers import (
    find_falsehood,
    find_follower,
    find_inverted_condition,
    find_negated_adjunct,
    find_restriction,
)
from assistant.quotes.cuts.surroundings import Surroundings
from assistant.quotes.cuts.tokens import (
    DASHES,
    Token,
    find_markers,
    has_class,
    is_negation,
    read_tokens,
)
from assistant.quotes.cuts.views import find_view
from assistant.quotes.cuts.views_behind import find_view_behind
from assistant.quotes.cuts.warnings import make_warning
from assistant.records import QuoteWarning, WarningKind
from index.lexicon.cut_words import CUT_WORDS, words_in
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
    denied = _denied_by_writer(around)
    if denied:
        message = "the document says that it is not so"
        yield make_warning(around, "cut_start", denied, message)
        yield make_warning(around, "denied", denied, message)
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
    when = find_time_condition(left, target)
    if when:
        span = Span(when.start, around.start)
        yield make_warning(around, "hypothetical", span, _NATURE_MESSAGES["hypothetical"])
    view = find_view(left, _begins_speech(around, left, target))
    if view:
        span = Span(view, around.start)
        if any(has_class(token, "indefinite") for token in left if token.start >= view):
            yield make_warning(
                around, "cut_start", span, "the quote leaves out that others are said to hold this"
            )
        yield make_warning(
            around, "others_words", span, "the speaker tells what others say, think or are said to"
        )


def _denied_by_writer(around: Surroundings) -> Span | None:
    """The writer's "wasn't" right before the mark of quoted words: wasn’t “willing to talk”."""
    quotation = around.quotation_at(around.start, min(around.start + 1, around.end))
    if quotation is None or around.text[quotation.inner.start : around.start].strip():
        return None
    if not around.text[around.start : around.start + 1].islower():
        return None
    sentence = around.sentence_at(quotation.start)
    before = around.tokens_from((min(sentence.start, quotation.start), quotation.start))
    if not before or not is_negation(before[-1]) or before[-1].word in ("no", "few"):
        return None
    return Span(before[-1].start, around.start)


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
    view = find_view_behind(right)
    if view:
        message = "the quote leaves out that others are said to hold this"
        yield make_warning(around, "cut_end", Span(*view), message)
        yield make_warning(around, "others_words", Span(*view), message)
    denial = _denial_in_next_sentence(around)
    if denial:
        yield make_warning(around, "denied", denial, _NATURE_MESSAGES["denied"])
    if right and right[0].word in DASHES and _is_denial(right[1:]):
        yield make_warning(
            around, "denied", Span(right[0].start, right[-1].end), _NATURE_MESSAGES["denied"]
        )
    if not right:
        return
    quoted = around.tokens_from(_last_clause(around))
    follower = (
        find_follower(quoted, right)
        or find_negated_adjunct(quoted, right)
        or find_falsehood(right)
        or find_restriction(quoted, right)
        or find_inverted_condition(quoted, right)
    )
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


def _denial_in_next_sentence(around: Surroundings) -> Span | None:
    """The speaker's next sentence if it says that what is quoted isn't so: "That's a lie."."""
    quotation = around.quotation_at(max(around.start, around.end - 1), around.end)
    if quotation and not any(map(str.isalnum, around.text[around.end : quotation.inner.end])):
        quotation = around.continued(quotation)  # “…,” said X. “That's a lie.”
    if quotation is None:
        return None
    first, last = quotation.inner
    own = around.sentences.overlapping(first, last)
    spans = (Span(max(one.start, first), min(one.end, last)) for one in own)
    following = next((one for one in spans if around.end <= one.start < one.end), None)
    return following if following and _is_denial(around.tokens_from(following)) else None


def _is_denial(sentence: Sequence[Token]) -> bool:
    """Whether a sentence says that the one before isn't so: "That's not true.", "Wrong!"."""
    tokens = sentence[:_MAX_DENIAL]
    words = [token.word for token in sentence if token.is_word]
    if words in (["not", "true"], ["not", "so"]):
        return True
    if len(words) == 1:
        return any("falsehood" in marker.classes for marker in find_markers(tokens))
    if _rejects_what_was_said(tokens):
        return True
    if not tokens or not has_class(tokens[0], "points-back"):
        return False
    is_false = any(
        "falsehood" in marker.classes and not _takes_clause(tokens[marker.last :])
        for marker in find_markers(tokens[:5])
    )
    is_false = is_false or [token.word for token in tokens[1:3]] in (["not", "true"], ["is", "not"])
    is_false = is_false and not any(is_negation(token) for token in tokens[:3])
    is_untrue = any(is_negation(token) for token in tokens[:3]) and any(
        token.word in ("true", "right", "fair") or (token.word == "so" and not behind.is_word)
        for token, behind in pairwise(tokens[1:6])
    )
    return is_false or is_untrue


def _takes_clause(behind: Sequence[Token]) -> bool:
    """Whether what is false follows: "It is false that …"."""
    return bool(behind) and behind[0].word in ("that", "to", "for")


def _rejects_what_was_said(tokens: Sequence[Token]) -> bool:
    """Whether a sentence begins like "I don't buy that"."""
    at = next((at for at, token in enumerate(tokens[:3]) if is_negation(token)), None)
    if not at or not has_class(tokens[0], "own"):
        return False
    behind = [token.word for token in tokens[at + 1 :] if token.word not in ("to", "with")]
    is_verb = bool(behind) and "accepts" in CUT_WORDS.get(behind[0], ())
    return is_verb and behind[1:2] in (["that"], ["it"], ["this"]) and not tokens[-1].is_word


_MAX_DENIAL = 8


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
