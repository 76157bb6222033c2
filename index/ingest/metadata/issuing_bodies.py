"""Names of public bodies, and which line at the head of a text names the body that issues it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from index.ingest.metadata.head_lines import HeadLine, is_apart, is_reach, is_session, is_symbol
from index.lexicon.name_words import ORGANISATION_WORDS, PUBLIC_BODIES
from index.lexicon.release_labels import is_release_label
from index.text.dates import find_dates, parse_date
from index.text.person_names import is_place_name

_WORD = re.compile(r"[^\s,;/]+|[,;/]")
_BELONGS = frozenset({"of", "for", "on", "de", "du", "des", "del", "di", "da"})
_LINKS = _BELONGS | {"the", "and", "&", ",", "la", "le", "les", "l"}
_MAX_NAME = 90
_MAX_FIRST = 5
_MAX_PART = 2
_MAX_PART_WITH_ARTICLE = 3
"""Words between two small words: more read as a headline, "Ministry of Roads Closes Bridge"."""
_EVIDENCE = 20_000
"""Characters below a name in which it comes again."""
_ISSUED_BY = re.compile(
    r"\b(?:published|issued|released) by (?:the )?(?P<name>.{3,90}?),? (?:on|dated|at)\b",
    re.IGNORECASE,
)
_IN_THE = re.compile(r"(?:in|before) (?=the )", re.IGNORECASE)
"""What stands before the name of a court: "IN THE SUPREME COURT"."""
_PARTS = re.compile(r"\s*[|·•,]\s*|\s+[–—-]+\s+")
_SERIES = re.compile(
    r"(?P<name>[^\n]{3,60}?)\s+[–—|-]+\s+(?:daily news|press releases?|news releases?|statements?"
    r"|speech(?:es)?|transcripts?|fact sheets?|communiqué|questions and answers|memo|newsroom)",
    re.IGNORECASE,
)
_SYMBOL_BEHIND = re.compile(r"(?P<name>.{3,60}?)\s+[A-Z]{1,6}(?:/[\w.()-]{1,12}){1,6}")
_SHORT = re.compile(r".+? (?:of|for|on) .+?(?= (?:of|for|on) )")
"""A name of three parts without the last: "Ministry of Roads of Tarvania"."""
_SIGNED = 300
"""Characters at the end of a text in which a body signs it."""
_SIGNATURE = re.compile(r"(?P<name>[^\n,]{3,90}), (?P<date>[^\n]{8,30}?)\.?")
_MAX_PLACE_WORDS = 2
_NEAR = 3
"""Lines between a body's name and the date, label or symbol that shows that it issues the text."""


def is_body_by_form(name: str) -> bool:
    """Whether a name has the form of a body's: "Ministry of Roads", "Office of the Chair"."""
    words = _words_of(name)
    first = next((at for at, word in enumerate(words) if word.lower() in _LINKS), len(words))
    if first == len(words) or words[first].lower() not in _BELONGS:
        return False
    if not 0 < first <= _MAX_FIRST or words[first - 1].lower() not in PUBLIC_BODIES:
        return False
    parts = _parts(words[first:])
    return bool(parts) and all(
        0 < len(part) <= (_MAX_PART_WITH_ARTICLE if "the" in links else _MAX_PART)
        for links, part in parts
    )


def may_be_body(name: str) -> bool:
    """Whether a name ends like that of a body: "Norland State Police", "Security Council"."""
    words = _words_of(name)
    return (
        1 < len(words) <= _MAX_FIRST
        and words[-1].lower() in PUBLIC_BODIES
        and not any(word.lower() in _LINKS for word in words)
    )


def _words_of(name: str) -> list[str]:
    """The words of a name, without an article before it; none if they are no name."""
    name = _IN_THE.sub("", name, count=1)
    words = _WORD.findall(name.strip(" ,.;:")) if len(name) <= _MAX_NAME else []
    if words and words[0].lower() == "the":
        del words[0]
    named = all(word[0].isupper() or word.lower() in _LINKS for word in words)
    if not named or not words or words[0].lower() in {*_LINKS, "a", "an"}:
        return []
    return words


def _parts(words: Sequence[str]) -> list[tuple[set[str], list[str]]]:
    """The words behind small words, each group with the small words before it."""
    parts: list[tuple[set[str], list[str]]] = []
    for word in words:
        if word.lower() in _LINKS:
            if not parts or parts[-1][1]:
                parts.append((set(), []))
            parts[-1][0].add(word.lower())
        elif parts:
            parts[-1][1].append(word)
    return parts


