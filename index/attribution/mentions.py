"""What a noun phrase says of somebody: the name in it, the head, the role."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.lexicon.name_words import Sex
from index.lexicon.titles import COURTESY_TITLES, SEXES_OF_WORDS, SHORT_SUFFIX, SHORT_TITLE
from index.text.capital_letters import CAPITAL
from index.text.person_names import PARTICLE, is_given, is_title

_PART = rf"{CAPITAL}[^\W\d_]*(?:[-’'][^\W\d_]+)*"
NAME = re.compile(
    rf"(?:(?:{SHORT_TITLE})\.[ \u00a0])?"
    rf"(?:{CAPITAL}\.[ ]?)*{_PART}"
    rf"(?:[ \u00a0](?:{CAPITAL}\.(?:{CAPITAL}\.)*"
    rf"|{PARTICLE}(?=(?:[ \u00a0]{PARTICLE})?[ \u00a0]{CAPITAL})"
    rf"|(?:{SHORT_SUFFIX})\.|{_PART}))*"
)
POSSESSIVE = re.compile(r"['’]s?$")
_HEAD_ENDS = re.compile(
    r"[,(—–]| - | (?:who|which|that|of|in|at|for|with|from|on|to|by|about|during|after|before|as) "
)
_MARKS = re.compile(r"[,(—–]| - ")
_OF = re.compile(rf" (?:of|for) (?:the )?{NAME.pattern}(?: and {NAME.pattern})?")
_NO_ROLE = frozenset("earlier later even only still both either also then".split())
_OWNED = re.compile(r"[^\W\d_]+['’]s? [^\W\d_A-Z]")
_DOING = frozenset("whose asked reached told quoted pressed dressed flanked accompanied".split())
_OFFICES_IN_ING = frozenset("acting leading ranking managing founding sitting outgoing".split())
"""The words in -ing with which a role begins; others tell what somebody was doing."""
_JOINING = frozenset(
    """who which that in on at of for with from to by as and or but however about during after
    before also too through via under over into among without when while where""".split()
)


def split_head(text: str) -> tuple[str, str | None]:
    """A noun phrase's head and what stands behind it, be that an apposition or a preposition."""
    return _split(_HEAD_ENDS, text)


def split_at_marks(text: str) -> tuple[str, str | None]:
    """The same, split at a mark only."""
    return _split(_MARKS, text)


def _split(ends: re.Pattern[str], text: str) -> tuple[str, str | None]:
    match = ends.search(text)
    if match is None or match.start() == 0:
        return text, None
    return text[: match.start()].strip(), text[match.start() :].strip(" ,(—–-")


def trailing_name(head: str) -> str | None:
    """The capitalised name with which a noun phrase ends."""
    head = head.rstrip()
    runs = list(NAME.finditer(head))
    last = runs[-1] if runs else None
    if last is None or last.end() < len(POSSESSIVE.sub("", head)):
        return None
    return last.group()


def sex_of(text: str) -> Sex | None:
    """What kinship or an office tells: "Hayes's wife", "a spokesman for the mayor"."""
    head = set(re.findall(r"\w+", text.lower().split(" for ")[0]))
    sexes = {SEXES_OF_WORDS[word] for word in head & SEXES_OF_WORDS.keys()}
    return "female" if "female" in sexes else "male" if sexes else None


def given_at(found: Sequence[str]) -> int:
    """Where in a run of capitals that ends with a person's name that name begins."""
    first = len(found) - 1
    while first > 0 and found[first - 1].islower():
        first -= 1  # "von der Leyen"
    first = max(0, first - 1)
    while first > 0 and len(found[first].rstrip(".")) == 1:
        first -= 1  # "Merrick B. Garland"
    if first > 0 and is_given(found[first - 1]):
        first -= 1
    return first


def office_of(rest: str) -> str:
    """What belongs to a body's or an office's name behind its first noun: " of Justice"."""
    match = _OF.match(rest)
    return match.group() if match else ""


def role_of(before: str, titles: Sequence[str], rest: str | None) -> str | None:
    """What the text calls somebody: before the name, or else behind it."""
    wanted = [word for word in before.split() if word]
    while wanted and wanted[0].lower() in ("the", "a", "an", "and", "but", "then"):
        wanted = wanted[1:]
    wanted += [title for title in titles if title.rstrip(".").lower() not in COURTESY_TITLES]
    if wanted and " ".join(wanted).lower() not in _NO_ROLE:
        return " ".join(wanted)
    if rest is None:
        return None
    rest = rest.strip(" ,)")
    first = rest.split(" ", 1)[0].lower()
    if rest.rsplit(" ", 1)[-1].lower() in _JOINING or first in _JOINING or first in _DOING:
        return None
    if first.endswith("ing") and first not in _OFFICES_IN_ING:
        return None
    # "CEO of Acme", "Hungary's deputy finance minister"
    if not (rest[:1].islower() or is_title(first) or _OWNED.match(rest)):
        return None
    return re.sub(r"^(?:an?|the) ", "", rest.split(", who ")[0])
