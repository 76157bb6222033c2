"""Candidates for a question that asks who said something: the sentences nearest to what was said.

They are looked for in all passages that the search found, not only in the best of them: a passage
of a transcript is about much else than one of its sentences, which may be all that was asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from assistant.answering.candidates import Candidate, find_candidates
from assistant.answering.question_target import can_answer_who
from assistant.citations.speakers import find_main_statement
from index.embedding.vectors import sentence_cosines
from index.records import Span, Statement
from index.retrieval.ranking import RankedPassage
from index.retrieval.retriever import Retrieval
from index.store.rows import StoredPassage

MAX_STATEMENTS_READ = 12
"""Number of sentences by speakers who can be the answer. Of 116 questions over transcripts in words
that are not theirs, the sentence asked for is among so many in seven of ten."""
MAX_SENTENCES_TRIED = 400
"""Number of nearest sentences whose speakers are looked up."""
SHARED_WORDS_WEIGHT = 0.33
"""Weight of the words in common (0 to 1) against the cosine. Less than where a topic is looked for:
a paraphrase shares few words, and these are often not those that matter."""

MIN_SHARE_OF_TURNS = 1 / 3
"""Share of the sentences that are somebody's turn in a transcript from which they are rated by what
they say alone. Where prose reports who said it, the readers find the name in the text."""

MAX_REPLIES = 2
"""Number of sentences behind a question that are as near as it is, or nearly: "No, I don't." says
what was asked."""
LOSS_OF_REPLY = 0.05
"""How much less near each of them counts, as a cosine."""
MIN_COSINE_OF_ASKED = 0.3
"""Cosine from which a question's replies are looked at."""

StatementsIn = Callable[[int, int, int], Sequence[Statement]]
"""The statements of a document, by its number, that overlap a span of its reading text."""


def find_who_said_candidates(
    retrieval: Retrieval, statements_in: StatementsIn
) -> tuple[list[Candidate], list[Candidate]]:
    """The sentences that may be what was said, nearest first; and those around them.

    Args:
        retrieval: The question and the passages found for it.
        statements_in: Gives the statements of a passage.
    """
    question = retrieval.question.text
    known: dict[int, RankedPassage] = {}
    nearest: dict[tuple[int, Span], Candidate] = {}
    for number, position, closeness in _nearest_sentences(retrieval)[:MAX_SENTENCES_TRIED]:
        if number not in known:
            known[number] = _with_statements(retrieval.passages[number], statements_in)
        candidate = _candidate(known[number], position, closeness)
        if can_answer_who(question, candidate.speaker):
            nearest.setdefault(candidate.place, candidate)
        if len(nearest) == MAX_STATEMENTS_READ:
            break
    their_passages = {one.ranked.passage.id: one.ranked for one in nearest.values()}
    best = (one for one in retrieval.passages if one.passage.id not in their_passages)
    around = find_candidates([*their_passages.values(), *best])
    return [*nearest.values()], [one for one in around if one.place not in nearest]


def are_mostly_turns(candidates: Sequence[Candidate]) -> bool:
    """Whether most of the sentences are from transcripts; no if there is none."""
    turns = sum(candidate.is_turn for candidate in candidates)
    return bool(candidates) and turns >= MIN_SHARE_OF_TURNS * len(candidates)


def cosine_with_question(candidate: Candidate, share_of_words: float) -> float:
    """The cosine of a candidate's embedding with the question's, -1 to 1.

    Args:
        candidate: Its closeness is the sum of both.
        share_of_words: The share of the question's words that it has.
    """
    return candidate.closeness - share_of_words


def _nearest_sentences(retrieval: Retrieval) -> list[tuple[int, int, float]]:
    """Each sentence, nearest first: its passage's number, its position there, and its cosine."""
    passages = [ranked.passage for ranked in retrieval.passages]
    if not passages:
        return []
    sizes = [len(passage.sentences) for passage in passages]
    vectors = [passage.vectors for passage in passages]
    cosines = sentence_cosines(vectors, sizes, retrieval.question.vector)
    closeness = np.concatenate([ranked.closeness for ranked in retrieval.passages])
    shared_words = closeness - cosines
    places = [(number, position) for number, size in enumerate(sizes) for position in range(size)]
    own = cosines.copy()
    for n in np.flatnonzero(cosines >= MIN_COSINE_OF_ASKED):
        number, position = places[n]
        if not _ends_in_question(passages[number], position):
            continue
        for behind in range(1, 1 + min(MAX_REPLIES, sizes[number] - position - 1)):
            cosines[n + behind] = max(cosines[n + behind], own[n] - LOSS_OF_REPLY)
    near = cosines + SHARED_WORDS_WEIGHT * shared_words
    order = np.argsort(-near, kind="stable")
    return [(*places[n], float(cosines[n] + shared_words[n])) for n in order]


def _ends_in_question(passage: StoredPassage, position: int) -> bool:
    start, end = passage.sentences[position]
    return passage.text[start - passage.start : end - passage.start].rstrip().endswith("?")


def _with_statements(ranked: RankedPassage, statements_in: StatementsIn) -> RankedPassage:
    if ranked.statements:
        return ranked
    passage = ranked.passage
    found = statements_in(passage.document.number, passage.start, passage.end)
    return replace(ranked, statements=tuple(found))


def _candidate(ranked: RankedPassage, position: int, closeness: float) -> Candidate:
    passage = ranked.passage
    span = passage.sentences[position]
    text = passage.text[span.start - passage.start : span.end - passage.start]
    statement = find_main_statement(ranked.statements, span.start, span.end)
    return Candidate(ranked, span, text, closeness, statement)
