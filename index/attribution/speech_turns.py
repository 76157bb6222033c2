"""Finds the speech turns of transcripts and speeches: whole paragraphs that are one person's words.

A turn begins with a speaker's label ("TRUMP: …", "Sen. Sanders: …") and lasts until the next label.
If metadata name a speaker for the whole document, all other paragraphs are that speaker's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from index.attribution.coreference import SpeakerResolver
from index.ingest.metadata.title_and_outlet import is_title_case
from index.records import Span, Statement, StatementKind
from index.text.capital_letters import CAPITAL
from index.text.person_names import PARTICLE

MIN_TRANSCRIPT_LABELS = 3
"""A document with this many labels is a transcript, in which a turn may have several paragraphs."""

_WORD = rf"{CAPITAL}[\w.’'-]*"
_BRACKETED = rf"\({CAPITAL}[^)\n]{{0,30}}\)"
_LABEL = re.compile(
    rf"(?P<name>(?:{_WORD}|{_BRACKETED})(?: (?:{_WORD}|{PARTICLE}|{_BRACKETED})){{0,5}})"
    # White House transcripts have no colon after the "Q" of a question.
    r"(?::[ \t\u00a0]+|(?<=\bQ)[ \t\u00a0]{2,})(?=\S)"
)
_QUOTED = re.compile(r"[“”\"„«»‘]|(?<!\w)'")
_NOT_SPEAKERS = frozenset(
    """note update updated related photo photos watch read source sources breaking video image
    correction clarification caption credit editor's editor’s story more also subject date from to
    re cc transcript location time where when what who why how poll report exclusive opinion
    analysis contact email phone web tags topics warning summary example first second
    third name age city hometown job occupation pay party born price rating genre director
    address website""".split()
)
"""Words that begin or end a label which names no speaker: "Photo:", "Editor's note:"."""


class _Turn(NamedTuple):
    """Whose turn it is."""

    speaker: str
    role: str | None


def find_speech_turns(
    text: str,
    paragraphs: Sequence[Span],
    resolver: SpeakerResolver,
    speaker: str | None,
    headline: Span | None = None,
) -> Iterator[Statement]:
    """The paragraphs of a document that belong to speech turns, each as a direct statement.

    Args:
        text: The document's text.
        paragraphs: Its paragraphs, in order.
        resolver: Completes the names in labels.
        speaker: The speaker of the whole document, if metadata name one.
        headline: The document's headline, which is nobody's speech.
    """
    labels = {span: match for span in paragraphs if (match := _match_label(text, span))}
    headline_paragraph = _headline_paragraph(text, paragraphs, headline, labels)
    if headline_paragraph is not None:
        label = labels.pop(headline_paragraph, None)
        yield from _headline_statement(text, headline_paragraph, label, resolver)
    is_transcript = len(labels) >= MIN_TRANSCRIPT_LABELS
    excerpt_end = _last_turn_of_excerpt(paragraphs, labels)
    turn = whole_document = _Turn(speaker, None) if speaker else None
    for paragraph in paragraphs:
        if paragraph == headline_paragraph:
            continue
        label = labels.get(paragraph)
        if label is None:
            if turn is not None:
                yield _statement(paragraph, turn)
            continue
        name = Span(*label.span("name"))
        person = resolver.resolve_label(name)
        if label["name"] == "Q":
            turn = _Turn("Q", None)
        elif label["name"] == "A" and speaker:
            turn = _Turn(speaker, None)
        elif person is not None:
            turn = _Turn(person.name, person.role)
        elif is_transcript:
            turn = _Turn(_without_all_capitals(label["name"]), None)
        else:
            continue
        yield _statement(Span(label.end(), paragraph.end), turn, name, _colon_after(text, name))
        if not is_transcript or paragraph == excerpt_end:
            turn = whole_document


def _headline_paragraph(
    text: str,
    paragraphs: Sequence[Span],
    headline: Span | None,
    labels: Mapping[Span, re.Match[str]],
) -> Span | None:
    """The paragraph that holds the headline; None if it is rather the first speech turn."""
    if headline is None or not paragraphs:
        return None
    at = next((at for at, span in enumerate(paragraphs) if headline.start < span.end), 0)
    paragraph, line = paragraphs[at], text[slice(*headline)]
    if paragraph.start >= headline.end:
        return None
    if paragraph not in labels:
        return paragraph
    name = labels[paragraph]["name"]
    speaks_again = sum(label["name"] == name for label in labels.values()) > 1
    is_answered = paragraphs[at + 1 : at + 2] and paragraphs[at + 1] in labels
    looks_like_headline = is_title_case(line) and not line.isupper()
    is_first_turn = not looks_like_headline and (
        is_answered or len(labels) >= MIN_TRANSCRIPT_LABELS
    )
    return None if speaks_again or is_first_turn else paragraph


def _headline_statement(
    text: str, paragraph: Span, label: re.Match[str] | None, resolver: SpeakerResolver
) -> Iterator[Statement]:
    """The statement of a headline such as `Brandt: Tolls to rise`, if the document names Brandt."""
    if label is None:
        return
    name = Span(*label.span("name"))
    person = resolver.resolve_label(name)
    if person is None:
        return
    content = Span(label.end(), paragraph.end)
    turn = _Turn(person.name, person.role)
    statement = _statement(content, turn, name, _colon_after(text, name))
    yield replace(statement, kind=kind_of_reported_words(text[slice(*content)]))


def kind_of_reported_words(text: str) -> StatementKind:
    """The kind of a statement in the reporter's own words: mixed if it quotes, else indirect."""
    return "mixed" if _QUOTED.search(text) else "indirect"


def _last_turn_of_excerpt(paragraphs: Sequence[Span], labels: Mapping[Span, object]) -> Span | None:
    """The last turn of a transcript that an article quotes in part; the article goes on after it.

    None for a document that is a transcript from its start.
    """
    places = [at for at, paragraph in enumerate(paragraphs) if paragraph in labels]
    return paragraphs[places[-1]] if places and places[0] > len(places) else None


def _without_all_capitals(name: str) -> str:
    """A label's name without words in all capitals: "MR. KIRBY" as "Mr. Kirby"."""
    return " ".join(word.title() if word.isupper() else word for word in name.split(" "))


def _match_label(text: str, paragraph: Span) -> re.Match[str] | None:
    match = _LABEL.match(text, *paragraph)
    if match is None or match.end() >= paragraph.end:
        return None
    words = match["name"].lower().split()
    return None if words[0] in _NOT_SPEAKERS or words[-1] in _NOT_SPEAKERS else match


def _colon_after(text: str, name: Span) -> Span | None:
    return Span(name.end, name.end + 1) if text[name.end] == ":" else None


def _statement(
    content: Span, turn: _Turn, speaker_span: Span | None = None, colon: Span | None = None
) -> Statement:
    return Statement(
        start=content.start,
        end=content.end,
        kind="direct",
        speaker=turn.speaker,
        role=turn.role,
        cue=":" if colon else None,
        speaker_span=speaker_span,
        cue_span=colon,
    )
