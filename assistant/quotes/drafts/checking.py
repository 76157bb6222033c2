"""Checks a draft: each quotation against the documents, each figure against its speaker's words.

Statements and quotations are found in the draft as in any document; each quotation gets its speaker
from the statement that it belongs to; all are looked up in one go; the verdict gives the level.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from assistant.citations.wording import searched_text
from assistant.draft_records import DraftLevel, DraftQuotation, DraftReport
from assistant.quotes.checking_many import ClaimedQuote, check_quotes
from assistant.quotes.drafts.claimed_speakers import (
    ClaimedSpeaker,
    StatementFinder,
)
from assistant.quotes.drafts.draft_text import Draft
from assistant.quotes.drafts.figures import MAX_COMPARED_STATEMENTS, check_figures
from assistant.quotes.drafts.levels import judge_verdict
from assistant.quotes.drafts.no_statements import SHORT_WORDS, count_words, why_no_statement
from assistant.quotes.drafts.quotation_speakers import SpeakerReader
from assistant.quotes.drafts.quoted_passages import (
    QuotedPassage,
    find_quoted_passages,
    join_quoted_parts,
)
from assistant.records import QuoteMatch, QuoteVerdict, Searched
from index.attribution.extraction import extract_statements
from index.people.directory import People
from index.records import Filters, Span, Statement
from index.retrieval.retriever import Retriever
from index.text.quotations import find_quotations
from index.text.sentences import split_sentences

__all__ = ["check_draft"]

MAX_QUOTATIONS = 5_000
"""Quotations of one draft that are looked up, which takes minutes; the rest is listed unchecked."""
MAX_QUOTE_CHARACTERS = 20_000
"""Characters of a longer quotation are a missing mark rather than words of one speaker."""
_CLOSES = "”\"'’»“‘›"
_OPENS = "“\"'‘«„‟‹»"

Progress = Callable[[int, int], None]
"""Told how many quotations, or characters, are done, and of how many."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A quotation as the draft has it."""

    passage: QuotedPassage
    quote: str
    statement: Statement | None
    claimed: ClaimedSpeaker
    unchecked: str | None
    """Why it isn't looked up; None if it is."""


def check_draft(
    draft: Draft,
    retriever: Retriever,
    filters: Filters = Filters(),  # noqa: B008
    progress: Progress | None = None,
    reading: Progress | None = None,
) -> DraftReport:
    """Check every quotation and every figure of a draft. The draft never enters the store.

    Args:
        draft: The draft.
        retriever: Searches the store.
        filters: Limits on the documents searched.
        progress: Told how many quotations are looked up.
        reading: Told before how many characters of the draft are read.

    Raises:
        FilterError: A filter can't be matched.
        StoreError: The store can't be searched.
    """
    begin = perf_counter()
    text = draft.reading.text
    sentences = split_sentences(text)
    statements = list(
        extract_statements(
            text,
            sentences,
            layout=draft.layout,
            title=draft.title,
            progress=(lambda read: reading(read, len(text))) if reading else None,
        )
    )
    found = _find_quotations(text, sentences, statements, retriever.people)
    read = perf_counter()
    notices = list(draft.notices)
    with retriever.reading():
        numbers = retriever.document_numbers(filters)
        total = retriever.store.catalogue.count()[0] if numbers is None else len(numbers)
        searched = Searched(documents=total, filters=filters.as_dict())
        if not total:
            # What nobody looked for is neither found nor missing.
            nothing = searched_text(searched).rstrip(".")
            found = [replace(one, unchecked=one.unchecked or nothing) for one in found]
            statements = []
            notices.append(f"Nothing was checked: {nothing}.")
        verdicts = _look_up(text, found, retriever, filters, progress)
        quotations = [
            _quotation(draft, one, verdict) for one, verdict in zip(found, verdicts, strict=True)
        ]
        looked_up = perf_counter()
        quoted = [one.passage for one in found]
        figures, left_out = check_figures(draft, statements, quoted, retriever, numbers)
    quotations += _quotations_not_read(draft)
    done = perf_counter()
    if left_out:
        notices.append(
            f"Figures were compared in {MAX_COMPARED_STATEMENTS:,} reported statements;"
            f" {left_out:,} more were left out. Split the draft to compare them all."
        )
    return DraftReport(
        name=draft.name,
        text=draft.text,
        quotations=tuple(sorted(quotations, key=lambda one: (one.place.start, one.place.end))),
        figures=tuple(figures),
        searched=searched,
        notices=tuple(notices),
        timings_ms={
            "read": 1000 * (read - begin),
            "quotations": 1000 * (looked_up - read),
            "figures": 1000 * (done - looked_up),
            "total": 1000 * (done - begin),
        },
    )


def _find_quotations(
    text: str, sentences: Sequence[Span], statements: Sequence[Statement], people: People
) -> list[_Found]:
    finder = StatementFinder(statements)
    speakers = SpeakerReader(text, sentences, find_quotations(text), people)
    found = []
    looked_up = 0
    for passage in find_quoted_passages(text, statements):
        quote = join_quoted_parts(text, passage.parts)
        statement = finder.find(passage.parts)
        place = Span(passage.start, passage.end)
        claimed = speakers.read(place, statement)
        unchecked = why_no_statement(
            text, passage.start, quote, statement, is_given=claimed.is_framed
        )
        if unchecked is None and len(quote) > MAX_QUOTE_CHARACTERS:
            unchecked = f"it is longer than {MAX_QUOTE_CHARACTERS:,} characters: is a mark missing?"
        if unchecked is None and looked_up >= MAX_QUOTATIONS:
            unchecked = f"only {MAX_QUOTATIONS:,} quotations of a draft are looked up; split it"
        looked_up += unchecked is None
        if passage.problem is not None and not claimed.is_sure:
            # What it runs into may be anybody's words.
            claimed = ClaimedSpeaker()
        found.append(_Found(passage, quote, statement, claimed, unchecked))
    return found


