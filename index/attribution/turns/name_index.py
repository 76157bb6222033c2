"""Finds the full names that a document gives the people whom its labels name by last name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from index.lexicon.calendar_words import DATE_NAMES
from index.lexicon.function_words import OPENERS, PREPOSITIONS
from index.lexicon.name_words import DEMONYMS, PARTICLES, SUFFIXES, Sex
from index.lexicon.speaker_labels import LABEL_HONORIFICS, SPEAKER_OFFICES
from index.lexicon.titles import SHORT_WORD, WORDS_BEFORE_NAMES
from index.text.capital_letters import CAPITAL
from index.text.person_names import NAME_PATTERN, gender_of, is_given_name, same_person, split_name

_INVERTED = re.compile(
    r"(?P<last>[^\W\d_][\w’'-]+(?: [^\W\d_][\w’'-]+)?), "
    rf"(?:(?:{SHORT_WORD}|Adm)\. )?"
    r"(?P<given>(?:[^\W\d_][\w’'-]+|[A-Z]\.)(?: [A-Z]\.)?(?: [A-Z]\.)?)(?=,|$|\s*\.{2,})"
)
_REGION = re.compile(r"(?:, (?:of )?| of | \()(?P<region>[A-Z][\w.]*(?: [A-Z][\w.]*)?)")
_NO_GIVEN_NAMES = (
    DATE_NAMES
    | OPENERS
    | PREPOSITIONS
    | frozenset(DEMONYMS)
    | frozenset(
        "thank thanks the and but so yes no well now okay when then thanking ask dear hi".split()
    )
)
_MIXED = re.compile(r"\b([A-Z][a-z]{1,3})([A-Z]{2,})\b")
_SMALL_WORDS = frozenset("of for and the to in on at".split())
_CAPITALISED = re.compile(rf"\b{CAPITAL}[\w’'-]+")
_POSSESSIVE_ENDINGS = ("’s", "'s", "’", "'")
_LONGEST_RUN = 80
"""Characters before a last name in which given names and offices stand."""
_MAX_GIVEN = 3


@dataclass
class FullName:
    """A full name as a document writes it."""

    forms: Counter[str] = field(default_factory=Counter)
    regions: set[str] = field(default_factory=set)
    """States and countries that stand behind it."""
    roles: Counter[str] = field(default_factory=Counter)
    """Offices that stand before it."""
    is_sure: bool = False
    """Whether something beside capitals shows that it is a person's."""

    @property
    def role(self) -> str | None:
        """The office that stands most often before it."""
        return lower_all_capitals(self.roles.most_common(1)[0][0]) if self.roles else None

    @property
    def best(self) -> str:
        """The form with the most words; among these the most frequent one.

        Of forms without a common given name, the shortest, as other words may stand before it.
        """
        return max(self.forms, key=self._rank)

    def _rank(self, form: str) -> tuple[bool, int, int, str]:
        first, length = form.split()[0], len(form.split())
        has_given = is_given_name(first) or len(first.rstrip(".")) == 1
        return has_given, length if has_given else -length, self.forms[form], form


