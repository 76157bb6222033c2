"""Names: those of a sentence stand in its evidence, or beside it and elsewhere in what is known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import takewhile

from assistant.generation.checks.claim import Claim
from index.lexicon.calendar_words import MONTH_NUMBERS, WEEKDAYS
from index.lexicon.function_words import ADVERBIALS, OPENERS, PREPOSITIONS, PRONOUNS
from index.lexicon.number_words import NUMBER_WORDS, SCALE_WORDS
from index.lexicon.reporting_verbs import VERBS
from index.lexicon.titles import BODIES_BEFORE_NAMES, SHORT_TITLES
from index.text.capital_letters import CAPITAL
from index.text.person_names import PARTICLE, is_given, is_title

_WORD = rf"{CAPITAL}(?:\.{CAPITAL})+\.?|{CAPITAL}[\w’'-]*"
_RUN = re.compile(rf"\b(?:{_WORD})(?: (?:{PARTICLE} )?(?:{_WORD}))*")
_FULL_NAME = re.compile(rf"\b({CAPITAL}[a-z]+) ({CAPITAL}[a-z]+)\b")
_PRONOUN = re.compile(r"\b(?:he|him|his|she|hers?|they|them|their|its?)\b", re.IGNORECASE)
_OWNER = re.compile(r"['’]s? ")
_SENTENCE = re.compile(r"(?:^|[.!?:]\s+|[“\"‘(]\s*)$")
_DATES = frozenset((*MONTH_NUMBERS, *WEEKDAYS))
_FEASTS = frozenset(
    "christmas thanksgiving easter halloween passover ramadan hanukkah diwali day eve".split()
)
"""Words of names of days, which only the evidence itself can give."""
_SMALL = (
    PREPOSITIONS
    | PRONOUNS
    | OPENERS
    | ADVERBIALS
    | SHORT_TITLES
    | frozenset(
        """the a an this that these those his her their its i and but or nor yet so if when while as
    asked there here both many some most all no not one what who why how where which both neither
""".split()
    )
)
_NUMBERS = frozenset((*NUMBER_WORDS, *SCALE_WORDS, "first", "second", "third"))
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
_OFFICES = {
    "white house": "president presidential presidency administration",
    "oval office": "president presidential presidency",
    "capitol hill": "congress congressional senate house",
}
_STEM = 5
"""Letters that two forms of one name share at least: "Belgium" and "Belgian"."""
_WHOLE = 4
"""Letters of a name that another form of it may begin with: "Peru" and "Peruvian"."""


def misnamed(claim: Claim) -> str | None:
    """Whether a sentence names somebody or something that the evidence doesn't."""
    told = _known(
        part
        for one in claim.backing
        for part in (one.quote, *one.speakers, one.roles, one.citation.outlet)
    )
    near = _known(
        part for one in claim.backing for part in (one.before, one.after, one.citation.title)
    )
    # What else was offered says who is meant by a "he" in the evidence.
    open_ended = any(_PRONOUN.search(one.quote) for one in claim.backing)
    others = [one.quote for one in claim.offered] if open_ended else []
    elsewhere = _known([claim.question, *others])
    present = {word for word in _told(claim.text) if _stands(word, told)}
    beside = _neighbours(present, claim) | _last_names(told[0], claim)
    for name in (part for run in names(claim.text) for part in _OWNER.split(run)):
        missing = [
            word
            for word in _words(name)
            if not _stands(word, told)
            and (word in _FEASTS or not (_stands(word, elsewhere) and _stands(word, near)))
            and word not in beside
        ]
        office = set(_OFFICES.get(name.lower(), "").split())
        if missing and not office & told[0] and not _is_short_for(name, told):
            return f"the evidence does not name “{name}”"
    return None


def _told(text: str) -> Iterator[str]:
    for run in names(text):
        yield from _words(run)


def _neighbours(present: set[str], claim: Claim) -> set[str]:
    """Words that other evidence writes right beside a name of the sentence.

    "MSNBC's Alex Seitz-Wald" and "Chris Matthews" say who Seitz-Wald and Matthews are.
    """
    found: set[str] = set()
    for one in claim.offered:
        for run in _RUN.finditer(one.quote):
            words = _words(_OWNER.sub(" ", run.group()))
            if present & set(words):
                found |= set(words)
    return found


