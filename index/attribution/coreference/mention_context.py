"""How the mention of a speaker stands, and what its words and its sentence tell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from index.attribution.coreference.entities import DocumentEntities
from index.attribution.coreference.entity_records import EntityMention
from index.attribution.coreference.mention_parts import gender_of_description
from index.lexicon.name_words import Sex
from index.lexicon.titles import PERSON_NOUNS, SEX_BY_DESCRIPTION_WORD
from index.records import Span
from index.text.person_names import is_title

Context = Literal[
    "opening",
    "after quotation",
    "inside",
    "possessive",
    "who",
    "which",
    "it",
    "description",
    "owned",
]
"""How a mention stands: a pronoun by its place, or a description ("owned": "his aide")."""

PRONOUN_SEXES: dict[str, Sex] = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip
_RELATIVE: dict[str, Context] = {
    "who": "who", "whom": "who", "which": "which", "that": "which", "it": "it", "its": "it"
}  # fmt: skip
_MANY = re.compile(
    r"(?:a|an|another|some|many|most|several|few|others?|one|two|three|four|five|no|any|anyone|all"
    r"|both|each|every\w*|numerous|various|more|those|these|nearly|about|my|our|your|their|whose"
    r"|they|them|we|us|you|i|nobody|none|someone|this)\b"
)
"""The first words of mentions that mean nobody in particular, or more than one."""
_PLURAL = re.compile(r"(?:.*[^s'’]s|women|men|people)$")
_OF_OR_CLAUSE = re.compile(r" (?:of|for|in|who|that|which|from|with|at|on) ")
_BODY_NOUNS = frozenset(
    "company group agency campaign office institute university organization organisation paper"
    " newspaper magazine tabloid union fund department committee website outlet network bureau"
    " association administration foundation party bank firm court ministry government commission"
    " council board police".split()
)
_UNSAID = frozenset("the a an of his her its former".split())
_PERSON_ENDING = re.compile(r"(?<!lett)(?<!pap)(?<!numb)(?<!ord)(?:er|or|ist|ian|ant|man|son)\Z")
"""Endings of nouns for people, such as "neighbor", but not "letter"."""
_CLOSING_MARKS = ("”", '"', "’", "'", "»")
_MAX_LATER = 10
"""Names that are looked at behind a mention."""


@dataclass(slots=True)
class MentionContext:
    """A mention with what its surroundings tell."""

    span: Span
    context: Context
    sex: Sex | None
    words: frozenset[str]
    """Of a description: its words without articles."""
    head: str
    """Of a description: its noun, "manager" of "the manager of the campaign"."""
    is_body: bool
    sentence: int
    paragraph: int
    narrative: int
    quoted: frozenset[int] = frozenset()
    """The entities named in the quotation before "he said", by identity."""
    later: list[EntityMention] = field(default_factory=list)
    """The names behind the mention in its sentence."""


def context_of(text: str, span: Span, sentence_start: int, is_quoted: bool) -> Context | None:
    """How a mention stands; None if it can't be resolved ("they", "many voters")."""
    mention = " ".join(text[span.start : span.end].lower().split())
    if mention in ("his", "her"):
        return "possessive"
    if mention in PRONOUN_SEXES:
        before = text[max(0, span.start - 2) : span.start].rstrip(" \u00a0")
        if text[span.start].islower() and (is_quoted or before.endswith(_CLOSING_MARKS)):
            return "after quotation"
        return "opening" if text.count(" ", sentence_start, span.start) <= 1 else "inside"
    if mention in _RELATIVE:
        return _RELATIVE[mention]
    head = _OF_OR_CLAUSE.split(mention)[0]
    if not head or _MANY.match(mention) or _PLURAL.match(head):
        return None
    first, noun = head.split()[0], head.split()[-1]
    if first in ("his", "her", "its"):
        return "owned"
    return "description" if first == "the" or noun in PERSON_NOUNS else None


def is_person_noun(noun: str) -> bool:
    """Whether a noun of a description is one for a person: an office, a relative, "neighbor"."""
    return (
        is_title(noun)
        or noun in PERSON_NOUNS
        or noun in SEX_BY_DESCRIPTION_WORD
        or noun.endswith("-year-old")
        or _PERSON_ENDING.search(noun) is not None
    )


def head_of_description(mention: str) -> str:
    """The noun of a description: "manager" of "the manager of the campaign"."""
    noun = _OF_OR_CLAUSE.split(mention.lower())[0].split()[-1].strip(".,")
    return noun.removesuffix("'s").removesuffix("’s")


def read_context(document: DocumentEntities, span: Span) -> MentionContext | None:
    """What a mention's surroundings tell; None if it is of no kind that can be resolved."""
    text = document.text
    sentence = document.sentence_at(span.start)
    quotation = document.quotation_at(max(0, span.start - 2))
    start = document.sentences[sentence].start
    context = context_of(text, span, start, quotation is not None)
    if context is None:
        return None
    mention = text[span.start : span.end]
    head = head_of_description(mention)
    question = MentionContext(
        span,
        context,
        PRONOUN_SEXES.get(mention.strip().lower()),
        frozenset(re.findall(r"[\w-]+", mention.lower())) - _UNSAID,
        head,
        head in _BODY_NOUNS,
        sentence,
        document.paragraphs[sentence],
        document.narrative[sentence],
    )
    if context == "description":
        question.sex = gender_of_description(mention)
    if context == "after quotation" and quotation is not None:
        question.quoted = frozenset(
            id(entity) for entity in document.quoted_in(quotation.start, quotation.end)
        )
    question.later = document.names_between(span.end, document.sentences[sentence].end)[:_MAX_LATER]
    return question