def _look_up(
    text: str,
    found: Sequence[_Found],
    retriever: Retriever,
    filters: Filters,
    progress: Progress | None,
) -> list[QuoteVerdict | None]:
    """The verdict on each quotation; None for those that aren't looked up."""
    wanted = [one for one in found if one.unchecked is None]
    verdicts = iter(
        check_quotes([_as_claimed(one) for one in wanted], retriever, filters, progress)
    )
    of_each = [next(verdicts) if one.unchecked is None else None for one in found]
    _confirm_by_titles(found, of_each, retriever, filters)
    _leave_unsure_speakers(found, of_each, retriever, filters)
    again = [
        number
        for number, (one, verdict) in enumerate(zip(found, of_each, strict=True))
        if verdict and one.passage.is_interrupted and verdict.verdict in ("altered", "not_found")
    ]
    # The source may interrupt the same words too.
    gapped = [
        _as_claimed(found[number])._replace(
            quote=join_quoted_parts(text, found[number].passage.parts, " … ")
        )
        for number in again
    ]
    for number, verdict in zip(again, check_quotes(gapped, retriever, filters), strict=True):
        matches = tuple(match for match in verdict.matches if _leaves_out_no_words(match))
        if matches and verdict.verdict not in ("altered", "not_found"):
            of_each[number] = replace(
                verdict,
                quote=found[number].quote,
                matches=matches,
                # What "said X" leaves out is no part of the words.
                warnings=tuple(one for one in verdict.warnings if one.kind != "hidden_in_gap"),
            )
    return of_each


def _confirm_by_titles(
    found: Sequence[_Found],
    verdicts: list[QuoteVerdict | None],
    retriever: Retriever,
    filters: Filters,
) -> None:
    """Replace the verdicts that the title in the draft makes sure: "Mrs. Lund", not "Lund"."""
    unclear = [
        number
        for number, (one, verdict) in enumerate(zip(found, verdicts, strict=True))
        if verdict and verdict.speaker_check == "unclear" and one.claimed.titled_name
    ]
    titled = [ClaimedQuote(found[one].quote, found[one].claimed.titled_name) for one in unclear]
    for number, verdict in zip(unclear, check_quotes(titled, retriever, filters), strict=True):
        if verdict.speaker_check == "confirmed":
            verdicts[number] = verdict


def _leave_unsure_speakers(
    found: Sequence[_Found],
    verdicts: list[QuoteVerdict | None],
    retriever: Retriever,
    filters: Filters,
) -> None:
    """Replace the verdicts that an inferred speaker contradicts by those on the words alone."""
    contradicted = [
        number
        for number, (one, verdict) in enumerate(zip(found, verdicts, strict=True))
        if verdict and verdict.speaker_check == "contradicted" and not one.claimed.is_sure
    ]
    alone = [ClaimedQuote(found[number].quote, None) for number in contradicted]
    for number, verdict in zip(contradicted, check_quotes(alone, retriever, filters), strict=True):
        verdicts[number] = verdict


def _as_claimed(one: _Found) -> ClaimedQuote:
    return ClaimedQuote(one.quote, one.claimed.name if one.claimed.is_named else None)


def _leaves_out_no_words(match: QuoteMatch) -> bool:
    """Whether all that a quote leaves out of a place stands outside its quotation marks."""
    before = ""
    for kind, piece in match.diff:
        if kind == "delete" and not (
            before.rstrip().endswith(tuple(_CLOSES)) and piece.rstrip().endswith(tuple(_OPENS))
        ):
            return False
        if kind != "insert":
            before = piece
    return True


def _quotation(draft: Draft, one: _Found, verdict: QuoteVerdict | None) -> DraftQuotation:
    level: DraftLevel = "not_checked"
    reason = one.unchecked or ""
    if verdict is not None:
        level, reason = judge_verdict(
            verdict,
            one.claimed,
            one.statement,
            one.passage.problem,
            is_short=count_words(one.quote) <= SHORT_WORDS,
        )
    return DraftQuotation(
        place=draft.place(one.passage.start, one.passage.end),
        parts=tuple(draft.reading.to_document(*part) for part in one.passage.parts),
        quote=one.quote,
        level=level,
        reason=reason,
        speaker=one.claimed.name,
        speaker_as_written=one.claimed.as_written,
        cue=one.statement.cue if one.statement else None,
        verdict=None if level == "not_checked" else verdict,
    )


def _quotations_not_read(draft: Draft) -> Iterator[DraftQuotation]:
    """The quotations in what isn't read as the draft's text, such as page heads."""
    for aside in draft.reading.asides:
        for quotation in find_quotations(draft.text, aside):
            yield DraftQuotation(
                place=draft.place_in_text(quotation.start, quotation.end),
                parts=(quotation.inner,),
                quote=draft.text[slice(*quotation.inner)],
                level="not_checked",
                reason="it stands where the draft has no text of its own: in a page head, in front"
                " matter, in struck-out words",
            )