def _last_names(told: frozenset[str], claim: Claim) -> set[str]:
    """Last names of people whom the evidence calls by their given names alone: "Hillary"."""
    found: set[str] = set()
    for one in claim.offered:
        for part in (one.quote, one.before, one.after, one.citation.title or ""):
            for given, last in _FULL_NAME.findall(part):
                if given.lower() in told and is_given(given):
                    found.add(last.lower())
    return found


def names(text: str) -> Iterator[str]:
    """Runs of capitalised words, but for a sentence's first word where it is no name's part."""
    for match in _RUN.finditer(text):
        run = match.group()
        if _SENTENCE.search(text[: match.start()]):
            first, _, rest = run.partition(" ")
            if not rest or first.lower() in _SMALL or first.endswith("ing"):
                # A single word there has its capital anyway; who is said to speak is checked
                # by itself.
                run = rest
        if run:
            yield run


def _words(name: str) -> list[str]:
    """The words of a name that must stand in the evidence: no titles, nor what alone is no name."""
    bare = [_bare(word).lower() for word in name.split()]
    # "Morning" and "Post" are no names, but "The Morning Post" is.
    alone = len([word for word in bare if word not in _SMALL - ADVERBIALS]) < 2
    return [
        word
        for word in bare
        if len(word) > 1
        and word not in (_SMALL if alone else _SMALL - ADVERBIALS)
        and word not in _DATES
        and not (is_title(word) and word not in BODIES_BEFORE_NAMES)
        and not (alone and word in VERBS)
        and not all(part in _NUMBERS for part in word.split("-"))
    ]


def _known(texts: Iterable[str | None]) -> tuple[frozenset[str], str]:
    """The words of some texts, and the first letters of those that are written big."""
    found = [_words_of(text) for text in texts if text]
    words = frozenset[str]().union(*(known for known, _ in found))
    return words, "".join(letters for _, letters in found)


@lru_cache(maxsize=256)
def _words_of(text: str) -> tuple[frozenset[str], str]:
    words = [_bare(word) for word in re.findall(r"[\w.’']+", text)]
    letters = "".join(word[0] for word in words if word[:1].isupper()).lower()
    return frozenset(word.lower() for word in words), letters


def _bare(word: str) -> str:
    """A word without an owner's ending or full stops, its apostrophes straight."""
    return re.sub(r"'s?$", "", word.replace("’", "'").strip("'")).replace(".", "")


def _stands(word: str, known: tuple[frozenset[str], str]) -> bool:
    """Whether a text has a word, another form of it, or what it is short for."""
    words, initials = known
    parts = re.split(r"[-’']", word)
    if word in words or (len(parts) > 1 and all(part in words for part in parts if part)):
        return True
    other = _SAME.get(word)
    if other and any(one.startswith(other) for one in words):
        return True
    if any(_SAME.get(one) and word.startswith(_SAME[one]) for one in words):
        return True
    if any(word == full and short in words for short, full in _STATES.items()):
        return True
    if _STATES.get(word) in words or (word == "america" and {"united", "states"} <= words):
        return True
    if any(one in words for one in _SEATS.get(word, "").split()):
        return True
    for seat, governed in _SEATS.items():
        called = governed.split()
        if word in called and (seat in words or not words.isdisjoint(called)):
            return True
    if 2 <= len(word) <= 5 and word in initials:
        return True
    return any(_alike(word, one) for one in words)


def _alike(one: str, other: str) -> bool:
    """Whether two words are forms of one name: "Peru" and "Peruvian", "Belgium" and "Belgian"."""
    shorter, longer = sorted((one, other), key=len)
    if longer == shorter + "s" or (len(shorter) >= _WHOLE and longer.startswith(shorter)):
        return True
    pairs = zip(one, other, strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return shared >= max(_STEM, len(shorter) - 2)


def _is_short_for(name: str, known: tuple[frozenset[str], str]) -> bool:
    """Whether the evidence has the name's initials: "FBI" for "Federal Bureau of Investigation"."""
    initials = "".join(word[0] for word in name.split() if word[:1].isupper()).lower()
    return len(initials) > 1 and initials in known[0]
