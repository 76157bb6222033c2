"""Finds who speaks in quotations that a layout sets apart.

"The chair, Ilse Varga, told the council:" stands above them, or "— Ilse Varga, chair" below. Such
a quotation needs no quotation marks. It is read as if it had them: the sentence that leads to it
and the quotation are read like quotations in marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from index.attribution.quoted_reports import fit_to_quotations
from index.attribution.signatures import find_signatures
from index.attribution.tagger.model import packaged_tagger
from index.lexicon.function_words import PRONOUNS
from index.records import PrintedTurn, Span
from index.text.quotations import find_quotations
from index.text.sentences import split_sentences

__all__ = ["find_block_quotations"]

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_QUOTED = re.compile(r"\s*[“”\"„«‘]")
_DASH = re.compile(r"\s*[—–―-]")
_MAX_LEAD = 1000
"""Characters of the paragraph above or of the line below that are read."""
_STAND_IN = "“It is so.”"
"""Stands for the quotation: who is said to have said it doesn't depend on its words."""


def find_block_quotations(text: str, quotations: Iterable[Span]) -> Iterator[PrintedTurn]:
    """Yield the paragraphs of block quotations whose speakers are named above or below them.

    Quotations that have quotation marks of their own are left out, as others read these.

    Args:
        text: The document's reading text.
        quotations: Where its layout sets quotations apart, in order.
    """
    for quotation in quotations:
        paragraphs = [Span(*line.span()) for line in _LINE.finditer(text, *quotation)]
        signed = bool(paragraphs) and _DASH.match(text, paragraphs[-1].start) is not None
        signature = paragraphs.pop() if signed else _line_below(text, quotation.end)
        if not paragraphs or any(_QUOTED.match(text, one.start) for one in paragraphs):
            continue
        speaker = _speaker_above(text, paragraphs[0].start)
        speaker = speaker or _speaker_below(text, paragraphs[-1], signature)
        if speaker is not None:
            yield from (PrintedTurn(paragraph, speaker) for paragraph in paragraphs)


def _line_below(text: str, start: int) -> Span | None:
    line = _LINE.search(text, start)
    return Span(*line.span()) if line and _DASH.match(text, line.start()) else None


def _speaker_above(text: str, start: int) -> Span | None:
    """Who speaks according to the paragraph above, if a colon ends it."""
    above = text[max(0, start - _MAX_LEAD) : start].rstrip()
    first = above.rfind("\n") + 1
    if not above.endswith(":"):
        return None
    place = max(0, start - _MAX_LEAD) + first
    lead = above[first:]
    return _speaker_in(f"{lead} {_STAND_IN}", len(lead) + 1, place)


def _speaker_below(text: str, paragraph: Span, signature: Span | None) -> Span | None:
    """Who speaks according to the line below, if it begins with a dash."""
    if signature is None or signature.end - signature.start > _MAX_LEAD:
        return None
    head = f"{_STAND_IN}\n"
    return _speaker_in(head + text[slice(*signature)], 0, signature.start - len(head))


def _speaker_in(text: str, quotation: int, place: int) -> Span | None:
    """Where a short text names the speaker of the quotation in it.

    Args:
        text: Ends or begins with `_STAND_IN`.
        quotation: Offset of the quotation.
        place: Where the text stands in the document.
    """
    sentences, quotations = split_sentences(text), find_quotations(text)
    reports = packaged_tagger().find_reports(text, sentences, quotations)
    signed = find_signatures(text, [Span(one.start, one.end) for one in quotations])
    for attribution in (*signed, *fit_to_quotations(text, reports, sentences, quotations)):
        mention = attribution.speaker_span
        if mention is None or not attribution.content.start <= quotation < attribution.content.end:
            continue
        if text[slice(*mention)].lower() not in PRONOUNS:
            return Span(mention.start + place, mention.end + place)
    return None
