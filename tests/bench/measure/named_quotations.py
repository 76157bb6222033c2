"""Reads the quotations of articles whose sources were marked by hand, and who is named for each.

A quotation is what stands in quotation marks within a marked content, three words or more; of
several contents that have it, the shortest decides. Whom its source means, without any of our own
attribution:

- A source with a name ("Rep. John Mica (R-Fla.)", "Mook, the manager") means that name: the run of
  capitalised words in it, without titles. A last name alone ("Trump") means the one person with a
  given name whom the article's sources, or else its text, have under it; if these are several or
  none, it stays as it is.
- A pronoun ("he") means the nearest source before it if that has a person's name, the person isn't
  known to be of the other gender, and no other person is named in the text between them.
- A description ("the mayor") means the one person whom another source of the article calls so right
  beside their name ("Mayor Bill de Blasio").

All other sources are left out, and so are two joined by "and".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.lexicon.function_words import PRONOUNS
from index.lexicon.titles import COURTESY_TITLES
from index.records import Span
from index.text.person_names import (
    NAME_PATTERN,
    gender_of,
    is_full_name,
    is_organisation_name,
    is_title,
    may_be_given_name,
    parse_name,
    same_person,
    split_name,
    strip_titles,
)

_LEAST_WORDS = 3
_QUOTED = re.compile(r"[“\"]([^“”\"\n]+)(?:[”\"]|$)")
_GENDERS = {"he": "male", "his": "male", "him": "male", "she": "female", "her": "female"}
_ENDS_NAME = re.compile(r"[,(;]| who | of | from ")
_LINKS = re.compile(r"(?<!\w)(?:and|at|by|for|in|on|to|with)(?!\w)|&")
_DETERMINER = re.compile(r"(?:the|an?|his|her|their|its)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MarkedSource:
    """A source as marked, with the stretches of the content that is theirs."""

    place: Span
    words: str
    contents: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class NamedQuotation:
    """A quotation with the name of whoever said it, and those of other sources of the article."""

    document: str
    quote: str
    place: Span
    source: str
    """The source's words as marked."""
    means: str
    """`name`, `pronoun` or `description`."""
    name: str
    others: tuple[str, ...]
    """Full names of other people who are sources in the article, but not of these words."""


def read_named_quotations(gold: Path, texts: Mapping[str, str]) -> Iterator[NamedQuotation]:
    """Yield the quotations of all articles that are in `texts`, by file name."""
    annotators: defaultdict[str, list[Path]] = defaultdict(list)
    for file in sorted(gold.glob("*.ann")):
        annotators[f"{file.stem.rpartition('_')[0]}.txt"].append(file)
    for document, files in annotators.items():
        if document in texts:
            # Of several annotators, the first counts.
            sources = _read_sources(files[0], texts[document])
            yield from _quotations_of(document, texts[document], sources)


def _read_sources(file: Path, text: str) -> list[MarkedSource]:
    spans: dict[str, list[Span]] = {}
    events: list[list[tuple[str, str]]] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            places = rest.partition("\t")[0].partition(" ")[2]
            spans[key] = sorted(
                Span(*map(int, place.split())) for place in places.split(";") if place
            )
        elif key.startswith("E"):
            roles = [role.partition(":") for role in rest.split()]
            events.append([(role.rstrip("0123456789"), target) for role, _, target in roles])
    found = []
    for event in events:
        source = [p for role, target in event if role == "Source" for p in spans.get(target, ())]
        content = [p for role, target in event if role == "Content" for p in spans.get(target, ())]
        if source and content:
            place = Span(source[0].start, source[-1].end)
            words = " ".join(text[part.start : part.end] for part in source)
            found.append(MarkedSource(place, words, tuple(content)))
    return sorted(found, key=lambda one: one.place)


def _quotations_of(
    document: str, text: str, sources: Sequence[MarkedSource]
) -> Iterator[NamedQuotation]:
    names = _ArticleNames(text, sources)
    shortest: dict[Span, MarkedSource] = {}
    for source in sorted(sources, key=_length, reverse=True):
        for part in source.contents:
            for match in _QUOTED.finditer(text, part.start, part.end):
                if len(re.findall(r"\w+(?:['’]\w+)*", match[1])) >= _LEAST_WORDS:
                    shortest[Span(*match.span(1))] = source
    named = {source: names.name_of(source) for source in sources}
    for place, source in sorted(shortest.items(), key=lambda item: item[0]):
        name, means = named[source], "name"
        if name is None:
            name, means = names.resolve(source, named)
        if name is None:
            continue
        quote = text[place.start : place.end].strip()
        at_once = {
            other
            for one, other in named.items()
            if other and any(quote in text[p.start : p.end] for p in one.contents)
        }
        others = {
            other
            for other in named.values()
            if other
            and " " in other
            and _is_person(other)
            and other not in at_once
            and _differ(other, name)
        }
        yield NamedQuotation(
            document=document,
            quote=quote,
            place=place,
            source=source.words,
            means=means,
            name=name,
            others=tuple(sorted(others)),
        )


def _length(source: MarkedSource) -> int:
    return sum(part.end - part.start for part in source.contents)


