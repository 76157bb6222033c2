"""Which sentences are cited: those that likeliest answer, few where one is enough.

How many was chosen on the news questions, in cross-validation: as many as let citations reach the
evidence most often while half of the answers have at most 60 words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from assistant.answering.candidates import Candidate
from assistant.citations.evidence import SENTENCES, Evidence

WORDS = 150
"""Words after which no further sentence is taken; a first one is taken whatever its length."""
ENOUGH = 0.5
"""Share of all that, once the sentences taken have it together, makes them enough."""
SHARE = 0.15
"""Share of the best sentence's share that another one needs to stand beside it."""
OTHERWISE = 0.05
"""The same for one that answers otherwise."""
SAME = 85
"""Likeness, 0 to 100, from which two sentences say the same in other words."""


def as_quotations(chosen: Sequence[Candidate]) -> list[Evidence]:
    """What is cited, best first; sentences with nothing but a space between them become one."""
    place = {one.place: rank for rank, one in enumerate(chosen)}
    runs: list[list[Candidate]] = []
    for one in sorted(chosen, key=lambda candidate: candidate.place):
        if runs and _follows(runs[-1][-1], one):
            runs[-1].append(one)
        else:
            runs.append([one])
    runs.sort(key=lambda run: min(place[one.place] for one in run))
    return [
        Evidence(
            run[0].ranked.passage.document,
            run[0].span.start,
            run[-1].span.end,
            " ".join(one.text for one in run),
            run[0].speaker,
        )
        for run in runs
    ]


def _follows(first: Candidate, second: Candidate) -> bool:
    """Whether a sentence stands behind another of its paragraph, said by the same."""
    (document, span), (other, after) = first.place, second.place
    if document != other or first.speaker != second.speaker or span.end + 1 != after.start:
        return False
    return any(
        passage.text[span.end - passage.start : after.start - passage.start] == " "
        for passage in (first.ranked.passage, second.ranked.passage)
        if passage.start <= span.start and after.end <= passage.end
    )


def choose_evidence(
    candidates: Sequence[Candidate], shares: Sequence[float], all_of_them: bool = False
) -> list[Candidate]:
    """The candidates to cite, likeliest first.

    As many as make an answer likely to be among them, and those in which another document or
    speaker answers otherwise.

    Args:
        candidates: Sentences that may answer.
        shares: For each, how likely it is the one that does.
        all_of_them: Whether as many are taken as there is room for.
    """
    ranked = sorted(zip(shares, candidates, strict=True), key=_likeliest_first)
    chosen: list[tuple[float, Candidate]] = []
    words, told = 0, 0.0
    for share, one in ranked:
        least = OTHERWISE * chosen[0][0] if chosen and not all_of_them else 0.0
        if len(chosen) == SENTENCES or share < least:
            break
        needed = all_of_them or (told < ENOUGH and (not chosen or share >= SHARE * chosen[0][0]))
        if not needed and not _answers_otherwise(one, chosen[0][1]):
            continue
        length = len(one.text.split())
        if chosen and (words + length > WORDS or _is_told(one, [known for _, known in chosen])):
            continue
        chosen.append((share, one))
        words += length
        told += share
    return [one for _, one in chosen]


def _answers_otherwise(one: Candidate, best: Candidate) -> bool:
    """Whether another document or speaker has another answer, both of which the reader trusts."""
    if (
        one.reading is None
        or best.reading is None
        or min(one.reading.score, best.reading.score) < 0
    ):
        return False
    if one.place[0] == best.place[0] and one.speaker == best.speaker:
        return False
    return not _words(one.answer) & _words(best.answer)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def _is_told(one: Candidate, known: Sequence[Candidate]) -> bool:
    """Whether a sentence says in about the same words what is told already."""
    return any(fuzz.token_sort_ratio(one.text, other.text) >= SAME for other in known)


def _likeliest_first(item: tuple[float, Candidate]) -> tuple[float, str, int]:
    share, one = item
    return -share, one.ranked.passage.document.name, one.span.start
