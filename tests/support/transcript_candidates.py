"""Candidates of a transcript, whose turns are direct statements, and of prose beside it."""

from dataclasses import replace

from assistant.answering.candidates import Candidate, find_candidates
from assistant.readers.answer_spans import AnswerSpan
from index.records import Span, Statement
from support.ranked_passages import passage


def transcript(*turns, number=1, title=None, **document_facts) -> list[Candidate]:
    """The sentences of turns ("Ada", "How many?", "And when?") in the order of the text.

    A turn without a speaker (None) is prose.
    """
    sentences, gaps = [], []
    for speaker, *texts in turns:
        label = f"{speaker.upper()}: " if speaker else ""
        sentences += [label + texts[0], *texts[1:]]
        gaps += [len(texts)]
    ranked = _with_paragraphs(passage(sentences, number=number, title=title), gaps)
    document = replace(ranked.passage.document, **document_facts)
    statements, at = [], 0
    for (speaker, *_), count in zip(turns, gaps, strict=True):
        spans = ranked.passage.sentences[at : at + count]
        if speaker:
            start = spans[0].start + len(speaker) + 2
            said = Statement(
                start=start, end=spans[-1].end, kind="direct", speaker=speaker, cue=":"
            )
            statements.append(said)
        at += count
    ranked = replace(
        ranked, passage=replace(ranked.passage, document=document), statements=tuple(statements)
    )
    return sorted(find_candidates([ranked]), key=lambda one: one.place)


def _with_paragraphs(ranked, gaps):
    """The same passage with an empty line before each turn."""
    text, spans, at = "", [], 0
    for count in gaps:
        text += "\n\n" if text else ""
        for number in range(count):
            span = ranked.passage.sentences[at + number]
            words = ranked.passage.text[span.start - 10 : span.end - 10]
            text += " " if number else ""
            spans.append(Span(10 + len(text), 10 + len(text) + len(words)))
            text += words
        at += count
    stored = replace(ranked.passage, text=text, sentences=tuple(spans), end=10 + len(text))
    return replace(ranked, passage=stored)


def reading(candidate: Candidate, words: str, score=5.0, *others: str) -> Candidate:
    """The candidate with what the reader finds in it: its best words, and the next best."""

    def span(words, score):
        start = candidate.span.start + candidate.text.index(words)
        return AnswerSpan(start, start + len(words), score)

    best = span(words, score)
    rest = tuple(span(other, score - 1 - number) for number, other in enumerate(others))
    return replace(candidate, reading=replace(best, alternatives=rest))
