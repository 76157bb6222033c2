"""Answers questions about a quote from the quote check: the verdict first, then where it stands."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.from_records.record_answer import join_names
from assistant.answering.from_records.role_mentions import sentence_around
from assistant.answering.quote_forms import QuoteQuestion, read_quote_question
from assistant.citations.answer_wording import answer_text, is_quoted
from assistant.citations.evidence import MAX_ANSWER_SENTENCES, Evidence
from assistant.citations.listed_passages import list_passage
from assistant.citations.quotations_within import is_cue_of_saying
from assistant.citations.resolving import place_in_text, resolve
from assistant.citations.speaker_names import shown_speaker
from assistant.citations.wording import (
    NOT_AFFIRMED,
    also_in,
    reported_act,
    searched_text,
    source_name,
)
from assistant.errors import QuoteError
from assistant.quotes.checking import check_quote_as_read
from assistant.records import Answer, Citation, QuoteMatch, QuoteVerdict, Searched
from index.records import Filters, Span
from index.retrieval.retriever import Retriever
from index.store.catalogue import Catalogue
from index.store.rows import DocumentInfo

__all__ = ["answer_quote_question"]

_MAX_DIFFERENCES = 5
_FOLLOWING = re.compile(r" ?((?:[\w’'-]+ ?)+)")
"""The words right behind a place, up to the next mark."""
_MIN_SURE_WORDS = 5
"""Fewer words that are in no document may be a title or a name that the question is about."""


@dataclass(frozen=True, slots=True)
class _CheckedQuote:
    """A quote of a question with its verdict, and the places that show it."""

    verdict: QuoteVerdict
    citations: tuple[Citation, ...]
    """The places, numbered over the whole answer."""


def answer_quote_question(
    question: str, retriever: Retriever, filters: Filters, k: int
) -> Answer | None:
    """The answer to a question about one quote or several; None for any other question.

    Args:
        question: As the user asked it.
        retriever: Knows and searches the store.
        filters: Limits on the documents searched.
        k: Number of passages to list.

    Raises:
        FilterError: A filter can't be matched.
        StoreError: The store can't be searched.
    """
    started = time.perf_counter()
    asked = read_quote_question(question)
    if asked is None:
        return None
    with retriever.reading():
        checked = list(_check(asked, retriever, filters))
        if not checked or _may_be_no_quote(asked, checked):
            return None
        catalogue = retriever.store.catalogue
        text = "\n".join(_verdict_lines(asked, checked))
        placed = tuple(place_in_text(catalogue, c) for one in checked for c in one.citations)
    retrieval = retriever.retrieve(question, filters)
    return Answer(
        question=question,
        status="answered" if placed else "not_found",
        text=text,
        short_answer=_short_answer(asked, checked),
        confidence=1.0 if placed else 0.0,
        citations=placed,
        retrieved=tuple(map(list_passage, retrieval.passages[:k])),
        searched=Searched(
            documents=retrieval.documents,
            filters=filters.as_dict(),
            speaker=retrieval.speaker,
            speaking=retrieval.documents_with_speaker,
            dates=None if placed else retriever.date_range(filters),
        ),
        timings_ms={"total": 1000 * (time.perf_counter() - started)},
        reasons={"quote": ", ".join(one.verdict.verdict for one in checked)},
        notice=_warnings(checked),
    )


def _check(asked: QuoteQuestion, retriever: Retriever, filters: Filters) -> Iterator[_CheckedQuote]:
    marker = 0
    catalogue = retriever.store.catalogue
    for quote in asked.quotes:
        try:
            verdict = check_quote_as_read(quote, retriever, asked.speaker, filters, nearest=False)
        except QuoteError:
            continue
        places = [match for match in verdict.matches if match.score == 1]
        if verdict.verdict == "altered":
            places = list(verdict.matches[:1])
        is_altered = verdict.verdict == "altered"
        evidence = [
            _evidence(catalogue, document, one, is_altered)
            for one in places[:MAX_ANSWER_SENTENCES]
            if (document := catalogue.document_with_id(one.document_id)) is not None
        ]
        citations = resolve(catalogue, evidence)
        yield _CheckedQuote(
            verdict,
            tuple(replace(one, marker=marker + number) for number, one in enumerate(citations, 1)),
        )
        marker += len(citations)


def _evidence(
    catalogue: Catalogue, document: DocumentInfo, match: QuoteMatch, with_sentence: bool
) -> Evidence:
    """The words of a place; the whole sentences around them if the quote differs from them."""
    span = Span(match.start, match.end)
    text = catalogue.reading_text(document.number).text
    if with_sentence:
        first, last = sentence_around(text, span.start), sentence_around(text, span.end - 1)
        span = Span(min(first.start, span.start), max(last.end, span.end))
    return Evidence(document, span.start, span.end, text[span.start : span.end])


def _may_be_no_quote(asked: QuoteQuestion, checked: Sequence[_CheckedQuote]) -> bool:
    """Whether the words in quotation marks are few, and nobody is quoted with them."""
    return asked.form in ("who", "where") and all(
        len(one.verdict.quote.split()) < _MIN_SURE_WORDS
        and not any(is_quoted(citation) for citation in one.citations)
        for one in checked
    )


def _verdict_lines(asked: QuoteQuestion, checked: Sequence[_CheckedQuote]) -> Iterator[str]:
    for number, one in enumerate(checked, 1):
        which = f"Quote {number}: " if len(checked) > 1 else ""
        yield which + _verdict_sentence(asked, one)
        if one.citations:
            yield answer_text(one.citations)


def _verdict_sentence(asked: QuoteQuestion, checked: _CheckedQuote) -> str:
    verdict, citations = checked.verdict, checked.citations
    if not citations:
        return f"Nobody is quoted with these words: {searched_text(verdict.searched)}"
    best, match = citations[0], verdict.matches[0]
    if verdict.verdict == "altered":
        return _altered_sentence(best, match)
    claimed = asked.speaker
    others = verdict.documents - 1
    also = f" ({also_in(others)})" if others else ""
    if match.stance in NOT_AFFIRMED:
        speaker = shown_speaker(match.speaker) or "somebody"
        act = reported_act(speaker, match.cue, match.stance)
        return f"No: {source_name(best)} has these words for {act}."
    if best.headline:
        return f"Not as a quotation: the words are in the headline of {source_name(best)}."
    if claimed and verdict.speaker_check == "contradicted":
        speaker = shown_speaker(match.speaker) or "somebody else"
        return f"No: {source_name(best)} gives these words to {speaker}, not to {claimed}."
    if claimed and verdict.speaker_check != "confirmed":
        given = _speaker_within(checked) or best.speaker
        to = f"gives these words to {given}" if given else "does not say who said these words"
        return f"Unclear whether {claimed} said this: {source_name(best)} {to}."
    if within := _speaker_within(checked):
        yes = "Yes: " if asked.form in ("real", "said") else ""
        by = f" by {best.speaker}" if best.speaker else ""
        return f"{yes}{within} is quoted with these words{by} in {source_name(best)}{also}."
    if not is_quoted(best):
        whose = f", of what {best.speaker} said" if best.speaker else ""
        return f"Not as a quotation: the words stand in the text of {source_name(best)}{whose}."
    if asked.form in ("real", "said"):
        return f"Yes: {source_name(best)} quotes {best.speaker} with these words{also}."
    speakers = join_names(_speakers([checked]))
    verb = "is" if len(_speakers([checked])) == 1 else "are"
    return f"{speakers} {verb} quoted with these words in {source_name(best)}{also}."


def _speaker_within(checked: _CheckedQuote) -> str | None:
    """Whose words the speaker of a place quotes, as the source calls them; None if nobody's."""
    best, match = checked.citations[0], checked.verdict.matches[0]
    is_another = match.speaker != best.speaker and is_cue_of_saying(match.cue or "")
    return match.speaker if is_another else None