def _differ(one: str, other: str) -> bool:
    """Whether two names have nothing in common by which they could be one person's."""
    return not set(map(str.casefold, split_name(one))) & set(map(str.casefold, split_name(other)))


class _ArticleNames:
    """The names that the sources and the text of an article have."""

    def __init__(self, text: str, sources: Sequence[MarkedSource]) -> None:
        self._text = text
        self._sources = sources
        full = {name for one in sources if (name := _written_name(one.words)) and " " in name}
        for match in NAME_PATTERN.finditer(text):
            name = _without_titles(match[0])
            if " " in name and may_be_given_name(name.split()[0]) and is_full_name(name):
                full.add(name)
        self._by_last_name: defaultdict[str, set[str]] = defaultdict(set)
        for name in full:
            self._by_last_name[_last_name(name)].add(name)

    def name_of(self, source: MarkedSource) -> str | None:
        """The name in a source, the full one if it is certain; None if there is no certain name."""
        name = _written_name(source.words)
        if name is None or " " in name:
            return name
        full = self._by_last_name.get(_last_name(name), set())
        titled = re.search(rf"\w+\.? (?={re.escape(name)})", source.words)
        if titled and titled[0].strip().lower().rstrip(".") in COURTESY_TITLES:
            title = titled[0].strip()
            genders = {gender_of(title), None}
            full = {one for one in full if gender_of(one) in genders}
            return _one_of(full) or f"{title} {name}"
        if titled:
            return name  # "President Obama" where only Michelle Obama has a given name
        return _one_of(full) or (name if full else None)

    def resolve(
        self, source: MarkedSource, named: Mapping[MarkedSource, str | None]
    ) -> tuple[str | None, str]:
        """The name that a pronoun or description means, if certain, and which of them it is."""
        gender = _GENDERS.get(source.words.casefold().strip(" ,"))
        if gender:
            return self._before(source, gender, named), "pronoun"
        words = _DETERMINER.sub("", source.words, count=1).strip(" ,")
        if words == source.words or not re.fullmatch(r"[\w’' -]+", words):
            return None, "description"
        called = re.compile(rf"(?<!\w)(?i:{re.escape(words)}) (?={NAME_PATTERN.pattern})")
        found = {name for one, name in named.items() if name and called.search(one.words)}
        return (found.pop() if len(found) == 1 else None), "description"

    def _before(
        self, source: MarkedSource, gender: str, named: Mapping[MarkedSource, str | None]
    ) -> str | None:
        for one in reversed(self._sources):
            if one.place.end > source.place.start:
                continue
            pronoun = _GENDERS.get(one.words.casefold().strip(" ,"))
            if pronoun == gender:
                continue  # The same person, if nobody else is named between.
            name = named[one]
            if pronoun or name is None or not _is_person(name):
                return None
            if gender_of(name) not in (gender, None):
                return None
            between = self._text[one.place.end : source.place.start]
            return None if self._names_others(between, name) else name
        return None

    def _names_others(self, text: str, name: str) -> bool:
        """Whether a text names any person but the one with a name."""
        mine = {word.casefold() for word in split_name(name)}
        for match in NAME_PATTERN.finditer(text):
            other = _without_titles(match[0])
            is_known = _last_name(other) in self._by_last_name
            if is_known and not {word.casefold() for word in split_name(other)} <= mine:
                return True
        return False


def _written_name(source: str) -> str | None:
    """The name in a source's words, without titles: None for descriptions, pronouns, and two."""
    head = _ENDS_NAME.split(" ".join(source.split()).strip(" ,"), maxsplit=1)[0]
    head = re.sub(r"[’']s?$", "", head)
    runs = list(NAME_PATTERN.finditer(head))
    if not runs or runs[-1].end() != len(head) or _LINKS.search(head):
        return None
    name = _without_titles(runs[-1][0])
    single = " " not in name
    if not name or name.lower() in PRONOUNS or is_organisation_name(name.split()):
        return None
    # "the IMF", "The president"
    return None if single and _DETERMINER.match(head) else name


def _without_titles(run: str) -> str:
    """The name that ends capitalised words: "Donald Tusk" of "Council President Donald Tusk"."""
    words = [word for word in split_name(run) if word not in ("The", "A", "An")]
    for number in range(len(words) - 2, -1, -1):
        if is_title(words[number]):
            words = words[number + 1 :]
            break
    words = strip_titles(words)
    while len(words) > 2 and not may_be_given_name(words[0]) and may_be_given_name(words[1]):
        words = words[1:]  # "Trump lawyer", "White House"
    return " ".join(words)


def _is_person(name: str) -> bool:
    """Whether a name is certainly a person's."""
    return may_be_given_name(name.split()[0]) or gender_of(name) is not None


def _last_name(name: str) -> str:
    parsed = parse_name(name)
    return parsed.last if parsed else ""


def _one_of(names: Iterable[str]) -> str | None:
    """The longest of several forms of one name; None if the names are two people's, or none."""
    ranked = sorted(names, key=lambda name: (len(name), name), reverse=True)
    if not ranked or any(same_person(ranked[0], name) is not True for name in ranked):
        return None
    return ranked[0]
