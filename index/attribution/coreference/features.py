"""Who a pronoun or a description can mean, and what tells for each: input of the antecedent model.

The features follow work on pronouns in news: distance, part in the sentence, who spoke last, sex,
and how often the document names somebody. All of them are names of facts that hold or don't.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from index.attribution.coreference.entities import DocumentEntities, Entity, EntityMention
from index.attribution.coreference.mention_parts import gender_of_description
from index.attribution.coreference.traits import (
    is_likely_person,
    role_words,
    sex_by_pronouns,
    traits_of,
)
from index.lexicon.function_words import PREPOSITIONS
from index.lexicon.name_words import DEMONYMS, Sex
from index.lexicon.titles import PERSON_NOUNS
from index.records import Span

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
    r"(?:a|an|another|some|many|most|several|few|others?|one|two|three|four|five|no|any|anyone|all|both|each"
    r"|every\w*|numerous|various|more|those|these|nearly|about|my|our|your|their|whose"
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
_ANY_BODY = frozenset(
    "company group organization organisation agency firm network outlet newspaper paper".split()
)
"""Nouns for any body; others must be part of its name: "the campaign", "the institute"."""
_SECONDS = frozenset("vice deputy".split())
"""Words that make another office of an office."""
_UNSAID = frozenset("the a an of his her its former".split())
_MAX_DISTANCE = 4000
"""Maximum characters between a mention and whom it means."""
_MAX_MENTIONS = 60
"""Mentions that are looked back at."""
_MAX_CANDIDATES = 10
_NEAR = 8
"""Sentences within which a description means whoever has been called so."""
_MAX_CATAPHORA = 200
"""Maximum characters between a pronoun and the name behind it: "In her speech, Ada Brandt said"."""
_CLOSING_MARKS = ("”", '"', "’", "'", "»")
_ADDS = re.compile(r" (?:also )?(?:adds|added|continues|continued|concluded|went on)\b")
_ASKED = re.compile(r"(?:When )?(?:asked|pressed|questioned)\b", re.IGNORECASE)
_TOLD = re.compile(r" (?:[a-z]+ )?[a-z]+ (?:(?:the|a|former) )?")
"""What stands between "he" and whom he speaks to: "told", "also told"."""
_KIN = re.compile(
    r"\b(?:an?|one|another|his|her|their|\w+['’]s) (?:[\w-]+ ){0,3}(?:man|woman|boy|girl|friend"
    r"|voter|supporter|official|aide|adviser|spokesman|spokeswoman|student|father|mother|son"
    r"|daughter|wife|husband|brother|sister|officer|teacher|member|resident)\b",
    re.IGNORECASE,
)
"""Somebody without a name whom "he" or "she" may mean."""


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
class _Seen:
    """An entity that the text before a mention names, nearest first."""

    latest: EntityMention
    latest_name: EntityMention | None = None
    count: int = 0
    later_subjects: int = 0
    """Other candidates that were the subject of a sentence since then."""
    later_others: int = 0
    later_names: int = 0


@dataclass(slots=True)
class _Question:
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


def head_of_description(mention: str) -> str:
    """The noun of a description: "manager" of "the manager of the campaign"."""
    noun = _OF_OR_CLAUSE.split(mention.lower())[0].split()[-1].strip(".,")
    return noun.removesuffix("'s").removesuffix("’s")


class AntecedentFinder:
    """The entities of a document that a mention may mean, each with its features."""

    def __init__(self, document: DocumentEntities) -> None:
        self._document = document
        self._timeline: list[EntityMention] = list(document.mentions)
        self._starts = [mention.start for mention in self._timeline]
        self._name_starts = list(self._starts)
        self._quoted_starts = [start for start, _ in document.quoted]
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

    def last_speaker(self, before: int) -> tuple[int, Entity] | None:
        """Who spoke last before an offset, and where they are mentioned."""
        place = bisect_left(self._speakers, (before,)) - 1
        if place < 0 or before - self._speakers[place][0] > _MAX_DISTANCE:
            return None
        return self._speakers[place][0], self._speakers[place][2]

    def choice(self, span: Span, with_sex: bool = True) -> Choice | None:
        """Whom a mention may mean; None if it is of no kind that can be resolved.

        Args:
            span: The mention.
            with_sex: False to take everybody for a candidate, whatever the pronoun's sex: the fit
                learns from pronouns whose sex alone settles whom they mean.
        """
        question = self._question(span)
        if question is None:
            return None
        if not with_sex:
            question.sex = None
        seen = self._without_impossible(question, self._look_back(question))
        known = [one for one in seen if question.sex and one.latest.entity.sex == question.sex]
        last = self.last_speaker(span.start)
        frequent = max((len(one.latest.entity.mentions) for one in seen), default=0)
        candidates = [
            Candidate(
                one.latest.entity,
                [
                    *self._place_features(question, one, rank),
                    *self._speaker_features(question, one, last),
                    *self._identity_features(question, one.latest.entity, known, frequent),
                    *(("only",) if len(seen) == 1 else ()),
                ],
            )
            for rank, one in enumerate(seen[:_MAX_CANDIDATES])
        ]
        candidates += self._cataphora(question, {id(one.latest.entity) for one in seen})
        return Choice(
            span, question.context, candidates, self._open_features(question, candidates, known)
        )

    # The mention

    def _question(self, span: Span) -> _Question | None:
        document, text = self._document, self._document.text
        sentence = document.sentence_at(span.start)
        start = document.sentences[sentence].start
        is_quoted = document.quotation_at(max(0, span.start - 2)) is not None
        context = context_of(text, span, start, is_quoted)
        if context is None:
            return None
        mention = text[span.start : span.end]
        words = frozenset(re.findall(r"[\w-]+", mention.lower())) - _UNSAID
        head = head_of_description(mention)
        question = _Question(
            span,
            context,
            PRONOUN_SEXES.get(mention.strip().lower()),
            words,
            head,
            head in _BODY_NOUNS,
            sentence,
            document.paragraphs[sentence],
            document.narrative[sentence],
        )
        if context == "description":
            question.sex = gender_of_description(mention)
        quotation = document.quotation_at(max(0, span.start - 2))
        if context == "after quotation" and quotation is not None:
            first = bisect_left(self._quoted_starts, quotation.start)
            last = bisect_left(self._quoted_starts, quotation.end)
            question.quoted = frozenset(id(entity) for _, entity in document.quoted[first:last])
        place = bisect_left(self._name_starts, span.end)
        end = document.sentences[sentence].end
        for name in document.mentions[place : place + _MAX_CANDIDATES]:
            if name.start < end:
                question.later.append(name)
        return question

    def _can_mean(self, question: _Question, entity: Entity) -> bool:
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
        told = (question.words & DEMONYMS) | (question.words & _SECONDS)
        if context == "description" and (told or question.head not in PERSON_NOUNS):
            roles = role_words(entity, self._document)
            if not told <= roles or not (roles & _SECONDS) <= question.words:
                return False
        if context in ("description", "owned") and not (
            (context == "description" and question.head in PERSON_NOUNS)
            or any(word.endswith("-year-old") for word in question.words)
            or question.head in role_words(entity, self._document)
        ):
            return False
        return is_likely_person(entity, self._document)

    # The text before

    def _look_back(self, question: _Question) -> list[_Seen]:
        """The candidates that are mentioned before, nearest first."""
        seen: dict[int, _Seen] = {}
        subjects: set[int] = set()
        names: set[int] = set()
        place = bisect_left(self._starts, question.span.start) - 1
        for mention in reversed(self._timeline[max(0, place - _MAX_MENTIONS) : place + 1]):
            if question.span.start - mention.start > _MAX_DISTANCE:
                break
            entity = mention.entity
            if question.context != "who" and "attributive" in traits_of(mention, self._document):
                continue
            if mention.end > question.span.start or not self._can_mean(question, entity):
                continue
            key = id(entity)
            one = seen.get(key)
            if one is None:
                one = seen[key] = _Seen(
                    mention,
                    later_subjects=len(subjects),
                    later_others=len(seen),
                    later_names=len(names),
                )
            one.count += 1
            if mention.is_name:
                one.latest_name = one.latest_name or mention
                names.add(key)
            if {"subject", "opens"} & traits_of(mention, self._document):
                subjects.add(key)
        return list(seen.values())

    def _without_impossible(self, question: _Question, seen: list[_Seen]) -> list[_Seen]:
        """The candidates but for those whom the sentence itself rules out."""
        text = self._document.text
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
                gap = _gap(text[latest.end : question.span.start])
                if gap in _NO_GAPS:
                    return [one]
                if gap != "far":
                    kept.append(one)
                continue
            if latest.sentence == question.sentence and self._asks(question.sentence):
                continue  # "Asked about Brandt, she said"
            kept.append(one)
        if question.context == "description":
            named = [
                one
                for one in kept
                if question.narrative - self._document.narrative[one.latest.sentence] < _NEAR
                and question.head in role_words(one.latest.entity, self._document)
            ]
            return named or kept
        return kept

    def _place_features(self, question: _Question, seen: _Seen, rank: int) -> Iterator[str]:
        latest = seen.latest
        sentences = question.narrative - self._document.narrative[latest.sentence]
        yield f"sentences {_bucket(sentences)}"
        yield f"paragraphs {min(question.paragraph - latest.paragraph, 3)}"
        yield f"rank {min(rank, 4)}"
        yield f"subjects since {min(seen.later_subjects, 2)}"
        yield f"names since {min(seen.later_names, 3)}"
        yield f"mentions {min(seen.count, 4)}"
        traits = traits_of(latest, self._document)
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
            back = question.narrative - self._document.narrative[name.sentence]
            yield f"name {_bucket(back)}"
            yield from (f"name {trait}" for trait in traits_of(name, self._document))
        if question.context in ("who", "which"):
            yield f"gap {_gap(self._document.text[latest.end : question.span.start])}"

    def _asks(self, sentence: int) -> bool:
        """Whether a sentence begins with "Asked about …, she said"."""
        start = self._document.sentences[sentence].start
        return _ASKED.match(self._document.text, start) is not None

    def _speaker_features(
        self, question: _Question, seen: _Seen, last: tuple[int, Entity] | None
    ) -> Iterator[str]:
        if last is None:
            return
        if last[1] is not seen.latest.entity:
            yield "another spoke last"
            return
        yield "spoke last"
        paragraphs = (
            question.paragraph - self._document.paragraphs[self._document.sentence_at(last[0])]
        )
        yield f"spoke last {min(paragraphs, 2)} paragraphs back"
        if seen.later_subjects == 0:
            yield "spoke last and no subject since"
        if _ADDS.match(self._document.text, question.span.end):
            yield "spoke last and adds"

    def _identity_features(
        self, question: _Question, entity: Entity, known: Sequence[_Seen], frequent: int
    ) -> Iterator[str]:
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
                balance = sex_by_pronouns(entity, self._document)
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
            yield from self._description_features(question, entity)

    def _description_features(self, question: _Question, entity: Entity) -> Iterator[str]:
        roles = role_words(entity, self._document)
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

    def _cataphora(self, question: _Question, seen: set[int]) -> Iterator[Candidate]:
        """The names behind a mention in its sentence: "In her speech, Ada Brandt said"."""
        if question.context in ("after quotation", "who", "which", "it"):
            return
        text = self._document.text
        start = self._document.sentences[question.sentence].start
        for number, name in enumerate(question.later):
            if number > 2 or name.start - question.span.end > _MAX_CATAPHORA:
                return
            if id(name.entity) in seen or not self._can_mean(question, name.entity):
                continue
            features = ["behind", f"behind as {min(number, 2)}"]
            features += [f"behind, {trait}" for trait in traits_of(name, self._document)]
            if question.sex and name.entity.sex == question.sex:
                features.append("known sex")
            if not seen:
                features.append("behind, only")
            if text.count(" ", start, question.span.start) < 6:
                features.append("behind, early")
            if question.words & role_words(name.entity, self._document):
                features.append("shares words")
            yield Candidate(name.entity, features)

    def _open_features(
        self, question: _Question, candidates: Sequence[Candidate], known: Sequence[_Seen]
    ) -> list[str]:
        text, span = self._document.text, question.span
        features = ["open", f"open {min(len(candidates), 3)}"]
        if question.sex and not known:
            features.append("open, none of known sex")
        before = text[max(0, span.start - 20) : span.start].split()
        if question.context in ("who", "which") and before:
            noun = before[-1].strip(",")
            if noun.islower():
                features.append(
                    "open, behind a noun" + (" and comma" if before[-1] != noun else "")
                )
            if noun.endswith("s"):
                features.append("open, behind a plural")
        if question.context in ("opening", "after quotation", "inside", "possessive"):
            sentence = self._document.sentences[max(0, question.sentence - 1)].start
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


_NO_GAPS = ("none", ",", "—", "--", "in parentheses")


def _gap(text: str) -> str:
    """What stands between a name and "who"."""
    gap = text.strip()
    first = gap.split(" ", 1)[0]
    if len(gap) > 110 or "“" in gap or (first.isalpha() and first not in PREPOSITIONS | {"of"}):
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
