"""Finds the speaker of a quote in a document, and compares them with the claimed speaker.

The extracted statements show who speaks where. A claimed speaker is confirmed if the text gives the
words to them, and contradicted if it clearly gives them to somebody else. Else they are unknown.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rapidfuzz import fuzz

from assistant.citations.quotations_within import quotation_within_around
from assistant.quotes.last_names import (
    is_description,
    is_end_of_name,
    last_name_identifies,
    words_of_name,
)
from assistant.quotes.named_speaker import (
    calls_speaker,
    is_clear_report,
    is_name,
    may_be_same,
    name_alone,
    names_somebody,
)
from assistant.records import Attribution, QuoteMatch, Verdict
from index.errors import FilterError
from index.lexicon.function_words import PRONOUNS
from index.lexicon.name_words import CREDENTIALS, SUFFIXES
from index.lexicon.reporting_verbs import COMMON_FORMS
from index.lexicon.titles import SHORT_WORD
from index.people.directory import People
from index.records import Statement, StatementStance
from index.store.catalogue import Catalogue
from index.store.rows import DocumentInfo
from index.store.store import Store
from index.text.capital_letters import CAPITAL
from index.text.name_folding import fold_accents, words_of_folded_name
from index.text.normalised_words import normalise_characters
from index.text.person_names import is_full_name, same_person

_AROUND = 160
"""Characters before and after a quote that are searched for the name of its speaker."""
_BLOCK = 800
"""Characters before a quote that are searched for the name of a reporter it is taken from."""
_MIN_SHARE = 0.5
"""Minimum share of a passage that one speaker must say to count as its main speaker."""
_MAX_SUGGESTIONS = 3
"""Number of similar names suggested for a name that is in no document."""
_MIN_LIKENESS = 70
_SECOND_SPEAKER_SHARE = 0.9
"""A second speaker counts if they say this share of the main speaker's words in a passage."""
_QUOTE_MARK = re.compile("[\"“”„«»]|''|``")
_SUFFIXES = SUFFIXES | CREDENTIALS
_CUE = rf"(?:{'|'.join(sorted(COMMON_FORMS))}|according to)"
_SHORT = rf"(?:{SHORT_WORD}|Adm)\.?"
_TITLES = rf"(?:(?:the\s+)?(?:{_SHORT}|{CAPITAL}[\w’'-]*)\s+){{0,6}}"
_HONORIFIC = rf"(?:(?:{_SHORT}|President|Senator)\s+)?"
_REPORTS = r"\s+(?:reported|reports|first reported)\b"


@dataclass(frozen=True, slots=True)
class SpeakerAtPlace:
    """The speaker of a passage of a document; None for what the document does not say."""

    speaker: str | None = None
    role: str | None = None
    cue: str | None = None
    stance: StatementStance | None = None
    attribution: Attribution | None = None
    """Whether the passage confirms the claimed speaker; None if no speaker is claimed."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A passage of a document with the statements there."""

    document: DocumentInfo
    text: str
    start: int
    end: int
    statements: tuple[Statement, ...]
    statement: Statement | None
    """That of the main speaker."""


def identify_speaker(
    catalogue: Catalogue,
    document: DocumentInfo,
    text: str,
    start: int,
    end: int,
    given: str | None,
    people: People | None = None,
) -> SpeakerAtPlace:
    """Find the speaker of `text[start:end]` of a document, and compare them with the claimed one.

    Args:
        catalogue: The catalogue with the document's statements.
        document: The document that contains the words.
        text: The document's text.
        start: Offset at which the words begin.
        end: Offset at which they end.
        given: The claimed speaker; None if there is none.
        people: All speakers in the store. Without them, a last name alone identifies nobody.
    """
    statements = catalogue.statements_overlapping(document.number, start, end)
    statement = _main_speaker(statements, start, end)
    within = quotation_within_around(text, start, end)
    if within is not None:
        # "Captain Lund used to say, ‘never trust a calm’": whoever says so isn't asked about.
        speaker, cue = text[slice(*within.speaker)], text[slice(*within.cue)]
        same = _same_person(given, speaker) if given and given.strip() else None
        attribution: Attribution | None = "confirmed" if same else "unknown" if given else None
        return SpeakerAtPlace(speaker, None, cue, "says", attribution)
    if statement:
        said = SpeakerAtPlace(statement.speaker, statement.role, statement.cue, statement.stance)
    else:
        said = SpeakerAtPlace(document.speaker)
    if given is None or not given.strip():
        return said
    if statement and _is_not_affirmed(statement):
        # Neither theirs nor, for certain, anybody else's.
        return replace(said, attribution="unknown")
    place = _Place(document, text, start, end, tuple(statements), statement)
    if _is_confirmed(place, given, said, people):
        return replace(said, attribution="confirmed")
    is_another = _is_contradicted(place, given, said)
    return replace(said, attribution="contradicted" if is_another else "unknown")