def issuing_lines(text: str, lines: Sequence[HeadLine], dated: frozenset[int]) -> list[int]:
    """The indices of the lines that name the body which issues the text.

    Args:
        text: The document's text.
        lines: The lines at its head.
        dated: Indices of the lines that hold the date and no more than where or by whom.

    Such a line has the form of a body's name, or ends like one, and stands near the date, a label
    of releases or the symbol of a document. As it may still be a headline, it must also come again
    in the text, be followed by a label, a symbol, an address, the number of a session or another
    body, or stand below the title or where the title stands below the date.
    """
    signs = {
        at
        for at, line in enumerate(lines)
        if at in dated or is_release_label(line.text) or is_symbol(line.text)
    }
    found: list[int] = []
    for at, line in enumerate(lines):
        name = without_symbol(line.text)
        if name != line.text and is_body(name):
            found.append(at)
        elif signs.isdisjoint(range(at - _NEAR, at + _NEAR + 1)):
            continue
        # Below a body's name stands that of its part: "House of Commons", "Roads Committee".
        elif is_body(line.text) and (at - 1 in found or _has_second_sign(text, lines, at)):
            found.append(at)
        elif is_body_by_form(line.text) and not signs.union(found).issuperset(range(at)):
            # Above it stands what may be the title.
            found.append(at)
        elif is_body_by_form(line.text) and at + 1 in dated and _has_title(lines[at + 2 :]):
            found.append(at)
    return found


def _has_title(lines: Sequence[HeadLine]) -> bool:
    """Whether one of the lines may be the title, so that the name above the date is none."""
    return any(not is_apart(line.text) and not line.text.endswith(",") for line in lines)


def _has_second_sign(text: str, lines: Sequence[HeadLine], at: int) -> bool:
    following = lines[at + 1].text if at + 1 < len(lines) else ""
    signs = (is_session, is_release_label, is_symbol, is_reach, is_body_by_form)
    if any(sign(following) for sign in signs):
        return True
    # Two names that only end like those of bodies need a sign of the second.
    if may_be_body(following) and (
        is_body_by_form(lines[at].text) or _has_second_sign(text, lines, at + 1)
    ):
        return True
    name = lines[at].text.strip(" ,.;:").casefold().removeprefix("the ")
    below = text[lines[at].end : lines[at].end + _EVIDENCE].casefold()
    short = _SHORT.match(name)
    return name in below or (short is not None and short[0] in below)


def is_body(name: str) -> bool:
    """Whether a name reads as that of a body, where another sign shows that one is meant."""
    return is_body_by_form(name) or may_be_body(name)


def without_symbol(line: str) -> str:
    """A line without the symbol of a document behind a name: "United Nations S/PV.9911"."""
    match = _SYMBOL_BEHIND.fullmatch(line)
    name = match["name"] if match else line
    return _IN_THE.sub("", name, count=1).strip(" ,.;:")


def body_beside_date(line: str) -> str | None:
    """The body whose name stands beside the date of a line: "Ministry of Roads, 3 June 2021"."""
    if (match := _ISSUED_BY.search(line)) and is_body(match["name"]):
        return match["name"]
    dates = list(find_dates(line))
    if not dates:
        return None
    before, after = line[: dates[0].start], line[dates[-1].end :]
    parts = [part.strip(" ()[].:") for part in (before, *_PARTS.split(after)) if part.strip()]
    for part in parts:
        # A list of names within one name keeps its commas.
        for name in (part.rstrip(" ,|–—-"), *_PARTS.split(part)):
            if is_body(name):
                return name
    pieces = [piece.strip(" ,|–—-") for part in parts for piece in _PARTS.split(part)]
    if any(map(is_release_label, pieces)):
        return next((piece for piece in pieces if _may_issue_release(piece)), None)
    return None


def _may_issue_release(name: str) -> bool:
    """Whether a name beside "Press release" and a date is a body's: several words, no place.

    Two words are as likely an unknown place, "Lund Bay", unless one is a body's: "Lund Council".
    """
    words = _words_of(name)
    names_body = {word.lower() for word in words} & (ORGANISATION_WORDS | PUBLIC_BODIES)
    is_long = len(words) > _MAX_PLACE_WORDS or bool(names_body)
    return is_long and not is_release_label(name) and not is_place_name(words)


def paper_before_date(line: str) -> str | None:
    """What stands before the date of a line, up to a comma: "Tarnholm Post, 3 June 2021"."""
    mention = next(find_dates(line), None)
    name = line[: mention.start].rstrip() if mention else ""
    return name[:-1] if name[-1:] == "," else None


def body_of_series(line: str) -> str | None:
    """The body before the name of what it issues: "European Commission - Daily News"."""
    match = _SERIES.fullmatch(line)
    return match["name"] if match and is_body(match["name"]) else None


def body_that_signs(text: str) -> str | None:
    """The body that stands beside the date in the last lines: "THE WHITE HOUSE, June 3, 2021."."""
    lines = [line.strip() for line in text[-_SIGNED:].splitlines()[1:] if line.strip()]
    pairs = [f"{first} {second}" for first, second in pairwise(lines) if first.endswith(",")]
    for words in (*lines, *pairs):
        match = _SIGNATURE.fullmatch(words)
        if match and is_body(match["name"]) and parse_date(match["date"]):
            return match["name"].strip()
    return None
