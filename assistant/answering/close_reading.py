"""Read again, with the large reader, the sentences that may be cited; and rank them by it.

The small reader sees a thousand tokens, the large one about a quarter of them: the sentences that
the small reader and the ranking together think likeliest, each with its neighbours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from assistant.answering.asked_answer import read_asked_answer
from assistant.answering.candidate_reading import reading_windows
from assistant.answering.candidates import Candidate
from assistant.answering.question_target import classify_question
from assistant.answering.sentence_scoring import UNREAD_SCORE, SignalMatrix
from assistant.readers.large_reader import LargeReader, YesNoVerdict
from index.records import Span
from index.retrieval.question import Question

MAX_CHARACTERS_READ_CLOSELY = 1100
"""Characters that the large reader sees for one question: about 250 tokens."""

CLOSE_WEIGHTS: Mapping[str, float] = {
    "first_sum": 0.475,
    "close_score": 0.072,
    "close_margin": 0.256,
    "close_margin_words": 0.377,
    "close_verdict": 0.036,
}
"""Weight of each signal of a sentence once it was read closely.

- `first_sum`: the weighted sum of its other signals, `sentence_scoring.SIGNAL_WEIGHTS`.
- `close_score`, from -8: log odds of the large reader's best answer in it against none; 0 where
  yes or no is asked for.
- `close_margin`, `close_margin_words`, -∞ to 0: how far that is below the best candidate's, where a
  fact is asked for (or yes or no), or somebody's words; else 0.
- `close_verdict`, from -8: log odds of yes or no against neither, in the text that it was read in;
  0 unless yes or no is asked for.
"""


def read_closely(
    candidates: Sequence[Candidate],
    probabilities: Sequence[float],
    question: str,
    reader: LargeReader,
) -> list[Candidate]:
    """The same candidates, the likeliest of them with what the large reader says of them.

    Args:
        candidates: Read by the small reader.
        probabilities: For each, how likely it is the sentence that answers.
        question: The user's question.
        reader: The large reader.
    """
    order = sorted(range(len(candidates)), key=lambda n: -probabilities[n])
    windows = reading_windows(
        [candidates[n] for n in order], MAX_CHARACTERS_READ_CLOSELY, with_speakers=True
    )
    readings = reader.read_closely(question, [one.text for one in windows])
    found: dict[tuple[int, Span], Candidate] = {}
    by_place = {candidate.place: candidate for candidate in candidates}
    for window, reading in zip(windows, readings, strict=True):
        for span, shift, inside, answer in zip(
            window.spans, window.shifts, window.text.sentences, reading.answers, strict=True
        ):
            candidate = by_place.get((window.ranked.passage.document.number, span))
            if candidate is None or answer is None:
                continue
            known = found.get(candidate.place)
            if known and known.close_reading and known.close_reading.score >= answer.score:
                continue
            parts = tuple(
                Span(part.start + shift, part.end + shift)
                for part in reading.parts
                if inside.start <= part.start and part.end <= inside.end
            )
            found[candidate.place] = replace(
                candidate,
                close_reading=answer.moved(shift),
                parts=parts,
                verdict=reading.verdict,
            )
    return [found.get(candidate.place, candidate) for candidate in candidates]


def close_signals(
    candidates: Sequence[Candidate], first_sums: SignalMatrix, question: Question
) -> SignalMatrix:
    """The signals of each candidate, shape (candidates, len(CLOSE_WEIGHTS)).

    Args:
        candidates: At least one, as `read_closely` returns them.
        first_sums: For each, the weighted sum of its other signals.
        question: The user's question.
    """
    wanted = classify_question(question)
    decides = asks_for_verdict(question)
    scores = np.array([close_score(one) for one in candidates])
    margins = scores - scores.max()
    verdicts = np.array([verdict_odds(one.verdict) for one in candidates])
    nothing = np.zeros(len(candidates))
    columns = {
        "first_sum": first_sums,
        "close_score": nothing if decides else scores,
        "close_margin": margins if wanted == "fact" or decides else nothing,
        "close_margin_words": margins if wanted == "words" and not decides else nothing,
        "close_verdict": verdicts if decides else nothing,
    }
    return np.stack([columns[name] for name in CLOSE_WEIGHTS], axis=1)


def asks_for_verdict(question: Question) -> bool:
    """Whether the question asks for yes or no."""
    return read_asked_answer(question.text).kind == "yes-no"


def verdict_odds(verdict: YesNoVerdict | None) -> float:
    """Log odds of yes or no against neither; `UNREAD_SCORE` at least."""
    if verdict is None:
        return UNREAD_SCORE
    told = min(max(verdict.yes + verdict.no, 1e-4), 1 - 1e-4)
    return max(float(np.log(told / (1 - told))), UNREAD_SCORE)


def close_score(candidate: Candidate) -> float:
    """Log odds of the large reader's best answer; never below `UNREAD_SCORE`, as if unread."""
    reading = candidate.close_reading
    return max(reading.score, UNREAD_SCORE) if reading else UNREAD_SCORE