def verdict_with_speaker(
    verdict: Verdict, matches: Iterable[QuoteMatch], given: str
) -> tuple[Verdict, list[QuoteMatch]]:
    """The verdict with regard to the claimed speaker, and the places, confirming ones first.

    A place that may be the claimed speaker's is enough to accuse nobody.
    """
    order = ("confirmed", "unknown", "contradicted", None)
    ranked = sorted(matches, key=lambda match: order.index(match.attribution))
    may_be_theirs = any(
        one.attribution == "confirmed"
        or (
            one.attribution == "unknown"
            and one.speaker
            and is_name(one.speaker)
            and may_be_same(given, one.speaker, one.role)
        )
        for one in ranked
    )
    wrong = not may_be_theirs and any(one.attribution == "contradicted" for one in ranked)
    return ("misattributed" if wrong else verdict), ranked


def _is_not_affirmed(statement: Statement) -> bool:
    """Whether a document tells of words that a speaker did not say, or only denied.

    Denied words that stand in quotation marks may be the speaker's own.
    """
    return not statement.is_claim or (statement.stance == "denies" and statement.kind == "indirect")


def gap_changes_speaker(
    catalogue: Catalogue, document: DocumentInfo, text: str, parts: Sequence[tuple[int, int]]
) -> bool:
    """Whether two parts of a quote come from quotations of two different speakers.

    Args:
        catalogue: The catalogue with the document's statements.
        document: The document that contains the parts.
        text: The document's text.
        parts: Start and end offset of each part, in order.
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


def _is_known_as(people: People, document: DocumentInfo, given: str, speaker: str) -> bool:
    """Whether a full name is another name of the speaker: a transliteration, a former name."""
    person = people.person_of(document.number, speaker)
    return (
        person is not None and is_full_name(given) and people.find_people(given.strip()) == [person]
    )


def _same_person(given: str, speaker: str) -> bool | None:
    one, two = name_alone(given), name_alone(speaker)
    if is_end_of_name(one, two):
        # The same name, one with a role before it: "NEA President Lily Eskelsen García".
        alone = min(len(words_of_name(one)), len(words_of_name(two))) < 2
        return None if alone and words_of_name(one) != words_of_name(two) else True
    return same_person(one, two)


def _main_speaker(statements: Sequence[Statement], start: int, end: int) -> Statement | None:
    """The statement of the speaker who says most of a passage; None if nobody says most of it.

    If one person reports another person's words, this is the inner, shorter statement.
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


def _is_confirmed(place: _Place, given: str, said: SpeakerAtPlace, people: People | None) -> bool:
    """Whether the text gives the words to the claimed speaker."""
    speaker = None if _is_vague(place.statement, given) else said.speaker
    same = _same_person(given, speaker) if speaker else None
    if same or (same is None and _stands_beside(place.text, place.start, place.end, given)):
        return True
    if speaker is None:
        # Words without a speaker in the text are those of the author and the outlet.
        return _publishes(place.document, given)
    if calls_speaker(given, said.speaker, said.role) or _is_mentioned_as(place, given):
        return True
    if people is None:
        return False
    if _is_known_as(people, place.document, given, speaker):
        return True
    return same is None and _last_name_means(place, given.strip(), speaker, people)


def _is_contradicted(place: _Place, given: str, said: SpeakerAtPlace) -> bool:
    """Whether the text clearly gives the words to somebody else than the claimed speaker."""
    if said.speaker is None or may_be_same(given, said.speaker, said.role):
        return False
    if place.statement is None:
        return is_name(said.speaker)
    if _is_reporter(place.text, place.start, place.end, given) or any(
        one.speaker and may_be_same(given, one.speaker) for one in place.statements
    ):
        # Whoever reports another's words has said them too.
        return False
    if not is_named_in(place.document, place.text, given):
        return names_somebody(said.speaker)
    return is_clear_report(place.statement, place.text, given)


def _is_vague(statement: Statement | None, given: str) -> bool:
    """Whether a statement's speaker is no evidence for whose the words are.

    A speaker who is only described is none for words that are the writer's own; and what a body
    writes in its release may well be somebody's whom the release names.
    """
    if statement is None:
        return False
    if statement.is_issued:
        return _same_person(given, statement.speaker or "") is not True
    return statement.kind == "indirect" and is_description(statement.speaker or "")


