"""The words and marks of a text, and what listed words among them do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.lexicon.cut_words import CUT_WORDS, LONGEST_PHRASE, CutClass
from index.lexicon.function_words import AUXILIARIES, BEGINS_PHRASE, POSSESSIVES, PRONOUNS
from index.lexicon.reporting_verbs import VERBS

_TOKEN = re.compile(r"\d[\d.,:]*\d|\w+(?:['’-]\w+)*|--|\.{3}|[^\w\s]|\n+")
DASHES = frozenset(("—", "–", "--"))
HARD_STOPS = frozenset((".", "!", "?", ";", ":", "—", "–", "--", "“", "”", '"', "(", ")"))


class Token(NamedTuple):
    """A word or a punctuation mark of a text."""

    word: str
    """Lower case, with a straight apostrophe."""
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is a word rather than a mark."""
        return self.word[0].isalnum()


class Governor(NamedTuple):
    """A word or phrase that changes what other words say."""

    kind: CutClass
    start: int
    end: int


def read_tokens(text: str, start: int, end: int) -> list[Token]:
    """The words and marks of `text[start:end]`."""
    return [
        Token(_plain(found[0]), found.start() + start, found.end() + start)
        for found in _TOKEN.finditer(text[start:end])
    ]


def _plain(word: str) -> str:
    """A word in lower case, with a straight apostrophe; a hyphen between spaces as a dash."""
    return "–" if word == "-" else word.lower().replace("’", "'")


class Marker(NamedTuple):
    """A listed word or phrase in a run of tokens: `tokens[first:last]`."""

    classes: frozenset[str]
    first: int
    last: int


def find_markers(tokens: Sequence[Token]) -> Iterator[Marker]:
    """Yield the words and phrases of `CUT_WORDS`, each phrase as a whole, in order."""
    at = 0
    while at < len(tokens):
        for length in range(min(LONGEST_PHRASE, len(tokens) - at), 0, -1):
            phrase = " ".join(token.word for token in tokens[at : at + length])
            classes = CUT_WORDS.get(phrase)
            if length == 1 and phrase.endswith("n't"):
                classes = (classes or frozenset()) | {"negation"}
            if classes:
                yield Marker(classes, at, at + length)
                at += length
                break
        else:
            at += 1


def has_class(token: Token | None, kind: CutClass) -> bool:
    """Whether a token is a word of a class; a contraction counts as its first word: "they're"."""
    if token is None:
        return False
    return any(kind in CUT_WORDS.get(word, ()) for word in (token.word, token.word.split("'")[0]))


def begins_clause(tokens: Sequence[Token]) -> bool:
    """Whether words begin a clause with a subject of its own: "he …", "the mayor will …"."""
    if not tokens:
        return False
    first = tokens[0]
    if has_class(first, "subject") or first.word in AUXILIARIES:
        return True
    if first.word in ("that", "that's"):
        return first.word == "that's" or (len(tokens) > 1 and tokens[1].word in AUXILIARIES)
    begins = first.word in BEGINS_PHRASE | POSSESSIVES
    return begins and any(token.word in AUXILIARIES for token in tokens[1:5])


def embeds_clause(tokens: Sequence[Token]) -> bool:
    """Whether words end with a verb whose content follows: "could say", "telling myself that"."""
    words = [token.word for token in tokens if token.is_word]
    if words and words[-1] == "that":
        words.pop()
    if len(words) > 1 and (words[-1] in PRONOUNS or words[-1].endswith(("self", "selves"))):
        words.pop()
    verb = VERBS.get(words[-1]) if words else None
    return verb is not None and verb.clause


def is_negation(token: Token) -> bool:
    """Whether a word negates: "not", "don't", "nobody"."""
    return token.word.endswith("n't") or "negation" in CUT_WORDS.get(token.word, ())


def has_stop(tokens: Sequence[Token]) -> bool:
    """Whether a sentence, or a part of one, ends among tokens; a dash ends none."""
    return any(token.word in HARD_STOPS - DASHES or token.word.startswith("\n") for token in tokens)
