"""Finds where a transcript says who presides, who examines, and who is examined."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.attribution.turns.labels import LabelKind, read_label
from index.attribution.turns.name_index import lower_capitals
from index.lexicon.speaker_labels import CHAIR_TITLES
from index.lexicon.titles import SHORT_WORD
from index.text.capital_letters import CAPITAL
from index.text.person_names import is_organisation_name

_REACH = 200
"""Characters before and behind a sign in which the mention stands."""
_WORD = rf"{CAPITAL}[\w.’'-]{{0,30}}"
_NAME = rf"\b{_WORD}(?: (?:{_WORD}|de|la|van|der|von|al|bin|da|dos|el)){{0,5}}"
_CHAIR_WORD = f"(?:{'|'.join(CHAIR_TITLES)})"
_CHAIR = re.compile(
    rf"(?P<presiding>{_NAME})(?:,? ?[\[(][^\])\n]{{0,60}}[\])])?,? "
    r"(?:Vice-President,? )?(?:presiding|in the [Cc]hair\b|presided|took the [Cc]hair)"
    rf"|(?P<listed>{_NAME})(?:, {_NAME})?, {_CHAIR_WORD}\b(?! of|,| for)"
    rf"|(?:^|\n)[ \t]*(?:President|{_CHAIR_WORD}|Presiding|Acting President|In the [Cc]hair"
    r"|IN THE CHAIR|PRESIDENT|CHAIRMAN|CHAIR|Présidence de)"
    rf"[ \t]*[:.][ \t]*(?P<named>{_NAME})"
    rf"|(?P<bracketed>{_NAME}) \((?:{_CHAIR_WORD}|in the [Cc]hair)\)"
)
_CHAIR_SIGN = re.compile(
    rf"presid(?:ing|ed)|the [Cc]hair\b|, {_CHAIR_WORD}\b|\({_CHAIR_WORD}\)"
    rf"|(?:^|\n)[ \t]*(?:President|{_CHAIR_WORD}|Presiding|Acting President|IN THE CHAIR"
    r"|PRESIDENT|CHAIRMAN|CHAIR|Présidence de)[ \t]*[:.]"
)
"""Words in each mention of a chair, to be looked for first."""
_EXAMINER = re.compile(
    rf"\b(?:BY|By) (?P<name>(?i:{SHORT_WORD})\. [A-Z][\w’'-]{{1,30}}"
    r"(?: [A-Z][\w’'-]{1,30})?)"
)
_WITNESS_SIGN = re.compile(
    r"EXAMINATION|DEPOSITION|TESTIMONY|INTERVIEW|[Ii]nterview|(?:Examin|Deposi)[a-z]+|Testimony"
    r"|sworn|witness|affirmed|testified"
)
_WITNESS = re.compile(
    r"\b(?:EXAMINATION|Examination|DEPOSITION|Deposition|TESTIMONY|Testimony|INTERVIEW|Interview"
    rf"|interview) (?:OF|of|WITH|with) (?P<of>{_NAME})"
    rf"|(?P<sworn>{_NAME}), (?:the witness|a witness|called|having|being|after|first|was)\b"
    r"[^\n]{0,60}\b(?:sworn|witness|affirmed|testified)"
)


class RoleMention(NamedTuple):
    """A place from which on somebody has a role."""

    at: int
    name: str
    """As a label would have it: "Hon. Barry Frost"."""


def find_chairs(text: str) -> list[RoleMention]:
    """Who presides: "Hon. Barry Frost [chairman of the committee] presiding"."""
    return _find(_CHAIR, _CHAIR_SIGN, text)


def find_witnesses(text: str, title: str) -> list[RoleMention]:
    """Who is examined or interviewed: "DIRECT EXAMINATION OF ILSE VARGA"."""
    of_title = [mention._replace(at=-1) for mention in _find(_WITNESS, _WITNESS_SIGN, title)]
    return of_title + _find(_WITNESS, _WITNESS_SIGN, text)


def find_examiners(text: str) -> list[RoleMention]:
    """Who examines: "BY MR. HALE:"."""
    return [
        RoleMention(match.start(), lower_capitals(match["name"]))
        for match in _EXAMINER.finditer(text)
    ]


def latest_name(mentions: Sequence[RoleMention], at: int) -> str | None:
    """The name in the last mention before a place."""
    place = bisect_right(mentions, at, key=lambda mention: mention.at) - 1
    return mentions[place].name if place >= 0 else None


def _find(pattern: re.Pattern[str], sign: re.Pattern[str], text: str) -> list[RoleMention]:
    mentions = []
    for match in _matches_near(pattern, sign, text):
        parts = read_label(next(group for group in match.groups() if group))
        is_person = parts is not None and parts.kind in (LabelKind.TITLED, LabelKind.NAME)
        if parts is not None and is_person and not is_organisation_name(parts.words.split()):
            mentions.append(RoleMention(match.start(), parts.words))
    return mentions


def _matches_near(
    pattern: re.Pattern[str], sign: re.Pattern[str], text: str
) -> Iterator[re.Match[str]]:
    """The matches of a pattern around the places of a sign, which is found faster."""
    end = 0
    for place in sign.finditer(text):
        if place.end() <= end:
            continue
        start = max(end, place.start() - _REACH)
        end = min(len(text), place.end() + _REACH)
        yield from pattern.finditer(text, start, end)