def _is_mentioned_as(place: _Place, given: str) -> bool:
    """Whether the sentence itself calls its speaker by the claimed name: "Mr. Delaney".

    A last name alone may still be another one's in the claim than in the sentence.
    """
    span = place.statement.speaker_span if place.statement else None
    if span is None:
        return False
    mentioned = words_of_folded_name(place.text[slice(*span)])
    return len(mentioned) > 1 and mentioned == words_of_folded_name(given)


def _last_name_means(place: _Place, given: str, speaker: str, people: People) -> bool:
    """Whether one name is the last name of the other, and can mean only that person."""
    if last_name_identifies(place.document, place.text, given, speaker, people):
        return True
    # The text has "Mr. Delaney" for the claimed "Owen Delaney", whom it names elsewhere.
    return re.search(rf"(?<!\w){_full_pattern(given)}(?!\w)", place.text) is not None and (
        last_name_identifies(place.document, place.text, speaker, given, people)
    )


def is_named_in(document: DocumentInfo, text: str, given: str) -> bool:
    """Whether a document contains a name, in full or its last word."""
    places = (text, document.title, document.author, document.outlet, document.speaker)
    where = fold_accents("\n".join(normalise_characters(place) for place in places if place))
    name = fold_accents(given)
    # A transcript may have its speakers in capitals.
    return any(re.search(_name_pattern(form), where) for form in (name, name.upper()))


def last_word_of_name(given: str) -> str:
    """The last word of a name without suffixes, capitalised."""
    words = normalise_characters(given).split() or [""]
    while len(words) > 1 and words[-1].strip(",.").casefold() in _SUFFIXES:
        words.pop()
    last = words[-1].strip(",.;:'’\"“”") or words[-1]
    # Users may type names in lower case.
    return last if last != last.lower() else last[:1].upper() + last[1:]


def _likeness(one: str, two: str) -> float:
    """Similarity in spelling of two names, or of their last words if higher, 0 to 100."""
    last = fuzz.ratio(last_word_of_name(one).casefold(), last_word_of_name(two).casefold())
    return max(fuzz.token_sort_ratio(one.casefold(), two.casefold()), last)


def _full_pattern(given: str) -> str:
    return r"\s+".join(re.escape(word) for word in normalise_characters(given).split())


def require_known_speaker(store: Store, given: str) -> None:
    """Raise an error unless some document names the speaker.

    Raises:
        FilterError: No document names them. The message suggests similar names.
    """
    catalogue = store.catalogue
    name = last_word_of_name(given)
    if name and store.document_words.documents_with_phrases([name], 1):
        return
    publishers = {
        name for info in catalogue.documents() for name in (info.author, info.outlet) if name
    }
    people = catalogue.people()
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
    last, full = re.escape(last_word_of_name(given)), _full_pattern(given)
    # Transcripts print names in capitals: "Ms. ABARCA".
    capitals = {re.escape(last_word_of_name(given).upper()), _full_pattern(given.upper())}
    forms = sorted({last, full, *capitals}, key=len, reverse=True)
    return rf"(?<![^\W_])(?:{'|'.join(forms)})(?![^\W_])"


def _publishes(document: DocumentInfo, given: str) -> bool:
    mine = given.casefold().strip()
    return any(mine == (name or "").casefold() for name in (document.outlet, document.author))


def _stands_beside(text: str, start: int, end: int, given: str) -> bool:
    """Whether the name stands right beside the quote, with a cue: `,” said X`, `X said: “`."""
    # The last name alone counts only if no first name of somebody else can precede it.
    full, last = _full_pattern(given), re.escape(last_word_of_name(given))
    name = rf"(?:{_TITLES}{full}|{_HONORIFIC}{last})(?![^\W_])"
    after = rf"""[.,!?…\s]*["”’»']+,?\s+(?:{_CUE}\s+{name}|{name}\s+{_CUE}\b)"""
    before = rf"""(?:^|[.!?”"\n]\s*){name}(?:\s+\w+)?\s+{_CUE}[,:]?\s*["“‘«'`]*$"""
    return bool(
        re.match(after, text[end : end + _AROUND])
        or re.search(before, text[max(0, start - _AROUND) : start])
    )


def _is_reporter(text: str, start: int, end: int, given: str) -> bool:
    """Whether the text beside a quote names a person or outlet as the source of the report.

    "According to X" stands beside the quote; "as X reported" may stand paragraphs before it.
    """
    name = _name_pattern(given)
    beside = re.compile(rf"(?:according to|told|reported by)\s+{_TITLES}{name}|{name}{_REPORTS}")
    near = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    before = text[max(0, start - _BLOCK) : start]
    return any(map(beside.search, near)) or bool(re.search(rf"{name}{_REPORTS}", before))
