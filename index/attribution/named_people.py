"""The people whom a document names in full, told from other capitals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence

from index.attribution.mentions import NAME, POSSESSIVE, given_at
from index.lexicon.calendar_words import MONTHS, WEEKDAYS
from index.lexicon.function_words import BOUNDARIES, OPENERS, PREPOSITIONS
from index.lexicon.name_words import Sex
from index.lexicon.titles import COURTESY_TITLES, WORDS_BEFORE_NAMES
from index.records import Span
from index.text.person_names import (
    gender,
    is_given,
    is_organisation,
    is_place,
    strip_titles,
    words,
)

Key = tuple[str, str]
"""First given and last name, lower case: what tells people of one document apart."""

_OFFICE = re.compile(r"\b(?:of|for) (?:the )?\Z")
_FUNCTION = BOUNDARIES | PREPOSITIONS | OPENERS | frozenset("both neither either asked".split())
_DATES = frozenset((*WEEKDAYS, *MONTHS))


class Roster:
    """The people of one document by their names."""

    def __init__(self, text: str, within: Span | None, capitals: Span | None = None) -> None:
        """Read the names of a text.

        Args:
            text: Of the document.
            within: The stretch to read; None for nothing.
            capitals: A headline in title case: only whom the rest names is somebody in it.
        """
        self.runs: list[re.Match[str]] = []
        """Every run of capitals in it, in order."""
        self._text = text
        self._full: dict[Key, Counter[str]] = {}
        self._by_last: dict[str, set[Key]] = {}
        self._by_given: dict[str, set[Key]] = {}
        self._genders: dict[Key, Sex | None] = {}
        self._lower: set[str] = set()
        if within is not None:
            self._read(within, capitals or Span(0, 0))

    def find(self, name: str) -> Key | None:
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
        sex = gender(name) if words(name)[0].rstrip(".").lower() in COURTESY_TITLES else None
        if sex and len(candidates) > 1:
            candidates = {key for key in candidates if self.fits(key, sex)}
            candidates = {key for key in candidates if self.is_of(key, sex)} or candidates
        if len(candidates) == 1:
            return next(iter(candidates))
        if not candidates:
            candidates = self._by_given.get(lower[0], set())
            if len(candidates) == 1:
                return next(iter(candidates))
        return None

    def full_name(self, key: Key) -> str:
        """The fullest name: of the forms of one name the longest that isn't a slip of the pen."""
        forms = self._full[key]
        return max(forms, key=lambda form: (len(form.split()), forms[form]))

    def fits(self, key: Key, sex: Sex | None) -> bool:
        """Whether a person may be of that sex; True for None."""
        return sex is None or self._genders[key] in (sex, None)

    def is_of(self, key: Key, sex: Sex | None) -> bool:
        """Whether a person is known to be of that sex."""
        return sex is not None and self._genders[key] == sex

    def with_last_name(self, name: str, sex: Sex | None) -> list[Key]:
        """The people with a last name who are known to be of that sex."""
        return [key for key in self._by_last.get(name.lower(), ()) if self.is_of(key, sex)]

    def learn(self, key: Key, sex: Sex | None) -> None:
        """Note of which sex a person is, whom a pronoun means; what is known stays."""
        self._genders[key] = self._genders[key] or sex

    def add_speaker(self, name: str) -> Key | None:
        """Enter somebody of whom nothing tells that it is a person but that they speak."""
        found = words(name)
        if not self._may_be_person(name, found):
            return None
        key = (found[0].rstrip(".").lower(), found[-1].lower())
        self._enter(key, found)
        self._genders.setdefault(key, gender(key[0]))
        return key

    def _may_be_person(self, name: str, parts: Sequence[str]) -> bool:
        return (
            2 <= len(parts) <= 4
            and NAME.fullmatch(name) is not None
            and not is_organisation(list(parts))
            and not is_place(list(parts))
            and not self._lower & {parts[0].lower(), parts[-1].lower()}
            and parts[-1].lower() not in WORDS_BEFORE_NAMES
            and parts[-1].lower() not in self._by_last
        )

    def _enter(self, key: Key, found: Sequence[str]) -> None:
        self._full.setdefault(key, Counter())[" ".join(found)] += 1
        self._by_last.setdefault(key[1], set()).add(key)
        self._by_given.setdefault(key[0], set()).add(key)

    def _read(self, within: Span, capitals: Span) -> None:
        self._lower = set(re.findall(r"\b[a-z]+\b", self._text[within.start : within.end]))
        openings = self._lower | _FUNCTION
        self.runs = list(NAME.finditer(self._text, *within))
        courtesy: dict[str, set[Sex]] = {}
        told = [run for run in self.runs if not capitals.start <= run.start() < capitals.end]
        alone = {run.group().lower() for run in told if " " not in run.group()}
        alone = {POSSESSIVE.sub("", name) for name in alone}
        for run in told:
            found = words(run.group())
            before = max(within.start, run.start() - 20), run.start()
            titled = found[0].rstrip(".").lower() in WORDS_BEFORE_NAMES
            if len(found) == 2 and found[0].rstrip(".").lower() in COURTESY_TITLES:
                alone.add(found[1].lower())
                sex = gender(found[0])
                if sex:
                    courtesy.setdefault(found[1].lower(), set()).add(sex)
            first = 0
            while first < len(found) and (
                found[first].lower() in openings and not is_given(found[first])
            ):
                first += 1
            found = _behind_titles(strip_titles(found[first:]))
            if len(found) > 2 and not is_given(found[0]) and _OFFICE.search(self._text, *before):
                found = found[given_at(found) :]
            if not 2 <= len(found) <= 4 or is_organisation(found):
                continue
            key = (found[0].rstrip(".").lower(), found[-1].lower())
            # Other capitals (headlines, places, bodies) are no names of people.
            if not (is_given(key[0]) or titled or (key[1] in alone and key[1] not in _DATES)):
                continue
            if key[0] in WORDS_BEFORE_NAMES or (
                key[1] in WORDS_BEFORE_NAMES and not is_given(key[0])
            ):
                continue
            self._enter(key, found)
        self._read_capitals(capitals, told)
        for key in self._full:
            sexes = courtesy.get(key[1], set())
            known = gender(key[0])
            if known is None and len(sexes) == 1 and len(self._by_last[key[1]]) == 1:
                known = next(iter(sexes))
            self._genders[key] = known

    def _read_capitals(self, capitals: Span, told: Sequence[re.Match[str]]) -> None:
        """Enter "Ada Brandt" of "Ada Brandt Warns of Floods" if the text goes on with "Brandt"."""
        last = {words(run.group())[-1].lower() for run in told if words(run.group())}
        last -= self._by_last.keys()
        for run in NAME.finditer(self._text, *capitals):
            for at, name in enumerate(found := words(run.group())):
                if not is_given(name) or name.lower() in self._lower:
                    continue
                for some in (found[at : at + 2], found[at : at + 3]):
                    if some[-1].lower() in last and all(_is_rare(one, self._lower) for one in some):
                        self._enter((name.lower(), some[-1].lower()), some)
                        break


def _is_rare(word: str, lower: Container[str]) -> bool:
    """Whether a word has a capital wherever the text has it, as names do."""
    return word[:1].isupper() and word.lower() not in lower


def _behind_titles(found: list[str]) -> list[str]:
    """What follows the last title in a run of capitals, if it is long enough for a name."""
    for cut in range(len(found) - 3, -1, -1):
        if found[cut].rstrip(".").lower() in WORDS_BEFORE_NAMES:
            return found[cut + 1 :]
    return found
