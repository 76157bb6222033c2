"""Ranked passages, retrievals and candidates without a store."""

from dataclasses import replace

import numpy as np

from assistant.readers.answer_spans import AnswerSpan
from index.records import Span, Statement
from index.retrieval.question import Question
from index.retrieval.ranking import RankedPassage
from index.retrieval.retriever import Retrieval
from index.store.rows import DocumentInfo, StoredPassage
from index.text.stemming import stems


def info(number=1, name="a.txt", title=None):
    facts = dict.fromkeys(("outlet", "date", "author", "speaker", "url", "language"))
    return DocumentInfo(
        number=number,
        id=f"id{number}",
        label=name,
        name=name,
        path=name,
        sha256="",
        pages=(),
        extra={},
        metadata_fingerprint="",
        characters=0,
        passages=1,
        title=title,
        **facts,
    )


def passage(
    sentences, closeness=None, score=0.5, number=1, gap=" ", title=None, speakers=(), **signals
):
    """A ranked passage of the given sentences, which begins at character 10 of its document."""
    spans, at = [], 10
    for sentence in sentences:
        spans.append(Span(at, at + len(sentence)))
        at += len(sentence) + len(gap)
    stored = StoredPassage(
        f"p{number}",
        info(number, f"{number}.txt", title),
        10,
        spans[-1].end,
        tuple(spans),
        gap.join(sentences),
        Span(10, spans[-1].end),
        b"",
    )
    said = tuple(
        Statement(start=span.start, end=span.end, kind="indirect", speaker=speaker)
        for span, speaker in zip(spans, speakers, strict=False)
        if speaker
    )
    closeness = closeness or [0.5] * len(sentences)
    signals = {"speaker": 0.0, "document": 0.0, **signals}
    return RankedPassage(stored, score, signals, tuple(closeness), 1, 1, said)


def turns(sentences, speakers, **facts):
    """A passage of a transcript: each sentence with its speaker, from a turn without a verb."""
    ranked = passage(sentences, speakers=speakers, **facts)
    said = (replace(one, kind="direct") for one in ranked.statements)
    return replace(ranked, statements=tuple(said))


def part_of(ranked, first, stop, name):
    """A passage of some of another's sentences, as passages of a document overlap."""
    whole = ranked.passage
    spans = whole.sentences[first:stop]
    start, end = spans[0].start, spans[-1].end
    stored = replace(
        whole,
        id=name,
        start=start,
        end=end,
        sentences=spans,
        text=whole.text[start - whole.start : end - whole.start],
        place=Span(start, end),
    )
    return replace(ranked, passage=stored, closeness=ranked.closeness[first:stop])


def retrieval_of(ranked, question="How many lives did the storm cost?", rarity=(), speakers=()):
    """A retrieval of these passages for a question; `rarity` holds its rare words."""
    by_stem = {stems(word)[0]: 1.0 for word in rarity}
    asked = Question(question, np.zeros(1, np.float32), by_stem, speakers)
    return Retrieval(asked, tuple(ranked), len(ranked))


def with_readings(candidates, scores):
    """The candidates, those whose text is in `scores` with the reader's score of all of it."""
    return [
        replace(one, reading=AnswerSpan(*one.span, scores[one.text])) if one.text in scores else one
        for one in candidates
    ]
