"""How answers are worded, on the command line and in the chat alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.records import Answer, Citation, Searched

_CONFIDENCE = ((0.75, "high"), (0.35, "medium"), (0.0, "low"))
_MARKS = '“”"«»„'


def source_name(citation: Citation) -> str:
    """Who published it and when, as far as is known: `Sputnik International, 14 October 2022`."""
    name = citation.outlet or citation.title or citation.document
    return f"{name}, {long_date(citation.date)}" if citation.date else name


def long_date(iso: str) -> str:
    """`2022-10-14` as `14 October 2022`; what is no such date stays as it is."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day} {day:%B %Y}"


def answer_text(citations: Sequence[Citation]) -> str:
    """One line for each citation: who reported it, the exact words, the marker."""
    return "\n".join(
        f"{source_name(citation)}: {_quoted(citation.quote)} [{citation.marker}]"
        for citation in citations
    )


def not_found_text(searched: Searched) -> str:
    """That the statements don't say, and over what was searched."""
    if not searched.documents:
        among = " that match the filters" if searched.filters else ""
        return f"The statements don't say: there are no documents{among} to search."
    count = f"{searched.documents:,} document{'s' if searched.documents != 1 else ''}"
    limits = "; ".join(f"{name}: {_shown(value)}" for name, value in searched.filters.items())
    return f"The statements don't say: not found in {count}{f' ({limits})' if limits else ''}."


def confidence_word(confidence: float) -> str:
    """`high`, `medium` or `low` for a probability."""
    return next(word for least, word in _CONFIDENCE if confidence >= least)


def confidence_text(confidence: float) -> str:
    """In words and number: `high (0.87)`."""
    return f"{confidence_word(confidence)} ({confidence:.2f})"


def terminal_text(answer: Answer, width_of_quote: int = 300) -> str:
    """An answer as the command line prints it."""
    lines = [answer.text, ""]
    if answer.status == "answered":
        lines.append(f"Confidence: {confidence_text(answer.confidence)}")
        lines += [_terminal_citation(citation) for citation in answer.citations]
    elif answer.retrieved:
        lines.append("Nearest passages:")
        for passage in answer.retrieved[:3]:
            text = " ".join(passage.text.split())
            short = text if len(text) <= width_of_quote else f"{text[:width_of_quote].rstrip()} …"
            lines.append(f"  {passage.document} {passage.start}-{passage.end}: {short}")
    return "\n".join(lines).rstrip()


def _terminal_citation(citation: Citation) -> str:
    page = f", page {citation.page}" if citation.page else ""
    title = f" — {citation.title}" if citation.title else ""
    place = f"{citation.document}{page}, characters {citation.start}-{citation.end}"
    return f"  [{citation.marker}] {source_name(citation)}{title}\n      {place}"


def _quoted(quote: str) -> str:
    # Marks round marks would make it unclear whose words they set off.
    words = " ".join(quote.split())
    return words if any(mark in words for mark in _MARKS) else f"“{words}”"


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
