"""Q&A test sets: JSON lines, CSV or SQuAD's JSON -> questions with what is expected.

A line of JSONL has `id`, `question` and `answers`, and where known `type`, `speaker`, `document`
(a file's name) and `evidence` (exact substrings of that file). Questions without answers are
unanswerable. A line with `quote` and `verdict` is a quote to check. `without` names documents that
are left out when it is asked. A CSV needs the columns `question` and `answer` (several answers
are separated by `|`, none means unanswerable) and may have the others.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, get_args

from assistant.errors import BatchError
from assistant.records import Verdict

UNANSWERABLE = "unanswerable"
QUOTE = "quote"
MAX_PROBLEMS = 10
"""Problems of a file that are told; the rest are counted."""

_LISTS = ("answers", "evidence", "without")
_TEXTS = ("type", "speaker", "document", "quote", "verdict")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldQuestion:
    """A question with what is expected."""

    id: str
    type: str
    """`unanswerable`, `quote`, or any kind of answerable question: `fact`, `who` …"""
    question: str
    answers: tuple[str, ...] = ()
    """Any of them is right; none where it is unanswerable or a quote."""
    speaker: str | None = None
    """Who says what the evidence reports; for a quote, who is said to have said it."""
    document: str | None = None
    """Name of the document that tells it."""
    evidence: tuple[str, ...] = ()
    """Exact substrings of that document."""
    without: tuple[str, ...] = ()
    """Documents that are left out of the search."""
    quote: str | None = None
    verdict: Verdict | None = None
    """What a check of the quote has to give."""

    @property
    def answerable(self) -> bool:
        """Whether an answer is expected."""
        return self.type not in (UNANSWERABLE, QUOTE)

    def as_dict(self) -> dict[str, Any]:
        """The facts of its line in a JSONL file; empty ones of rare kinds are left out."""
        facts = asdict(self)
        rare = {name: facts.pop(name) for name in ("without", "quote", "verdict")}
        lists = {name: list(facts[name]) for name in ("answers", "evidence")}
        return {**facts, **lists, **{name: value for name, value in rare.items() if value}}


@dataclass(frozen=True, slots=True)
class TestSet:
    """The questions of a file."""

    __test__ = False  # pytest takes it for a class of tests

    name: str
    """The file's name."""
    questions: tuple[GoldQuestion, ...]

    @property
    def fingerprint(self) -> str:
        """The same wherever the questions and what is expected are the same."""
        facts = json.dumps([one.as_dict() for one in self.questions], sort_keys=True)
        return hashlib.sha256(facts.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def read_test_set(path: Path) -> TestSet:
    """Read a test set: `.csv`, `.json` (SQuAD's form) or, under any other name, JSON lines.

    Raises:
        BatchError: The file can't be used; the message lists what is wrong with it.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BatchError(f"{path} can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BatchError(f"{path} is not valid UTF-8 (byte {error.start})") from error
    reader = {".csv": _csv_rows, ".json": _squad_rows}.get(path.suffix.lower(), _json_rows)
    questions: dict[str, GoldQuestion] = {}
    problems = []
    try:
        for place, row in reader(text):
            try:
                one = _question(row)
                if one.id in questions:
                    raise ValueError(f"the id {one.id!r} was used before")
                questions[one.id] = one
            except ValueError as error:
                problems.append(f"{place}: {error}")
            except RecursionError:
                problems.append(f"{place}: it is nested too deeply")
    except ValueError as error:
        problems.append(str(error))
    if problems:
        more = len(problems) - MAX_PROBLEMS
        rest = f"\n  and {more:,} more" if more > 0 else ""
        listed = "".join(f"\n  {problem}" for problem in problems[:MAX_PROBLEMS])
        raise BatchError(f"{path} can't be used as a test set; nothing was asked:{listed}{rest}")
    if not questions:
        raise BatchError(
            f"{path} has no questions; a line looks like"
            ' {"id": "1", "question": "Who …?", "answers": ["…"]},'
            " and `onrecord eval --suggest 20` drafts some"
        )
    return TestSet(path.name, tuple(questions.values()))


Row = tuple[str, Any]
"""Where a question stands in its file, and its facts; an error where it can't be read."""


def _json_rows(text: str) -> Iterator[Row]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield f"line {number}", _json(line)
        except (ValueError, RecursionError) as error:
            yield f"line {number}", error  # the other lines are looked at too


def _json(text: str) -> Any:
    """Raises ValueError where it is not JSON, of which NaN and Infinity are no part."""
    try:
        return json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise ValueError(f"it is not JSON: {error.msg} (character {error.pos})") from error


def _no_number(name: str) -> Any:
    raise ValueError(f"it is not JSON: {name} is no number")


def _csv_rows(text: str) -> Iterator[Row]:
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        names = [name.strip().lower() for name in reader.fieldnames or ()]
        twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
        if twice:
            raise ValueError(f"line 1 names the column {twice[0]!r} twice")
        missing = [name for name in ("question", "answer") if name not in names]
        if missing:
            raise ValueError(
                f"line 1 names no column {' and no column '.join(map(repr, missing))};"
                f" it has {', '.join(map(repr, names)) or 'nothing'}"
            )
        for number, values in enumerate(reader, 1):
            if None in values or None in values.values():
                error = ValueError("it has not as many fields as line 1")
                yield f"line {reader.line_num}", error
                continue
            row: dict[str, Any] = dict(zip(names, values.values(), strict=True))
            if not any(row.values()):
                continue
            lists = {"answers": row.pop("answer"), **{n: row.pop(n, "") for n in _LISTS[1:]}}
            facts = {name: value for name, value in row.items() if value}
            for name, value in lists.items():
                facts[name] = [part.strip() for part in value.split("|") if part.strip()]
            yield f"line {reader.line_num}", {"id": str(number), **facts}
    except csv.Error as error:
        raise ValueError(f"it is not CSV: {error}") from error


def _squad_rows(text: str) -> Iterator[Row]:
    """SQuAD 1.1 and 2.0: the evidence is the paragraph's sentence that has the answer."""
    from index.sentences import split_sentences

    try:
        articles = _json(text)["data"]
        for article in articles:
            for number, paragraph in enumerate(article["paragraphs"], 1):
                context = paragraph["context"]
                sentences = split_sentences(context)
                for asked in paragraph["qas"]:
                    place = f"{article['title']}, paragraph {number}, {asked.get('id')!r}"
                    answers = [] if asked.get("is_impossible") else asked["answers"]
                    evidence = [
                        context[sentence.start : sentence.end]
                        for sentence in sentences
                        if any(
                            sentence.start < answer["answer_start"] + len(answer["text"])
                            and answer["answer_start"] < sentence.end
                            for answer in answers[:1]
                        )
                    ]
                    yield (
                        place,
                        {
                            "id": asked["id"],
                            "question": asked["question"],
                            "answers": list(dict.fromkeys(answer["text"] for answer in answers)),
                            "document": article["title"],
                            "evidence": evidence,
                        },
                    )
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(
            f"it is not in SQuAD's form (data, paragraphs, qas): {type(error).__name__} {error};"
            " JSON lines have the ending .jsonl"
        ) from error


def _question(row: Any) -> GoldQuestion:
    """The question of a row.

    Raises:
        ValueError: A field is missing or of another kind, or the row could not be read.
    """
    if isinstance(row, Exception):
        raise row
    if not isinstance(row, Mapping):
        raise ValueError("it is not an object")
    if row.get("id") in (None, ""):
        raise ValueError('it needs an "id"')
    if isinstance(row["id"], bool) or not isinstance(row["id"], str | int):
        raise ValueError(f'its "id" is neither text nor a whole number: {_shown(row["id"])}')
    facts: dict[str, Any] = {name: _text(row, name) for name in _TEXTS}
    quote = facts["quote"]
    if "question" not in row and quote is None:
        raise ValueError('it needs a "question"')
    question = _text(row, "question") or quote
    if not question or not any(character.isalnum() for character in question):
        raise ValueError('its "question" is empty')
    if quote is None and "answers" not in row:
        raise ValueError('it needs "answers"; an empty list where there is none')
    facts |= {name: tuple(_list(row, name)) for name in _LISTS}
    kind = facts.pop("type") or (QUOTE if quote else "fact" if facts["answers"] else UNANSWERABLE)
    if kind == QUOTE and facts["verdict"] not in get_args(Verdict):
        raise ValueError(f'a quote needs a "verdict", one of {", ".join(get_args(Verdict))}')
    if kind == QUOTE and not quote:
        raise ValueError('a question of type "quote" needs a "quote"')
    if kind == UNANSWERABLE and facts["answers"]:
        raise ValueError('it is "unanswerable", but has answers')
    if kind not in (UNANSWERABLE, QUOTE) and not facts["answers"]:
        raise ValueError(f'it has no answers, but the type {kind!r}; name it "{UNANSWERABLE}"')
    if facts["evidence"] and not facts["document"]:
        raise ValueError('it has "evidence", but no "document" that it stands in')
    return GoldQuestion(id=str(row["id"]), type=kind, question=question, **facts)


def _text(row: Mapping[str, Any], name: str) -> str | None:
    value = row.get(name)
    if value is not None and not isinstance(value, str):
        raise ValueError(f'its "{name}" is not text: {_shown(value)}')
    return value or None


def _list(row: Mapping[str, Any], name: str) -> Iterable[str]:
    value = row.get(name)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise ValueError(f'its "{name}" is not a list of texts: {_shown(value)}')
    return value


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:60] + "…"
