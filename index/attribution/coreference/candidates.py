"""Whom a mention can mean: the entities before it, but for those that are ruled out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from index.attribution.coreference.entities import DocumentEntities
from index.attribution.coreference.entity_records import Entity, EntityMention
from index.attribution.coreference.mention_context import Context, MentionContext, is_person_noun
from index.attribution.coreference.traits import is_likely_person, role_words, traits_of
from index.lexicon.function_words import PREPOSITIONS
from index.lexicon.name_words import DEMONYMS
from index.lexicon.titles import PERSON_NOUNS
from index.records import Span

_MAX_DISTANCE = 4000
"""Maximum characters between a mention and whom it means."""
MAX_MENTIONS = 60
"""Mentions that are looked back at."""
_NEAR = 8
"""Sentences within which a description means whoever has been called so."""
_ANY_BODY = frozenset(
    "company group organization organisation agency firm network outlet newspaper paper".split()
)
"""Nouns for any body; others must be part of its name: "the campaign", "the institute"."""
_SECONDS = frozenset("vice deputy".split())
"""Words that make another office of an office."""
_MUST_BE_TOLD = DEMONYMS | _SECONDS
"""Words of a description that must be told of a person: "the deputy minister"."""
_BEGIN_A_GAP = PREPOSITIONS | {"of"}
"""The only words with which what stands between a name and the clause on it may begin."""
_PARTIES = {
    "democrat": "democratic", "democratic": "democratic", "gop": "republican",
    "republican": "republican", "libertarian": "libertarian", "green": "green",
}  # fmt: skip
"""Words for parties: nobody is the nominee of another's."""
_ASKED = re.compile(r"(?:When )?(?:asked|pressed|questioned)\b", re.IGNORECASE)
_TOLD = re.compile(r" (?:[a-z]+ )?[a-z]+ (?:(?:the|a|former) )?")
"""What stands between "he" and whom he speaks to: "told", "also told"."""
_NO_GAPS = ("none", ",", "—", "--", "in parentheses")
"""What stands between a name and the relative clause on it."""


class Candidate(NamedTuple):
    """An entity that a mention may mean."""

    entity: Entity
    features: Sequence[str]


class Choice(NamedTuple):
    """A mention, and all whom it may mean."""

    span: Span
    context: Context
    candidates: Sequence[Candidate]
    open_features: Sequence[str]
    """What tells that it means nobody whom the document names."""


@dataclass(slots=True)
class Seen:
    """An entity that the text before a mention names, nearest first."""

    latest: EntityMention
    latest_name: EntityMention | None = None
    count: int = 0
    later_subjects: int = 0
    """Other candidates that were the subject of a sentence since then."""
    later_names: int = 0


def can_mean(document: DocumentEntities, question: MentionContext, entity: Entity) -> bool:
    """Whether a mention can mean an entity, by its kind, sex and role."""
    context = question.context
    if context in ("which", "it") or question.is_body:
        is_any = context != "owned" and question.head in _ANY_BODY
        if question.is_body and not is_any and question.head not in entity.name.lower():
            return False
        return entity.kind in ("body", "unknown")
    if entity.kind in ("body", "place"):
        return False
    if question.sex and entity.sex not in (None, question.sex):
        return False
    if context in ("description", "owned") and not _has_role(document, question, entity):
        return False
    return is_likely_person(entity, document)


def _has_role(document: DocumentEntities, question: MentionContext, entity: Entity) -> bool:
    """Whether a document lets a person be described so: offices must be theirs."""
    if question.context == "owned" or not is_person_noun(question.head):
        return False
    roles = role_words(entity, document)
    parties = {_PARTIES[word] for word in roles & _PARTIES.keys()}
    told = {_PARTIES[word] for word in question.words & _PARTIES.keys()}
    if parties and told and parties.isdisjoint(told):
        return False
    is_office = question.head not in PERSON_NOUNS
    if is_office and not (roles & _SECONDS) <= question.words:
        return False
    if not question.words & _MUST_BE_TOLD <= roles:
        return False
    is_aged = any(word.endswith("-year-old") for word in question.words)
    return not is_office or is_aged or question.head in roles


def look_back(
    document: DocumentEntities, timeline: Sequence[EntityMention], question: MentionContext
) -> list[Seen]:
    """The candidates among the mentions before a mention, nearest first."""
    seen: dict[int, Seen] = {}
    subjects: set[int] = set()
    names: set[int] = set()
    for mention in reversed(timeline):
        if question.span.start - mention.start > _MAX_DISTANCE:
            break
        entity = mention.entity
        if question.context != "who" and "attributive" in traits_of(mention, document):
            continue
        if mention.end > question.span.start or not can_mean(document, question, entity):
            continue
        key = id(entity)
        one = seen.get(key)
        if one is None:
            one = seen[key] = Seen(
                mention,
                later_subjects=len(subjects),
                later_names=len(names),
            )
        one.count += 1
        if mention.is_name:
            one.latest_name = one.latest_name or mention
            names.add(key)
        if {"subject", "opens"} & traits_of(mention, document):
            subjects.add(key)
    return list(seen.values())


def without_impossible(
    document: DocumentEntities, question: MentionContext, seen: list[Seen]
) -> list[Seen]:
    """The candidates but for those whom the sentence itself rules out."""
    text = document.text
    told = {
        id(name.entity)
        for name in question.later[:2]
        if _TOLD.fullmatch(text, question.span.end, name.start)
    }
    kept = []
    for one in seen:
        latest = one.latest
        if id(latest.entity) in told:
            continue  # "he told Brandt"
        if question.context in ("who", "which"):
            gap = gap_before_clause(text[latest.end : question.span.start])
            if gap in _NO_GAPS:
                return [one]
            if gap != "far":
                kept.append(one)
            continue
        if latest.sentence == question.sentence and _asks(document, question.sentence):
            continue  # "Asked about Brandt, she said"
        kept.append(one)
    if question.context == "description":
        named = [
            one
            for one in kept
            if question.narrative - document.narrative[one.latest.sentence] < _NEAR
            and question.head in role_words(one.latest.entity, document)
        ]
        return named or kept
    return kept


def _asks(document: DocumentEntities, sentence: int) -> bool:
    """Whether a sentence begins with "Asked about …, she said"."""
    start = document.sentences[sentence].start
    return _ASKED.match(document.text, start) is not None


def gap_before_clause(text: str) -> str:
    """What stands between a name and "who"."""
    gap = text.strip()
    first = gap.split(" ", 1)[0]
    if len(gap) > 110 or "“" in gap or (first.isalpha() and first not in _BEGIN_A_GAP):
        return "far"
    if gap in ("", ",", "—", "--"):
        return gap or "none"
    if re.fullmatch(r",? ?\([^)]*\),?", gap):
        return "in parentheses"
    if gap.startswith(("’s", "'s")):
        return "possessive"
    return (
        "apposition" if gap[0] == "," and gap[-1] == "," else "comma" if gap[-1] == "," else "words"
    )
