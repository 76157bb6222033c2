"""Find the names in a question: of people, of places, and others.

By capital letters and word lists. Words that begin a sentence are no names unless another
capitalised word follows; months, weekdays, titles and particles are no part of a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from assistant.answering.premises.place_forms import has_place_forms
from index.lexicon.calendar_words import MONTH_NUMBERS, WEEKDAYS
from index.lexicon.function_words import ADVERBS, FUNCTION_WORDS
from index.lexicon.name_words import (
    CENSUS_GIVEN_NAMES,
    DEMONYMS,
    GIVEN_NAMES,
    GROUP_WORDS,
    KINSHIP_WORDS,
    ORGANISATION_WORDS,
    PARTICLES,
    PLACE_NAMES,
    SUFFIXES,
)
from index.lexicon.number_words import NUMBER_WORDS
from index.lexicon.reporting_verbs import VERBS
from index.lexicon.titles import OFFICES, PERSON_NOUNS, WORDS_BEFORE_NAMES
from index.text.name_folding import fold_name
from index.text.person_names import is_place_name, is_title

__all__ = [
    "AskedNameKind",
    "NameAsked",
    "find_names_asked",
    "find_subject_in_small_letters",
    "is_common_word",
    "is_shouted",
    "subjects_of_saying",
    "words_as_indexed",
]

AskedNameKind = Literal["person", "place", "short", "other"]
"""`short` is an acronym or a name like HuffPost, whose long form documents may have instead."""
_WORD = re.compile(r"[^\W_]+(?:[.'’\-–&][^\W_]+)*+")
_SENTENCE_END = re.compile(r"[.?!:;—–]\s*+[\"“‘'(]?$")
_MADE_ADJECTIVE = re.compile(
    r"-[^\W\d_]*[a-z]{3}(?:ing|ed|en|ic)$|-(?:led|style|based|born|type|like|era|wide)$"
)
"""`Yiddish-sounding`, `Trump-backed`."""
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
_POSSESSIVE = re.compile(r"['’]s?$")
_LONGEST_ABBREVIATION = 20
_DATES = (
    MONTH_NUMBERS.keys()
    | set(WEEKDAYS)
    | {f"{ten.removesuffix('y')}ies" for ten in NUMBER_WORDS if ten.endswith("ty")}
)
"""Months, weekdays, and decades: "the Nineties"."""
_GIVEN = GIVEN_NAMES.keys() | CENSUS_GIVEN_NAMES.keys()
_NO_NAMES = (
    FUNCTION_WORDS
    | ORGANISATION_WORDS
    | GROUP_WORDS
    | WORDS_BEFORE_NAMES
    | PERSON_NOUNS
    | KINSHIP_WORDS.keys()
    | {"anybody", "anyone", "everybody", "everyone", "nobody", "somebody", "someone", "people"}
)
_ASKING_VERB = re.compile(r"\b(?:did|does|do|has|had|have)\s+", re.IGNORECASE)
_WORDS_OF_SUBJECT = 4
"""Most words of a subject: "Ursula von der Leyen"."""
_MIN_SHOUTED_LETTERS = 8
"""Fewer letters may be an acronym: "NATO?"."""


@dataclass(frozen=True, slots=True)
class NameAsked:
    """A name in a question."""

    text: str
    """As written, without titles."""
    words: tuple[str, ...]
    """Its words in lower case without accents, as the word index divides them; no particles and
    suffixes."""
    kind: AskedNameKind
    is_subject: bool = False
    """Whether the question asks what they say: "What did Ada Brandt say …?"."""

    @property
    def last(self) -> str:
        """The last word: of a person, the last name."""
        return self.words[-1]


@dataclass(slots=True)
class _Run:
    """Capitalised words that follow each other."""

    words: list[str]
    begins_sentence: bool


def find_names_asked(question: str) -> list[NameAsked]:
    """The names in a question, each once, in order.

    A question that is all in capitals shows none.
    """
    if is_shouted(question):
        return []
    named = (_name_of(run) for run in _capitalised_runs(question))
    subjects = {" ".join(words).lower() for words in subjects_of_saying(question)}
    names = (
        _as_subject(name) if name.text.lower() in subjects else name
        for name in named
        if name is not None
    )
    return list({name.words: name for name in names}.values())


def _as_subject(name: NameAsked) -> NameAsked:
    """The name as that of whom a question asks: two words are a person's."""
    is_person = name.kind == "other" and len(name.words) > 1
    return replace(name, is_subject=True, kind="person" if is_person else name.kind)


def find_subject_in_small_letters(question: str) -> NameAsked | None:
    """The name of whom a question asks for words: "merkel" in "what did merkel say".

    Without an article, a single noun before the verb is a name. None for a plural, a pronoun, an
    office, a body, and where the name has capitals.
    """
    for words in subjects_of_saying(question):
        folded = tuple(part for word in words for part in words_as_indexed(word))
        is_plural = words[-1].lower().endswith("s")
        is_phrase = len(words) > 2 or (len(words) > 1 and is_common_word(words[0]))
        if folded and not is_plural and not is_phrase and not any(map(_is_no_name, words)):
            return NameAsked(" ".join(words), folded, "person", is_subject=True)
    return None


