"""Verifies saved answers: does every document still have the cited words at the cited place?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.decoding import DecodingError, check_place, decode, parse_json
from assistant.errors import SavedAnswersError
from index.records import DocumentRef
from index.store.catalogue import Catalogue
from index.store.rows import DocumentInfo

_ANSWER_FIELDS = ("citations", "matches", "status", "verdict")
"""Keys that identify a JSON object as a saved answer; one of them is enough."""
_EXPECTED = "it must hold what `onrecord ask` or `onrecord cite` print with --json or --batch"


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedCitation(DocumentRef):
    """A citation of a saved answer."""

    answer: str
    """The answer's id; its question or quote if it has no id."""
    start: int
    end: int
    text: str
    """The document's text at this place when the answer was saved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationProblem:
    """A citation that does not hold, and why."""

    answer: str
    document: str
    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """The result of verifying a file: the number of valid citations, and the problems."""

    answers: int
    citations: int
    problems: tuple[CitationProblem, ...]

    def as_dict(self) -> dict[str, Any]:
        """The JSON form of `onrecord verify --json`."""
        return {
            "answers": self.answers,
            "citations": self.citations,
            "holding": self.citations - len(self.problems),
            "problems": [asdict(problem) for problem in self.problems],
        }


def read_saved_citations(path: Path) -> list[list[SavedCitation]]:
    """Read the citations of every answer in a file.

    Args:
        path: File with one JSON object, a list of objects, or one object a line.

    Raises:
        SavedAnswersError: The file can't be read, or holds no saved answers.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SavedAnswersError(f"{path} can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SavedAnswersError(f"{path} is not valid UTF-8 (byte {error.start})") from error
    if not text.strip():
        raise SavedAnswersError(f"{path} is empty; {_EXPECTED}")
    return [list(_citations(answer, where)) for where, answer in _answers(text, path)]


def _answers(text: str, path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each answer with its place in the file, for error messages."""
    try:
        whole = parse_json(text)
    except DecodingError:
        lines = [(f"{path}, line {n}", line) for n, line in enumerate(text.split("\n"), 1)]
        answers = [(where, _parsed_line(line, where)) for where, line in lines if line.strip()]
    else:
        answers = [(str(path), one) for one in (whole if isinstance(whole, list) else [whole])]
    for where, answer in answers:
        if not isinstance(answer, dict) or not any(field in answer for field in _ANSWER_FIELDS):
            raise SavedAnswersError(f"{where} is no saved answer; {_EXPECTED}")
        yield where, answer


def _parsed_line(line: str, where: str) -> Any:
    try:
        return parse_json(line)
    except DecodingError as error:
        raise SavedAnswersError(f"{where} {error}; {_EXPECTED}") from error


def _citations(answer: Mapping[str, Any], where: str) -> Iterator[SavedCitation]:
    name = str(answer.get("id") or answer.get("question") or answer.get("quote") or where)
    for field, words in (("citations", "quote"), ("matches", "text"), ("nearest", "quote")):
        places = answer.get(field) or []
        if not isinstance(places, list):
            raise SavedAnswersError(f"{where} is no saved answer; {_EXPECTED}")
        for place in places:
            try:
                yield _saved_citation(place, name, words)
            except DecodingError as error:
                raise SavedAnswersError(f"{where}: a citation of {name!r} {error}") from error


def _saved_citation(facts: object, answer: str, words: str) -> SavedCitation:
    """Make a `SavedCitation` from JSON; `words` is the name of the field with the cited text."""
    if isinstance(facts, dict):
        for field in (words, "sha256"):
            if field not in facts:
                raise DecodingError(f'lacks "{field}"')
        facts = {**facts, "answer": answer, "text": facts[words]}
    citation = decode(SavedCitation, facts)
    check_place(citation.start, citation.end)
    return citation


def verify_citations(
    catalogue: Catalogue, answers: Sequence[Sequence[SavedCitation]]
) -> VerifyReport:
    """Check that each citation's text is still at its offsets in a document with its SHA-256.

    A document with the same SHA-256 counts as the same, even if its name has changed.
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
                CitationProblem(
                    answer=citation.answer,
                    document=citation.document,
                    start=citation.start,
                    end=citation.end,
                    text=citation.text,
                    reason=reason,
                )
            )
    return VerifyReport(len(answers), len(citations), tuple(problems))


def _problem(
    catalogue: Catalogue, citation: SavedCitation, same: Sequence[DocumentInfo]
) -> str | None:
    """Why a citation is no longer valid; None if it is valid."""
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
