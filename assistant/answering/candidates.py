"""What is read closely, and what the reader finds there.

The sentences nearest to the question, each with its neighbours, from the best passages: about a
thousand tokens, whatever the store's size.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from assistant.citations.speakers import voice
from assistant.readers.extractive_reader import Reader, Reading, Text
from index.records import Span, Statement
from index.retrieval.ranking import RankedPassage

PASSAGES = 12
"""Best passages whose sentences are looked at."""
SPOKEN = 3
"""Further passages that are looked at because the one whose words are asked for speaks there."""
PASSAGE_SHARE = 1.5
"""Weight of a passage's score, 0 to 1, against a sentence's closeness, 0 to 2, where it is decided
what to read."""
ROOM = 3700
"""Characters that are read: what two cores read in about 0.13 seconds. Of the news questions'
evidence, seven eighths are within it."""
LONG = 1500
"""Characters of a sentence, or of a neighbour, that are read at most."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may hold the answer."""

    ranked: RankedPassage
    """The best passage that it stands in."""
    span: Span
    """Its place in the document."""
    text: str
    closeness: float
    """Cosine with the question plus the share of words in common."""
    said: Statement | None
    """The statement that fills most of it."""
    reading: Reading | None = None
    """The best answer in it, `start` and `end` in the document; None where it was not read."""

    @property
    def speaker(self) -> str | None:
        """Who says it, as far as is known."""
        return self.said.speaker if self.said else None

    @property
    def answer(self) -> str:
        """The words of the best answer in it; empty where it was not read."""
        if self.reading is None:
            return ""
        passage = self.ranked.passage
        return passage.text[self.reading.start - passage.start : self.reading.end - passage.start]

    @property
    def nearness(self) -> float:
        """By what it is decided whether to read it."""
        return self.closeness + PASSAGE_SHARE * self.ranked.score

    @property
    def place(self) -> tuple[int, Span]:
        """The document's number and the sentence's place in it."""
        return self.ranked.passage.document.number, self.span


def find_candidates(ranked: Sequence[RankedPassage]) -> list[Candidate]:
    """The sentences of the best passages, nearest first, each once.

    Args:
        ranked: Passages, best first.
    """
    spoken = (one for one in ranked[PASSAGES:] if one.signals.get("speaker"))
    found: dict[tuple[int, Span], Candidate] = {}
    for one in (*ranked[:PASSAGES], *islice(spoken, SPOKEN)):
        passage = one.passage
        for span, closeness in zip(passage.sentences, one.closeness, strict=True):
            text = passage.text[span.start - passage.start : span.end - passage.start]
            said = voice(one.statements, span.start, span.end)
            candidate = Candidate(one, span, text, closeness, said)
            known = found.get(candidate.place)
            # A sentence may stand in two passages that overlap; the better one counts.
            if known is None or known.nearness < candidate.nearness:
                found[candidate.place] = candidate
    return sorted(found.values(), key=_nearest_first)


def read_closely(candidates: Sequence[Candidate], question: str, reader: Reader) -> list[Candidate]:
    """The candidates, those with room enough for it read.

    Args:
        candidates: Nearest first.
        question: What was asked.
        reader: What reads them.
    """
    windows = list(_windows(candidates))
    found = reader.read(question, [text for _, _, text in windows])
    best: dict[tuple[int, Span], Reading] = {}
    for (ranked, spans, text), readings in zip(windows, found, strict=True):
        for span, inside, reading in zip(spans, text.sentences, readings, strict=True):
            if reading is None:
                continue
            shift = span.start - inside.start
            moved = replace(reading, start=reading.start + shift, end=reading.end + shift)
            key = ranked.passage.document.number, span
            if key not in best or best[key].score < moved.score:
                best[key] = moved
    return [replace(one, reading=best.get(one.place)) for one in candidates]


def _windows(
    candidates: Sequence[Candidate],
) -> Iterator[tuple[RankedPassage, list[Span], Text]]:
    """For each of the best passages, its nearest sentences with their neighbours."""
    chosen: dict[str, tuple[RankedPassage, set[int]]] = {}
    room = ROOM
    for one in candidates:
        if room <= 0:
            break
        sentences = one.ranked.passage.sentences
        here = sentences.index(one.span)
        _, known = chosen.setdefault(one.ranked.passage.id, (one.ranked, set()))
        for near in (here, here - 1, here + 1):
            if 0 <= near < len(sentences) and near not in known:
                length = sentences[near].end - sentences[near].start
                if near == here or length <= LONG:
                    known.add(near)
                    room -= min(length, LONG)
    for ranked, numbers in chosen.values():
        passage = ranked.passage
        spans = [passage.sentences[number] for number in sorted(numbers)]
        text = _heading(ranked)
        inside = []
        for span in spans:
            start = len(text)
            text += passage.text[span.start - passage.start : span.end - passage.start]
            inside.append(Span(start, len(text)))
            text += " "
        yield ranked, spans, Text(text.rstrip(), tuple(inside))


def _heading(ranked: RankedPassage) -> str:
    title = ranked.passage.document.title
    return f"{title[:200]}\n" if title else ""


def _nearest_first(candidate: Candidate) -> tuple[float, str, int]:
    return -candidate.nearness, candidate.ranked.passage.document.name, candidate.span.start
