"""Ranked passages and candidates without a store."""

from index.records import Span, Statement
from index.retrieval.ranking import RankedPassage
from index.store.rows import DocumentInfo, StoredPassage


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
