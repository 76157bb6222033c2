"""How the levels of a checked draft are shown: never by colour alone, always a mark and a word."""

from __future__ import annotations

from assistant.draft_records import DraftReport

__all__ = ["counts_text", "level_icon", "level_name"]

_LEVELS = {
    "ok": ("✓", "ok"),
    "unclear": ("?", "unclear"),
    "warning": ("!", "warning"),
    "altered": ("≠", "altered"),
    "misattributed": ("✗", "misattributed"),
    "not_found": ("∅", "not found"),
    "not_checked": ("–", "not checked"),
    "backed": ("✓", "backed"),
    "contradicted": ("≠", "contradicted"),
}


def level_icon(level: str) -> str:
    """The mark of a quotation's level or a figure's status."""
    return _LEVELS[level][0]


def level_name(level: str) -> str:
    """The level in words: "not found"."""
    return _LEVELS[level][1]


def counts_text(report: DraftReport) -> str:
    """The counts in words: "12 quotations (9 ok, 1 altered); against 1,008 documents"."""
    parts = [_counted(len(report.quotations), "quotation", report.counts)]
    if report.figures:
        parts.append(_counted(len(report.figures), "figure", report.figure_counts))
    documents = report.searched.documents
    return f"{', '.join(parts)}; against {documents:,} document{'' if documents == 1 else 's'}"


def _counted(number: int, noun: str, counts: dict[str, int]) -> str:
    if not number:
        return f"no {noun}s"
    each = ", ".join(f"{count:,} {level_name(level)}" for level, count in counts.items() if count)
    return f"{number:,} {noun}{'' if number == 1 else 's'} ({each})"
