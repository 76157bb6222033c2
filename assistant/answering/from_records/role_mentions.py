"""Finds the places where documents say who somebody is: office, profession, whom they belong to.

Roles stand beside a name in few ways: behind a comma ("Ada Brandt, the trade minister,"), in
brackets, before the name ("Trade Minister Ada Brandt"), in a clause ("Ada Brandt, who chairs the
board,") or behind a form of "be" or "become". What stands there counts as a role only if it has a
noun for people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from index.lexicon.calendar_words import MONTH_PATTERNS
from index.lexicon.function_words import AUXILIARIES, BOUNDARIES, PREPOSITIONS, PRONOUNS
from index.lexicon.job_nouns import JOB_NOUNS
from index.lexicon.name_words import ORGANISATION_WORDS
from index.lexicon.reporting_verbs import VERBS
from index.lexicon.titles import COURTESY_TITLES, OFFICES, PERSON_NOUNS, SHORT_TITLES
from index.records import Span
from index.store.catalogue import Catalogue
from index.store.rows import DocumentInfo
from index.text.person_names import is_title
from index.text.sentences import split_sentences

__all__ = [
    "PersonRole",
    "find_roles_in_text",
    "head_of_role",
    "make_role",
    "name_without_offices",
    "sentence_around",
]

_MAX_MENTIONS = 50
"""Places with a name that are read in a document: a role is told with the first of them."""
_LONGEST_ROLE = 14
"""Words of a longer role are a clause or a list."""
_PERSON_ENDING = re.compile(
    r"[a-z]{3,}(?:ist|ian|man|woman|person|maker|keeper|holder|worker|leader|ress|ologist|eer)"
)
_NO_PERSON = frozenset("christian human german roman woman career european italian".split())
_TEXT = r"[^\n,;:()“”\"—–.]{2,90}"
_FULL_STOP_INSIDE = r"(?:(?<=\b[A-Z])\.|(?<=\b[DMS]r)\.|(?<=\bSt)\.)?"
_APPOSITION = re.compile(rf",\s+(?P<role>{_TEXT})(?=[,;:()“”\"—–.\n]|\Z)")
_BRACKET = re.compile(r"\s*[(\[](?P<role>[^()\[\]\n]{2,80})[)\]]")
_CLAUSE = re.compile(
    r",?(?:\s+\d{1,2},)?\s+who(?P<be>['’]s|\s+(?:is|was|has been))?\s+"
    r"(?P<role>[^\n,;()“”\"—–.]{3,120})"
)
_BECOMES = re.compile(
    r",?\s+(?:is|was|becomes|became|remains|remained|has been (?:made|named|appointed)"
    r"|was (?:made|named|appointed|elected)|will be|joins? [^\n,;.]{2,40} as|serves as|served as)"
    rf"\s+(?P<role>{_TEXT})"
)
_OF_BODY = re.compile(
    r",?\s+(?P<role>(?:of|from) (?:the )?[A-Z][\w'’&-]*"
    r"(?: (?:(?:of|for|the|and) ){0,2}[A-Z][\w'’&-]*){0,6})"
)
_DASH = re.compile(r"\s+[–—-]\s+(?P<role>[^\n,;:()“”\"—–.]{2,60})\s*(?=\n|\Z)")
_ROLE_VERB = re.compile(
    r"(?:chairs?|heads?|leads?|runs?|owns?|manages?|directs?|edits?|represents?|speaks? for"
    r"|works? (?:as|for|at)|teaches|founded|presides|co-?chairs?|in charge|responsible"
    r"|serves?|commands?|coaches|keeps|advises)\b",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(r"(?P<word>[\w'’&.-]{1,30}[\w.'’]|\w)(?P<gap>,?\s+)\Z")
_END_OF_ROLE = re.compile(
    r"\s+(?:but|which|that|said|says|when|while|as|because|since|with whom|told|added"
    r"|and (?:he|she|they|it|who|has|had|is|was|will|said|told|asked)"
    rf"|(?:on|from|since|until|in) (?:\d|{'|'.join(MONTH_PATTERNS)}))\b.*\Z",
    re.IGNORECASE,
)
_POSSESSED = re.compile(r"(?:his|her|its|their|my|our|your)\b", re.IGNORECASE)
_BEFORE_POSSESSED = re.compile(r".{1,200}\b(?:that|his|her|its|their)\s+(?=\w)", re.IGNORECASE)
_BEHIND_HEAD = frozenset("of for at in on to with who from".split())
_STOPS = (
    BOUNDARIES | PREPOSITIONS | PRONOUNS | AUXILIARIES | frozenset("the a an and or but".split())
)
_MAX_WORDS_BEFORE = 7
_COMMANDS = frozenset("count meet take enter imagine".split())
"""Verbs with which a sentence calls on its readers: "Count former President Ada Brandt among …"."""
_NO_OFFICE = COURTESY_TITLES | frozenset(("guest", "rep"))
"""What stands before names without telling what somebody does."""


@dataclass(frozen=True, slots=True)
class PersonRole:
    """A place where a document says what somebody is."""

    info: DocumentInfo
    span: Span
    """The sentence, in the reading text; with the one before it if the role needs that."""
    role: str
    """The words of the document, without article; empty if they say nothing out of the sentence."""
    rank: int
    """How much it tells: 2 an office or a profession, 1 what they do, 0 whom they belong to."""


def find_roles_in_text(
    catalogue: Catalogue, info: DocumentInfo, names: Iterable[str]
) -> Iterator[PersonRole]:
    """The roles that a document gives to somebody beside their name, in the order of the text.

    Args:
        catalogue: The store's documents.
        info: The document.
        names: Their names as written; only names of several words are looked for.
    """
    text = catalogue.reading_text(info.number).text
    for name in dict.fromkeys(filter(None, map(_pattern_of, names))):
        for match in islice(re.finditer(name, text, re.IGNORECASE), _MAX_MENTIONS):
            for rank, role in _roles_beside(text, *match.span()):
                yield make_role(info, text, match.start(), role, rank)


def make_role(info: DocumentInfo, text: str, at: int, role: str, rank: int) -> PersonRole:
    """A role with the sentences that give it.

    Args:
        info: The document.
        text: Its reading text.
        at: A place in the sentence with the role.
        role: The words of the document.
        rank: As in `PersonRole`.
    """
    span = sentence_around(text, at)
    role = _BEFORE_POSSESSED.sub("", " ".join(role.split()))
    role = re.sub(r"^(?:the|an?)\s+", "", role, flags=re.IGNORECASE)
    if _POSSESSED.match(role) is None:
        return PersonRole(info, span, role, rank)
    # "His lawyer": whose, the sentence before says.
    paragraph = paragraph_around(text, at)
    if span.start > paragraph.start:
        span = Span(sentence_around(text, span.start - 2).start, span.end)
    return PersonRole(info, span, "", 0)


def _pattern_of(name: str) -> str | None:
    """A regular expression for a name without its titles; None for a last name alone."""
    words = name_without_offices(name).split()
    pattern = " ".join(map(re.escape, words))
    return rf"(?<!\w){pattern}(?!\w)" if len(words) > 1 else None


def name_without_offices(name: str) -> str:
    """A name without titles and the offices before it: "Hairdresser Mirjam Holt"."""
    titles = SHORT_TITLES | COURTESY_TITLES
    words = [word for word in name.split() if word.strip(".").lower() not in titles]
    while len(words) > 2 and _is_office_word(words[0]):
        words = words[1:]
    return " ".join(words)


def paragraph_around(text: str, at: int) -> Span:
    """The line of the reading text that holds a place: a paragraph or a heading."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return Span(start, len(text) if end < 0 else end)


