"""Reads to whom a draft gives each quotation: from the report it is in, or from its frame.

A report counts where its cue reports, as in “said”, “according to”. Else the sentences around
decide (`assistant.quotes.drafts.frames`), so that whoever is only named there is no speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from assistant.quotes.drafts.claimed_speakers import (
    ClaimedSpeaker,
    is_beside,
    read_claimed_speaker,
)
from assistant.quotes.drafts.frames import (
    find_frame,
    gives_words,
    is_group,
    is_object,
    leads_to_words,
    mask_name,
    names_others,
    only_names,
)
from assistant.quotes.named_speaker import SIGNING_DASHES
from index.attribution.coreference.named_people import NamedPeople
from index.lexicon.calendar_words import DATE_NAMES
from index.lexicon.function_words import FUNCTION_WORDS
from index.lexicon.reporting_verbs import LEARNING_VERBS, VERBS
from index.people.directory import People
from index.records import Span, Statement
from index.text.person_names import is_title, split_name
from index.text.quotations import Quotation

__all__ = ["SpeakerReader"]

_POSSESSIVE = re.compile(r"['’]s?$")
_WORD = re.compile(r"[^\W\d_]+")
_OPENS = "\"'“‘«„ \n"
_ARTICLES = frozenset(("a", "an", "the", "his", "her", "their"))


class _Mention(NamedTuple):
    """A name of a person or a body in a draft."""

    span: Span
    name: str
    """The fullest form that the draft has."""


class SpeakerReader:
    """Reads to whom a draft gives its quotations."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Span],
        quotations: Sequence[Quotation],
        people: People,
    ) -> None:
        """Set up the reader; the draft's names are read when a frame asks for them.

        Args:
            text: The draft's reading text.
            sentences: Its sentences, in order.
            quotations: Its quotations, in order.
            people: Everybody who speaks in the documents.
        """
        self._text = text
        self._sentences = sentences
        self._quotations = quotations
        self._people = people

    def read(self, place: Span, statement: Statement | None) -> ClaimedSpeaker:
        """To whom the draft gives a quotation; sure only where it names them beside it.

        Args:
            place: The quotation, with its marks.
            statement: The statement that it belongs to; None if nobody is reported.
        """
        claimed = read_claimed_speaker(self._text, statement)
        mention = statement.speaker_span if statement else None
        if statement is None or mention is None or not self._is_near(statement, place, mention):
            return self._read_frame(place) or replace(claimed, is_sure=False)
        if self._reports(statement, mention):
            if self._quotes_another(statement, place):
                return ClaimedSpeaker()
            if self._denies(statement, place):
                return replace(claimed, is_named=False, is_sure=False, denies=True)
            framed = None if claimed.is_named else self._read_frame(place)
            if framed is not None and framed.is_sure:
                return framed  # "a line by Holm says"
            is_sure = claimed.is_sure and self._is_subject(statement, mention)
            is_sure = is_sure and not self._may_be_anothers(statement, place, mention)
            return replace(claimed, is_sure=is_sure)
        framed = self._read_frame(place)
        if framed is None and self._leads_only(place, mention):
            framed = replace(claimed, is_sure=False)
        return framed or ClaimedSpeaker()

    # Reports

    def _is_near(self, statement: Statement, place: Span, mention: Span) -> bool:
        """Whether the words for a speaker stand beside a quotation, or sign it."""
        apart = Span(min(place.end, mention.end), max(place.start, mention.start))
        if apart.start < apart.end and self._holds_quotation(apart):
            return False  # Lund said: “A.” “B,” Holm said.
        if (statement.cue or "").strip() in SIGNING_DASHES:
            return True
        # “Is it late?” Holm asked: a question mark ends no sentence of the draft's.
        behind = min(mention.start, (statement.cue_span or mention).start)
        if place.end <= behind and statement.end <= place.end:
            between = self._text[place.end : behind]
            if not between.strip(" \u00a0"):
                return True
        return is_beside(self._text, self._sentences, place, mention)

    def _reports(self, statement: Statement, mention: Span) -> bool:
        """Whether a statement's cue is a word or a mark that reports."""
        cue = (statement.cue or "").strip().lower()
        if cue == ":":
            line = self._text[: mention.start].rpartition("\n")[2]
            return _WORD.search(line) is None  # a label: "Otto Holm: …"
        if cue == "according to" or cue in SIGNING_DASHES:
            return True
        words = _WORD.findall(cue)
        return any(
            word in VERBS and VERBS[word].base not in LEARNING_VERBS and before not in _ARTICLES
            for before, word in pairwise(["", *words])
        )

    def _denies(self, statement: Statement, place: Span) -> bool:
        """Whether the words are what a speaker denies, rather than how they say so."""
        if statement.stance != "denies" or statement.cue_span is None:
            return False
        if place.start < statement.cue_span.start:
            return False  # “It is a lie,” Holm denied.
        between = self._text[statement.cue_span.end : place.start].rstrip(_OPENS)
        is_own = between.endswith((" as", ",")) or (statement.kind == "direct" and between == ":")
        return not is_own

    def _quotes_another(self, statement: Statement, place: Span) -> bool:
        """Whether a speaker is reported to quote somebody else: "Holm quoted the mayor: “…”"."""
        between = self._text[statement.start : place.start].rstrip(_OPENS).lower()
        words = _WORD.findall(between)
        return (
            bool(words) and names_others(between) and (between.endswith(":") or words[-1] in VERBS)
        )

    def _is_subject(self, statement: Statement, mention: Span) -> bool:
        """Whether the words for a speaker are a name that isn't the object of another clause."""
        cue = statement.cue_span
        if cue and mention.start <= cue.start < mention.end:
            return False  # what was taken for a name holds a clause
        at = bisect_right(self._sentences, mention.start, key=lambda one: one.start) - 1
        sentence = self._sentences[at]
        lead = mask_name(self._text, Span(sentence.start, mention.end), mention)
        return not is_group(self._text[slice(*mention)]) and not is_object(lead)

    def _may_be_anothers(self, statement: Statement, place: Span, mention: Span) -> bool:
        """Whether somebody else is named nearer to the cue, or on the quotation's other side."""
        cue = statement.cue_span or mention
        for one in self._mentions(Span(mention.start, max(mention.end, cue.start))):
            is_apart = self._text[one.span.start - 2 : one.span.start] == ", "
            is_subject = is_apart and not self._text[one.span.end : cue.start].strip()
            if is_subject and one.name != statement.speaker:
                return True  # "Holm, Varga said, …"
        frame = find_frame(self._text, self._sentences, place)
        other = frame.lead if mention.start >= place.end else frame.tail
        return other is not None and not self._holds_quotation(other) and any(self._mentions(other))

    # Frames

    def _read_frame(self, place: Span) -> ClaimedSpeaker | None:
        """Whose a quotation is by its frame; None if the frame gives it to nobody.

        Sure where the grammar gives them the words, unsure where a sentence about nobody else
        leads to it with a colon.
        """
        frame = find_frame(self._text, self._sentences, place)
        given: dict[str, _Mention] = {}
        leading: _Mention | None = None
        for where, part in zip(frame._fields, frame, strict=True):
            if part is None or self._holds_quotation(part):
                continue
            mentions = list(self._mentions(part))
            if len({one.name for one in mentions}) != 1:
                continue
            masked = mask_name(self._text, part, mentions[0].span)
            if gives_words(masked, where):
                given.setdefault(mentions[0].name, mentions[0])
            elif where == "lead" and leads_to_words(masked):
                leading = mentions[0]
        if len(given) == 1:
            (mention,) = given.values()
            return self._framed(mention, is_sure=True)
        return self._framed(leading, is_sure=False) if leading and not given else None

    def _framed(self, mention: _Mention, *, is_sure: bool) -> ClaimedSpeaker:
        written = self._text[slice(*mention.span)]
        return ClaimedSpeaker(mention.name, written, True, is_sure, is_framed=is_sure)

    def _leads_only(self, place: Span, mention: Span) -> bool:
        """Whether a sentence with a mention leads to a quotation, and can give it to no other."""
        lead = find_frame(self._text, self._sentences, place).lead
        if lead is None or not lead.start <= mention.start < lead.end:
            return False
        masked = mask_name(self._text, lead, mention)
        return masked.endswith((":", ",")) and not only_names(masked)

    def _holds_quotation(self, part: Span) -> bool:
        at = bisect_left(self._quotations, part.end, key=lambda one: one.start) - 1
        return at >= 0 and self._quotations[at].end > part.start

    # Names

    @cached_property
    def _named(self) -> NamedPeople:
        return NamedPeople(self._text, Span(0, len(self._text)))

    def _mentions(self, part: Span) -> Iterator[_Mention]:
        """The people and bodies that a part of a frame names, in order."""
        runs = self._named.capitalised_runs
        at = bisect_left(runs, part.start, key=lambda run: run.start())
        while at < len(runs) and runs[at].start() < part.end:
            mention = self._mention_in(runs[at])
            if mention is not None:
                yield mention
            at += 1

    def _mention_in(self, run: re.Match[str]) -> _Mention | None:
        """The name in a run of capitalised words: "Otto Holm" of "For Otto Holm"."""
        words = list(re.finditer(r"\S+", run.group()))
        bare = [_POSSESSIVE.sub("", word.group()) for word in words]
        end = run.start() + words[-1].start() + len(bare[-1])
        person = self._named.find(" ".join(bare))
        own = set(self._named.full_name(person).split()) if person else set()
        for first, word in enumerate(bare):
            name = " ".join(bare[first:])
            span = Span(run.start() + words[first].start(), end)
            if person is not None:
                if is_title(word) or word in own:
                    return _Mention(span, self._named.full_name(person))
            elif word.lower() not in FUNCTION_WORDS | DATE_NAMES and self._is_speaker(name):
                return _Mention(span, name)
        return None

    def _is_speaker(self, name: str) -> bool:
        """Whether the documents have a speaker of a name that the draft has nowhere in full."""
        words = split_name(name)
        return bool(words) and not is_title(words[-1]) and bool(self._people.find_people(name))
