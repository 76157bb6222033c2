"""Resolves each mention of a speaker ("Mook", "her campaign manager", "he") to a person.

The person is given by the fullest name that the document has for them, with their role if the
document states one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from index.attribution.mention_parts import (
    gender_of_description,
    index_of_given_name,
    office_complement,
    role_of,
    split_mention,
)
from index.attribution.named_people import NamedPeople, PersonKey
from index.lexicon.function_words import PREPOSITIONS
from index.lexicon.name_words import Sex
from index.lexicon.reporting_verbs import VERBS
from index.records import Span
from index.text.person_names import (
    is_name_suffix,
    is_organisation_name,
    is_place_name,
    split_name,
    strip_titles,
)
from index.text.quotations import Quotation

_PERSONAL_PRONOUNS: dict[str, Sex | None] = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip
_OTHER_PRONOUNS = frozenset(
    "they them their it its i my we our you your who some many others".split()
)
"""Pronouns that are kept as the speaker, because they don't mean one person."""
_POSSESSIVE_OWNER = re.compile(r".*['’]s (?=.* )")
"""The owner in front of a name: "The Post's" of "The Post's Chris Cillizza"."""
_THING_NOUNS = frozenset("ministry government statement report letter".split())
_MAX_PRONOUN_DISTANCE = 4000
"""Maximum characters between a pronoun and the mention of the person it means."""


class ResolvedSpeaker(NamedTuple):
    """The result for one mention of a speaker."""

    name: str
    """The fullest name, or the document's description."""
    role: str | None
    is_named_person: bool


class _UnlistedSpeaker(NamedTuple):
    """A person who has spoken but isn't among the named people: "Her mother", "Merkel"."""

    at: int
    speaker: ResolvedSpeaker
    gender: Sex | None


class _Mention(NamedTuple):
    """A place outside quotations where the document names a person."""

    at: int
    person: PersonKey
    starts_sentence: bool
    """Whether it stands where the subject of its sentence stands."""