class NameIndex:
    """The full names of a document by last name."""

    def __init__(self) -> None:
        self._people: dict[str, list[FullName]] = defaultdict(list)

    def add(
        self, name: str, *, is_sure: bool, role: str = "", region: str = "", last: str = ""
    ) -> None:
        """Note that the document has a full name.

        Args:
            name: The name without titles, with at least two words.
            is_sure: Whether something beside capitals shows that it is a person's.
            role: The office before it, if any.
            region: A state or country behind it, if any.
            last: Last name in lower case, if it isn't the last word.
        """
        name = lower_capitals(name)
        key = (last or name_words(name)[-1]).casefold()
        people = self._people[key]
        person = next((one for one in people if _is_same(one.best, name)), None)
        if person is None:
            person = FullName()
            people.append(person)
        person.forms[name] += 1
        person.is_sure = person.is_sure or is_sure or person.forms[name] > 1
        if role:
            person.roles[role] += 1
        if region:
            person.regions.add(region.casefold())

    def find(self, name: str, sex: Sex | None, region: str = "") -> FullName | None:
        """The only person who can be meant by a last name; None if there are none or several.

        Args:
            name: A last name, possibly of several words.
            sex: The sex that a title shows.
            region: The state or country in the label.
        """
        tokens = [word.casefold() for word in name_words(name)]
        if not tokens:
            return None
        people = [
            person
            for person in self._people.get(tokens[-1], ())
            if person.is_sure
            and _ends_with(person.best, tokens)
            and len(name_words(person.best)) > len(tokens)
        ]
        if region and len(people) > 1:
            people = [one for one in people if region.casefold() in one.regions] or people
        elif len(people) > 1:
            people = [one for one in people if not one.regions] or people
        if sex is not None:
            people = [one for one in people if gender_of(one.best) in (sex, None)]
            if len(people) > 1:
                people = [one for one in people if gender_of(one.best) == sex] or people
        return people[0] if len(people) == 1 else None


def _is_same(one: str, other: str) -> bool:
    """Whether two full names are one person's, or one is the end of the other."""
    shorter, longer = sorted((one.casefold().split(), other.casefold().split()), key=len)
    return same_person(one, other) is True or longer[-len(shorter) :] == shorter


def _ends_with(full: str, tokens: Sequence[str]) -> bool:
    words = [word.casefold() for word in name_words(full)]
    return words[-len(tokens) :] == list(tokens)


def name_words(name: str) -> list[str]:
    """The words of a name without suffixes: "Jr."."""
    words = [word for word in split_name(name) if word.rstrip(".").casefold() not in SUFFIXES]
    return words or split_name(name)


def lower_capitals(name: str) -> str:
    """A name without words in all capitals: "BEN S. McCARTHY-LEE" as "Ben S. McCarthy-Lee"."""
    words = [_lower_word(word) for word in name.split()]
    small = [word.lower() if word.lower() in _SMALL_WORDS else word for word in words[1:]]
    return " ".join([*words[:1], *small])


def lower_all_capitals(words: str) -> str:
    """Words in capitals in small ones; others unchanged, as "OMB Director" has an abbreviation."""
    return lower_capitals(words) if words.isupper() else words


def _lower_word(word: str) -> str:
    if not word.isupper():
        return _lower_end(word)
    if len(word.rstrip(".")) == 1 or re.fullmatch(r"(?:\w\.)+\w?\.?", word):
        return word
    if word.rstrip(".,") in ("II", "III", "IV"):
        return word
    lowered = re.sub(
        r"[^\W\d_]+",
        lambda part: part[0] if len(part[0]) == 1 and part.start() > 0 else part[0].capitalize(),
        word,
    )
    lowered = re.sub(r"(?<=[’'])[^\W\d_]$", lambda part: part[0].lower(), lowered)
    return re.sub(r"\bMc([a-z])", lambda part: "Mc" + part[1].upper(), lowered)


def _lower_end(word: str) -> str:
    """A word that begins in small letters without its capitals: "McQUADE" as "McQuade"."""
    return _MIXED.sub(lambda part: part[1] + part[2].capitalize(), word)


def index_names(
    text: str, last_names: Container[str], ordinary: Container[str], index: NameIndex
) -> None:
    """Add the full names in a text whose last names are asked for.

    Args:
        text: A document's text.
        last_names: Last words of names, in lower case.
        ordinary: Words that the document has in lower case: no given names without another sign.
        index: Where to add them.
    """
    for word in _CAPITALISED.finditer(text):
        if _plain(word.group()) not in last_names:
            continue
        run = _run_before(text, word)
        words = run.split()
        if len(words) > 1:
            start = word.end() - len(run)
            if text[max(0, start - 4) : start] == " of " and len(words) > 2:
                # "Secretary of Labor Henrik Soe"
                words[0] = "Of"
            _add_run(words, len(words) - 1, text[word.end() : word.end() + 40], ordinary, index)
    for line in re.finditer(r"^[ \t]*(?P<entry>[^\n]{5,120})", text, re.MULTILINE):
        if "," in line["entry"][:60]:
            _add_inverted(line["entry"], last_names, index)


