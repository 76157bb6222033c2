"""What becomes of files that are uploaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.markup import escape
from assistant.ui.render.text import count

if TYPE_CHECKING:
    from assistant.ui.uploads import UploadResult

__all__ = ["FileState", "describing", "upload_progress", "upload_results"]

_STEPS = {"": ("Waiting", 0), "checking": ("Checking", 1), "indexing": ("Indexing", 2)}
_OUTCOMES = {"indexed": "Added", "unchanged": "Already there", "skipped": "Left out"}


@dataclass(frozen=True, slots=True)
class FileState:
    """How far a file is."""

    name: str
    step: str = ""
    """`checking`, `indexing`, `done`, or empty before anything was done."""


def upload_progress(states: Sequence[FileState]) -> str:
    """A line with a bar for each file."""
    items = "".join(map(_progress, states))
    done = sum(one.step == "done" for one in states)
    told = f"{done:,} of {count(len(states), 'file')} done"
    return f'<p class="or-note" role="status">{told}</p><ul class="or-files">{items}</ul>'


def upload_results(results: Sequence[UploadResult]) -> str:
    """What became of each file, and why where it was left out."""
    items = "".join(map(_result, results))
    added = sum(one.outcome == "indexed" for one in results)
    told = f"{count(added, 'document')} added"
    skipped = sum(one.outcome == "skipped" for one in results)
    if skipped:
        told += f", {skipped:,} left out"
    return f'<p class="or-note" role="status">{told}.</p><ul class="or-files">{items}</ul>'


def describing(label: str) -> str:
    """The head of the form in which a document is described."""
    return f'<h2 class="or-verdict">Details of <bdi>{escape(label)}</bdi></h2>'


def _progress(one: FileState) -> str:
    name = escape(one.name)
    if one.step == "done":
        bar, word = '<progress max="3" value="3"', "Done"
    else:
        word, value = _STEPS.get(one.step, ("Waiting", 0))
        bar = f'<progress max="3" value="{value}"'
    return (
        f'<li><span class="or-state">{word}</span><span><bdi>{name}</bdi>'
        f'{bar} aria-label="Progress of {name}"></progress></span></li>'
    )


def _result(one: UploadResult) -> str:
    kind = "or-skipped" if one.outcome == "skipped" else "or-done"
    reason = f'<span class="or-note">{escape(one.reason)}</span>' if one.reason else ""
    return (
        f'<li class="{kind}"><span class="or-state">{_OUTCOMES[one.outcome]}</span>'
        f"<span><bdi>{escape(one.name)}</bdi> {reason}</span></li>"
    )
