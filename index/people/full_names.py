"""Finds the full names in a document that a last name or a given name alone may mean."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import islice

from index.lexicon.calendar_words import DATE_NAMES
from index.lexicon.function_words import BOUNDARIES, OPENERS, PREPOSITIONS, PRONOUNS
from index.lexicon.name_words import GIVEN_NAMES, ORGANISATION_WORDS, PARTICLES, SUFFIXES
from index.lexicon.titles import COURTESY_TITLES, SHORT_TITLE, TITLE_SEXES
from index.people.comparing import compare_names
from index.people.person_name import PersonName, parse_person_name, strip_office
from index.people.word_places import find_word, has_word
from index.text.capital_letters import CAPITAL
from index.text.person_names import is_title

__all__ = ["find_full_names", "find_misspelt_name", "find_suffix", "find_titles"]

_MOST_PLACES = 60
"""Places of a name that are read; a document that has more of them has named everybody by then."""
_AROUND = 60
"""Characters before and after a name that are searched for the rest of it."""
_PARTICLE = "|".join(PARTICLES)
_PART = (
    rf"(?:(?:{CAPITAL}\.){{1,3}}|{CAPITAL}[^\W\d_]{{0,30}}+(?:[-’'][^\W\d_]{{1,30}}+)?+"
    rf"|(?:{SHORT_TITLE})\.|{_PARTICLE})"
)
_BEFORE = re.compile(rf"(?:\b{_PART}[ \u00a0]){{1,5}}(?:(?:{_PARTICLE})-)?\Z")
_BEHIND = re.compile(rf"(?:[ \u00a0]{_PART}){{1,3}}(?!\w)")
_SHORT_WORD = 6
"""Letters from which on a word may be a misspelling of another word of its document."""
_LONG_WORD = re.compile(rf"{CAPITAL}\w{{{_SHORT_WORD - 1},30}}")
_MISSPELT = 2
"""Letters that may be wrong in it."""
_TITLE = 24
"""Characters before a name that are searched for a title."""
_TITLE_BEFORE = re.compile(
    rf"({CAPITAL}[^\W\d_]{{0,20}}+)\.?[ \u00a0](?:(?:{_PARTICLE})[ -]){{0,2}}\Z"
)
_SUFFIX = re.compile(rf",? ((?:{'|'.join(sorted(SUFFIXES, key=len, reverse=True))})\b\.?)", re.I)
_PAIR = re.compile(rf"\b({CAPITAL}[^\W\d_]{{1,20}}+) (?:and|&) \Z")
_NO_NAMES = (
    BOUNDARIES
    | PREPOSITIONS
    | OPENERS
    | PRONOUNS
    | DATE_NAMES
    | frozenset("the a an both and but".split())
)


def find_full_names(text: str, name: str, parsed: PersonName) -> list[str]:
    """The full names of a text that contain a name of one word; one for each person, most first.

    Args:
        text: The document's text.
        name: The last name or the given name, with a title or without.
        parsed: Its parts.
    """
    word = _last_word(name, text)
    counts: Counter[str] = Counter()
    titled: set[str] = set()
    for place in islice(find_word(text, word), _MOST_PLACES):
        before, behind = text[max(0, place - _AROUND) : place], text[place + len(word) :][:_AROUND]
        full = _name_ending_here(before, word) or _name_beginning_here(
            word, behind, is_surname=bool(parsed.titled)
        )
        if full and _is_possible(full, parsed, text):
            counts[full] += 1
            if _stands_behind_title(before, full.removesuffix(word)):
                titled.add(full)
            other = _PAIR.search(before.removesuffix(full.removesuffix(word)))
            if other:
                # "Bill and Hillary Clinton"
                counts[f"{other[1]} {word}"] += 1
    found = _one_for_each_person(_without_doubtful(counts, titled))
    if len(found) > 1 and _is_main(found, counts) and not _has_office(text, name):
        return found[:1]
    return found


def find_misspelt_name(text: str, name: str) -> list[str]:
    """The full names of those whose last name a word may misspell: "Keidis" for Anthony Kiedis.

    Only a word that the text has more often than the misspelling is taken for the right spelling.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    word = _last_word(name, text)
    if len(word) < _SHORT_WORD:
        return []
    counts = _count_long_words(text)
    choices = [other for other in counts if other[0] == word[0] and counts[other] > counts[word]]
    near = process.extract(word, choices, scorer=OSA.distance, score_cutoff=_MISSPELT, limit=3)
    found: dict[str, None] = {}
    for other, _, _ in near:
        parsed = parse_person_name(other)
        if parsed is not None and other != word:
            found.update(dict.fromkeys(find_full_names(text, other, parsed)))
    return list(found)


@lru_cache(maxsize=1)
def _count_long_words(text: str) -> Counter[str]:
    """Capitalised words that are long enough to be misspelt.

    Kept for the last text, because a document has several names to look up.
    """
    return Counter(_LONG_WORD.findall(text))


