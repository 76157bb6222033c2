"""The verdict on a quote as HTML, with the differences and all places found."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from assistant.citations.warning_wording import WARNING_SIGN, brackets_text, warning_texts
from assistant.citations.wording import NOT_AFFIRMED, searched_text, stance_text, verdict_text
from assistant.records import QuoteMatch, QuoteVerdict
from assistant.templates import render
from assistant.ui.render.links import citation_link, match_link
from assistant.ui.render.text import document_title

__all__ = ["SEARCHING_QUOTE", "verdict_view"]

SEARCHING_QUOTE = "Looking the words up in every document"

_NAMES = {
    "verbatim": "Verbatim",
    "elided": "Verbatim, with the marked gap",
    "altered": "Altered",
    "misattributed": "Misattributed",
    "not_found": "Not found",
}
_EQUAL_SHOWN = 400
"""Characters shown at each end of a longer run of unchanged words."""


@dataclass(frozen=True, slots=True)
class _DiffPiece:
    """A run of a comparison; the spaces at its ends are never marked as changed."""

    kind: str
    """`equal`, `delete` or `insert`."""
    before: str
    text: str
    after: str


def verdict_view(verdict: QuoteVerdict, unknown_speaker: str | None = None) -> Markup:
    """Everything known about a quote.

    Args:
        verdict: On the words; and on the speaker, if the documents name the given speaker.
        unknown_speaker: Message that no document names the given speaker; None if one does.
    """
    not_found, altered = verdict.verdict == "not_found", verdict.verdict == "altered"
    if not_found:
        summary = f"These words, or words near to them, are {searched_text(verdict.searched)}"
    elif altered:
        summary = "No document has these words; this is what comes nearest"
    else:
        summary = verdict_text(verdict)
    name = _NAMES[verdict.verdict]
    note = _speaker_note(unknown_speaker, not not_found) if unknown_speaker else ""
    matches = () if not_found else verdict.matches
    warnings, brackets = warning_texts(verdict.warnings), brackets_text(verdict)
    documents_listed = len({match.document_id for match in matches})
    return render(
        "ui/render/templates/verdict.html.j2",
        name=name,
        summary=_sentence(summary, ends=(".",)),
        note=note,
        warnings=warnings,
        warning_sign=WARNING_SIGN,
        brackets_note=_sentence(brackets, ends=(".",)) if brackets else "",
        announcement=_announcement(name, len(warnings), note),
        differs=any(kind != "equal" for match in matches for kind, _ in match.diff),
        matches=matches,
        first_said=None if altered else _first_said(matches),
        more=0 if not_found or altered else max(verdict.documents - documents_listed, 0),
        nearest=verdict.nearest if not_found else (),
        diff_pieces=_diff_pieces,
        citation_link=citation_link,
        match_link=match_link,
        stance_text=stance_text,
        document_title=document_title,
    )


def _announcement(name: str, warnings: int, note: str) -> str:
    """What a screen reader says of a verdict."""
    count = f"{warnings} warning{'' if warnings == 1 else 's'}" if warnings else ""
    return ". ".join(part for part in (name, count, note) if part)


def _sentence(text: str, ends: tuple[str, ...]) -> str:
    """The text with a capital letter, and with a full stop unless it has an end already."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith(ends) else f"{text}."


def _speaker_note(message: str, words_found: bool) -> str:
    """The note under a quote whose claimed speaker is named in no document."""
    sentence = _sentence(message, ends=("?",))
    if not words_found:
        return sentence
    return f"{sentence} That the words are from that speaker is not confirmed."


def _first_said(matches: tuple[QuoteMatch, ...]) -> int | None:
    """The index of the earliest of several places; None if none has a date."""
    dates = [
        (match.date, index)
        for index, match in enumerate(matches)
        if match.date and match.stance not in NOT_AFFIRMED
    ]
    return min(dates)[1] if dates and len(matches) > 1 else None


def _diff_pieces(match: QuoteMatch) -> list[_DiffPiece]:
    return [_diff_piece(kind, text) for kind, text in match.diff]


def _diff_piece(kind: str, text: str) -> _DiffPiece:
    if kind == "equal":
        if len(text) > 2 * _EQUAL_SHOWN:
            text = f"{text[:_EQUAL_SHOWN].rstrip()} […] {text[-_EQUAL_SHOWN:].lstrip()}"
        return _DiffPiece(kind, "", text, "")
    before = text[: len(text) - len(text.lstrip())]
    return _DiffPiece(kind, before, text.strip(), text[len(text.rstrip()) :])
