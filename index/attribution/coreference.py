"""The people of one document, and who each mention of a speaker means.

A source ("Mook", "her campaign manager", "he") becomes the fullest name that the document has
for that person, and a role where the document tells one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from index.attribution.mentions import (
    given_at,
    office_of,
    role_of,
    sex_of,
    split_at_marks,
    split_head,
    trailing_name,
)
from index.attribution.named_people import Key, Roster
from index.lexicon.function_words import PREPOSITIONS
from index.lexicon.name_words import Sex
from index.lexicon.reporting_verbs import VERBS
from index.lexicon.titles import SPEAK_FOR_OTHERS
from index.records import Span
from index.text.person_names import (
    is_given,
    is_organisation,
    is_place,
    is_suffix,
    is_title,
    strip_titles,
    words,
)
from index.text.quotations import Quotation

_PRONOUNS: dict[str, Sex | None] = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip
_UNNAMED = frozenset("they them their it its i my we our you your who some many others".split())
_DETERMINERS = frozenset("the a an one his her their its our my".split())
_OWNER = re.compile(r".*['’]s (?=.* )")
"""As in "The Post's Chris Cillizza"."""
_THINGS = frozenset("ministry government statement report letter".split())
_REACH = 4000
"""Characters before a pronoun within which the person that it means is named."""


class Speaker(NamedTuple):
    """Who a source is."""

    name: str
    role: str | None
    person: bool
    """Whether it is a person with a name."""


class _Unlisted(NamedTuple):
    """Somebody who has spoken and is in no list of people: "Her mother", "Merkel"."""

    at: int
    speaker: Speaker
    sex: Sex | None


class _Mention(NamedTuple):
    at: int
    key: Key
    opens: bool
    """Whether it begins its sentence, as subjects do."""


class Cast:
    """The people whom a document names in full, with every place where it mentions them."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Span],
        quotations: Sequence[Quotation],
        capitals: Span | None = None,
    ) -> None:
        """Read who is named.

        Args:
            text: Of the document.
            sentences: Its sentences, in order.
            quotations: Its quotations, in order.
            capitals: A headline in title case, whose capitals alone name nobody.
        """
        self._text = text
        within = Span(sentences[0].start, sentences[-1].end) if sentences else None
        self._roster = Roster(text, within, capitals)
        self._roles: dict[Key, str] = {}
        self._last: tuple[int, Key] | None = None
        self._last_name: str | None = None
        self._group: str | None = None
        self._unlisted: _Unlisted | None = None
        self._mentions = self._read_mentions(sentences, quotations)
        self._places = [mention.at for mention in self._mentions]

    def _read_mentions(
        self, sentences: Sequence[Span], quotations: Sequence[Quotation]
    ) -> list[_Mention]:
        starts = [sentence.start for sentence in sentences]
        keys: dict[str, Key | None] = {}
        found = []
        inside = 0
        for run in self._roster.runs:
            while inside < len(quotations) and quotations[inside].end <= run.start():
                inside += 1
            if inside < len(quotations) and quotations[inside].start <= run.start():
                continue
            name = run.group()
            if name not in keys:
                keys[name] = self._roster.find(name)
            key = keys[name]
            if key is None:
                continue
            place = bisect_left(starts, run.start() + 1) - 1
            before = self._text[starts[place] : run.start()].lower().split()
            opens = place >= 0 and len(before) <= 2 and not any(map(_takes_object, before))
            found.append(_Mention(run.start(), key, opens))
        return found

    # Sources

    def resolve(self, source: Span | None) -> Speaker | None:
        """Who a source is; call it in the order of the text, as pronouns look back.

        Args:
            source: Where the mention stands; None for a quotation without any, which is taken to
                go on with what was said last.
        """
        if source is None:
            if self._last is not None:
                return self._person(self._last[1])
            return Speaker(self._last_name, None, True) if self._last_name else None
        text = self._text[source.start : source.end]
        lower = text.lower().strip()
        if lower in _PRONOUNS:
            unlisted = self._unlisted_at(source.start, _PRONOUNS[lower])
            if unlisted is not None:
                return unlisted
            self._unlisted = None
            key = self._antecedent(source.start, _PRONOUNS[lower])
            if key is None:
                return Speaker(text, None, False)
            self._roster.learn(key, _PRONOUNS[lower])
            self._last = (source.start, key)
            return self._person(key)
        if lower in _UNNAMED:
            if lower in ("they", "them", "their") and self._group:
                return Speaker(self._group, None, False)
            return Speaker(text, None, False)
        found = self._named(text, source.start)
        if self._last is not None and self._last[0] == source.start:
            self._unlisted = None
        elif _is_somebody(text, found):
            self._unlisted = _Unlisted(source.start, found, sex_of(text))
            self._last, self._last_name = None, found.name
        return found

    def resolve_within(self, source: Span) -> Speaker | None:
        """Who a source is that stands within what another one says, who goes on speaking."""
        kept = self._last, self._last_name, self._group, self._unlisted
        found = self.resolve(source)
        self._last, self._last_name, self._group, self._unlisted = kept
        return found

    def resolve_known(self, source: Span) -> Speaker | None:
        """Who a source is whose capitals don't tell a name: only somebody named elsewhere."""
        text = " ".join(self._text[source.start : source.end].split())
        if text.lower() not in _PRONOUNS:
            name = self._parts_of(text)[1]
            owner = _OWNER.match(name) if name else None
            if not name or self._roster.find(name[owner.end() :] if owner else name) is None:
                return None
        return self.resolve(source)

    def _unlisted_at(self, at: int, sex: Sex | None) -> Speaker | None:
        """The one in no list who spoke last, where a pronoun can mean them."""
        one = self._unlisted
        if one is None or at - one.at > _REACH or one.sex not in (None, sex):
            return None
        first, last = bisect_left(self._places, one.at + 1), bisect_left(self._places, at)
        for mention in self._mentions[first:last]:
            if mention.opens and self._roster.fits(mention.key, sex):
                return None
            if one.sex is None and self._roster.is_of(mention.key, sex):
                return None
        # "Clinton" of two who have that name.
        shared = self._roster.with_last_name(one.speaker.name, sex)
        if len(shared) == 1:
            self._unlisted, self._last = None, (at, shared[0])
            return self._person(shared[0])
        return one.speaker

    def resolve_label(self, source: Span) -> Speaker | None:
        """The person whom the label of a turn names, where the document names one in full."""
        text = self._text[source.start : source.end]
        key = self._roster.find(text.title() if text.isupper() else text)
        if key is None:
            return None
        self._last = (source.start, key)
        return self._person(key)

    def _person(self, key: Key) -> Speaker:
        return Speaker(self._roster.full_name(key), self._roles.get(key), True)

    def _named(self, text: str, at: int) -> Speaker:
        text = " ".join(text.split())
        head, run, rest = self._parts_of(text)
        if run is None:
            described = self._described(text)
            if described is not None:
                self._last = (at, described)
                return self._person(described)
            self._group = text
            return Speaker(text, None, False)
        article, _, named = run.partition(" ")
        if named and article.lower() in ("the", "a", "an"):
            run = named
        owner = _OWNER.match(run)
        if owner:
            run = run[owner.end() :]
        before = head[: len(head) - len(run)].strip()
        found = words(run)
        stripped = strip_titles(found)
        key = self._roster.find(run)
        if key is not None:
            stripped_name = self._roster.full_name(key)
            given_titles = [w for w in found if w not in stripped_name.split()]
            given_titles = [w for w in given_titles if not is_suffix(w)]
        elif len(stripped) > 3 and not is_organisation(stripped):
            first = given_at(found)
            given_titles, stripped_name = found[:first], " ".join(found[first:])
        else:
            given_titles = found[: len(found) - len(stripped)]
            stripped_name = " ".join(stripped)
        body = is_organisation(found) and not before
        if key is None and not owner and (body or before.lower() in ("the", "a", "an", "one")):
            name = text if rest is None else f"{head}{office_of(text[len(head) :])}"
            self._group = name
            return Speaker(name, None, False)
        role = role_of("" if owner else before, given_titles, rest)
        key = key or self._roster.add_speaker(stripped_name)
        if key is not None:
            if role:
                self._roles.setdefault(key, role)
            self._last = (at, key)
            return Speaker(stripped_name, role or self._roles.get(key), True)
        self._last, self._last_name = None, stripped_name
        return Speaker(stripped_name, role, True)

    def _parts_of(self, text: str) -> tuple[str, str | None, str | None]:
        """A phrase's head, the name with which it ends, and what stands behind it."""
        head, rest = split_head(text)
        run = trailing_name(head)
        in_office = head != text and is_title(head.split()[-1])
        if in_office and head.split()[-1].lower() not in SPEAK_FOR_OTHERS:
            # "Secretary of State John Kerry"
            whole, rest_of_whole = split_at_marks(text)
            name = self._behind_office(whole)
            if name is not None:
                head, rest, run, in_office = whole, rest_of_whole, name, False
        if head != text and (run is None or in_office):
            # "the campaign manager, Robby Mook"
            front, _, name = text.rpartition(", ")
            office = front[:1].islower() or front.split(" ")[0].lower() in _DETERMINERS
            office = office or front.split(" ")[-1].islower()
            if trailing_name(name) == name and len(words(name)) > 1 and office:
                head, rest, run = f"{front} {name}", None, name
        return head, run, rest

    def _behind_office(self, text: str) -> str | None:
        """The name behind an office with a preposition in it, "Minister of Justice Ada Brandt"."""
        run = trailing_name(text)
        found = words(run) if run else []
        if run is None or len(found) < 2 or is_organisation(found):
            return None
        name = " ".join(found[given_at(found) :])
        known = self._roster.find(name) is not None or is_given(name.split()[0])
        # What follows an office alone may be a place: "the President of the United Arab Emirates".
        bare = text.split()[0].lower() not in ("the", "a", "an") and len(found) > len(name.split())
        return name if known or bare else None

    def _described(self, text: str) -> Key | None:
        """The one person whose role a description repeats: "the campaign manager"."""
        lower = text.lower().split()
        if len(lower) < 2 or lower[0] not in ("the", "his", "her", "their"):
            return None
        wanted = set(lower[1:])
        fits = [
            key
            for key, role in self._roles.items()
            if wanted <= set(re.findall(r"[\w’'-]+", role.lower()))
        ]
        return fits[0] if len(fits) == 1 else None

    def _antecedent(self, at: int, sex: Sex | None) -> Key | None:
        """Who a "he" or "she" at `at` is.

        The last speaker, unless a sentence since begins with another person; else the person
        that was mentioned last.
        """
        nearest: Key | None = None
        speaker = self._last
        for place in range(bisect_left(self._places, at) - 1, -1, -1):
            mention = self._mentions[place]
            if at - mention.at > _REACH:
                break
            if (
                speaker is not None
                and speaker[0] >= mention.at
                and self._roster.fits(speaker[1], sex)
            ):
                return speaker[1]
            if not self._roster.fits(mention.key, sex):
                continue
            if mention.opens:
                return mention.key
            nearest = nearest or mention.key
        if speaker is not None and at - speaker[0] <= _REACH and self._roster.fits(speaker[1], sex):
            return speaker[1]
        return nearest


def _takes_object(word: str) -> bool:
    """Whether what follows a word is hardly the subject of its sentence: "Asked by"."""
    return word in VERBS or word in PREPOSITIONS or word.endswith(("ing", "ed"))


def _is_somebody(text: str, found: Speaker) -> bool:
    """Whether a source in no list is one person: "Merkel", "a neighbor", "Hayes's wife"."""
    named = words(found.name)
    if not named or is_organisation(named) or is_place(named):
        return False
    if found.person and len(named) == 1 and found.name[:1].isupper():
        return True
    first = text.split()[0].lower()
    if first in ("a", "an", "one", "another"):
        return named[-1].lower() not in _THINGS
    owned = first in ("his", "her", "their") or re.search(r"['’]s ", text) is not None
    return owned and sex_of(text) is not None
