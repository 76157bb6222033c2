"""What stands around the words of a quote: its sentences, its quotation, whose statement it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.quotes.cuts.nearby_sentences import NearbySentences
from assistant.quotes.cuts.tokens import Token, has_class, read_tokens
from index.records import Span, Statement
from index.text.quotations import Quotation, find_quotations

_MARGIN = 1_500
"""Characters read before and behind a place, extended to whole lines."""
_MAX_REPORTING_CLAUSE = 120
"""Maximum characters of a clause that interrupts a quotation: “We will,” said X, “sell.”"""
_LEAST_WORDS_OF_NESTED = 2
_LINE_BREAK = re.compile(r"[\r\n\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Bracket:
    """Words that a quote has in square brackets, and what stands in their place in the text."""

    words: str
    """Without the brackets."""
    replaced: Span
    """The text's words that they replace; empty if they are added."""
    opens: bool
    """Whether the quote begins with them, so that what they replace stands before the place."""
    closes: bool = False
    """Whether the quote ends with them, and the text goes on, so that what they replace may stand
    behind the place."""


@dataclass(frozen=True)
class Surroundings:
    """A place with the words of a quote, and what stands around it. All offsets are of `text`."""

    text: str
    start: int
    end: int
    parts: tuple[Span, ...]
    """The runs of words that the quote and the place share, in order."""
    statements: tuple[Statement, ...]
    """The statements that overlap the place."""
    brackets: tuple[Bracket, ...] = ()
    """The words in brackets that only the quote has."""

    @cached_property
    def window(self) -> Span:
        """The whole lines around the place that are read."""
        start = max(0, self.start - _MARGIN)
        end = min(len(self.text), self.end + _MARGIN)
        if start:
            found = _LINE_BREAK.search(self.text, start, self.start)
            start = found.end() if found else start
        if end < len(self.text):
            breaks = [found.start() for found in _LINE_BREAK.finditer(self.text, self.end, end)]
            end = breaks[-1] if breaks else end
        return Span(start, end)

    @cached_property
    def sentences(self) -> NearbySentences:
        """The sentences of the window."""
        return NearbySentences(self.text, *self.window)

    @cached_property
    def quotations(self) -> list[Quotation]:
        """The quotations of the window, in order."""
        return find_quotations(self.text, self.window)

    def sentence_at(self, offset: int) -> Span:
        """The sentence around an offset, or the nearest before it."""
        return self.sentences.at(offset) or Span(self.start, self.end)

    @cached_property
    def before(self) -> Span:
        """The rest of the first sentence and the sentence before it."""
        ended = self.sentences.before(self.start)
        first = self.sentence_at(self.start)
        return Span(ended.start if ended else min(first.start, self.start), self.start)

    @cached_property
    def after(self) -> Span:
        """The rest of the last sentence and the sentence after it."""
        following = self.sentences.behind(self.end)
        last = self.sentence_at(max(self.start, self.end - 1))
        return Span(self.end, following.end if following else max(last.end, self.end))

    def quotation_at(self, start: int, end: int) -> Quotation | None:
        """The quotation whose inner text has all of a span."""
        return next(
            (
                one
                for one in self.quotations
                if one.inner.start <= start and end <= one.inner.end + 1
            ),
            None,
        )

    @cached_property
    def statement(self) -> Statement | None:
        """The innermost statement that has all of the place, without its cue."""
        around = [one for one in self.statements if one.start <= self.start + 1 and self._ends(one)]
        return min(around, key=lambda one: one.end - one.start, default=None)

    def _ends(self, statement: Statement) -> bool:
        return statement.end >= self.end - 2

    def left_of(self, offset: int) -> list[Token]:
        """The tokens of the sentence before an offset, within the same voice.

        The voice is the quotation, or the statement, that the offset lies in: what the writer says
        before the opening mark is not part of it. A quotation that goes on after an interruption
        (“If he wins,” said X, “we …”) is read as one.
        """
        sentence = self.sentence_at(offset)
        quotation = self.quotation_at(offset, min(offset + 1, self.end))
        start = sentence.start
        tokens: list[Token] = []
        if quotation:
            nested = self.nested_in(quotation, offset, offset + 1)
            inner = nested.inner if nested else quotation.inner
            start = max(start, inner.start)
            if not nested and not self.text[inner.start : offset].strip():
                tokens = self._before_interruption(quotation)
            if not nested and sentence.start < quotation.start:
                tokens = self._condition_before(quotation, sentence) or tokens
        elif self.statement is not None and self.statement.kind != "mixed":
            start = max(start, self.statement.start)
        return tokens + read_tokens(self.text, start, offset)

    def right_of(self, offset: int) -> list[Token]:
        """The tokens of the sentence behind an offset, within the same voice."""
        last = max(self.start, offset - 1)
        sentence = self.sentence_at(last)
        quotation = self.quotation_at(last, last + 1)
        end = max(offset, sentence.end)
        tokens: list[Token] = []
        if quotation:
            nested = self.nested_in(quotation, last, last + 1)
            inner = nested.inner if nested else quotation.inner
            end = max(offset, min(end, inner.end))
            if not nested and not self.text[offset : inner.end].strip(" ,"):
                tokens = self._behind_interruption(quotation)
        elif self.statement is not None and self.statement.kind != "mixed":
            end = max(offset, min(end, self.statement.end))
        return read_tokens(self.text, offset, end) + tokens

    def nested_in(self, quotation: Quotation, start: int, end: int) -> Quotation | None:
        """The quotation within a quotation that has all of a span."""
        for one in find_quotations(self.text, quotation.inner):
            has_span = one.inner.start <= start and end <= one.inner.end + 1
            if has_span and len(self.text[slice(*one.inner)].split()) >= _LEAST_WORDS_OF_NESTED:
                return one
        return None

    def speakers_differ(self, first: Quotation, second: Quotation) -> bool:
        """Whether two quotations are known to have two speakers."""
        speakers = [
            {
                one.speaker
                for one in self.statements
                if one.speaker
                and one.start < quotation.inner.end
                and quotation.inner.start < one.end
            }
            for quotation in (first, second)
        ]
        return bool(speakers[0] and speakers[1]) and not speakers[0] & speakers[1]

    def interrupts(self, first: Quotation, second: Quotation) -> bool:
        """Whether only a reporting clause stands between two quotations, within one sentence."""
        between = self.text[first.end : second.start]
        return (
            len(between) <= _MAX_REPORTING_CLAUSE
            and not self.text[slice(*first.inner)].rstrip().endswith((".", "!", "?", "…"))
            and between.rstrip().endswith((",", "—", "-", "–", "that"))
            and not _LINE_BREAK.search(between)
        )

    def continued(self, quotation: Quotation) -> Quotation | None:
        """The next quotation of the same paragraph, unless it is known to be another's."""
        at = self.quotations.index(quotation) + 1
        if at == len(self.quotations):
            return None
        following = self.quotations[at]
        is_near = not _LINE_BREAK.search(self.text, quotation.end, following.start)
        return following if is_near and not self.speakers_differ(quotation, following) else None

    def _before_interruption(self, quotation: Quotation) -> list[Token]:
        at = self.quotations.index(quotation)
        if not at or not self.interrupts(self.quotations[at - 1], quotation):
            return []
        inner = self.quotations[at - 1].inner
        start = max(inner.start, self.sentence_at(inner.end - 1).start)
        return read_tokens(self.text, start, inner.end)

    def _condition_before(self, quotation: Quotation, sentence: Span) -> list[Token]:
        """The writer's "if" right before a quotation within a sentence: that if “he wins, we …”."""
        if not self.text[quotation.inner.start : quotation.inner.start + 1].islower():
            return []
        last = read_tokens(self.text, sentence.start, quotation.start)[-1:]
        return last if last and has_class(last[0], "condition") else []

    def _behind_interruption(self, quotation: Quotation) -> list[Token]:
        at = self.quotations.index(quotation) + 1
        if at == len(self.quotations) or not self.interrupts(quotation, self.quotations[at]):
            return []
        inner = self.quotations[at].inner
        end = min(inner.end, max(inner.start, self.sentence_at(inner.start).end))
        comma = Token(",", quotation.inner.end, quotation.inner.end)
        return [comma, *read_tokens(self.text, inner.start, end)]

    def tokens_from(self, span: Sequence[int]) -> list[Token]:
        """The tokens of a span."""
        return read_tokens(self.text, span[0], span[1])
