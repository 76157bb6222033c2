"""The parts of a person's name: given names, last name, suffix, and the sex that a title tells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from index.lexicon.name_words import GIVEN_NAMES, PARTICLES, SUFFIXES, Sex
from index.lexicon.titles import TITLE_SEXES, TITLES_OF_LAST_NAMES
from index.text.name_folding import words_of_folded_name
from index.text.person_names import is_title, split_name, strip_titles

__all__ = ["PersonName", "parse_person_name", "strip_office"]

_LONGEST = 200
"""Characters of the longest name that is read."""
_PLAIN = re.compile(r"[A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z]+")
"""A given name, perhaps an initial, and a last name."""
_NUMERALS = {"2nd": "ii", "3rd": "iii", "2d": "ii", "3d": "iii"}
_NAME_PARTS = ("first", "middle", "last", "suffix", "nickname")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name without titles, in folded words."""

    given: tuple[str, ...]
    """First and middle names or initials; empty for a last name alone."""
    last: tuple[str, ...]
    """The last word of the last name. Of a last name alone all its words without particles:
    ("abarca", "lund")."""
    suffix: str | None = None
    """"jr", "sr", "iii"; None without."""
    sex: Sex | None = None
    """What a title or the first name tells."""
    titled: Sex | None = None
    """What a title tells: Mr. or Ms."""
    nickname: str | None = None
    """A name in quotation marks or brackets: William “Bill” Clinton."""

    @property
    def first(self) -> str:
        """The first given name or initial; empty for a last name alone."""
        return self.given[0] if self.given else ""

    @property
    def middle(self) -> tuple[str, ...]:
        """The given names but the first."""
        return self.given[1:]

    @property
    def words(self) -> tuple[str, ...]:
        """Given and last names in order."""
        return (*self.given, *self.last)


def strip_office(name: str) -> str:
    """A name without the offices and bodies before it: "RNC Chairman Reince Priebus".

    A name of one word keeps what is written before it if that is no title.
    """
    words = name.split()
    for at in range(len(words) - 2, -1, -1):
        title = words[at].strip(".,").lower().rpartition("-")[2]
        if title and (is_title(title) or is_title(title.removesuffix("s"))):
            rest = words[at + 1 :]
            alone = at == 0 or all(is_title(word) for word in words[:at])
            # "German Ortega", "West Brandt": what is no office may be a given name.
            if len(rest) > 1 or (alone and title in TITLES_OF_LAST_NAMES):
                return " ".join(rest)
    return name


@lru_cache(maxsize=50_000)
def parse_person_name(name: str) -> PersonName | None:
    """The parts of a name; None if it has no letters, or is too long for a name.

    Args:
        name: As written, also "Brandt, Ada", "Mr. Brandt", "BRANDT".
    """
    if len(name) > _LONGEST:
        return None
    if _PLAIN.fullmatch(name) and not any(map(_has_other_use, name.split())):
        *names, family = name.lower().replace(".", "").split()
        return PersonName(tuple(names), (family,), sex=GIVEN_NAMES.get(names[0]))
    # Loaded where names are read first, because it takes a twentieth of a second; and a name a
    # fifth of a millisecond, so that those that have one reading are read here.
    from nameparser import HumanName

    titled = _sex_of_titles(name)
    bare = strip_office(" ".join(name.replace("’", "'").split()))
    parsed = HumanName(bare)
    first, middle, last, suffix, nickname = (
        words_of_folded_name(getattr(parsed, part)) for part in _NAME_PARTS
    )
    if not (first or middle or last):
        last = words_of_folded_name(parsed.title) or suffix
        suffix = ()
    given = (*first, *middle)
    if len(first) == 1 and first[0] in PARTICLES and len(last) > 1 and last[0] in PARTICLES:
        # "Von der Leyen", with the particle as the first word of a sentence.
        given = middle
    if not last:
        # "Abarca-Lund" is one last name of two words.
        given, last = (given[:-1], given[-1:]) if " " in bare else ((), given)
    if not last:
        return None
    # "van der Berg" is found as "Berg".
    last = tuple(word for word in last if word not in PARTICLES) or last
    if given:
        given, last = (*given, *last[:-1]), last[-1:]
    given = tuple(word for at, word in enumerate(given) if at == 0 or word not in PARTICLES)
    # "Jean-Claude" is no "Jean".
    is_double = "-" in parsed.first
    sex = titled or (GIVEN_NAMES.get(given[0]) if given and not is_double else None)
    called = nickname[0] if nickname else None
    return PersonName(given, last, _suffix(suffix), sex, titled, called)


def _has_other_use(word: str) -> bool:
    """Whether a word may be a title, a particle or a suffix in a name."""
    lower = word.lower().strip(".")
    return is_title(word) or lower in TITLE_SEXES or lower in PARTICLES or lower in SUFFIXES


def _sex_of_titles(name: str) -> Sex | None:
    words = split_name(name)
    for word in words[: len(words) - len(strip_titles(words)) or None][:-1] or words[:1]:
        sex = TITLE_SEXES.get(word.rstrip(".").lower())
        if sex is not None and len(words) > 1:
            return sex
    return None


def _suffix(words: tuple[str, ...]) -> str | None:
    for word in words:
        numeral = _NUMERALS.get(word, word)
        if numeral in SUFFIXES:
            return numeral
    return None
