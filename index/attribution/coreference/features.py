"""What tells for and against an entity as the one whom a mention means: the model's input.

The features are those of work on pronouns in news: distance, part in the sentence, who spoke last,
sex, how often the document names somebody. Each is the name of a fact that holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.attribution.coreference.candidates import Candidate, Seen, gap_before_clause
from index.attribution.coreference.entities import DocumentEntities
from index.attribution.coreference.entity_records import Entity, EntityMention
from index.attribution.coreference.mention_context import MentionContext
from index.attribution.coreference.traits import role_words, sex_by_pronouns, traits_of
from index.lexicon.reporting_verbs import forms_of

_ADDS = re.compile(
    rf" (?:also )?(?:{'|'.join(sorted(forms_of('add', 'continue', 'conclude')))}|went on)\b"
)
_KIN = re.compile(
    r"\b(?:an?|one|another|his|her|their|\w+['’]s) (?:[\w-]+ ){0,3}(?:man|woman|boy|girl|friend"
    r"|voter|supporter|official|aide|adviser|spokesman|spokeswoman|student|father|mother|son"
    r"|daughter|wife|husband|brother|sister|officer|teacher|member|resident)\b",
    re.IGNORECASE,
)
"""Somebody without a name whom "he" or "she" may mean."""


def place_features(
    document: DocumentEntities, question: MentionContext, seen: Seen, rank: int
) -> Iterator[str]:
    """Where a candidate is mentioned, and what it does there."""
    latest = seen.latest
    sentences = question.narrative - document.narrative[latest.sentence]
    yield f"sentences {_bucket(sentences)}"
    yield f"paragraphs {min(question.paragraph - latest.paragraph, 3)}"
    yield f"rank {min(rank, 4)}"
    yield f"subjects since {min(seen.later_subjects, 2)}"
    yield f"names since {min(seen.later_names, 3)}"
    yield f"mentions {min(seen.count, 4)}"
    traits = traits_of(latest, document)
    for trait in traits:
        yield trait
        if trait != "reference" and sentences < 2:
            yield f"{trait} {sentences} back"
    if "subject" in traits and "subordinate" not in traits:
        yield f"main subject {min(sentences, 2)} back"
    if {"introduced", "subject"} <= traits:
        yield "introduced as subject"
    name = seen.latest_name
    if name is None:
        yield "no name near"
    elif name is not latest:
        back = question.narrative - document.narrative[name.sentence]
        yield f"name {_bucket(back)}"
        yield from (f"name {trait}" for trait in traits_of(name, document))
    if question.context in ("who", "which"):
        yield f"gap {gap_before_clause(document.text[latest.end : question.span.start])}"


def speaker_features(
    document: DocumentEntities,
    question: MentionContext,
    seen: Seen,
    last: tuple[int, Entity] | None,
) -> Iterator[str]:
    """Whether a candidate is the one who spoke last."""
    if last is None:
        return
    if last[1] is not seen.latest.entity:
        yield "another spoke last"
        return
    yield "spoke last"
    paragraphs = question.paragraph - document.paragraphs[document.sentence_at(last[0])]
    yield f"spoke last {min(paragraphs, 2)} paragraphs back"
    if seen.later_subjects == 0:
        yield "spoke last and no subject since"
    if _ADDS.match(document.text, question.span.end):
        yield "spoke last and adds"


def identity_features(
    document: DocumentEntities,
    question: MentionContext,
    entity: Entity,
    known: Sequence[Seen],
    frequent: int,
) -> Iterator[str]:
    """What is known of a candidate: kind, sex, names elsewhere in the document."""
    yield entity.kind
    count = len(entity.mentions)
    yield f"named {0 if count == 0 else 1 if count == 1 else 2 if count < 4 else 3}"
    if count == frequent and count > 1:
        yield "named most"
    if entity.mentions and entity.mentions[0].sentence == 0:
        yield "in the headline"
    if question.sex:
        if entity.sex == question.sex:
            yield "known sex"
            if len(known) == 1:
                yield "only one of known sex"
        else:
            yield "others of known sex" if known else "none of known sex"
            balance = sex_by_pronouns(entity, document)
            if balance:
                fits = (balance > 0) == (question.sex == "female")
                yield "pronouns fit" if fits else "pronouns differ"
    if id(entity) in question.quoted:
        yield "named in the quotation"
    behind = next((name for name in question.later if name.entity is entity), None)
    if behind is not None:
        is_near = behind.start - question.span.end < 25
        yield "named right behind" if is_near else "named behind"
    if question.context in ("description", "owned"):
        yield from _description_features(document, question, entity)


def _description_features(
    document: DocumentEntities, question: MentionContext, entity: Entity
) -> Iterator[str]:
    roles = role_words(entity, document)
    shared = question.words & roles
    if shared:
        yield "shares words"
        if len(shared) == len(question.words):
            yield "shares all words"
    if question.head in roles:
        yield "shares the head"
    if question.words & set(entity.name.lower().split()):
        yield "named so"
    if question.is_body:
        yield "a body"


def cataphora_features(
    document: DocumentEntities,
    question: MentionContext,
    name: EntityMention,
    number: int,
    is_only: bool,
) -> Iterator[str]:
    """What tells for a name behind a mention: "In her speech, Ada Brandt said".

    Args:
        document: The document.
        question: The mention.
        name: The name.
        number: How many names stand between them.
        is_only: Whether nobody is named before the mention.
    """
    yield "behind"
    yield f"behind as {min(number, 2)}"
    yield from (f"behind, {trait}" for trait in traits_of(name, document))
    if question.sex and name.entity.sex == question.sex:
        yield "known sex"
    if is_only:
        yield "behind, only"
    start = document.sentences[question.sentence].start
    if document.text.count(" ", start, question.span.start) < 6:
        yield "behind, early"
    if question.words & role_words(name.entity, document):
        yield "shares words"


def open_features(
    document: DocumentEntities,
    question: MentionContext,
    candidates: Sequence[Candidate],
    known: Sequence[Seen],
) -> list[str]:
    """What tells that a mention means nobody whom the document names."""
    text, span = document.text, question.span
    features = ["open", f"open {min(len(candidates), 3)}"]
    if question.sex and not known:
        features.append("open, none of known sex")
    before = text[max(0, span.start - 20) : span.start].split()
    if question.context in ("who", "which") and before:
        noun = before[-1].strip(",")
        if noun.islower():
            features.append("open, behind a noun" + (" and comma" if before[-1] != noun else ""))
        if noun.endswith("s"):
            features.append("open, behind a plural")
    if question.context in ("opening", "after quotation", "inside", "possessive"):
        sentence = document.sentences[max(0, question.sentence - 1)].start
        if _KIN.search(text, max(sentence, span.start - 400), span.start):
            features.append("open, somebody unnamed")
    if question.context in ("description", "owned"):
        if not any(
            "shares words" in one.features or "named so" in one.features for one in candidates
        ):
            features.append("open, no words shared")
        if not text[span.start : span.end].lower().startswith("the "):
            features.append("open, no article")
    return features


def _bucket(sentences: int) -> int:
    return sentences if sentences < 4 else 4 if sentences < 8 else 5
