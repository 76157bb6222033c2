"""Finds records of one statement that several documents carry, such as copies of an agency's story.

Two records are the same statement if the same person says the same words in two documents of about
the same day. Quoted words must be equal, as `index.text.normalised_words` compares them. Reported
words must be the same words of content in the same order, since each outlet words the small ones in
its own way; so "will raise taxes" never stands for "will not raise taxes". Every record has one key
that is looked up once, so that the time grows with the number of statements alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from index.lexicon.function_words import PRONOUNS
from index.people.directory import People
from index.records import Span, Statement
from index.store.rows import DocumentInfo
from index.store.store import Store
from index.text.name_folding import fold_name
from index.text.normalised_words import word_keys
from index.text.quotations import find_quotations

__all__ = ["can_be_repeated", "find_repeats", "pair_with_repeats"]

StatementInDocument = tuple[DocumentInfo, Statement]

MAX_DAYS_BETWEEN = 7
"""Days within which a record repeats an earlier one. Of 108 repeats of ten words or so in 1,008
articles, 101 came within five days, the next after eighteen. Whoever says the same words weeks
later has said them again."""
LEAST_WORDS = 5
"""Shorter records ("Thank you very much") aren't compared: people say such words every day."""
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_SMALL_WORDS = frozenset(
    "a an the this that these those is are was were be been has have had s of and mr mrs ms".split()
)
"""Words that reports of the same words differ in without saying anything else. No pronoun is among
them: "he will resign" isn't "she will resign"."""


class _Record(NamedTuple):
    """A record of a statement, as far as its copies share it."""

    key: tuple[str, str, str, str, tuple[str, ...]]
    """Speaker, kind, stance, letters and digits of the quoted words, other words of content."""
    position: int
    day: int | None
    quoted: str
    """The quoted words as they stand."""
    reported: str
    """The other words as they stand."""


def find_repeats(
    store: Store, people: People, statements: Sequence[StatementInDocument]
) -> list[int | None]:
    """For each statement the position of the earlier one that it repeats; None for all others.

    Records in one document never repeat each other: whoever says the same words twice in a hearing
    has said them twice.

    Args:
        store: The store with the documents.
        people: Whom the speakers' names mean.
        statements: Statements with their documents, by date and document.
    """
    return [first for _, first in pair_with_repeats(store, people, statements)]


def pair_with_repeats(
    store: Store, people: People, statements: Iterable[StatementInDocument]
) -> Iterator[tuple[StatementInDocument, int | None]]:
    """Yield each statement with what `find_repeats` gives for it, reading no more than needed."""
    position = 0
    firsts: dict[tuple[object, ...], _Record] = {}
    for number, group in groupby(statements, lambda one: one[0].number):
        text = store.catalogue.reading_text(number).text
        times_said: Counter[tuple[object, ...]] = Counter()
        for info, statement in group:
            speaker = _speaker_key(people, info, statement)
            record = _read_record(position, text, speaker, info, statement)
            first = None
            if record is not None:
                times_said[record.key] += 1
                key = (*record.key, times_said[record.key])
                first = firsts.get(key)
                if first is None or not _is_repeat(record, first):
                    first, firsts[key] = None, record
            yield (info, statement), first.position if first else None
            position += 1


def can_be_repeated(first: DocumentInfo, later: DocumentInfo) -> bool:
    """Whether the statements of a document may be repeated in a later one, or one after that."""
    if not first.date or not later.date:
        return not first.date
    return _day(later.date) - _day(first.date) <= MAX_DAYS_BETWEEN


def _speaker_key(people: People, info: DocumentInfo, statement: Statement) -> str | None:
    """The same for all names of a person; None if nobody knows who speaks.

    Also None if nobody else can repeat it, because only one document has statements of theirs.
    """
    if not statement.speaker or statement.speaker.lower() in PRONOUNS:
        return None
    person = people.person_of(info.number, statement.speaker)
    if person is None:
        return fold_name(statement.speaker)
    return None if people.is_in_one_document(person) else person.id


def _read_record(
    position: int, text: str, speaker: str | None, info: DocumentInfo, statement: Statement
) -> _Record | None:
    """What copies of a statement share; None if there can be none, or if it is too short.

    Args:
        position: The statement's place among all.
        text: The reading text of its document.
        speaker: Key of who speaks; None if no other document has words of theirs.
        info: Its document.
        statement: The statement.
    """
    words = text[statement.start : statement.end]
    if speaker is None or len(words.split(maxsplit=LEAST_WORDS - 1)) < LEAST_WORDS:
        return None
    quoted, reported = _split_quotations(words, statement)
    letters = _BETWEEN_WORDS.sub("", quoted.casefold())
    content = _content_words(reported)
    if not letters and not content:
        return None
    key = (speaker, statement.kind, statement.stance, letters, content)
    day = _day(info.date) if info.date else None
    return _Record(key, position, day, quoted, reported)


def _day(iso_date: str) -> int:
    return date.fromisoformat(iso_date).toordinal()


def _split_quotations(words: str, statement: Statement) -> tuple[str, str]:
    """The words of a statement that are quoted, and those that the document reports."""
    if statement.kind == "indirect":
        return "", words
    inner = [one.inner for one in find_quotations(words)]
    if not inner:
        # A turn of a transcript has no quotation marks.
        return words, ""
    quoted = " ".join(words[start:end] for start, end in inner)
    # The words between two quotations of a direct statement are the outlet's: "…," he said, "…".
    return quoted, "" if statement.kind == "direct" else _outside(words, inner)


def _outside(text: str, spans: Sequence[Span]) -> str:
    starts = [0, *(span.end for span in spans)]
    ends = [*(span.start for span in spans), len(text)]
    return " ".join(text[start:end] for start, end in zip(starts, ends, strict=True))


def _content_words(text: str) -> tuple[str, ...]:
    words = _BETWEEN_WORDS.sub(" ", text.casefold()).split()
    return tuple(word for word in words if word not in _SMALL_WORDS)


def _is_repeat(record: _Record, first: _Record) -> bool:
    """Whether two records with the same key are of one statement."""
    if first.day is None or record.day is None:
        # Without a date, nothing tells that both were printed at the same time but the lack of it.
        is_near = first.day is record.day
    else:
        is_near = record.day - first.day <= MAX_DAYS_BETWEEN
    return is_near and _exact_keys(record) == _exact_keys(first)


def _exact_keys(record: _Record) -> tuple[list[str], list[str]]:
    """Words with all that can change their meaning: signs, decimals, question marks."""
    reported = [key for key in word_keys(record.reported) if key not in _SMALL_WORDS]
    return word_keys(record.quoted), reported