def _altered_sentence(best: Citation, match: QuoteMatch) -> str:
    whose = f" of {best.speaker}" if best.speaker else ""
    after = best.quote[match.end - best.start :] if best.read_as is None else ""
    differences = list(_differences(match, after))
    more = len(differences) - _MAX_DIFFERENCES
    shown = "; ".join(differences[:_MAX_DIFFERENCES]) + (f"; {more} more" if more > 0 else "")
    return f"Not as quoted: the nearest words{whose} are in {source_name(best)}; {shown}."


def _differences(match: QuoteMatch, after: str) -> Iterator[str]:
    """What the quote changes in the source's words: `the source has ‘two’, the quote ‘three’`.

    Args:
        match: The nearest place.
        after: How its sentence goes on.
    """
    pieces = [(kind, " ".join(text.split()).strip(' ,.;:“”"')) for kind, text in match.diff]
    at = 0
    while at < len(pieces):
        kind, words = pieces[at]
        other = pieces[at + 1] if at + 1 < len(pieces) else ("equal", "")
        at += 1
        if kind == "equal" or not words:
            continue
        if {kind, other[0]} == {"delete", "insert"} and other[1]:
            source, quote = (words, other[1]) if kind == "delete" else (other[1], words)
            yield f"the source has ‘{source}’, the quote ‘{quote}’"
            at += 1
        elif kind == "delete":
            yield f"the quote leaves out ‘{words}’"
        elif at == len(pieces) and (following := _FOLLOWING.match(after)):
            count = len(words.split())
            source = " ".join(following[1].split()[:count])
            yield f"the source has ‘{source}’, the quote ‘{words}’"
        else:
            yield f"the quote adds ‘{words}’"


def _speakers(checked: Sequence[_CheckedQuote]) -> list[str]:
    """Who is quoted with the words, each by one name."""
    return list(
        dict.fromkeys(
            citation.speaker
            for one in checked
            if one.verdict.verdict != "altered"
            for citation in one.citations
            if citation.speaker and is_quoted(citation)
        )
    )


def _short_answer(asked: QuoteQuestion, checked: Sequence[_CheckedQuote]) -> str | None:
    if len(checked) > 1:
        return None
    sentence = _verdict_sentence(asked, checked[0])
    if asked.form in ("real", "said"):
        first = sentence.split(":", 1)[0]
        return first if checked[0].citations and not first.startswith("Unclear") else None
    if checked[0].citations and (within := _speaker_within(checked[0])):
        return within if asked.form == "who" else None
    speakers = _speakers(checked)
    return join_names(speakers) if asked.form == "who" and speakers else None


def _warnings(checked: Sequence[_CheckedQuote]) -> str | None:
    """What the quotes hide, for the user."""
    messages = dict.fromkeys(warning.message for one in checked for warning in one.verdict.warnings)
    return f"Mind what the quote hides: {'; '.join(messages)}." if messages else None
