"""Makes statements of speech turns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.attribution.coreference import SpeakerResolver
from index.attribution.turns.finding import SpeechTurns
from index.attribution.turns.label_forms import Label
from index.attribution.turns.labelled_blocks import is_sentence_like
from index.attribution.turns.labels import LabelKind
from index.lexicon.reporting_verbs import VERBS
from index.records import Span, Statement, StatementKind

_QUOTED = re.compile(r"[“”\"„«»‘]|(?<!\w)'")


def turn_statements(
    text: str,
    within: Span,
    turns: SpeechTurns,
    resolver: SpeakerResolver,
    headline: Span | None,
) -> Iterator[Statement]:
    """The speech turns in a part of a document as statements, in order.

    Args:
        text: The document's text.
        within: The part.
        turns: The document's turns.
        resolver: Knows the people of the part, for the labels of documents that are no transcript.
        headline: The document's headline: what it says is the writer's wording.
    """
    for turn in turns.within(within):
        yield Statement(
            start=turn.start,
            end=turn.end,
            kind="indirect" if turn.asks else "direct",
            speaker=turn.speaker,
            role=turn.role,
            cue=":" if turn.colon else text[slice(*turn.asks)] if turn.asks else None,
            speaker_span=turn.label,
            cue_span=turn.colon or turn.asks,
        )
    for label in turns.single_labels_within(within):
        statement = _single_statement(text, label, resolver, headline)
        if statement is not None:
            yield statement


def kind_of_reported_words(text: str) -> StatementKind:
    """The kind of a statement in the reporter's own words: mixed if it quotes, else indirect."""
    return "mixed" if _QUOTED.search(text) else "indirect"


def _single_statement(
    text: str, label: Label, resolver: SpeakerResolver, headline: Span | None
) -> Statement | None:
    """The statement of a label in an article, if the article names the person: "Brandt: No."."""
    if label.parts.kind not in (LabelKind.NAME, LabelKind.TITLED, LabelKind.WORD):
        return None
    if label.is_alone or text[label.block.start : label.start].strip():
        return None
    span = Span(label.start, label.start + len(text[label.start : label.end].rstrip("* _")))
    content = Span(label.content, label.block.end)
    in_headline = headline is not None and headline.start <= label.start < headline.end
    words = text[content.start : content.end]
    if not in_headline and not (is_sentence_like(words) and not words[0].islower()):
        return None
    person = resolver.resolve_label(span)
    if person is None or (
        not in_headline
        and label.parts.kind is LabelKind.WORD
        and person.name.split()[0].lower() in VERBS
    ):
        return None
    return Statement(
        start=content.start,
        end=content.end,
        kind=kind_of_reported_words(words) if in_headline else "direct",
        speaker=person.name,
        role=person.role,
        cue=":",
        speaker_span=span,
        cue_span=Span(label.end, label.end + 1),
    )
