"""Resolves each mention of a speaker ("Mook", "her campaign manager", "he") to a person.

The person is given by the fullest name that the document has for them, with their role if the
document states one. Names are resolved by rules, pronouns and descriptions by a fitted model with
a confidence: where it is low, the source's own words stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.attribution.coreference.antecedent_model import AntecedentModel, packaged_model
from index.attribution.coreference.antecedents import AntecedentFinder
from index.attribution.coreference.candidates import Choice
from index.attribution.coreference.entities import DocumentEntities
from index.attribution.coreference.entity_names import is_group_word
from index.attribution.coreference.entity_records import Entity
from index.attribution.coreference.mention_context import (
    PRONOUN_SEXES,
    head_of_description,
    is_person_noun,
)
from index.attribution.coreference.mention_parts import (
    gender_of_description,
    index_of_given_name,
    office_complement,
    role_of,
    split_mention,
)
from index.attribution.coreference.named_people import NamedPeople, PersonKey
from index.attribution.coreference.traits import is_likely_person, is_subordinate
from index.lexicon.compound_words import is_common_word
from index.lexicon.function_words import PLURALS, PRONOUNS
from index.records import Span
from index.text.capital_letters import CAPITAL
from index.text.person_names import (
    is_name_suffix,
    is_organisation_name,
    is_title,
    split_name,
    strip_titles,
)
from index.text.quotations import Quotation

_WORDS_FOR_SOMEBODY = PRONOUNS | frozenset("its our your others who which that".split())
"""Speakers without a name, such as "we" or "many", that stay what they are if nobody is meant."""
_POSSESSIVE_OWNER = re.compile(r".*['’]s (?=\S)")
"""The owner in front of a name: "The Post's" of "The Post's Chris Cillizza"."""
_HALF_OF_NAME = re.compile(rf"\b{CAPITAL}[\w’'-]* (?:and|&)$")
"""The first half of a name that has "and" in it: "the Science and" of "… and Technology Office"."""
_OPENING_MARKS = "“\"‘'"
_CHAINED = 0.7
"""Confidence from which later mentions look back to a resolved one, by cross-validation."""
_SURE = 0.9
"""Confidence from which a pronoun tells the sex of the person it means."""


class ResolvedSpeaker(NamedTuple):
    """The result for one mention of a speaker."""

    name: str
    """The fullest name, or the document's description."""
    role: str | None
    is_named_person: bool
    confidence: float | None = None
    """The probability that a pronoun or a description means them; None where the words stand."""