class SpeakerResolver:
    """Resolves the mentions of speakers in one document, in the order of the text."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Span],
        quotations: Sequence[Quotation],
        title_case_headline: Span | None = None,
    ) -> None:
        """Read which people the document names.

        Args:
            text: The document's text.
            sentences: Its sentences, in order.
            quotations: Its quotations, in order.
            title_case_headline: A headline in which every word is capitalised, so that capitals
                alone don't show that a word is a name.
        """
        self._text = text
        within = Span(sentences[0].start, sentences[-1].end) if sentences else None
        self._people = NamedPeople(text, within, title_case_headline)
        self._roles: dict[PersonKey, str] = {}
        # What pronouns look back to:
        self._last_speaker: tuple[int, PersonKey] | None = None
        self._last_unlisted_name: str | None = None
        self._last_group: str | None = None
        self._unlisted: _UnlistedSpeaker | None = None
        self._mentions = self._read_mentions(sentences, quotations)
        self._mention_offsets = [mention.at for mention in self._mentions]

    def _read_mentions(
        self, sentences: Sequence[Span], quotations: Sequence[Quotation]
    ) -> list[_Mention]:
        """The mentions of named people outside quotations, in order."""
        starts = [sentence.start for sentence in sentences]
        people: dict[str, PersonKey | None] = {}
        mentions = []
        quotation = 0
        for run in self._people.capitalised_runs:
            while quotation < len(quotations) and quotations[quotation].end <= run.start():
                quotation += 1
            if quotation < len(quotations) and quotations[quotation].start <= run.start():
                continue
            name = run.group()
            if name not in people:
                people[name] = self._people.find(name)
            person = people[name]
            if person is None:
                continue
            sentence = bisect_left(starts, run.start() + 1) - 1
            before = self._text[starts[sentence] : run.start()].lower().split()
            starts_sentence = (
                sentence >= 0 and len(before) <= 2 and not any(map(_takes_an_object, before))
            )
            mentions.append(_Mention(run.start(), person, starts_sentence))
        return mentions

    # Resolving

    def resolve(self, mention: Span | None) -> ResolvedSpeaker | None:
        """The speaker whom a mention means; call it in the order of the text.

        Pronouns look back to the mentions that were resolved before.

        Args:
            mention: Where the speaker is mentioned; None for a quotation without any mention, which
                is taken to continue the last speaker's words.
        """
        if mention is None:
            return self._continuing_speaker()
        text = self._text[mention.start : mention.end]
        lower = text.lower().strip()
        if lower in _PERSONAL_PRONOUNS:
            return self._resolve_pronoun(text, mention.start, _PERSONAL_PRONOUNS[lower])
        if lower in _OTHER_PRONOUNS:
            if lower in ("they", "them", "their") and self._last_group:
                return ResolvedSpeaker(self._last_group, None, False)
            return ResolvedSpeaker(text, None, False)
        speaker = self._resolve_name(text, mention.start)
        if self._last_speaker is not None and self._last_speaker[0] == mention.start:
            self._unlisted = None
        elif _is_one_person(text, speaker):
            self._unlisted = _UnlistedSpeaker(mention.start, speaker, gender_of_description(text))
            self._last_speaker, self._last_unlisted_name = None, speaker.name
        return speaker

    def resolve_nested(self, mention: Span) -> ResolvedSpeaker | None:
        """The speaker of a mention inside somebody else's statement.

        The outer speaker remains the one to whom later pronouns look back.
        """
        last, unlisted_name = self._last_speaker, self._last_unlisted_name
        group, unlisted = self._last_group, self._unlisted
        speaker = self.resolve(mention)
        self._last_speaker, self._last_unlisted_name = last, unlisted_name
        self._last_group, self._unlisted = group, unlisted
        return speaker

    def resolve_if_named_elsewhere(self, mention: Span) -> ResolvedSpeaker | None:
        """The speaker of a mention in a title-case headline, if the rest of the text names them."""
        text = " ".join(self._text[mention.start : mention.end].split())
        if text.lower() not in _PERSONAL_PRONOUNS:
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
        self._last_speaker = (label.start, person)
        return self._speaker(person)

    def _continuing_speaker(self) -> ResolvedSpeaker | None:
        if self._last_speaker is not None:
            return self._speaker(self._last_speaker[1])
        if self._last_unlisted_name:
            return ResolvedSpeaker(self._last_unlisted_name, None, True)
        return None

    def _speaker(self, person: PersonKey) -> ResolvedSpeaker:
        return ResolvedSpeaker(self._people.full_name(person), self._roles.get(person), True)

    def _is_named(self, name: str) -> bool:
        return self._people.find(name) is not None

    # Pronouns

    def _resolve_pronoun(self, text: str, at: int, gender: Sex | None) -> ResolvedSpeaker:
        unlisted = self._unlisted_antecedent(at, gender)
        if unlisted is not None:
            return unlisted
        self._unlisted = None
        person = self._antecedent(at, gender)
        if person is None:
            return ResolvedSpeaker(text, None, False)
        self._people.note_gender(person, gender)
        self._last_speaker = (at, person)
        return self._speaker(person)

    def _unlisted_antecedent(self, at: int, gender: Sex | None) -> ResolvedSpeaker | None:
        """The unlisted person who spoke last, if a pronoun at `at` can mean them."""
        unlisted = self._unlisted
        if unlisted is None or at - unlisted.at > _MAX_PRONOUN_DISTANCE:
            return None
        if unlisted.gender not in (None, gender):
            return None
        first = bisect_left(self._mention_offsets, unlisted.at + 1)
        last = bisect_left(self._mention_offsets, at)
        for mention in self._mentions[first:last]:
            if mention.starts_sentence and self._people.may_be(mention.person, gender):
                return None
            if unlisted.gender is None and self._people.is_known_as(mention.person, gender):
                return None
        # "Clinton", where two people have that last name: the pronoun tells which.
        namesakes = self._people.with_last_name(unlisted.speaker.name, gender)
        if len(namesakes) == 1:
            self._unlisted, self._last_speaker = None, (at, namesakes[0])
            return self._speaker(namesakes[0])
        return unlisted.speaker

    def _antecedent(self, at: int, gender: Sex | None) -> PersonKey | None:
        """The person whom "he" or "she" at `at` means.

        This is the last speaker, unless a sentence since then starts with another person; without a
        last speaker, the person mentioned last.
        """
        nearest: PersonKey | None = None
        last = self._last_speaker
        if last is not None and not self._people.may_be(last[1], gender):
            last = None
        for place in range(bisect_left(self._mention_offsets, at) - 1, -1, -1):
            mention = self._mentions[place]
            if at - mention.at > _MAX_PRONOUN_DISTANCE:
                break
            if last is not None and last[0] >= mention.at:
                return last[1]
            if not self._people.may_be(mention.person, gender):
                continue
            if mention.starts_sentence:
                return mention.person
            nearest = nearest or mention.person
        if last is not None and at - last[0] <= _MAX_PRONOUN_DISTANCE:
            return last[1]
        return nearest

    # Names and descriptions

    def _resolve_name(self, text: str, at: int) -> ResolvedSpeaker:
        """The speaker of a mention by name or by description."""
        text = " ".join(text.split())
        head, name, rest = split_mention(text, self._is_named)
        if name is None:
            described = self._person_with_role(text)
            if described is not None:
                self._last_speaker = (at, described)
                return self._speaker(described)
            self._last_group = text
            return ResolvedSpeaker(text, None, False)
        article, _, after_article = name.partition(" ")
        if after_article and article.lower() in ("the", "a", "an"):
            name = after_article
        owner = _POSSESSIVE_OWNER.match(name)
        if owner:
            name = name[owner.end() :]
        before = head[: len(head) - len(name)].strip()
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
            self._last_group = group
            return ResolvedSpeaker(group, None, False)
        role = role_of("" if owner else before, titles, rest)
        person = person or self._people.add_speaker(full_name)
        if person is not None:
            if role:
                self._roles.setdefault(person, role)
            self._last_speaker = (at, person)
            return ResolvedSpeaker(full_name, role or self._roles.get(person), True)
        self._last_speaker, self._last_unlisted_name = None, full_name
        return ResolvedSpeaker(full_name, role, True)

    def _person_with_role(self, text: str) -> PersonKey | None:
        """The only person whose role repeats a description such as "the campaign manager"."""
        lower = text.lower().split()
        if len(lower) < 2 or lower[0] not in ("the", "his", "her", "their"):
            return None
        description = set(lower[1:])
        people = [
            person
            for person, role in self._roles.items()
            if description <= set(re.findall(r"[\w’'-]+", role.lower()))
        ]
        return people[0] if len(people) == 1 else None


def _takes_an_object(word: str) -> bool:
    """Whether a name after this word is hardly the subject of its sentence: "Asked by"."""
    return word in VERBS or word in PREPOSITIONS or word.endswith(("ing", "ed"))


def _is_one_person(text: str, speaker: ResolvedSpeaker) -> bool:
    """Whether an unlisted speaker is one person: "Merkel", "a neighbor", "Hayes's wife"."""
    name_words = split_name(speaker.name)
    if not name_words or is_organisation_name(name_words) or is_place_name(name_words):
        return False
    if speaker.is_named_person and len(name_words) == 1 and speaker.name[:1].isupper():
        return True
    first = text.split()[0].lower()
    if first in ("a", "an", "one", "another"):
        return name_words[-1].lower() not in _THING_NOUNS
    owned = first in ("his", "her", "their") or re.search(r"['’]s ", text) is not None
    return owned and gender_of_description(text) is not None
