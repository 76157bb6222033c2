"""Warnings about the gaps of a quote: what they leave out, and what they join."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.quotes.cuts.clauses import find_governor, is_discourse
from assistant.quotes.cuts.followers import find_follower
from assistant.quotes.cuts.surroundings import Surroundings
from assistant.quotes.cuts.tokens import (
    Governor,
    Token,
    embeds_clause,
    find_markers,
    has_class,
    is_negation,
    read_tokens,
)
from assistant.quotes.cuts.trimming import without_aside
from assistant.quotes.cuts.views import find_view
from assistant.quotes.cuts.warnings import make_warning
from assistant.records import QuoteWarning
from index.lexicon.function_words import ADVERBS, AUXILIARIES, FUNCTION_WORDS
from index.lexicon.reporting_verbs import VERBS
from index.records import Span
from index.text.quotations import Quotation
from index.text.sentences import split_sentences

_MAX_TARGET = 12
_MAX_SENTENCES = 2
"""Whole sentences that a gap may leave out before its sides count as two passages."""
_FEW_WORDS = 4
"""Words that a sentence may have that "it" behind a gap points past: "You can try."."""
_MAX_CLAUSE_BETWEEN = 30
"""Maximum words of a reporting clause between two quotations that are read on as one."""
_MAX_INTRODUCTION = 5
"""Maximum words of a second clause that introduces the next quotation: "She added:"."""


def find_gap_warnings(around: Surroundings, quote: str) -> Iterator[QuoteWarning]:
    """Yield what the gaps between the parts of a quote hide.

    Args:
        around: The place of the quote.
        quote: The quote as it was given.
    """
    for before, behind in pairwise(around.parts):
        gap = Span(before.end, behind.start)
        if gap.end <= gap.start:
            continue
        spliced = _splice_warning(around, before, gap, behind, quote)
        if spliced:
            yield spliced
        yield from _hidden_words(around, before, gap, behind)


def _hidden_words(
    around: Surroundings, before: Span, gap: Span, behind: Span
) -> Iterator[QuoteWarning]:
    hidden = read_tokens(around.text, *gap)
    if not any(token.is_word for token in hidden):
        return
    target = read_tokens(around.text, *behind)[:_MAX_TARGET]
    if _is_aside(hidden):
        return
    governor = find_governor(hidden, target) or find_follower(
        read_tokens(around.text, *before), hidden, within_gap=True
    )
    governor = governor or _hedging_aside(hidden) or _hidden_view(around, gap, hidden)
    if governor:
        words = around.text[governor.start : governor.end]
        yield make_warning(
            around,
            "hidden_in_gap",
            Span(governor.start, governor.end),
            f"the gap leaves out “{words}”",
        )


def _hidden_view(around: Surroundings, gap: Span, hidden: list[Token]) -> Governor | None:
    """Who holds what a clause behind a noun says: "the town [that Ross said was] a model"."""
    if hidden[-1].word not in AUXILIARIES or not around.quotation_at(*gap):
        return None
    view = find_view(without_aside(hidden[:-1]))
    return Governor("view", view, hidden[-1].end) if view is not None else None


def _hedging_aside(hidden: Sequence[Token]) -> Governor | None:
    """An aside that says that something is only believed: ", we believe,"."""
    is_aside = (hidden[0].word, hidden[-1].word) in _PAIRS
    return Governor("doubt", hidden[1].start, hidden[-2].end) if is_aside else None


def _is_aside(hidden: list[Token]) -> bool:
    """Whether a gap leaves out an aside between two commas, dashes or brackets.

    ", if elected," and ", allegedly," are no asides.
    """
    if len(hidden) < 3 or (hidden[0].word, hidden[-1].word) not in _PAIRS:
        return False
    if is_discourse(hidden[1:]):
        return True  # ", if you will,"
    is_others = has_class(hidden[1], "subject") and not hidden[1].word.startswith(("i", "you"))
    is_view = is_others and len(hidden) == 4 and embeds_clause(hidden[2:3])  # ", we believe,"
    opening = next(find_markers(hidden[1:]), None)
    is_limit = opening is not None and not opening.first and "limit" in opening.classes
    is_hedge = has_class(hidden[1], "condition") or has_class(hidden[1], "doubt")
    return not (is_view or is_hedge or is_limit)


_PAIRS = {(",", ","), ("—", "—"), ("–", "–"), ("(", ")"), ("-", "-"), ("--", "--")}


def _splice_warning(
    around: Surroundings, before: Span, gap: Span, behind: Span, quote: str
) -> QuoteWarning | None:
    first = around.quotation_at(before.start, before.end)
    second = around.quotation_at(behind.start, behind.end)
    if first == second:
        is_spliced = _joins_sentences(around, before, gap, behind)
    else:
        is_spliced = not _reads_on(around, first, second) or _is_middle(around, second, behind)
    is_spliced = is_spliced or _swallows_subject(read_tokens(around.text, *gap))
    is_spliced = is_spliced or _swallows_described(around, before, behind)
    is_spliced = is_spliced or _continues_small(around, before, behind, quote)
    apart = distance_text(around.text[gap.start : gap.end])
    message = f"the quote joins two passages that stand {apart} apart"
    return make_warning(around, "splice", gap, message) if is_spliced else None


def _continues_small(around: Surroundings, before: Span, behind: Span, quote: str) -> bool:
    """Whether a quote goes on in a small letter where the text begins a sentence.

    The words before the gap then lose the end of their own sentence.
    """
    words = around.text[behind.start : behind.end].split()[:3]
    opening = " ".join(words)
    cut = around.text[before.end : before.end + 1] not in (".", "!", "?", ",")
    is_function_word = bool(words) and words[0].casefold() in FUNCTION_WORDS
    small = opening[:1].lower() + opening[1:]
    return (
        cut
        and is_function_word
        and opening[:1].isupper()
        and opening not in quote
        and (small in quote)
    )


def distance_text(text: str) -> str:
    """The number of words of the text between two passages: "12 words"."""
    words = len(text.split())
    return f"{words:,} word{'' if words == 1 else 's'}"


def _joins_sentences(around: Surroundings, before: Span, gap: Span, behind: Span) -> bool:
    """Whether a gap within one quotation joins two sentences into a new one."""
    first, second = around.sentence_at(before.end - 1), around.sentence_at(behind.start)
    if first == second:
        return False
    halves = behind.start > second.start + 2 and before.end < first.end - 2
    within = around.sentences.overlapping(*gap)
    between = [one for one in within if gap.start <= one.start and one.end <= gap.end]
    target = read_tokens(around.text, *behind)[:1]
    left_out = sum(token.is_word for one in between for token in around.tokens_from(one))
    points_back = left_out > _FEW_WORDS and bool(target) and has_class(target[0], "points-back")
    is_far = len(between) > _MAX_SENTENCES or "\n" in around.text[gap.start : gap.end]
    return halves or points_back or is_far


def _is_middle(around: Surroundings, quotation: Quotation | None, behind: Span) -> bool:
    """Whether a part comes from the middle of another sentence, behind an interruption."""
    if quotation is None:
        return True
    at = around.quotations.index(quotation)
    if at and around.interrupts(around.quotations[at - 1], quotation):
        return False
    start = max(around.sentence_at(behind.start).start, quotation.inner.start)
    skipped = read_tokens(around.text, start, behind.start)
    return any(token.is_word and token.word not in ("and", "so") for token in skipped)


def _swallows_subject(hidden: Sequence[Token]) -> bool:
    """Whether a gap ends within a clause that begins in it.

    "all the things [that X did] wrong", "Holm is [the mayor and Varga is] a thief"
    """
    if not hidden or hidden[-1].word not in AUXILIARIES:
        return False
    openers = [
        at
        for at, token in enumerate(hidden)
        if has_class(token, "subordinator") or token.word in ("that", "and", "but")
    ]
    if not openers:
        return False
    subject = hidden[openers[-1] + 1 : -1]
    if hidden[openers[-1]].word in ("and", "but"):
        # "and can't", "and has now been": the same subject goes on.
        return bool(subject) and not any(
            token.word in AUXILIARIES | ADVERBS or is_negation(token) for token in subject[:1]
        )
    return bool(subject)


def _swallows_described(around: Surroundings, before: Span, behind: Span) -> bool:
    """Whether words go on with "who …", while those whom they describe stand in another sentence.

    What is left of the sentence before the gap then seems to be about them.
    """
    target = read_tokens(around.text, *behind)[:1]
    if not target or not has_class(target[0], "relative"):
        return False
    return around.sentence_at(before.end - 1) != around.sentence_at(behind.start)


def _reads_on(around: Surroundings, first: Quotation | None, second: Quotation | None) -> bool:
    """Whether two quotations are one that only the telling of who speaks interrupts."""
    if first is None or second is None:
        return False
    if around.quotations.index(second) != around.quotations.index(first) + 1:
        return False
    between = around.text[first.end : second.start].strip()
    words = read_tokens(between, 0, len(between))
    if len(between.split()) > _MAX_CLAUSE_BETWEEN or around.speakers_differ(first, second):
        return False
    sentences = split_sentences(between)
    # “…,” she said earlier this week. “…”: that is when she said both.
    is_one = len(sentences) < 2 and between.endswith(".")
    if "\n" in between or (not is_one and any(has_class(token, "apart") for token in words)):
        return False
    if len(sentences) < 2:
        return True
    # “…,” she said. She added: “…”
    last = between[sentences[-1].start :]
    return (
        len(sentences) == 2
        and last.endswith((":", ","))
        and len(last.split()) <= _MAX_INTRODUCTION
        and any(token.word in VERBS for token in read_tokens(last, 0, len(last)))
    )
