"""The progress and the results of an upload."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from assistant.templates import render
from assistant.ui.render.records import FileState, UploadResult
from assistant.ui.render.text import counted

__all__ = ["details_heading", "upload_progress", "upload_results"]

_STEPS = {
    "": ("Waiting", 0),
    "checking": ("Checking", 1),
    "indexing": ("Indexing", 2),
    "done": ("Done", 3),
}
"""What is shown for each step of a file, and how far its progress bar is, of 3."""
_OUTCOMES = {"indexed": "Added", "unchanged": "Already there", "skipped": "Left out"}


def upload_progress(states: Sequence[FileState]) -> Markup:
    """A line with a progress bar for each file."""
    done = sum(state.step == "done" for state in states)
    return render(
        "ui/render/templates/upload_progress.html.j2",
        summary=f"{done:,} of {counted(len(states), 'file')} done",
        files=[(state.name, *_STEPS.get(state.step, _STEPS[""])) for state in states],
    )


def upload_results(results: Sequence[UploadResult]) -> Markup:
    """The result for each file, with the reason if it was left out."""
    added = sum(result.outcome == "indexed" for result in results)
    skipped = sum(result.outcome == "skipped" for result in results)
    summary = f"{counted(added, 'document')} added"
    return render(
        "ui/render/templates/upload_results.html.j2",
        summary=f"{summary}, {skipped:,} left out" if skipped else summary,
        results=results,
        outcomes=_OUTCOMES,
    )


def details_heading(document: str) -> Markup:
    """The heading of the form in which a document's metadata are edited."""
    return render("ui/render/templates/details_heading.html.j2", document=document)
