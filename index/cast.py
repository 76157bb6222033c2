"""The people of one document, and who each mention of a speaker means.

A source ("Mook", "her campaign manager", "he") becomes the fullest name that the document has
for that person, and a role where the document tells one.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from index.descriptions import (
    NAME,
    POSSESSIVE,
    given_at,
    office_of,
    role_of,
    split_at_marks,
    split_head,
    trailing_name,
)
from index.names import (
    COURTESY,
    TITLES,
    Gender,
    gender,
    is_given,
    is_organisation,
    is_suffix,
    is_title,
    strip_titles,
    words,
)
from index.quotations import Quotation
from index.records import Span

_PRONOUNS: dict[str, Gender | None] = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip
_UNNAMED = frozenset("they them their it its i my we our you your who some many others".split())
_PLACES = frozenset("new north south east west san los las fort mount united".split())
_DETERMINERS = frozenset("the a an one his her their its our my".split())
_OWNER = re.compile(r".*['’]s (?=.* )")
"""As in "The Post's Chris Cillizza"."""
_OFFICE = re.compile(r"\b(?:of|for) (?:the )?\Z")
_DATES = frozenset(name.lower() for name in (*calendar.day_name, *calendar.month_name))
_REACH = 4000
"""Characters before a pronoun within which the person that it means is named."""


class Speaker(NamedTuple):
    """Who a source is."""

    name: str
    role: str | None
    person: bool
    """Whether it is a person with a name."""


class _Mention(NamedTuple):
    at: int
    key: tuple[str, str]
    opens: bool
    """Whether it begins its sentence, as subjects do."""


class Cast:
    """The people whom a document names in full, with every place where it mentions them."""

    def __init__(
        self, text: str, sentences: Sequence[Span], quotations: Sequence[Quotation]
    ) -> None:
        self._text = text
        self._full: dict[tuple[str, str], Counter[str]] = {}
        self._by_last: dict[str, set[tuple[str, str]]] = {}
        self._by_given: dict[str, set[tuple[str, str]]] = {}
        self._genders: dict[tuple[str, str], Gender | None] = {}
        self._roles: dict[tuple[str, str], str] = {}
        self._lower: set[str] = set()
        self._runs: list[re.Match[str]] = []
        self._last: tuple[int, tuple[str, str]] | None = None
        self._last_name: str | None = None
        self._group: str | None = None
        if sentences:
            self._read_names(Span(sentences[0].start, sentences[-1].end))
        self._mentions = self._read_mentions(sentences, quotations)
        self._places = [mention.at for mention in self._mentions]

    # Names

    def _read_names(self, within: Span) -> None:
        self._lower = lower = set(re.findall(r"\b[a-z]+\b", self._text[within.start : within.end]))
        self._runs = list(NAME.finditer(self._text, *within))
        courtesy: dict[str, set[Gender]] = {}
        alone = {run.group().lower() for run in self._runs if " " not in run.group()}
        alone = {POSSESSIVE.sub("", name) for name in alone}
        for run in self._runs:
            found = words(run.group())
            before = max(within.start, run.start() - 20), run.start()
            titled = found[0].rstrip(".").lower() in TITLES
            if len(found) == 2 and found[0].rstrip(".").lower() in COURTESY:
                alone.add(found[1].lower())
                sex = gender(found[0])
                if sex:
                    courtesy.setdefault(found[1].lower(), set()).add(sex)
            while found and found[0].lower() in lower and not is_given(found[0]):
                found = found[1:]
            found = strip_titles(found)
            if len(found) > 2 and not is_given(found[0]) and _OFFICE.search(self._text, *before):
                found = found[given_at(found) :]
            if not 2 <= len(found) <= 4 or is_organisation(found):
                continue
            key = (found[0].rstrip(".").lower(), found[-1].lower())
            # Other capitals (headlines, places, bodies) are no names of people.
            if not (is_given(key[0]) or titled or (key[1] in alone and key[1] not in _DATES)):
                continue
            if key[0] in TITLES:
                continue
            self._full.setdefault(key, Counter())[" ".join(found)] += 1
        for key in self._full:
            self._by_last.setdefault(key[1], set()).add(key)
            self._by_given.setdefault(key[0], set()).add(key)
        for key in self._full:
            sexes = courtesy.get(key[1], set())
            known = gender(key[0])
            if known is None and len(sexes) == 1 and len(self._by_last[key[1]]) == 1:
                known = next(iter(sexes))
            self._genders[key] = known

    def _read_mentions(
        self, sentences: Sequence[Span], quotations: Sequence[Quotation]
    ) -> list[_Mention]:
        starts = [sentence.start for sentence in sentences]
        keys: dict[str, tuple[str, str] | None] = {}
        found = []
        inside = 0
        for run in self._runs:
            while inside < len(quotations) and quotations[inside].end <= run.start():
                inside += 1
            if inside < len(quotations) and quotations[inside].start <= run.start():
                continue
            name = run.group()
            if name not in keys:
                keys[name] = self._key(name)
            key = keys[name]
            if key is None:
                continue
            place = bisect_left(starts, run.start() + 1) - 1
            opens = place >= 0 and len(self._text[starts[place] : run.start()].split()) <= 2
            found.append(_Mention(run.start(), key, opens))
        return found

    def _key(self, name: str) -> tuple[str, str] | None:
        """The person that a name means, where it means but one."""
        found = strip_titles(words(name))
        if not found:
            return None
        lower = [word.rstrip(".").lower() for word in found]
        if len(lower) > 1:
            for start in range(len(lower) - 1):
                key = (lower[start], lower[-1])
                if key in self._full:
                    return key
            return None
        candidates = self._by_last.get(lower[0], set())
        sex = gender(name) if words(name)[0].rstrip(".").lower() in COURTESY else None
        if sex and len(candidates) > 1:
            candidates = {key for key in candidates if self._genders[key] in (sex, None)}
        if len(candidates) == 1:
            return next(iter(candidates))
        if not candidates and is_given(lower[0]):
            candidates = self._by_given.get(lower[0], set())
            if len(candidates) == 1:
                return next(iter(candidates))
        return None

    def _name(self, key: tuple[str, str]) -> str:
        """The fullest name: of the forms of one name the longest that isn't a slip of the pen."""
        forms = self._full[key]
        return max(forms, key=lambda form: (len(form.split()), forms[form]))

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
            key = self._antecedent(source.start, _PRONOUNS[lower])
            if key is None:
                return Speaker(text, None, False)
            self._last = (source.start, key)
            return self._person(key)
        if lower in _UNNAMED:
            if lower in ("they", "them", "their") and self._group:
                return Speaker(self._group, None, False)
            return Speaker(text, None, False)
        return self._named(text, source.start)

    def resolve_label(self, source: Span) -> Speaker | None:
        """The person whom the label of a turn names, where the document names one in full."""
        text = self._text[source.start : source.end]
        key = self._key(text.title() if text.isupper() else text)
        if key is None:
            return None
        self._last = (source.start, key)
        return self._person(key)

    def _person(self, key: tuple[str, str]) -> Speaker:
        return Speaker(self._name(key), self._roles.get(key), True)

    def _named(self, text: str, at: int) -> Speaker:
        text = " ".join(text.split())
        head, rest = split_head(text)
        run = trailing_name(head)
        in_office = head != text and is_title(head.split()[-1])
        if in_office:
            # "Secretary of State John Kerry"
            whole, rest_of_whole = split_at_marks(text)
            name = self._behind_office(whole)
            if name is not None:
                head, rest, run, in_office = whole, rest_of_whole, name, False
        if head != text and (run is None or in_office):
            # "the campaign manager, Robby Mook"
            front, _, name = text.rpartition(", ")
            office = front[:1].islower() or front.split(" ")[0].lower() in _DETERMINERS
            if trailing_name(name) == name and len(words(name)) > 1 and office:
                head, rest, run = f"{front} {name}", None, name
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
        key = self._key(run)
        if key is not None:
            stripped_name = self._name(key)
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
        if key is not None:
            if role:
                self._roles.setdefault(key, role)
            self._last = (at, key)
            return Speaker(stripped_name, role or self._roles.get(key), True)
        parts = words(stripped_name)
        if self._may_be_person(stripped_name, parts):
            # Nothing tells so but that they speak; a pronoun may mean them.
            key = self._add(parts)
            if role:
                self._roles.setdefault(key, role)
            self._last = (at, key)
            return Speaker(stripped_name, role, True)
        self._last, self._last_name = None, stripped_name
        return Speaker(stripped_name, role, True)

    def _may_be_person(self, name: str, parts: Sequence[str]) -> bool:
        return (
            2 <= len(parts) <= 4
            and NAME.fullmatch(name) is not None
            and not is_organisation(list(parts))
            and parts[0].lower() not in _PLACES
            and not self._lower & {parts[0].lower(), parts[-1].lower()}
            and parts[-1].lower() not in self._by_last.keys() | TITLES
        )

    def _add(self, found: Sequence[str]) -> tuple[str, str]:
        key = (found[0].rstrip(".").lower(), found[-1].lower())
        self._full.setdefault(key, Counter())[" ".join(found)] += 1
        self._by_last.setdefault(key[1], set()).add(key)
        self._by_given.setdefault(key[0], set()).add(key)
        self._genders.setdefault(key, gender(key[0]))
        return key

    def _behind_office(self, text: str) -> str | None:
        """The name behind an office with a preposition in it, "Minister of Justice Ada Brandt"."""
        run = trailing_name(text)
        found = words(run) if run else []
        if run is None or len(found) < 2 or is_organisation(found):
            return None
        name = " ".join(found[given_at(found) :])
        known = self._key(name) is not None or is_given(name.split()[0])
        # What follows an office alone may be a place: "the President of the United Arab Emirates".
        bare = text.split()[0].lower() not in ("the", "a", "an") and len(found) > len(name.split())
        return name if known or bare else None

    def _described(self, text: str) -> tuple[str, str] | None:
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

    def _antecedent(self, at: int, sex: Gender | None) -> tuple[str, str] | None:
        """Who a "he" or "she" at `at` is.

        The last speaker, unless a sentence since begins with another person; else the person
        that was mentioned last.
        """
        nearest: tuple[str, str] | None = None
        speaker = self._last
        for place in range(bisect_left(self._places, at) - 1, -1, -1):
            mention = self._mentions[place]
            if at - mention.at > _REACH:
                break
            if speaker is not None and speaker[0] >= mention.at and self._fits(speaker[1], sex):
                return speaker[1]
            if not self._fits(mention.key, sex):
                continue
            if mention.opens:
                return mention.key
            nearest = nearest or mention.key
        if speaker is not None and at - speaker[0] <= _REACH and self._fits(speaker[1], sex):
            return speaker[1]
        return nearest

    def _fits(self, key: tuple[str, str], sex: Gender | None) -> bool:
        return sex is None or self._genders[key] in (sex, None)
