"""Warnings about whose words a quote has: the writer's, another's, or words that were denied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.quotes.cuts.surroundings import Surroundings
from assistant.quotes.cuts.tokens import Token, has_class, read_tokens
from assistant.quotes.cuts.views import find_view
from assistant.quotes.cuts.warnings import make_warning
from assistant.records import QuoteWarning, WarningKind
from index.records import Span, Statement, StatementStance
from index.text.quotations import Quotation

_BY_STANCE: dict[StatementStance, tuple[WarningKind, str]] = {
    "denies": ("denied", "the document tells that this was denied"),
    "unsaid": ("denied", "the document tells that this was not said"),
    "hypothetical": ("hypothetical", "the document tells of this only as a possibility"),
    "planned": ("hypothetical", "the document tells that this is to be said"),
    "asks": ("question", "the document tells that this was asked"),
}


def find_voice_warnings(around: Surroundings, is_claimed: bool) -> Iterator[QuoteWarning]:
    """Yield what is wrong with giving the words to a speaker as a claim of theirs.

    Args:
        around: The place of the quote.
        is_claimed: Whether the words are claimed to be somebody's.
    """
    quotation = around.quotation_at(around.start, around.end)
    nested = quotation and around.nested_in(quotation, around.start, around.end)
    if quotation and nested:
        left = around.tokens_from((quotation.inner.start, nested.start))
        is_part = nested.end < quotation.inner.end - 1
        if (left and not _is_own_speech(left)) or (not left and is_part):
            span = Span(nested.start, nested.end)
            yield make_warning(
                around, "others_words", span, "the words stand in a quotation within the quotation"
            )
    mimicked = quotation and not nested and _mimicry_beside(around, quotation)
    if mimicked:
        yield make_warning(
            around, "others_words", mimicked, "the speaker quotes, or mocks, somebody else"
        )
    statement = around.statement
    if statement is None:
        if quotation is None and is_claimed and _writer_speaks(around):
            yield _reported(around, None)
        return
    is_report = statement.kind != "direct" and statement.cue is not None
    if quotation is None and is_report:
        yield _reported(around, statement)
    by_stance = _BY_STANCE.get(statement.stance)
    if by_stance and (
        quotation is None or statement.stance in ("denies", "unsaid", "hypothetical")
    ):
        kind, message = by_stance
        span = statement.cue_span or Span(statement.start, statement.end)
        yield make_warning(around, kind, span, message)


_MAX_REPORTING_CLAUSE = 100


def _mimicry_beside(around: Surroundings, quotation: Quotation) -> Span | None:
    """Where the sentence behind a quotation says that it mocks somebody: "he said, mocking …"."""
    end = min(around.sentence_at(quotation.end).end, quotation.end + _MAX_REPORTING_CLAUSE)
    for token in read_tokens(around.text, quotation.end, max(end, quotation.end)):
        if has_class(token, "mimicry") and token.word.endswith("ing"):
            return Span(token.start, end)
        if token.word.startswith("\n") or token.word in '“"':
            return None
    return None


def _is_own_speech(left: Sequence[Token]) -> bool:
    """Whether the speaker says of themselves that they said what follows: “I said, ‘…’”."""
    return any(has_class(token, "own") for token in left[-6:]) and find_view(left) is None


def _writer_speaks(around: Surroundings) -> bool:
    """Whether words are the writer's, as the text has its speakers in quotation marks."""
    overlaps = any(
        min(one.end, around.end) - max(one.start, around.start) > 0
        and (one.kind == "direct" or one.is_issued)
        for one in around.statements
    )
    inside = any(
        one.inner.start < around.end and around.start < one.inner.end for one in around.quotations
    )
    if not around.quotations or overlaps or inside:
        return False
    # Behind a colon, a paragraph without marks may be a quotation too.
    line = around.text.rfind("\n", 0, around.start) + 1
    return not around.text[:line].rstrip().endswith(":")


def _reported(around: Surroundings, statement: Statement | None) -> QuoteWarning:
    span = Span(around.start, around.end)
    if statement is not None and statement.cue_span is not None:
        span = statement.cue_span
    return make_warning(
        around, "reported", span, "the words are the writer's, who reports what was said"
    )
