"""Finds whom a mention of a speaker may mean, and keeps whom the mentions before meant."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence

from index.attribution.coreference.candidates import (
    MAX_MENTIONS,
    Candidate,
    Choice,
    Seen,
    can_mean,
    look_back,
    without_impossible,
)
from index.attribution.coreference.entities import DocumentEntities
from index.attribution.coreference.entity_records import Entity, EntityMention
from index.attribution.coreference.features import (
    cataphora_features,
    identity_features,
    open_features,
    place_features,
    speaker_features,
)
from index.attribution.coreference.mention_context import MentionContext, read_context
from index.records import Span

_MAX_DISTANCE_OF_SPEAKERS = 4000
"""Maximum characters to the speaker before."""
_MAX_CANDIDATES = 10
_MAX_BEHIND = 3
"""Names behind a mention that it may mean."""
_MAX_CATAPHORA = 200
"""Maximum characters between a pronoun and the name behind it: "In her speech, Ada Brandt said"."""


class AntecedentFinder:
    """The entities of a document that a mention may mean, each with its features."""

    def __init__(self, document: DocumentEntities) -> None:
        self._document = document
        self._timeline: list[EntityMention] = list(document.mentions)
        self._starts = [mention.start for mention in self._timeline]
        self._speakers: list[tuple[int, int, Entity]] = []

    def note_speaker(self, start: int, entity: Entity) -> None:
        """Store who speaks at a mention, so that later mentions look back to them."""
        insort(self._speakers, (start, id(entity), entity))

    def note_name(self, span: Span, entity: Entity) -> None:
        """Store a name that has shown to be one as it speaks, if its place is not known."""
        place = bisect_left(self._starts, span.start)
        if not any(one.entity is entity for one in self._timeline[place : place + 3]):
            mention = self._mention(span, entity, ("subject", "speaks", "opens"))
            entity.mentions.append(mention)
            self._insert(mention)

    def note_reference(self, span: Span, entity: Entity) -> None:
        """Store whom a pronoun or a description means."""
        mention = self._mention(span, entity, ("reference", "subject"))
        mention.is_name = False
        self._insert(mention)

    def _mention(self, span: Span, entity: Entity, traits: Sequence[str]) -> EntityMention:
        sentence = self._document.sentence_at(span.start)
        paragraph = self._document.paragraphs[sentence]
        return EntityMention(
            span.start, span.end, entity, sentence, paragraph, traits=frozenset(traits)
        )

    def _insert(self, mention: EntityMention) -> None:
        place = bisect_left(self._starts, mention.start)
        self._timeline.insert(place, mention)
        self._starts.insert(place, mention.start)

    def _last_speaker(self, before: int) -> tuple[int, Entity] | None:
        """Who spoke last before an offset, and where they are mentioned."""
        place = bisect_left(self._speakers, (before,)) - 1
        if place < 0 or before - self._speakers[place][0] > _MAX_DISTANCE_OF_SPEAKERS:
            return None
        return self._speakers[place][0], self._speakers[place][2]

    def choice(self, span: Span) -> Choice | None:
        """Whom a mention may mean; None if it is of no kind that can be resolved."""
        question = read_context(self._document, span)
        if question is None:
            return None
        place = bisect_left(self._starts, span.start)
        before = self._timeline[max(0, place - MAX_MENTIONS) : place]
        seen = without_impossible(
            self._document, question, look_back(self._document, before, question)
        )
        known = [one for one in seen if question.sex and one.latest.entity.sex == question.sex]
        candidates = [
            *self._named_before(question, seen, known),
            *self._named_behind(question, seen),
        ]
        return Choice(
            span,
            question.context,
            candidates,
            open_features(self._document, question, candidates, known),
        )

    def _named_before(
        self, question: MentionContext, seen: Sequence[Seen], known: Sequence[Seen]
    ) -> Iterator[Candidate]:
        last = self._last_speaker(question.span.start)
        frequent = max((len(one.latest.entity.mentions) for one in seen), default=0)
        for rank, one in enumerate(seen[:_MAX_CANDIDATES]):
            entity = one.latest.entity
            features = [
                *place_features(self._document, question, one, rank),
                *speaker_features(self._document, question, one, last),
                *identity_features(self._document, question, entity, known, frequent),
            ]
            if len(seen) == 1:
                features.append("only")
            yield Candidate(entity, features)

    def _named_behind(self, question: MentionContext, seen: Sequence[Seen]) -> Iterator[Candidate]:
        """The names behind a mention in its sentence: "In her speech, Ada Brandt said"."""
        if question.context in ("after quotation", "who", "which", "it"):
            return
        before = {id(one.latest.entity) for one in seen}
        for number, name in enumerate(question.later[:_MAX_BEHIND]):
            is_near = name.start - question.span.end <= _MAX_CATAPHORA
            is_new = id(name.entity) not in before
            if is_near and is_new and can_mean(self._document, question, name.entity):
                features = cataphora_features(self._document, question, name, number, not seen)
                yield Candidate(name.entity, list(features))