def _has_office(text: str, name: str) -> bool:
    return any(title.lower() not in COURTESY_TITLES for title in find_titles(text, name))


def _is_main(found: list[str], counts: Counter[str]) -> bool:
    """Whether a last name alone means the first of some people: named first, and by far most.

    Who is named in full first is called by the last name from then on; others of that name are
    named in full each time.
    """
    return next(iter(counts)) == found[0] and counts[found[0]] >= 2 * counts[found[1]]


def find_suffix(text: str, name: str) -> str | None:
    """The suffix that stands behind a full name wherever the text has it: "Jr."; None if none does.

    Args:
        text: The document's text.
        name: A full name without suffix.
    """
    found = {
        match[1] if match else None
        for place in find_word(text, name)
        for match in (_SUFFIX.match(text, place + len(name)),)
    }
    return found.pop() if len(found) == 1 else None


def _last_word(name: str, text: str) -> str:
    """The last name, as the text writes it where it is no label in capitals."""
    word = strip_office(name).split()[-1].strip(".,’'")
    return word.title() if word.isupper() and word.title() in text else word


def find_titles(text: str, name: str) -> list[str]:
    """The titles and offices that stand before a name in a text, each once.

    Args:
        text: The document's text.
        name: A full name, or a last name with a title or without.
    """
    bare = strip_office(name)
    word = bare if " " in bare else _last_word(name, text)
    found = set()
    for place in islice(find_word(text, word), _MOST_PLACES):
        match = _TITLE_BEFORE.search(text[max(0, place - _TITLE) : place])
        if match and (is_title(match[1]) or match[1].lower() in TITLE_SEXES):
            found.add(match[1])
    return sorted(found)


def _name_ending_here(before: str, word: str) -> str | None:
    match = _BEFORE.search(before)
    words = match[0].split() if match else []
    if words and words[-1].endswith("-"):
        # "el-Sisi"
        word = words.pop() + word
    while words and (words[0].lower() in _NO_NAMES or words[0] in PARTICLES):
        words.pop(0)
    for at in range(len(words) - 1, -1, -1):
        plain = words[at].strip(".").lower()
        if is_title(words[at]) or plain in TITLE_SEXES or words[at].endswith(("’s", "'s")):
            words = words[at + 1 :]
            break
    for at, given in enumerate(words[1:], 1):
        # "Vermonter Bernie Sanders"
        if given.lower() in GIVEN_NAMES and not _begins_with_given_name(words[0]):
            words = words[at:]
            break
    return " ".join((*words, word)) if words else None


def _name_beginning_here(word: str, behind: str, is_surname: bool) -> str | None:
    """A full name if the word is a common given name: "Ivanka Trump" for "Ivanka".

    Or a last name that stands first: "Xi Jinping" for "Mr. Xi".
    """
    match = _BEHIND.match(behind)
    if match is None:
        return None
    words = match[0].split()
    if not (is_surname or word.lower() in GIVEN_NAMES or words[0].lower() in PARTICLES):
        return None
    return " ".join((word, *words))


def _stands_behind_title(before: str, given: str) -> bool:
    words = before.removesuffix(given).split()
    return bool(words) and is_title(words[-1])


def _without_doubtful(counts: Counter[str], titled: set[str]) -> Counter[str]:
    """Leave out what begins with a word that isn't known as a given name, if others do.

    Args:
        counts: Names with their counts.
        titled: The names that stand behind a title.
    """
    sure = {full for full in counts if _begins_with_given_name(full) or full in titled}
    most = max((counts[full] for full in sure), default=0)
    return Counter({full: n for full, n in counts.items() if full in sure or n > most})


def _begins_with_given_name(full: str) -> bool:
    first = full.split()[0]
    return first.lower() in GIVEN_NAMES or first.endswith(".")


def _is_possible(full: str, parsed: PersonName, text: str) -> bool:
    words = full.split()
    name = parse_person_name(full)
    if name is None or not name.given or words[-1].lower() in ORGANISATION_WORDS:
        return False
    if None not in (name.sex, parsed.sex) and name.sex != parsed.sex:
        return False
    if any(word.lower() in _NO_NAMES for word in words):
        return False
    # A given name is a known one, an initial, or a word that never stands in small letters.
    first = words[0]
    return _begins_with_given_name(full) or not has_word(text, first.lower())


def _one_for_each_person(counts: Counter[str]) -> list[str]:
    """The most frequent name of each person; a person's longer and shorter names are one."""
    kept: list[str] = []
    for full in sorted(counts, key=lambda full: (-counts[full], -len(full), full)):
        name = parse_person_name(full)
        known = (parse_person_name(other) for other in kept)
        if name and not any(other and compare_names(name, other).is_same for other in known):
            kept.append(full)
    return kept
