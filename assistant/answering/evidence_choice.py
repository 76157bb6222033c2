"""Choose which candidate sentences to cite, and join neighbours into one quotation.

The limits were chosen on the news questions, in cross-validation: those with which citations reach
the evidence most often while half of the answers have at most 60 words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from rapidfuzz import fuzz

from assistant.answering.candidates import Candidate
from assistant.citations.evidence import MAX_ANSWER_SENTENCES, Evidence
from index.records import Span

MAX_CITED_WORDS = 150
"""No further sentence is cited beyond this many words; the first may be longer."""
ENOUGH_PROBABILITY = 0.5
"""Once the chosen sentences' probabilities add up to this, no further one is needed."""
MIN_SHARE_OF_BEST = 0.15
"""A further sentence needs this share of the best sentence's probability."""
MIN_SHARE_OF_BEST_IF_DIFFERENT = 0.05
"""The same for a sentence that gives a different answer."""
MIN_SAME_WORDING_RATIO = 85
"""Two sentences with at least this token sort ratio (0 to 100) say the same."""


def choose_evidence(
    candidates: Sequence[Candidate], probabilities: Sequence[float], all_of_them: bool = False
) -> list[Candidate]:
    """The candidates to cite, likeliest first.

    As many as are needed to make it likely that the answer is among them, and those in which
    another document or speaker gives a different answer.

    Args:
        candidates: Sentences that may answer.
        probabilities: For each, how likely it is the sentence that answers.
        all_of_them: Whether to take as many as the limits allow, needed or not.
    """
    ranked = sorted(zip(probabilities, candidates, strict=True), key=_likeliest_first)
    chosen: list[tuple[float, Candidate]] = []
    words, total = 0, 0.0
    for probability, candidate in ranked:
        minimum = 0.0
        if chosen and not all_of_them:
            minimum = MIN_SHARE_OF_BEST_IF_DIFFERENT * chosen[0][0]
        if len(chosen) == MAX_ANSWER_SENTENCES or probability < minimum:
            break
        needed = all_of_them or (
            total < ENOUGH_PROBABILITY
            and (not chosen or probability >= MIN_SHARE_OF_BEST * chosen[0][0])
        )
        if not needed and not _answers_differently(candidate, chosen[0][1]):
            continue
        length = len(candidate.text.split())
        if chosen and (
            words + length > MAX_CITED_WORDS or _repeats(candidate, [other for _, other in chosen])
        ):
            continue
        chosen.append((probability, candidate))
        words += length
        total += probability
    return [candidate for _, candidate in chosen]


def join_adjacent_sentences(
    chosen: Sequence[Candidate],
    copies: Mapping[tuple[int, Span], Sequence[Candidate]] = MappingProxyType({}),
    items: Sequence[Candidate] = (),
) -> list[Evidence]:
    """The evidence to cite, best first.

    Sentences of the same speaker with nothing but a space between them become one piece.

    Args:
        chosen: The sentences to cite, best first.
        copies: For the place of a sentence, those of other documents in the same words.
        items: Items of one list in lines, which become one piece.
    """
    listed = {candidate.place for candidate in items}
    rank_of = {candidate.place: rank for rank, candidate in enumerate(chosen)}
    runs: list[list[Candidate]] = []
    for candidate in sorted(chosen, key=lambda candidate: candidate.place):
        both_listed = runs and {runs[-1][-1].place, candidate.place} <= listed
        if runs and (both_listed or _follows(runs[-1][-1], candidate)):
            runs[-1].append(candidate)
        else:
            runs.append([candidate])
    runs.sort(key=lambda run: min(rank_of[candidate.place] for candidate in run))
    return [
        Evidence(
            run[0].ranked.passage.document,
            run[0].span.start,
            run[-1].span.end,
            " ".join(candidate.text for candidate in run),
            run[0].speaker,
            tuple(_evidence(copy) for one in run for copy in copies.get(one.place, ())),
        )
        for run in runs
    ]


def _evidence(candidate: Candidate) -> Evidence:
    document, span = candidate.ranked.passage.document, candidate.span
    return Evidence(document, span.start, span.end, candidate.text, candidate.speaker)


def _follows(first: Candidate, second: Candidate) -> bool:
    """Whether the second sentence comes next in the same paragraph, from the same speaker."""
    (document, span), (other, after) = first.place, second.place
    if document != other or first.speaker != second.speaker or span.end + 1 != after.start:
        return False
    return any(
        passage.text[span.end - passage.start : after.start - passage.start] == " "
        for passage in (first.ranked.passage, second.ranked.passage)
        if passage.start <= span.start and after.end <= passage.end
    )


def _answers_differently(candidate: Candidate, best: Candidate) -> bool:
    """Whether another document or speaker gives a different answer, the reader trusting both."""
    if (
        candidate.best_reading is None
        or best.best_reading is None
        or min(candidate.best_reading.score, best.best_reading.score) < 0
    ):
        return False
    if candidate.place[0] == best.place[0] and candidate.speaker == best.speaker:
        return False
    return not _lower_words(candidate.answer) & _lower_words(best.answer)


def _repeats(candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
    """Whether the sentence says in about the same words what a chosen sentence says."""
    return any(
        fuzz.token_sort_ratio(candidate.text, other.text) >= MIN_SAME_WORDING_RATIO
        for other in chosen
    )


def _lower_words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def _likeliest_first(item: tuple[float, Candidate]) -> tuple[float, str, int]:
    probability, candidate = item
    return -probability, candidate.ranked.passage.document.name, candidate.span.start