class SpeakerResolver:
    """Resolves the mentions of speakers in one document, in the order of the text."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Span],
        quotations: Sequence[Quotation],
        title_case_headline: Span | None = None,
        model: AntecedentModel | None = None,
    ) -> None:
        """Read which people the document names.

        Args:
            text: The document's text.
            sentences: Its sentences, in order.
            quotations: Its quotations, in order.
            title_case_headline: A headline in which every word is capitalised, so that capitals
                alone don't show that a word is a name.
            model: Weighs whom pronouns and descriptions mean; None for the packaged one.
        """
        self._text = text
        within = Span(sentences[0].start, sentences[-1].end) if sentences else None
        self._people = NamedPeople(text, within, title_case_headline)
        self._roles: dict[PersonKey, str] = {}
        self._model = model or packaged_model()
        self._document = DocumentEntities(
            text, sentences, quotations, self._people, title_case_headline
        )
        self._finder = AntecedentFinder(self._document)
        self._last: ResolvedSpeaker | None = None
        """Who spoke last: a quotation without any mention continues their words."""
        self._group: ResolvedSpeaker | None = None
        """The body or the people who spoke last, if nobody has since: "they"."""

    def resolve(self, mention: Span | None) -> ResolvedSpeaker | None:
        """The speaker whom a mention means; call it in the order of the text.

        Pronouns look back to the mentions that were resolved before.

        Args:
            mention: Where the speaker is mentioned; None for a quotation without any mention, which
                is taken to continue the last speaker's words.
        """
        if mention is None:
            return self._last
        if self._group and self._text[mention.start : mention.end].lower() == "they":
            return self._group
        speaker, entity = self._resolve(mention)
        if entity is not None:
            if not self._is_in_side_clause(mention):
                self._finder.note_speaker(mention.start, entity)
            self._last, self._group = speaker, None
        elif speaker.name.lower() not in _WORDS_FOR_SOMEBODY:
            self._group = speaker
        return speaker

    def resolve_nested(self, mention: Span) -> ResolvedSpeaker:
        """The speaker of a mention inside somebody else's statement.

        The outer speaker remains the one to whom later pronouns look back.
        """
        return self._resolve(mention)[0]

    def resolve_if_named_elsewhere(self, mention: Span) -> ResolvedSpeaker | None:
        """The speaker of a mention in a title-case headline, if the rest of the text names them."""
        text = self._words_of(mention)
        if text.lower() not in PRONOUN_SEXES:
            name = split_mention(text, self._is_named).name
            owner = _POSSESSIVE_OWNER.match(name) if name else None
            if not name or not self._is_named(name[owner.end() :] if owner else name):
                return None
        # "Cole Challenger Ada Brandt": capitals don't show which words are a role.
        roles = dict(self._roles)
        speaker = self.resolve(mention)
        self._roles = roles
        return speaker._replace(role=None) if speaker else None

    def resolve_label(self, label: Span) -> ResolvedSpeaker | None:
        """The person named by the label of a speech turn, if the document gives their full name."""
        text = self._text[label.start : label.end]
        person = self._people.find(text.title() if text.isupper() else text)
        if person is None:
            return None
        speaker = ResolvedSpeaker(self._people.full_name(person), self._roles.get(person), True)
        entity = self._document.directory.find_or_add(speaker.name)
        if entity is not None:
            self._finder.note_speaker(label.start, entity)
        self._last = speaker
        return speaker

    def _is_in_side_clause(self, mention: Span) -> bool:
        sentence_start = self._document.sentence_start(mention.start)
        return is_subordinate(self._text, sentence_start, mention.start)

    def _words_of(self, mention: Span) -> str:
        return " ".join(self._text[mention.start : mention.end].split())

    def _is_named(self, name: str) -> bool:
        return self._people.find(name) is not None

    # Pronouns and descriptions

    def _resolve(self, mention: Span) -> tuple[ResolvedSpeaker, Entity | None]:
        """The speaker of a mention, and the entity to which later mentions can look back."""
        text = self._words_of(mention)
        if text.lower() not in _WORDS_FOR_SOMEBODY and text.lower() not in PRONOUN_SEXES:
            speaker = self._resolve_name(text)
            if speaker is not None:
                entity = self._entity_at(mention, speaker)
                return speaker, entity
        chosen = self._name_behind(mention) or self._choose(mention)
        if chosen is not None:
            return chosen
        speaker = ResolvedSpeaker(text, None, False)
        if not _is_one_person(text):
            return speaker, None
        entity = Entity(text, "description", gender_of_description(text))
        self._finder.note_reference(mention, entity)
        return speaker, entity

    def _name_behind(self, mention: Span) -> tuple[ResolvedSpeaker, Entity] | None:
        """The person whom an apposition names: "the head of the Authority, Ragnhild Stene,"."""
        if self._text[mention.end : mention.end + 2] != ", ":
            return None
        for name in self._document.names_between(mention.end, mention.end + 3):
            is_named = " " in name.entity.name and is_likely_person(name.entity, self._document)
            if is_named and self._text[name.end : name.end + 1] == ",":
                role = self._text[mention.start : mention.end].removeprefix("the ")
                return ResolvedSpeaker(name.entity.name, role, True), name.entity
        return None

    def _choose(self, mention: Span) -> tuple[ResolvedSpeaker, Entity] | None:
        """Whom a pronoun or a description means, if the document settles it."""
        choice = self._finder.choice(mention)
        if choice is None or not choice.candidates:
            return None
        unnamed = _unnamed_speaker(choice)
        if unnamed is not None:
            self._finder.note_reference(mention, unnamed)
            return ResolvedSpeaker(unnamed.name, None, False), unnamed
        probabilities = self._model.probabilities(choice)
        best = probabilities.index(max(probabilities))
        confidence = probabilities[best]
        if confidence < self._model.threshold:
            return None
        entity = choice.candidates[best].entity
        sex = PRONOUN_SEXES.get(self._text[mention.start : mention.end].strip().lower())
        if entity.sex is None and confidence >= _SURE:
            entity.sex = sex
        if confidence >= _CHAINED:
            self._finder.note_reference(mention, entity)
        role = self._roles.get(entity.person) if entity.person else None
        if entity.kind == "description":
            return ResolvedSpeaker(entity.name, None, False), entity
        return ResolvedSpeaker(entity.name, role, True, confidence), entity

    # Names

    def _entity_at(self, mention: Span, speaker: ResolvedSpeaker) -> Entity | None:
        """The entity of a speaker with a name, known to be a person from now on."""
        if not speaker.is_named_person:
            return None
        entity = self._document.directory.find_or_add(speaker.name)
        if entity is not None:
            if entity.kind == "unknown" and " " in speaker.name:
                entity.kind = "person"
            self._finder.note_name(mention, entity)
        return entity

    def _resolve_name(self, text: str) -> ResolvedSpeaker | None:
        """The speaker of a mention with a name; None for a description without one."""
        if text[0] in _OPENING_MARKS:
            return None  # "“Man of the World,” a book by Ada Brandt"
        head, name, rest = split_mention(text, self._is_named)
        if name is None or all(is_title(word) for word in split_name(name)):
            return None
        is_plural = text.split()[0].lower() in PLURALS and " " not in name and name.endswith("s")
        if is_group_word(name.lower()) or is_plural:
            return None  # "many Republicans", "One in five", "some Latinos"
        article, _, after_article = name.partition(" ")
        if after_article and article.lower() in ("the", "a", "an"):
            name = after_article
        owner = self._owner_of(name)
        if owner:
            name = name[owner.end() :]
        whole = self._without_group(name)
        name = _without_description(whole)
        before = head[: len(head) - len(name)].strip()
        if name != whole:
            before = before.rpartition(" and ")[2]  # "Lisk-based Ostrel and Cole-based Veldt"
        has_article = text.split()[0].lower() in ("the", "a", "an")
        if has_article and _HALF_OF_NAME.search(before) and not self._is_named(name):
            return None  # "the Science and Technology Directorate"
        if (
            name.isupper()
            and " " not in name
            and before[-1:].islower()
            and not self._is_named(name)
        ):
            return None  # "the mayor's potential VP"
        name_words = split_name(name)
        without_titles = strip_titles(name_words)
        person = self._people.find(name)
        if person is not None:
            full_name = self._people.full_name(person)
            titles = [word for word in name_words if word not in full_name.split()]
            titles = [word for word in titles if not is_name_suffix(word)]
        elif len(without_titles) > 3 and not is_organisation_name(without_titles):
            first = index_of_given_name(name_words)
            titles, full_name = name_words[:first], " ".join(name_words[first:])
        else:
            titles = name_words[: len(name_words) - len(without_titles)]
            full_name = " ".join(without_titles)
        organisation = is_organisation_name(name_words) and not before
        is_group = organisation or before.lower() in ("the", "a", "an", "one")
        if person is None and not owner and is_group:
            group = text if rest is None else f"{head}{office_complement(text[len(head) :])}"
            return ResolvedSpeaker(group, None, False)
        role = role_of("" if owner else before, titles, rest)
        person = person or self._people.add_speaker(full_name)
        if person is not None:
            if role:
                self._roles.setdefault(person, role)
            return ResolvedSpeaker(full_name, role or self._roles.get(person), True)
        return ResolvedSpeaker(full_name, role, True)

    def _owner_of(self, name: str) -> re.Match[str] | None:
        """Whose it is: "Purple PAC's" of "Purple PAC's Crane"; not of "The Coroner's Office"."""
        owner = _POSSESSIVE_OWNER.match(name)
        if owner is None or " " in name[owner.end() :]:
            return owner
        owned = name[owner.end() :]
        word = owned.lower()
        is_kind = is_organisation_name([owned]) or is_title(owned) or is_common_word(word)
        return None if is_kind or word in self._people.lower_case_words else owner

    def _without_group(self, name: str) -> str:
        """A name without those whom it belongs to: "Brandt" of "Democrats Brandt"."""
        group, _, rest = name.partition(" ")
        return rest if rest and is_group_word(group.lower()) and self._is_named(rest) else name


def _without_description(name: str) -> str:
    """A name without a description of one word: "Shire" of "Dublin-based Shire"."""
    first, _, rest = name.partition(" ")
    _, hyphen, described = first.rpartition("-")
    return rest if rest and hyphen and is_common_word(described) else name


_UNNAMED_GOES_ON = {
    "spoke last and no subject since",
    "spoke last 0 paragraphs back",
    "sentences 1",
}


def _unnamed_speaker(choice: Choice) -> Entity | None:
    """The person without a name who spoke last, if nobody was the subject of a sentence since."""
    for entity, features in choice.candidates:
        if entity.kind == "description" and _UNNAMED_GOES_ON.issubset(features):
            return entity
    return None


def _is_one_person(text: str) -> bool:
    """Whether words that name nobody in full are one person: "Merkel", "a neighbor", "his wife"."""
    words = text.lower().split()
    first, noun = words[0], head_of_description(text)
    if first in ("a", "an", "one", "another"):
        return is_person_noun(noun)
    owned = first in ("his", "her", "their") or re.search(r"['’]s ", text) is not None
    return owned and gender_of_description(text) is not None
