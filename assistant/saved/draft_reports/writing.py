"""Writes the report on a draft as a file of the format that its name tells."""

from __future__ import annotations

from pathlib import Path

from assistant.draft_records import DraftReport
from assistant.errors import DraftError
from assistant.line_files import replace_file

__all__ = ["REPORT_SUFFIXES", "write_draft_report"]

REPORT_SUFFIXES = (".html", ".md", ".docx")


def write_draft_report(report: DraftReport, out: Path, draft: Path | None = None) -> None:
    """Write a report; an older file is replaced once all of the new one is written.

    Args:
        report: The report.
        out: The file to write: .html, .md, or .docx for a Word draft with comments.
        draft: The file of the draft, which .docx needs.

    Raises:
        DraftError: The file can't be written, or not in this format.
    """
    data = _report_as_bytes(report, out.suffix.lower(), draft)
    try:
        replace_file(out, data)
    except OSError as error:
        raise DraftError(f"{out} can't be written: {error.strerror or error}") from error


def _report_as_bytes(report: DraftReport, suffix: str, draft: Path | None) -> bytes:
    if suffix == ".html":
        from assistant.saved.draft_reports.web_page import draft_report_as_html

        return draft_report_as_html(report).encode()
    if suffix == ".md":
        from assistant.saved.draft_reports.markdown import draft_report_as_markdown

        return draft_report_as_markdown(report).encode("utf-8", "replace")
    if suffix == ".docx" and draft is not None and draft.suffix.lower() == ".docx":
        from assistant.saved.draft_reports.word_comments import add_comments

        try:
            return add_comments(report, draft.read_bytes())
        except OSError as error:
            raise DraftError(f"{draft} can't be read: {error.strerror or error}") from error
    if suffix == ".docx":
        raise DraftError(
            "comments can be written into a .docx draft alone; write the report as .html or .md"
        )
    raise DraftError(
        f"a report can't be written as {suffix or 'a file without ending'};"
        f" name a file that ends in {', '.join(REPORT_SUFFIXES)}"
    )
