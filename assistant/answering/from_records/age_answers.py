"""Answers "How old is X?" from the ages that documents write beside a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answering.from_records.asked_people import find_asked_person
from assistant.answering.from_records.question_forms import RecordQuestion
from assistant.answering.from_records.record_answer import RecordAnswer, RecordPlace
from assistant.answering.from_records.role_answers import documents_naming, find_named_in_text
from assistant.answering.from_records.role_mentions import (
    head_of_role,
    name_without_offices,
    sentence_around,
)
from index.lexicon.function_words import AUXILIARIES, BOUNDARIES, PREPOSITIONS, PRONOUNS
from index.retrieval.retriever import Retriever

__all__ = ["answer_age", "find_ages"]

_CONFIDENCE = 0.9
_OLD = r"(?P<age>\d{1,3})[- ]years?[- ]old"
_BEFORE = re.compile(
    rf"(?<![\w-])(?<!\bthen )(?<!\bthen-){_OLD},?(?P<between>(?: [\w'’.-]+){{0,5}})(?P<comma>,?) \Z"
)
"""`17-year-old Ada Brandt`, `the 82-year-old party secretary, Ada Brandt`."""
_BEHIND = re.compile(
    rf"(?:,? (?:who )?(?:is|turned|turns)(?: now)? (?P<be>\d{{1,3}})"
    r"(?= years? (?:old|of age)|[,.;:)\n](?!\d)|\Z)"
    r"|,? \(?aged? (?P<aged>\d{1,3})\b"
    rf"|,? (?:\(|an? |now )?{_OLD}"
    r"|, (?P<bare>\d{2}), (?=[a-z]))"
)
"""`Ada Brandt, 47, said`, `Ada Brandt is 47`, `Ada Brandt, aged 47`, `…, a 47-year-old nurse`."""
_LONGEST_BEFORE = 90
_QUALIFIERS = frozenset("former retired ex onetime veteran local fellow".split())
_NOT_BETWEEN = BOUNDARIES | PREPOSITIONS | PRONOUNS | AUXILIARIES | frozenset(("and", "or", "the"))


def answer_age(
    question: RecordQuestion, retriever: Retriever, numbers: Sequence[int] | None
) -> RecordAnswer | None:
    """The age that the latest document with one gives; None if it gives two.

    Args:
        question: Of the form `age`.
        retriever: Knows the store.
        numbers: Numbers of the documents to read; None for all.
    """
    asked = find_asked_person(retriever, question.person) or find_named_in_text(
        retriever, question.person
    )
    if asked is None:
        return None
    for info in reversed(documents_naming(retriever, asked, numbers)):
        text = retriever.store.catalogue.reading_text(info.number).text
        ages = dict(find_ages(text, asked.names))
        if len(set(ages.values())) > 1:
            return None
        for at, age in ages.items():
            place = RecordPlace(info, sentence_around(text, at))
            return RecordAnswer(f"{age} years old", (place,), _CONFIDENCE)
    return None


def find_ages(text: str, names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places where an age stands beside one of somebody's names, and the age.

    Args:
        text: A reading text.
        names: Their names as written; only names of several words are looked for.
    """
    for name in dict.fromkeys(map(name_without_offices, names)):
        if " " not in name:
            continue
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            before = _BEFORE.search(text, max(0, match.start() - _LONGEST_BEFORE), match.start())
            if before and _describes(before["between"], bool(before["comma"])):
                yield match.start(), int(before["age"])
            behind = _BEHIND.match(text, match.end())
            age = next(filter(None, behind.groups()), None) if behind else None
            if age:
                yield match.start(), int(age)


def _describes(words: str, has_comma: bool) -> bool:
    """Whether the words between an age and a name tell what the person is, if anything.

    Any noun may stand before a comma: "the 82-year-old party secretary, Ada Brandt". Without one,
    it could be a verb: "an 81-year-old met Ada Brandt".
    """
    between = words.split()
    if not between:
        return True
    if has_comma:
        return head_of_role(words) is not None and not _NOT_BETWEEN & {*words.lower().split()}
    return all(word.lower() in _QUALIFIERS or head_of_role(word) for word in between)
