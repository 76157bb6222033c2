"""Saved answers, checked again: does what they cite still stand where it stood?"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.errors import SavedError
from index.store.catalogue import Catalogue
from index.store.rows import DocumentInfo

_KINDS = ("citations", "matches", "status", "verdict")
_NOT_SAVED = "it must hold what `onrecord ask` or `onrecord cite` print with --json or --batch"


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedCitation:
    """A place that a saved answer cites."""

    answer: str
    """The answer's id, or its question or quote where it has none."""
    document: str
    document_id: str
    start: int
    end: int
    text: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A citation that does not hold, and why."""

    answer: str
    document: str
    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Recheck:
    """What became of all citations of a file."""

    answers: int
    citations: int
    problems: tuple[Problem, ...]

    def as_dict(self) -> dict[str, Any]:
        """The JSON form of `onrecord verify --json`."""
        return {
            "answers": self.answers,
            "citations": self.citations,
            "holding": self.citations - len(self.problems),
            "problems": [asdict(problem) for problem in self.problems],
        }


def read_saved(path: Path) -> list[list[SavedCitation]]:
    """The citations of each answer in a file.

    Args:
        path: One JSON object, a list of them, or one a line.

    Raises:
        SavedError: The file can't be read, or holds no saved answers.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SavedError(f"{path} can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SavedError(f"{path} is not valid UTF-8 (byte {error.start})") from error
    if not text.strip():
        raise SavedError(f"{path} is empty; {_NOT_SAVED}")
    return [list(_citations(answer, where)) for where, answer in _answers(text, path)]


def _answers(text: str, path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        found = [(f"{path}, line {n}", line) for n, line in enumerate(text.split("\n"), 1)]
        rows = [(where, _parsed(line, where)) for where, line in found if line.strip()]
    else:
        several = whole if isinstance(whole, list) else [whole]
        rows = [(str(path), answer) for answer in several]
    for where, answer in rows:
        if not isinstance(answer, dict) or not any(kind in answer for kind in _KINDS):
            raise SavedError(f"{where} is no saved answer; {_NOT_SAVED}")
        yield where, answer


def _parsed(line: str, where: str) -> Any:
    try:
        return json.loads(line)
    except ValueError as error:
        raise SavedError(f"{where} is not JSON; {_NOT_SAVED}") from error
    except RecursionError as error:
        raise SavedError(f"{where} is nested too deeply") from error


def _citations(answer: Mapping[str, Any], where: str) -> Iterator[SavedCitation]:
    name = str(answer.get("id") or answer.get("question") or answer.get("quote") or where)
    for kind, words in (("citations", "quote"), ("matches", "text"), ("nearest", "quote")):
        several = answer.get(kind) or []
        if not isinstance(several, list):
            raise SavedError(f"{where} is no saved answer; {_NOT_SAVED}")
        for facts in several:
            try:
                start, end = facts["start"], facts["end"]
                if not (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end):
                    raise TypeError
                yield SavedCitation(
                    answer=name,
                    document=str(facts["document"]),
                    document_id=str(facts.get("document_id", "")),
                    start=start,
                    end=end,
                    text=str(facts[words]),
                    sha256=str(facts["sha256"]),
                )
            except (KeyError, TypeError, AttributeError) as error:
                raise SavedError(
                    f"{where}: a citation of {name!r} lacks its document, place, words or sha256"
                ) from error


def recheck(catalogue: Catalogue, answers: Sequence[Sequence[SavedCitation]]) -> Recheck:
    """Look up every citation: the same characters, in a document with the same sha256.

    A document counts as the same when its file has the same bytes, whatever it is called now.
    """
    by_sha256: defaultdict[str, list[DocumentInfo]] = defaultdict(list)
    for info in catalogue.documents():
        by_sha256[info.sha256].append(info)
    citations = [citation for answer in answers for citation in answer]
    problems = []
    for citation in citations:
        reason = _problem(catalogue, citation, by_sha256.get(citation.sha256, []))
        if reason:
            problems.append(
                Problem(
                    answer=citation.answer,
                    document=citation.document,
                    start=citation.start,
                    end=citation.end,
                    text=citation.text,
                    reason=reason,
                )
            )
    return Recheck(len(answers), len(citations), tuple(problems))


def _problem(
    catalogue: Catalogue, citation: SavedCitation, same: Sequence[DocumentInfo]
) -> str | None:
    """Why a citation does not hold; None if it does."""
    start, end, words = citation.start, citation.end, citation.text
    if same:
        if any(catalogue.quote(info.number, start, end) == words for info in same):
            return None
        return "the characters there differ" + _elsewhere(catalogue, same[0], words)
    named = catalogue.find_documents(citation.document_id) or catalogue.find_documents(
        citation.document
    )
    if not named:
        return "the document is not in the store"
    return f"the document has changed (sha256 {named[0].sha256[:12]}…)" + _elsewhere(
        catalogue, named[0], words
    )


def _elsewhere(catalogue: Catalogue, info: DocumentInfo, words: str) -> str:
    at = catalogue.text(info).find(words) if words else -1
    if at < 0:
        return "; the words are no longer in it"
    return f"; the words are now at {at}-{at + len(words)}"
