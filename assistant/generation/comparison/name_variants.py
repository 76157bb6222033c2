"""Whether a text has a name in another form: "Peruvian" for "Peru", "FBI", "Moscow" for Russia."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from assistant.generation.comparison.names_in_text import normalise_word

_SAME = {
    "tv": "television",
    "gop": "republican",
    "usa": "american",
    "us": "american",
    "uk": "british",
    "eu": "european",
    "rican": "rico",
    "ricans": "rico",
    "burmese": "burma",
    "dutch": "netherlands",
    "danish": "denmark",
    "swiss": "switzerland",
    "greek": "greece",
    "greeks": "greece",
    "turkish": "turkey",
    "polish": "poland",
    "irish": "ireland",
    "scottish": "scotland",
    "welsh": "wales",
    "swedish": "sweden",
    "finnish": "finland",
    "norwegian": "norway",
    "thai": "thailand",
    "filipino": "philippines",
    "filipinos": "philippines",
}
_SEATS = {
    "beijing": "china chinese",
    "moscow": "russia russian",
    "kremlin": "russia russian moscow",
    "washington": "us american america federal states",
    "london": "britain british england uk",
    "paris": "france french",
    "berlin": "germany german",
    "rome": "italy italian",
    "madrid": "spain spanish",
    "brussels": "eu european europe belgium belgian",
    "ottawa": "canada canadian",
    "tokyo": "japan japanese",
    "seoul": "korea korean",
    "pyongyang": "korea korean",
    "tehran": "iran iranian",
    "baghdad": "iraq iraqi",
    "damascus": "syria syrian",
    "kabul": "afghanistan afghan",
    "kiev": "ukraine ukrainian",
    "ankara": "turkey turkish",
    "riyadh": "saudi",
    "cairo": "egypt egyptian",
    "jerusalem": "israel israeli",
    "delhi": "india indian",
    "havana": "cuba cuban",
    "caracas": "venezuela venezuelan",
}
"""Seats of government, which stand for what they govern, and the other way round."""
_STATES = dict(
    pair.split("/")
    for pair in """
ala/alabama ariz/arizona ark/arkansas calif/california colo/colorado conn/connecticut del/delaware
fla/florida ga/georgia ill/illinois ind/indiana kan/kansas ky/kentucky la/louisiana md/maryland
mass/massachusetts mich/michigan minn/minnesota miss/mississippi mo/missouri mont/montana
neb/nebraska nev/nevada okla/oklahoma ore/oregon pa/pennsylvania tenn/tennessee tex/texas
vt/vermont va/virginia wash/washington wis/wisconsin wyo/wyoming dc/district
""".split()
)
"""How newspapers shorten the states."""
_MIN_SHARED_LETTERS = 5
"""Letters that two forms of one name share at least: "Belgium" and "Belgian"."""
_MIN_WHOLE_NAME = 4
"""Letters of a name that another form of it may begin with: "Peru" and "Peruvian"."""


@dataclass(frozen=True, slots=True)
class KnownWords:
    """The words of some texts, in which names are looked up."""

    words: frozenset[str]
    """Every word, lower case."""
    initials: str
    """The first letters of the capitalised words, in order, lower case."""

    def has_form_of(self, word: str) -> bool:
        """Whether the texts have a word of a name, another form of it, or what it is short for."""
        words = self.words
        parts = re.split(r"[-’']", word)
        if word in words or (len(parts) > 1 and all(part in words for part in parts if part)):
            return True
        other = _SAME.get(word)
        if other and any(known.startswith(other) for known in words):
            return True
        if any(_SAME.get(known) and word.startswith(_SAME[known]) for known in words):
            return True
        if any(word == full and short in words for short, full in _STATES.items()):
            return True
        if _STATES.get(word) in words or (word == "america" and {"united", "states"} <= words):
            return True
        if any(governed in words for governed in _SEATS.get(word, "").split()):
            return True
        for seat, governed in _SEATS.items():
            called = governed.split()
            if word in called and (seat in words or not words.isdisjoint(called)):
                return True
        if 2 <= len(word) <= 5 and word in self.initials:
            return True
        return any(_are_forms_of_one_name(word, known) for known in words)

    def has_initials_of(self, name: str) -> bool:
        """Whether the texts have the initials of a name: "FBI"."""
        initials = "".join(word[0] for word in name.split() if word[:1].isupper()).lower()
        return len(initials) > 1 and initials in self.words


def known_words(texts: Iterable[str | None]) -> KnownWords:
    """The words of some texts; None is skipped."""
    parts = [_words_and_initials(text) for text in texts if text]
    return KnownWords(
        frozenset[str]().union(*(words for words, _ in parts)),
        "".join(initials for _, initials in parts),
    )


@lru_cache(maxsize=256)
def _words_and_initials(text: str) -> tuple[frozenset[str], str]:
    words = [normalise_word(word) for word in re.findall(r"[\w.’']+", text)]
    initials = "".join(word[0] for word in words if word[:1].isupper()).lower()
    return frozenset(word.lower() for word in words), initials


def _are_forms_of_one_name(one: str, other: str) -> bool:
    """Whether two words are forms of one name: "Peru" and "Peruvian", "Belgium" and "Belgian"."""
    shorter, longer = sorted((one, other), key=len)
    if longer == shorter + "s" or (len(shorter) >= _MIN_WHOLE_NAME and longer.startswith(shorter)):
        return True
    pairs = zip(one, other, strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return shared >= max(_MIN_SHARED_LETTERS, len(shorter) - 2)
