"""To whom a draft gives a quotation, read from the draft as from any document."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.quotes.drafts.frames import is_group_around
from assistant.quotes.last_names import is_description
from index.lexicon.function_words import PRONOUNS
from index.lexicon.titles import COURTESY_TITLES
from index.records import Span, Statement
from index.text.person_names import is_title
from index.text.sentences import split_sentences

__all__ = [
    "ClaimedSpeaker",
    "StatementFinder",
    "is_beside",
    "read_claimed_speaker",
]

_MIN_SHARE = 0.5
"""Minimum share of a quotation's words that a statement must cover to be about it."""
_MAX_STATEMENTS = 200
"""Statements before a quotation's end among which its own is looked for."""


@dataclass(frozen=True, slots=True)
class ClaimedSpeaker:
    """To whom a draft gives words."""

    name: str | None = None
    """The fullest name in the draft, or the description if it gives no name."""
    as_written: str | None = None
    """How the draft mentions them beside the words."""
    is_named: bool = False
    """Whether it is a name, which documents can confirm or contradict."""
    is_sure: bool = False
    """Whether the draft names them in the sentence of the words, or before a colon that leads to
    them, rather than by a pronoun, elsewhere or not at all."""
    is_framed: bool = False
    """Whether the sentences around give them the words, whatever a report there says."""
    denies: bool = False
    """Whether the draft reports that they denied the words."""

    @property
    def titled_name(self) -> str | None:
        """A last name with the title that stands before it beside the words: "Mrs. Lund"."""
        title, _, rest = (self.as_written or "").partition(" ")
        if not self.name or title.rstrip(".").lower() not in COURTESY_TITLES:
            return None
        return f"{title} {self.name}" if rest.startswith(self.name) else None


class StatementFinder:
    """Finds the statement of a draft that a quotation belongs to."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        """Index a draft's statements, in any order."""
        self._statements = sorted(statements, key=lambda one: (one.start, one.end))
        self._longest = max((one.end - one.start for one in statements), default=0)

    def find(self, parts: Sequence[Span]) -> Statement | None:
        """The statement that covers most of a quotation's words; of equals, the shortest.

        One that names its speaker is preferred to one that doesn't.
        """
        first, last = parts[0].start, parts[-1].end
        total = sum(part.end - part.start for part in parts)
        end = bisect_left(self._statements, last, key=lambda one: one.start)
        begin = bisect_left(self._statements, first - self._longest, key=lambda one: one.start)
        begin = max(begin, end - _MAX_STATEMENTS)
        best: tuple[bool, int, int] | None = None
        found = None
        for statement in self._statements[begin:end]:
            shared = sum(
                max(0, min(part.end, statement.end) - max(part.start, statement.start))
                for part in parts
            )
            if shared < _MIN_SHARE * total or not shared:
                continue
            worth = (statement.speaker is not None, shared, statement.start - statement.end)
            if best is None or worth > best:
                best, found = worth, statement
        return found


def read_claimed_speaker(text: str, statement: Statement | None) -> ClaimedSpeaker:
    """To whom the draft gives the words of a statement.

    Args:
        text: The draft's reading text.
        statement: The statement; None if nobody is reported.
    """
    if statement is None or not statement.speaker:
        return ClaimedSpeaker()
    written = statement.speaker_span and text[slice(*statement.speaker_span)]
    name = statement.speaker
    is_named = _is_name(name)
    return ClaimedSpeaker(name, written, is_named, is_named and _mentions(written or "", name))


def is_beside(text: str, sentences: Sequence[Span], place: Span, mention: Span) -> bool:
    """Whether a mention of a speaker stands in a sentence of the quotation, or introduces it.

    Args:
        text: The draft's reading text.
        sentences: Its sentences, in order.
        place: The quotation, with its marks.
        mention: The words for the speaker.
    """
    first = bisect_right(sentences, place.start, key=lambda one: one.start) - 1
    last = bisect_left(sentences, place.end, key=lambda one: one.start)
    own = sentences[max(0, first) : last]
    if any(one.start < mention.end and mention.start < one.end for one in own):
        return True
    between = text[mention.end : place.start].rstrip("\"'“‘«„ \n")
    return between.endswith(":") and len(split_sentences(between)) == 1


def _mentions(written: str, name: str) -> bool:
    """Whether the words for a speaker, "the mayor, Petra Lund", have a word of their name."""
    words = {word.strip(".,’'").casefold() for word in written.split()}
    names = (word.strip(".,’'") for word in name.split() if word[0].isupper())
    return any(word.casefold() in words for word in names if not is_title(word))


def _is_name(words: str) -> bool:
    return (
        words.casefold() not in PRONOUNS
        and not is_description(words)
        and not is_group_around(words)
    )
