"""Records for the page: exchanges, places in documents, and the states of uploads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from assistant.citations.time_codes import ShownTime
from assistant.records import Turn
from index.records import Span, StatementKind
from index.store.rows import DocumentInfo

__all__ = ["Exchange", "FileState", "SourcePlace", "UploadOutcome", "UploadResult"]

UploadOutcome = Literal["indexed", "unchanged", "skipped"]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question of a conversation, with what the page shows for it."""

    question: str
    turn: Turn | None
    """None if there was an error instead of an answer."""
    body: Markup
    """HTML of the answer or the error."""
    announcement: str
    """What screen readers read out. Plain text."""
    helpful: bool | None = None
    """How the user rated the answer; None if they didn't."""
    comment: str = ""
    """What the user wrote about the answer."""


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """A stretch of a stored document, as the source view shows it."""

    info: DocumentInfo
    text: str
    """The whole document's."""
    start: int
    end: int
    intact: bool | None = None
    """Whether the characters are those that were cited; None if the link has no digest."""
    speaker: str | None = None
    role: str | None = None
    cue: str | None = None
    kind: StatementKind | None = None
    strong: tuple[int, int] | None = None
    """Where the short answer is, in characters of `text`."""
    asides: tuple[Span, ...] = ()
    """The parts of `text` that are no content, which are shown dimmed."""
    times: tuple[ShownTime, ...] = ()
    """Time codes of a recording, which are shown before the words."""


@dataclass(frozen=True, slots=True)
class FileState:
    """How far the upload of a file is."""

    name: str
    step: str = ""
    """`checking`, `indexing`, `done`, or empty while it waits."""


@dataclass(frozen=True, slots=True)
class UploadResult:
    """The result of uploading a file."""

    name: str
    """The file's name; any text, so it has to be escaped for HTML."""
    outcome: UploadOutcome
    reason: str | None = None
    """Why the file was skipped, or which document it is the same as."""
    document: str | None = None
    """Label of the document in the store; None if the file was skipped."""
