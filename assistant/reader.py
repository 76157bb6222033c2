"""The extractive reader: chooses the sentences that answer, word for word as they stand."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from assistant.expectation import asked_kind, offers
from assistant.voice import voice
from index.ranking import RankedPassage
from index.records import Span
from index.stored import DocumentInfo

PASSAGES = 8
"""Best passages whose sentences are looked at."""
SPOKEN = 3
"""Further passages that are looked at because the one whose words are asked for speaks there."""
SENTENCES = 3
"""Most sentences in an answer."""
WORDS = 70
"""Words after which no further sentence is taken; a first one is taken whatever its length."""
PASSAGE_SHARE = 1.5
"""Weight of a passage's score, 0 to 1, against its sentences' closeness, 0 to 2."""
KIND_SHARE = 0.3
"""Lead of a sentence that has what the question asks for: a number, a time, a name."""
SPEAKER_SHARE = 0.4
"""Lead of a sentence that the one whose words are asked for says."""
MARGIN = 0.8
"""How far below the best sentence's score another one may be to stand beside it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One or more whole sentences of a document that follow each other."""

    document: DocumentInfo
    start: int
    end: int
    text: str
    score: float
    """Of its best sentence; comparable within one question."""
    speaker: str | None = None
    """Who says it, as far as is known."""
    runs_on: bool = False
    """Whether a space follows, and with it the paragraph's next sentence."""


def choose_evidence(
    ranked: Sequence[RankedPassage],
    question: str = "",
    speakers: Sequence[str] = (),
    theirs_only: bool = False,
) -> list[Evidence]:
    """The sentences that come nearest to answering, best first; neighbours are joined.

    A sentence's score is its closeness to the question (cosine and shared words), plus its
    passage's score, plus a lead where it has the kind of thing that the question asks for.

    Args:
        ranked: Passages, best first.
        question: What was asked.
        speakers: Names of the one whose words are asked for; their sentences get a lead.
        theirs_only: Leave out what others say.
    """
    kind = asked_kind(question)
    found: dict[tuple[int, Span], Evidence] = {}
    spoken = (one for one in ranked[PASSAGES:] if one.signals.get("speaker"))
    for candidate in (*ranked[:PASSAGES], *islice(spoken, SPOKEN)):
        passage = candidate.passage
        for sentence, closeness in zip(passage.sentences, candidate.closeness, strict=True):
            text = passage.text[sentence.start - passage.start : sentence.end - passage.start]
            score = closeness + PASSAGE_SHARE * candidate.score
            if kind and offers(text, kind, question):
                score += KIND_SHARE
            said = voice(candidate.statements, sentence.start, sentence.end)
            speaker = said.speaker if said else None
            if speaker in speakers:
                score += SPEAKER_SHARE
            elif theirs_only:
                continue
            # A sentence may stand in two passages that overlap; the better one counts.
            known = found.get((passage.document.number, sentence))
            if known is None or known.score < score:
                after = sentence.end - passage.start
                found[passage.document.number, sentence] = Evidence(
                    passage.document,
                    sentence.start,
                    sentence.end,
                    text,
                    score,
                    speaker=speaker,
                    runs_on=passage.text[after : after + 1] == " ",
                )
    chosen: list[Evidence] = []
    words = 0
    for evidence in heapq.nsmallest(SENTENCES, found.values(), key=_best_first):
        length = len(evidence.text.split())
        near = not chosen or evidence.score >= chosen[0].score - MARGIN
        if not chosen or (near and words + length <= WORDS):
            chosen.append(evidence)
            words += length
    return _join_neighbours(chosen)


def _best_first(evidence: Evidence) -> tuple[float, str, int]:
    return -evidence.score, evidence.document.name, evidence.start


def _join_neighbours(chosen: Sequence[Evidence]) -> list[Evidence]:
    """Make one of sentences with nothing but a space between them."""
    joined: list[Evidence] = []
    for evidence in sorted(chosen, key=lambda e: (e.document.number, e.start)):
        last = joined[-1] if joined else None
        follows = last and last.runs_on and last.document == evidence.document
        if last and follows and last.end + 1 == evidence.start and last.speaker == evidence.speaker:
            joined[-1] = replace(
                last,
                end=evidence.end,
                text=f"{last.text} {evidence.text}",
                score=max(last.score, evidence.score),
                runs_on=evidence.runs_on,
            )
        else:
            joined.append(evidence)
    return sorted(joined, key=_best_first)
