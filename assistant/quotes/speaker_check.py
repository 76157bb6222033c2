"""Finds who says a quote in a document, and compares them with the speaker who was given.

The statements of a document say who speaks where. Where they don't, or can't be compared with
the name that was given, the text decides: a document that never names somebody does not report
their words, and one that names them may. So a quote is called misattributed on evidence alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rapidfuzz import fuzz

from assistant.quotes.last_names import (
    is_description,
    is_end_of_name,
    last_name_means_only,
    words_of_name,
)
from assistant.records import Attribution
from index.attribution.people import People
from index.errors import FilterError
from index.lexicon.function_words import PRONOUNS
from index.lexicon.name_words import CREDENTIALS, SUFFIXES
from index.lexicon.reporting_verbs import COMMON_FORMS
from index.lexicon.titles import SHORT_WORD
from index.records import Statement
from index.store.catalogue import Catalogue
from index.store.rows import DocumentInfo
from index.store.store import Store
from index.text.capital_letters import CAPITAL
from index.text.normalised_words import normalise_characters
from index.text.person_names import same_person

_AROUND = 160
"""Characters before and after a quote in which somebody can be named as its speaker."""
_BLOCK = 800
"""Characters before a quote in which somebody can be named whose report it is part of."""
_MIN_SHARE = 0.5
"""Share of a place that must be one speaker's words for them to be taken as that speaker's."""
_MAX_SUGGESTIONS = 3
"""Similar names that are suggested for a name that no document has."""
_MIN_LIKENESS = 70
_SECOND_SPEAKER_SHARE = 0.9
"""A second speaker counts if they say this share of what the main speaker says of a place."""
_QUOTE_MARK = re.compile('["“”„«»]')
_SUFFIXES = SUFFIXES | CREDENTIALS
_CUE = rf"(?:{'|'.join(sorted(COMMON_FORMS))}|according to)"
_SHORT = rf"(?:{SHORT_WORD}|Adm)\.?"
_TITLES = rf"(?:(?:the\s+)?(?:{_SHORT}|{CAPITAL}[\w’'-]*)\s+){{0,6}}"
_HONORIFIC = rf"(?:(?:{_SHORT}|President|Senator)\s+)?"
_REPORTS = r"\s+(?:reported|reports|first reported)\b"


@dataclass(frozen=True, slots=True)
class SpeakerAtPlace:
    """Who speaks at a place of a document, as far as the document says."""

    speaker: str | None = None
    role: str | None = None
    cue: str | None = None
    attribution: Attribution | None = None
    """About the given speaker; None where none was given."""


def identify_speaker(
    catalogue: Catalogue,
    document: DocumentInfo,
    text: str,
    start: int,
    end: int,
    given: str | None,
    people: People | None = None,
) -> SpeakerAtPlace:
    """Who says `text[start:end]` of a document, and whether it may be the given speaker.

    Args:
        catalogue: Where the document's statements are.
        document: Where the words stand.
        text: Its text.
        start: Where the words begin.
        end: Where they end.
        given: Who is said to have said them, or None.
        people: Who speaks in the store; without it no last name alone means one of them.
    """
    statement = _main_speaker(
        catalogue.statements_overlapping(document.number, start, end), start, end
    )
    if statement:
        said = SpeakerAtPlace(statement.speaker, statement.role, statement.cue)
    else:
        said = SpeakerAtPlace(document.speaker)
    if given is None or not given.strip():
        return said
    # Who is only described did not say what the text puts in the writer's own words.
    vague = statement and statement.kind == "indirect" and is_description(said.speaker or "")
    speaker = None if vague else said.speaker
    attribution = _attribution(document, text, start, end, given, speaker)
    if attribution == "unknown" and speaker and people is not None:
        same = _same_person(given, speaker)
        if same is None and last_name_means_only(document, text, given.strip(), speaker, people):
            attribution = "confirmed"
    return replace(said, attribution=attribution)


def gap_hides_new_speaker(
    catalogue: Catalogue, document: DocumentInfo, text: str, parts: Sequence[tuple[int, int]]
) -> bool:
    """Whether one part of a quote ends somebody's quotation and the next is out of another's.

    Args:
        catalogue: Where the document's statements are.
        document: Where the parts stand.
        text: Its text.
        parts: Where each part begins and ends, in order.
    """
    for (start, end), (next_start, next_end) in pairwise(parts):
        if not _QUOTE_MARK.search(text, end, next_start):
            continue
        one, two = (
            _main_speaker(catalogue.statements_overlapping(document.number, *part), *part)
            for part in ((start, end), (next_start, next_end))
        )
        if not one or not two or not one.kind == two.kind == "direct":
            continue
        if _same_person(one.speaker or "", two.speaker or "") is False:
            return True
    return False


def _same_person(one: str, two: str) -> bool | None:
    if is_end_of_name(one, two):
        # The same name, one with a role before it: "NEA President Lily Eskelsen García".
        alone = min(len(words_of_name(one)), len(words_of_name(two))) < 2
        return None if alone and words_of_name(one) != words_of_name(two) else True
    return same_person(one, two)


def _main_speaker(statements: Sequence[Statement], start: int, end: int) -> Statement | None:
    """The statement whose speaker says most of a place, if somebody says most of it.

    Where somebody reports what another one said, it is the inner statement: the shorter one.
    """
    shares: defaultdict[str, int] = defaultdict(int)
    for one in statements:
        if one.speaker and one.speaker.casefold() not in PRONOUNS:
            shares[one.speaker] += min(end, one.end) - max(start, one.start)
    most = max(shares.values(), default=0)
    if most < _MIN_SHARE * (end - start) or not most:
        return None
    candidates = [
        one
        for one in statements
        if shares.get(one.speaker or "", 0) >= _SECOND_SPEAKER_SHARE * most
    ]
    return min(candidates, key=lambda one: one.end - one.start)


def _attribution(
    document: DocumentInfo, text: str, start: int, end: int, given: str, speaker: str | None
) -> Attribution:
    same = _same_person(given, speaker) if speaker else None
    if same or (same is None and _stands_beside(text, start, end, given)):
        return "confirmed"
    if same is False and not _is_reporter(text, start, end, given):
        return "contradicted"
    if speaker is None and _publishes(document, given):
        # Words that nobody in the text says are the author's and the outlet's.
        return "confirmed"
    return "unknown" if is_named_in(document, text, given) else "contradicted"


def is_named_in(document: DocumentInfo, text: str, given: str) -> bool:
    """Whether a document names somebody: in full, or by the last word of the name."""
    places = (text, document.title, document.author, document.outlet, document.speaker)
    where = "\n".join(normalise_characters(place) for place in places if place)
    return bool(re.search(_name_pattern(given), where))


def last_word_of_name(given: str) -> str:
    """The last word of a name, with the capital letter that it has in print."""
    words = normalise_characters(given).split() or [""]
    while len(words) > 1 and words[-1].strip(",.").casefold() in _SUFFIXES:
        words.pop()
    last = words[-1].strip(",.;:'’\"“”") or words[-1]
    # Also for those who type without.
    return last if last != last.lower() else last[:1].upper() + last[1:]


def _likeness(one: str, two: str) -> float:
    """How alike two names are written, 0 to 100: as wholes, or in their last words."""
    last = fuzz.ratio(last_word_of_name(one).casefold(), last_word_of_name(two).casefold())
    return max(fuzz.token_sort_ratio(one.casefold(), two.casefold()), last)


def _full_pattern(given: str) -> str:
    return r"\s+".join(re.escape(word) for word in normalise_characters(given).split())


def require_known_speaker(store: Store, given: str) -> None:
    """Do nothing if any document names the speaker, as somebody who may be quoted in it.

    Raises:
        FilterError: None does. The message offers the names that come nearest.
    """
    catalogue = store.catalogue
    name = last_word_of_name(given)
    if name and store.document_words.documents_with_phrases([name], 1):
        return
    publishers = {
        name for info in catalogue.documents() for name in (info.author, info.outlet) if name
    }
    people = People(catalogue.speaker_counts())
    if given in publishers or people.names_of(given):
        return
    share_of_words = {name: _likeness(name, given) for name in sorted(publishers)}
    near = people.similar_names(given, _MAX_SUGGESTIONS)
    near += sorted(
        (n for n in share_of_words if share_of_words[n] >= _MIN_LIKENESS),
        key=lambda n: -share_of_words[n],
    )
    offer = f"; did you mean {' or '.join(map(repr, near[:_MAX_SUGGESTIONS]))}?" if near else ""
    raise FilterError(f"no document names {given!r}{offer}")


def _name_pattern(given: str) -> str:
    forms = sorted(
        {re.escape(last_word_of_name(given)), _full_pattern(given)}, key=len, reverse=True
    )
    return rf"(?<![^\W_])(?:{'|'.join(forms)})(?![^\W_])"


def _publishes(document: DocumentInfo, given: str) -> bool:
    mine = given.casefold().strip()
    return any(mine == (name or "").casefold() for name in (document.outlet, document.author))


def _stands_beside(text: str, start: int, end: int, given: str) -> bool:
    """Whether the speaker is named right at the quote: `,” said X`, `X said: “`."""
    # By the last name alone only where no other first name can stand before it.
    full, last = _full_pattern(given), re.escape(last_word_of_name(given))
    name = rf"(?:{_TITLES}{full}|{_HONORIFIC}{last})(?![^\W_])"
    after = rf"""[.,!?…\s]*["”’»]+,?\s+(?:{_CUE}\s+{name}|{name}\s+{_CUE}\b)"""
    before = rf"""(?:^|[.!?”"\n]\s*){name}(?:\s+\w+)?\s+{_CUE}[,:]?\s*["“‘«]*$"""
    return bool(
        re.match(after, text[end : end + _AROUND])
        or re.search(before, text[max(0, start - _AROUND) : start])
    )


def _is_reporter(text: str, start: int, end: int, given: str) -> bool:
    """Whether the text at a quote says that it is known through the given one.

    "According to X" stands beside it; "as X reported" can begin paragraphs of X's words.
    """
    name = _name_pattern(given)
    beside = re.compile(rf"(?:according to|told|reported by)\s+{_TITLES}{name}|{name}{_REPORTS}")
    near = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    before = text[max(0, start - _BLOCK) : start]
    return any(map(beside.search, near)) or bool(re.search(rf"{name}{_REPORTS}", before))