def sentence_around(text: str, at: int) -> Span:
    """The sentence that holds a place of the reading text."""
    paragraph = paragraph_around(text, at)
    for sentence in _sentences_of(text[paragraph.start : paragraph.end]):
        if paragraph.start + sentence.end > at:
            return Span(paragraph.start + sentence.start, paragraph.start + sentence.end)
    return paragraph


@lru_cache(maxsize=64)
def _sentences_of(paragraph: str) -> tuple[Span, ...]:
    """The sentences of a paragraph, which is asked for once for each name in it."""
    return tuple(split_sentences(paragraph))


def _roles_beside(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    before = _role_before(text, start)
    if before:
        yield 2, before
    for pattern in (_BRACKET, _DASH, _BECOMES, _APPOSITION):
        match = pattern.match(text, end)
        role = _office(match["role"]) if match else None
        if role:
            yield 2, role
            break
    clause = _CLAUSE.match(text, end)
    if clause:
        role = _office(clause["role"]) or ""
        if _ROLE_VERB.match(clause["role"].strip()):
            yield 1, clause["role"].strip()
        elif role and clause["be"]:
            yield 2, role
    body = _OF_BODY.match(text, end)
    if body:
        yield 0, body["role"]


def _office(words: str) -> str | None:
    """A role without article, if it has a noun for people; None for anything else."""
    role = " ".join(_END_OF_ROLE.sub("", words).split())
    role = re.sub(r"^(?:the|a|an|now|currently|also|then)\s+", "", role, flags=re.IGNORECASE)
    parts = role.split()
    if not parts or len(parts) > _LONGEST_ROLE or parts[0].lower() in PREPOSITIONS | BOUNDARIES:
        return None
    verb = VERBS.get(parts[0].lower())
    if verb is not None and verb.form != "base" and not _is_office_word(parts[0]):
        return None
    head = head_of_role(role)
    return role if head else None


def head_of_role(role: str) -> str | None:
    """The noun for a person in a role: "director" of "finance director of the Board"; else None."""
    words = [word.strip(".,'’").lower() for word in role.split()]
    end = next((at for at, word in enumerate(words) if at and word in _BEHIND_HEAD), len(words))
    return words[end - 1] if words and _is_office_word(words[end - 1]) else None


def _is_office_word(word: str) -> bool:
    lower = word.strip(".,").lower().rpartition("-")[2]
    single = lower.removesuffix("s")
    return lower not in _NO_PERSON and (
        bool({lower, single} & (OFFICES | PERSON_NOUNS | JOB_NOUNS) - _NO_OFFICE)
        or _PERSON_ENDING.fullmatch(lower) is not None
    )


def _role_before(text: str, start: int) -> str | None:
    """The office right before a name: "Deputy Chair Sunniva Gall", "the mediator, Aldous Wren"."""
    words: list[str] = []
    at = start
    line = text.rfind("\n", 0, start) + 1
    while len(words) < _MAX_WORDS_BEFORE:
        match = _WORD_BEFORE.search(text, max(line, at - 34), at)
        if match is None:
            break
        word = match["word"]
        is_first = not words
        has_comma = "," in match["gap"]
        if has_comma and not is_first:
            break
        lower = word.lower().strip(".")
        is_command = bool(words) and lower in _COMMANDS and word[0].isupper()
        if is_command or lower in _STOPS or (lower in VERBS and not _is_office_word(lower)):
            break
        if is_first and not (_is_office_word(word) or is_title(word)):
            return None
        if word.endswith(".") and lower not in SHORT_TITLES and len(lower) > 2:
            break
        words.insert(0, word)
        at = match.start()
    role = " ".join(words)
    last = role.split()[-1].lower().strip(".") if role else ""
    if not role or last in _NO_OFFICE or last in ORGANISATION_WORDS or not _is_office_word(last):
        return None
    return role
