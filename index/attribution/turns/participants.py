"""Resolves the labels of speech turns to people."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence

from index.attribution.turns.label_forms import Label, LabelForm
from index.attribution.turns.labels import LabelKind, LabelWords, read_label
from index.attribution.turns.name_index import (
    NameIndex,
    index_names,
    lower_all_capitals,
    lower_capitals,
    name_words,
)
from index.attribution.turns.one_voice import Voice
from index.attribution.turns.people_in_titles import TurnSpeaker
from index.attribution.turns.role_mentions import (
    find_chairs,
    find_examiners,
    find_witnesses,
    latest_name,
)
from index.lexicon.name_words import PARTICLES, Sex
from index.lexicon.speaker_labels import LABEL_HONORIFICS, PRESIDING_WORDS
from index.lexicon.titles import COURTESY_TITLES
from index.text.person_names import gender_of, is_given_name

_WORDS_BESIDE_CHAIR = (
    PRESIDING_WORDS
    | COURTESY_TITLES
    | frozenset("the officer mister madame temporary pro tempore speaker".split())
)
_TITLES_BEFORE_FULL_NAMES = frozenset("sir dame shri shrimati smt kumari thiru hon".split())
_WITNESS_LABELS = frozenset(("the witness", "the deponent", "witness"))
_HEAD = 3000
"""Characters at the start of a document in which the people behind initials are named."""


class Participants:
    """The people who take part in a transcript."""

    def __init__(
        self,
        text: str,
        labels: Sequence[Label],
        voice: Voice | None,
        ordinary: Container[str],
        title: str = "",
    ) -> None:
        """Read who takes part.

        Args:
            text: The document's text.
            labels: The labels of its turns.
            voice: The people whom the title or the metadata name as those who speak.
            ordinary: Words that the document has in lower case.
            title: The document's title, if it isn't part of the text.
        """
        self._voice = voice
        self._names = NameIndex()
        self._offices: dict[str, TurnSpeaker] = {}
        self._people: dict[LabelWords, TurnSpeaker] = {}
        self._head = f"{title}\n{text[:_HEAD]}"
        parts = list(dict.fromkeys(label.parts for label in labels))
        self._add_labelled_people(parts)
        last_names = {name_words(one.name)[-1].casefold().rstrip(".") for one in parts if one.name}
        if last_names:
            index_names(title, last_names, ordinary, self._names)
            index_names(text, last_names, ordinary, self._names)
        kinds = {one.kind for one in parts}
        self._chairs = find_chairs(text) if LabelKind.OFFICE in kinds else []
        self._examiners = find_examiners(text) if LabelKind.QUESTION in kinds else []
        self._witnesses = find_witnesses(text, title) if parts else []

    @property
    def names_answerer(self) -> bool:
        """Whether somebody is named as the one who is interviewed or examined."""
        return self._voice is not None or bool(self._witnesses)

    def resolve(self, label: Label) -> TurnSpeaker:
        """The speaker whom a label names: by full name if the document settles it."""
        parts = label.parts
        if label.form is LabelForm.CHANGE:
            return TurnSpeaker(None)
        if parts.kind is LabelKind.QUESTION:
            return self._examiner(label)
        if parts.kind is LabelKind.ANSWER:
            return self._answerer(label)
        if parts.kind is LabelKind.OFFICE:
            return self._office_holder(label)
        if parts not in self._people:
            self._people[parts] = self._person(parts)
        return self._people[parts]

    def _add_labelled_people(self, parts: Iterable[LabelWords]) -> None:
        """The people whom labels name in full, and the holders of offices in brackets."""
        for part in parts:
            if _is_full(part) or (part.kind is LabelKind.NAME and len(name_words(part.name)) > 1):
                self._names.add(part.name, is_sure=True)
            holder = _holder_of(part) if part.kind is LabelKind.OFFICE else None
            if holder is not None and _is_full(holder):
                self._names.add(holder.name, is_sure=True)

    def _examiner(self, label: Label) -> TurnSpeaker:
        words = label.parts.words
        examiner = latest_name(self._examiners, label.start)
        if examiner is not None and words.casefold() in ("q", "question"):
            return self._by_name(examiner)
        return TurnSpeaker(words if len(words) == 1 else words.capitalize())

    def _answerer(self, label: Label) -> TurnSpeaker:
        witness = latest_name(self._witnesses, label.start)
        if witness is not None:
            return self._by_name(witness)
        if self._voice is not None and len(self._voice.speakers) == 1:
            return self._voice.speakers[0]
        return TurnSpeaker(None)

    def _office_holder(self, label: Label) -> TurnSpeaker:
        parts = label.parts
        key = parts.words.casefold()
        holder = _holder_of(parts)
        if holder is not None:
            speaker = TurnSpeaker(self._person(holder).name, _role_words(parts.words))
            self._offices[key] = speaker
            return speaker
        if key in self._offices:
            return self._offices[key]
        if key in _WITNESS_LABELS:
            witness = latest_name(self._witnesses, label.start)
            if witness is not None:
                return self._by_name(witness)
        if _is_chair(parts.words):
            chair = latest_name(self._chairs, label.start)
            if chair is not None:
                return TurnSpeaker(self._by_name(chair).name, _role_words(parts.words))
        of_voice = self._voice.holder_of(parts.words) if self._voice is not None else None
        return of_voice or TurnSpeaker(lower_capitals(parts.words))

    def _by_name(self, name: str) -> TurnSpeaker:
        parts = read_label(name)
        if parts is None or parts.kind not in (LabelKind.TITLED, LabelKind.NAME):
            return TurnSpeaker(lower_capitals(name))
        return self._person(parts)

    def _person(self, parts: LabelWords) -> TurnSpeaker:
        role = _role(parts)
        words = name_words(parts.name)
        if (len(words) > 1 and parts.kind is LabelKind.NAME) or _is_full(parts):
            return TurnSpeaker(lower_capitals(parts.name), role)
        by_initials = self._person_of_initials(parts)
        if by_initials is not None:
            return by_initials
        title = parts.words.split()[0] if parts.kind is LabelKind.TITLED else ""
        sex: Sex | None = gender_of(title)
        person = self._names.find(parts.name, sex, parts.region)
        if person is not None:
            return TurnSpeaker(person.best, role or person.role)
        shown = parts.words
        if parts.region:
            shown = shown[: shown.rfind(parts.name) + len(parts.name)]
        if role is None or role.casefold() in shown.casefold():
            role = parts.region or None
        return TurnSpeaker(lower_capitals(shown), role)

    def _person_of_initials(self, parts: LabelWords) -> TurnSpeaker | None:
        """The person of a label such as "AB", if the beginning of the document names them."""
        if parts.kind is not LabelKind.WORD or not re.fullmatch(r"[A-Z]{2,3}", parts.name):
            return None
        pattern = " ".join(rf"({letter}[a-zà-ž’'-]+)" for letter in parts.name)
        found = {match.group() for match in re.finditer(rf"\b{pattern}\b", self._head)}
        return TurnSpeaker(found.pop()) if len(found) == 1 else None


def _holder_of(parts: LabelWords) -> LabelWords | None:
    """The holder of an office whom brackets name: "The Minister for Ports (Mr. Aled Prosser)"."""
    for detail in parts.details:
        inner = read_label(detail)
        is_name = inner is not None and inner.kind in (LabelKind.TITLED, LabelKind.NAME)
        if inner is not None and is_name and len(inner.words.split()) > 1:
            return inner
    return None


def _role_words(words: str) -> str:
    """An office as a role: without article and honorific."""
    tokens = words.split()
    while len(tokens) > 1 and (
        tokens[0].casefold() in ("the", "el", "la", "le", "an", "a")
        or tokens[0].rstrip(".").casefold() in LABEL_HONORIFICS
    ):
        tokens = tokens[1:]
    return lower_all_capitals(" ".join(tokens))


def _role(parts: LabelWords) -> str | None:
    """What a label says about a speaker: office, and what stands in brackets and behind a comma."""
    facts = [lower_all_capitals(parts.office), parts.tail, *parts.details]
    return ", ".join(fact for fact in facts if fact) or None


def _is_full(parts: LabelWords) -> bool:
    """Whether a titled name has a given name or initials: "Dame Helen Ashcombe"."""
    words = name_words(parts.name)
    if parts.kind is not LabelKind.TITLED or len(words) < 2:
        return False
    first = words[0]
    if is_given_name(first) or re.fullmatch(r"(?:\w\.?)|(?:\w\.)+", first):
        return True
    if first.casefold() in PARTICLES:
        return False
    title = parts.words.split()[0].rstrip(".").casefold()
    return title in _TITLES_BEFORE_FULL_NAMES or bool(parts.office) or not parts.name.isupper()


def _is_chair(words: str) -> bool:
    tokens = {token.rstrip(".").casefold() for token in words.split()}
    return bool(PRESIDING_WORDS & tokens) and tokens <= _WORDS_BESIDE_CHAIR