def subjects_of_saying(question: str) -> Iterator[list[str]]:
    """The words of whom a question asks for words: between "did" and a verb of saying."""
    for match in _ASKING_VERB.finditer(question):
        words: list[str] = []
        for found in islice(_WORD.finditer(question, match.end()), _WORDS_OF_SUBJECT + 2):
            word = found.group()
            if words and word.lower() in VERBS:
                yield words
                break
            if word.lower() not in ADVERBS:
                words.append(word)


def is_common_word(word: str) -> bool:
    """Whether a word is an English one: "heavy rivalry" is nobody's name."""
    from index.embedding.vocabulary import known_words

    lower = word.lower()
    return lower in known_words() and lower not in _GIVEN


def _is_no_name(word: str) -> bool:
    lower = word.lower()
    return (
        word != lower
        or lower in _NO_NAMES
        or not all(part.isalpha() for part in re.split(r"['’-]", word))
    )


def words_as_indexed(name: str) -> tuple[str, ...]:
    """The folded words of a name as the word index divides them: "o", "reilly" for O'Reilly."""
    return tuple(fold_name(_APOSTROPHE.sub(" ", name)).split())


def is_shouted(question: str) -> bool:
    """Whether a question is written in capital letters alone."""
    letters = sum(character.isalpha() for character in question)
    return letters >= _MIN_SHOUTED_LETTERS and question.isupper()


def _capitalised_runs(question: str) -> Iterator[_Run]:
    run: _Run | None = None
    last = 0
    for match in _WORD.finditer(question):
        word, gap = match.group(), question[last : match.start()]
        begins = last == 0 or (
            _SENTENCE_END.search(gap) is not None and not _ends_in_abbreviation(question[:last])
        )
        if run is not None and (begins or gap.strip(" .\u00a0") or not _goes_on(word)):
            yield run
            run = None
        if run is not None or (word[0].isupper() and not _MADE_ADJECTIVE.search(word)):
            run = run or _Run([], begins)
            bare = _POSSESSIVE.sub("", word)
            run.words.append(bare)
            if bare != word or question[match.end() : match.end() + 1] in ("'", "’"):
                yield run
                run = None
        last = match.end()
    if run is not None:
        yield run


def _goes_on(word: str) -> bool:
    """Whether a word can go on a name: with a capital, as a number, or as a particle."""
    is_capitalised = word[0].isupper() and not _MADE_ADJECTIVE.search(word)
    return is_capitalised or word[0].isdigit() or word in PARTICLES


def _ends_in_abbreviation(text: str) -> bool:
    """Whether the full stop behind a text ends no sentence: "Mr", "J", "U.S"."""
    word = re.search(r"[^\s(]*$", text[-_LONGEST_ABBREVIATION:])
    last = word.group() if word else ""
    return is_title(last) or len(last) == 1 or "." in last


def _name_of(run: _Run) -> NameAsked | None:
    words, begins, has_title = run.words, run.begins_sentence, False
    if begins and len(words) > 1 and words[0].lower() in FUNCTION_WORDS:
        words, begins = words[1:], False
    while words and _stands_before_name(words):
        has_title = has_title or words[0].lower() in OFFICES
        words, begins = words[1:], False
    while words and (words[-1].lower() in SUFFIXES or words[-1] in PARTICLES):
        words = words[:-1]
    folded = [part for word in words for part in words_as_indexed(word) if part not in PARTICLES]
    if not folded or (begins and len(words) == 1) or _DATES & set(folded):
        return None
    return NameAsked(" ".join(words), tuple(folded), _kind_of(words, folded, has_title))


def _stands_before_name(words: list[str]) -> bool:
    """Whether the first word is a title or a nation before a name; "US" alone is a name."""
    if len(words) == 1 and has_place_forms(words_as_indexed(words[0])):
        return False
    return is_title(words[0]) or (len(words) > 1 and words[0].lower() in DEMONYMS)


def _kind_of(words: list[str], folded: list[str], has_title: bool) -> AskedNameKind:
    is_place = is_place_name(words) or has_place_forms(tuple(folded))
    if is_place or (folded[-1] in PLACE_NAMES and folded[0] not in _GIVEN):
        return "place"
    has_inner_capital = any(character.isupper() for character in words[-1][1:])
    is_body = folded[-1] in ORGANISATION_WORDS or any(word[0].isdigit() for word in folded)
    if has_title and not is_body:
        return "person"
    if len(folded) > 1 and folded[0] in _GIVEN and not is_body and not words[-1].isupper():
        return "person"
    return "short" if len(folded) == 1 and has_inner_capital and "-" not in words[0] else "other"
