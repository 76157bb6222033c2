"""What is kept of the drafts of visitors while they have the page open: the file and the report.

Nothing of it enters the store. It goes when the visitor's session ends; a file, as every upload,
after an hour at the latest.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.draft_records import DraftReport
from assistant.ui.uploads.upload_folder import is_uploaded

__all__ = ["VisitorDraft", "VisitorDrafts"]

MAX_VISITORS = 100
"""Visitors whose draft is kept; that of who has used it longest ago goes first."""


@dataclass(frozen=True, slots=True)
class VisitorDraft:
    """A visitor's draft."""

    file: Path | None = None
    """The uploaded file that is chosen; None if there is none."""
    report: DraftReport | None = None
    """On what was checked last; None before that."""
    checked_file: Path | None = None
    """The file that `report` is on; None if the draft was pasted."""

    @property
    def files(self) -> set[Path]:
        """The uploaded files that are needed."""
        return {path for path in (self.file, self.checked_file) if path is not None}


class VisitorDrafts:
    """The drafts by session; uploaded files stay on disk. Safe to use from several threads."""

    def __init__(self, max_visitors: int = MAX_VISITORS) -> None:
        self._max_visitors = max_visitors
        self._drafts: OrderedDict[str, VisitorDraft] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, session: str) -> VisitorDraft:
        """What is kept of a session; empty if nothing is."""
        with self._lock:
            return self._drafts.get(session, VisitorDraft())

    def choose_file(self, session: str, file: Path | None) -> None:
        """Note which uploaded file a session has chosen; the one before is deleted."""
        with self._lock:
            draft = self._drafts.get(session, VisitorDraft())
            self._put(session, replace(draft, file=file))

    def keep_report(self, session: str, report: DraftReport, file: Path | None) -> None:
        """Keep the report on a session's draft, and the file that it is on; see `VisitorDraft`."""
        with self._lock:
            draft = self._drafts.get(session, VisitorDraft())
            self._put(session, replace(draft, report=report, checked_file=file))

    def forget(self, session: str) -> None:
        """Drop what is kept of a session, and delete its files."""
        with self._lock:
            self._drop(session)

    def _put(self, session: str, draft: VisitorDraft) -> None:
        before = self._drafts.get(session, VisitorDraft())
        self._drafts[session] = draft
        self._drafts.move_to_end(session)
        self._delete(before.files - draft.files)
        while len(self._drafts) > self._max_visitors:
            self._drop(next(iter(self._drafts)))

    def _drop(self, session: str) -> None:
        self._delete(self._drafts.pop(session, VisitorDraft()).files)

    def _delete(self, files: set[Path]) -> None:
        """Delete uploaded files, but for those that another visitor uploaded too."""
        needed = {file for draft in self._drafts.values() for file in draft.files}
        for file in files - needed:
            if is_uploaded(file):
                with suppress(OSError):
                    file.unlink()
