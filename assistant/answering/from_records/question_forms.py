"""Recognises the forms of questions that records can answer.

A question is put into plain words first: without courtesies, contractions and final marks. It then
has to fit one of the forms from its first to its last word; what fits none is no question for the
records.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.answering.from_records.form_patterns import FIRST_WORDS, FORM_PATTERNS, Form
from index.lexicon.function_words import POSSESSIVES, PRONOUNS
from index.lexicon.reporting_verbs import VERBS
from index.lexicon.verb_groups import CLAUSE_GROUPS, VERB_GROUPS
from index.text.stemming import stems

__all__ = ["RecordQuestion", "read_record_question", "verb_group"]

_LONGEST = 250
"""Characters of the longest question that is read; a longer one tells a story of its own."""


@dataclass(frozen=True, slots=True)
class RecordQuestion:
    """What a question asks the records for, in its own words."""

    form: Form
    person: str = ""
    """The words for whom it asks about; empty if it asks for people."""
    other: str = ""
    """The words for the second of two people."""
    verb: str = ""
    """The reporting verb: "promise"."""
    topic: str = ""
    """What was said, or what it was said about; empty for anything."""
    order: Literal["", "first", "last"] = ""
    period: str = ""
    """The words for a month or a year: "March 2021"."""
    is_claim: bool = False
    """Whether `topic` is what is said to have been said, and not only what it was about."""
    asks_for_all: bool = False
    """Whether it says that it wants everybody or everything."""
    unit: str = ""
    """What is counted: "press releases"."""


_CONTRACTIONS = (
    (
        re.compile(r"\b(who|what|when|where|how)['’]?s\b(?! (?:said|been|got|had)\b)", re.I),
        r"\1 is",
    ),
    (re.compile(r"\b(who|what)['’]s (?=(?:said|been|got|had)\b)", re.I), r"\1 has "),
    (re.compile(r"\b(who|what|when|where)['’](?:re)\b", re.I), r"\1 are"),
    (re.compile(r"\b(who|what|when|where)['’]?d\b", re.I), r"\1 did"),
    (re.compile(r"\b(who|what)['’]ve\b", re.I), r"\1 have"),
)
_BEFORE = re.compile(
    r"^\W*(?:(?:and|but|so|ok|okay|well|now|please|pls|hi|hey|hello)\b[,.!]*\s+"
    r"|(?:can|could|would|will) you (?:please )?(?:tell|show|give) me\b\s*"
    r"|(?:do|does) (?:you|anyone|anybody) know\s+|i (?:want|need|would like|'d like) to know\s+"
    r"|(?:please )?(?:tell|remind) me\s+|any idea\s+|just\s+){1,4}",
    re.I,
)
_BEHIND = re.compile(
    r"(?:[\s,]*\b(?:please|pls|thanks|thank you|exactly|again|by the way|so far|to date"
    r"|in (?:these|the) (?:documents|statements|sources|files|records)|here|anyway))*[\s?!.]*$",
    re.I,
)
_CARRIED = re.compile(r"(?P<question>who [^?()]{2,60})\? \((?P<topic>[^()]+)\)", re.IGNORECASE)
"""A question with the topic of the one before it: "Who apologised? (the recall)"."""
_NO_PERSON = (
    PRONOUNS
    | POSSESSIVES
    | frozenset(
        "it this that these those there one anyone anybody someone somebody everyone everybody"
        " nobody people here who what which the a an".split()
    )
)
_VAGUE_TOPIC = re.compile(
    r"(?:all )?(?:of )?(?:it|this|that|them|these|everything|anything|the (?:whole |entire )?"
    r"(?:thing|matter|issue|subject|topic|affair|story))",
    re.IGNORECASE,
)
_BEHIND_TOPIC = re.compile(r"(?:,? (?:too|as well|and not|not just|not only)\b.*)\Z", re.IGNORECASE)


def read_record_question(question: str) -> RecordQuestion | None:
    """What a question asks the records for; None if it fits no form.

    Args:
        question: As the user asked it.
    """
    plain = _plain_words(question)
    if not plain or len(plain) > _LONGEST:
        return None
    if carried := _CARRIED.fullmatch(plain):
        asked = read_record_question(f"{carried['question']} for {carried['topic']}")
        return asked if asked and asked.form == "who did" else None
    for form, pattern in FORM_PATTERNS:
        match = pattern.fullmatch(f" {plain}")
        found = _read(form, match.groupdict()) if match else None
        if found is not None:
            return found
    return None


def verb_group(verb: str) -> str | None:
    """The group of a verb in any form, its own stem for any other reporting verb, else None."""
    stem = _stem(verb)
    known = VERBS.get(verb.lower())
    return _GROUP_OF_STEM.get(stem) or (_stem(known.base) if known else None)


def _stem(verb: str) -> str:
    return (stems(verb) or [verb.lower()])[0]


_GROUP_OF_STEM = {_stem(word): group for word, group in VERB_GROUPS.items()} | {
    "said": "say",
    "told": "say",
    "spoke": "comment",
    "spoken": "comment",
    "wrote": "say",
    "written": "say",
}


def _plain_words(question: str) -> str:
    words = " ".join(question.split())
    if len(words) > 2 * _LONGEST:
        return ""
    words = _BEHIND.sub("", _BEFORE.sub("", words))
    for pattern, replacement in _CONTRACTIONS:
        words = pattern.sub(replacement, words)
    return words


def _read(form: Form, groups: dict[str, str | None]) -> RecordQuestion | None:
    """The question of a form that matched; None if its words can't be what the form needs."""
    told = {name: (value or "").strip() for name, value in groups.items()}
    person, topic, verb = told.get("person", ""), told.get("topic", ""), told.get("verb", "")
    if any(_is_nobody(words) for words in (person, told.get("other", "")) if words):
        return None
    if verb and form not in ("leader", "who did") and verb_group(verb) is None:
        return None
    link = told.get("link", "")
    if verb_group(verb) == "comment" and topic and link not in ("about", "on"):
        return None  # "spoke for the farmers"
    topic = _BEHIND_TOPIC.sub("", topic)
    if "?" in topic:
        return None  # several questions, of which the records would answer one
    if _VAGUE_TOPIC.fullmatch(topic):
        topic = ""
    return RecordQuestion(
        form,
        person,
        told.get("other", ""),
        verb,
        topic,
        _order(told.get("order", "")),
        told.get("period", ""),
        is_claim=bool(topic) and _is_claim(form, verb, link),
        asks_for_all=bool(told.get("all")),
        unit=told.get("unit", ""),
    )


def _is_claim(form: Form, verb: str, link: str) -> bool:
    """Whether what follows the verb is a clause: "that …", or anything behind "said"."""
    if form not in ("when", "ever"):
        return False
    return link == "that" or (not link and verb_group(verb) in CLAUSE_GROUPS)


def _is_nobody(words: str) -> bool:
    first, *others = words.lower().split()
    is_article = first in ("the", "a", "an")
    return first in _NO_PERSON and not (others and (is_article or first in POSSESSIVES))


def _order(words: str) -> Literal["", "first", "last"]:
    if not words:
        return ""
    return (
        "first"
        if re.fullmatch(rf"at first|{FIRST_WORDS}", words.strip(), re.IGNORECASE)
        else "last"
    )