def _run_before(text: str, word: re.Match[str]) -> str:
    """The run of capitalised words that ends with a word."""
    start = max(0, word.start() - _LONGEST_RUN)
    runs = list(NAME_PATTERN.finditer(text, start, word.end()))
    return runs[-1].group() if runs and runs[-1].end() == word.end() else ""


def _plain(word: str) -> str:
    """A word in small letters without full stop and possessive ending."""
    word = word.rstrip(".,")
    for ending in _POSSESSIVE_ENDINGS:
        if word.endswith(ending):
            return word[: -len(ending)].casefold()
    return word.casefold()


def _add_run(
    words: Sequence[str], at: int, behind: str, ordinary: Container[str], index: NameIndex
) -> None:
    """Add the name that ends with `words[at]`, if given names stand before it."""
    first = at
    in_capitals = words[at].isupper() or _MIXED.fullmatch(words[at]) is not None
    while first > 0 and at - first < _MAX_GIVEN and _may_be_given(words[first - 1]):
        if in_capitals and not words[first - 1].isupper():
            break
        first -= 1
    while first < at and _plain(words[first]) in PARTICLES:
        first += 1
    if first == at or all(_plain(word) in PARTICLES for word in words[first:at]):
        return
    for start in range(first, at):
        if is_given_name(words[start]):
            first = start
            break
    has_office = first > 0 and _is_office(words[first - 1])
    role = " ".join(_office_before(words, first))
    is_sure = (
        has_office
        or is_given_name(words[first])
        or len(words[first].rstrip(".")) == 1
        or _plain(words[first]) not in ordinary
    )
    region = _REGION.match(behind)
    last = re.sub(r"['’]s?$", "", words[at])
    name = " ".join([*words[first:at], last])
    index.add(name, is_sure=is_sure, role=role, region=region["region"] if region else "")


def _may_be_given(word: str) -> bool:
    plain = _plain(word)
    if is_given_name(plain):
        return True
    return not (
        plain in _NO_GIVEN_NAMES
        or _is_office(word)
        or plain == "of"
        or word.endswith(("’s", "'s"))
        or not word[0].isalpha()
    )


def _is_office(word: str) -> bool:
    plain = _plain(word)
    singular = plain.removesuffix("s")
    return (
        plain in SPEAKER_OFFICES
        or (len(plain) > 3 and singular in SPEAKER_OFFICES | LABEL_HONORIFICS | WORDS_BEFORE_NAMES)
        or (plain in LABEL_HONORIFICS and (len(plain) > 1 or word.endswith(".")))
        or plain in WORDS_BEFORE_NAMES
    )


def _office_before(words: Sequence[str], first: int) -> list[str]:
    """The offices before a name, without honorifics: "OMB Director"."""
    start = first
    while start > 0 and _is_office(words[start - 1]):
        start -= 1
    office = [word for word in words[start:first] if _plain(word) not in LABEL_HONORIFICS]
    if office and start > 0 and words[start - 1].isupper() and len(words[start - 1]) > 1:
        office.insert(0, words[start - 1])
    return office


def _add_inverted(entry: str, last_names: Container[str], index: NameIndex) -> None:
    """Add the name of an entry in a list of witnesses: "Koo, Hon. Benedict S., Commissioner"."""
    match = _INVERTED.match(entry)
    if match is None or _plain(match["last"].split()[-1]) not in last_names:
        return
    given = match["given"]
    if not (is_given_name(given.split()[0]) or "Hon." in match.group() or "Dr." in match.group()):
        return
    role = entry[match.end() :].strip(" .,\t")
    role = re.split(r"\s*\.{2,}|;|,", re.sub(r"^(?:Jr|Sr|II|III)\b[., ]*", "", role))[0]
    role = role if role[:1].isupper() else ""
    index.add(f"{given} {match['last']}", is_sure=True, role=role)
