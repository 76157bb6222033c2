"""Speeches and transcripts: whole paragraphs that are somebody's words.

A paragraph is a turn where it begins with a speaker's label ("TRUMP: …", "Sen. Sanders: …"), and
goes on until the next one; in a document with a speaker of its own every other paragraph is
that speaker's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from index.attribution.coreference import Cast
from index.ingest.metadata.headings import is_title_case
from index.records import Span, Statement, StatementKind
from index.text.capital_letters import CAPITAL
from index.text.person_names import PARTICLE

_WORD = rf"{CAPITAL}[\w.’'-]*"
_ASIDE = rf"\({CAPITAL}[^)\n]{{0,30}}\)"
_LABEL = re.compile(
    rf"(?P<name>(?:{_WORD}|{_ASIDE})(?: (?:{_WORD}|{PARTICLE}|{_ASIDE})){{0,5}})"
    # White House transcripts have no colon behind the "Q".
    r"(?::[ \t\u00a0]+|(?<=\bQ)[ \t\u00a0]{2,})(?=\S)"
)
_QUOTED = re.compile(r"[“”\"„«»‘]|(?<!\w)'")
_NO_SPEAKER = frozenset(
    """note update updated related photo photos watch read source sources breaking video image
    correction clarification caption credit editor's editor’s story more also subject date from to
    re cc transcript location time where when what who why how poll report exclusive opinion
    analysis contact email phone web tags topics warning summary example first second
    third name age city hometown job occupation pay party born price rating genre director
    address website""".split()
)
TRANSCRIPT = 3
"""Labels from which a document is a transcript, where a turn may have several paragraphs."""


def find_turns(
    text: str,
    paragraphs: Sequence[Span],
    cast: Cast,
    speaker: str | None,
    headline: Span | None = None,
) -> Iterator[Statement]:
    """The paragraphs that are turns, each as a direct statement.

    Args:
        text: Of the document.
        paragraphs: Its paragraphs, in order.
        cast: Its people, who make full names of labels.
        speaker: Who speaks in the whole document, where metadata tell.
        headline: Where the document's headline stands, which nobody speaks.
    """
    labels = {place: match for place in paragraphs if (match := _label(text, place))}
    headed = _headed(text, paragraphs, headline, labels)
    if headed is not None:
        yield from _headline(text, headed, labels.pop(headed, None), cast)
    transcript = len(labels) >= TRANSCRIPT
    excerpt_end = _excerpt_end(paragraphs, labels)
    turn: tuple[str, str | None] | None = (speaker, None) if speaker else None
    for place in paragraphs:
        if place == headed:
            continue
        label = labels.get(place)
        if label is None:
            if turn is not None:
                yield _turn(place, turn)
            continue
        source = Span(*label.span("name"))
        named = cast.resolve_label(source)
        if label["name"] == "Q":
            turn = ("Q", None)
        elif label["name"] == "A" and speaker:
            turn = (speaker, None)
        elif named is None and not transcript:
            continue
        else:
            turn = (named.name, named.role) if named else (_in_small(label["name"]), None)
        colon = Span(source.end, source.end + 1) if text[source.end] == ":" else None
        yield _turn(Span(label.end(), place.end), turn, source, colon)
        if not transcript or place == excerpt_end:
            turn = (speaker, None) if speaker else None


def _headed(
    text: str,
    paragraphs: Sequence[Span],
    headline: Span | None,
    labels: Mapping[Span, re.Match[str]],
) -> Span | None:
    """The paragraph that is the headline, unless it is what somebody says first."""
    at = next((at for at, one in enumerate(paragraphs) if headline and headline.start < one.end), 0)
    if headline is None or not paragraphs or paragraphs[at].start >= headline.end:
        return None
    place, line = paragraphs[at], text[slice(*headline)]
    if place not in labels:
        return place
    again = sum(one["name"] == labels[place]["name"] for one in labels.values()) > 1
    answered = paragraphs[at + 1 : at + 2] and paragraphs[at + 1] in labels
    capitals = is_title_case(line) and not line.isupper()
    first = not capitals and (answered or len(labels) >= TRANSCRIPT)
    return None if again or first else place


def _headline(
    text: str, place: Span, label: re.Match[str] | None, cast: Cast
) -> Iterator[Statement]:
    """What a headline says that somebody whom the document names says: `Brandt: Tolls to rise`."""
    named = cast.resolve_label(Span(*label.span("name"))) if label else None
    if label and named:
        source = Span(*label.span("name"))
        content = Span(label.end(), place.end)
        colon = Span(source.end, source.end + 1) if text[source.end] == ":" else None
        turn = _turn(content, (named.name, named.role), source, colon)
        yield replace(turn, kind=reported_kind(text[slice(*content)]))


def reported_kind(text: str) -> StatementKind:
    """Of the words of a writer who reports: whether the speaker's own are among them."""
    return "mixed" if _QUOTED.search(text) else "indirect"


def _excerpt_end(paragraphs: Sequence[Span], labels: Mapping[Span, object]) -> Span | None:
    """The last turn of a transcript that an article quotes, behind which the article goes on."""
    places = [at for at, place in enumerate(paragraphs) if place in labels]
    return paragraphs[places[-1]] if places and places[0] > len(places) else None


def _in_small(name: str) -> str:
    """A label's name without words in capitals only: "MR. KIRBY" as "Mr. Kirby"."""
    return " ".join(word.title() if word.isupper() else word for word in name.split(" "))


def _label(text: str, place: Span) -> re.Match[str] | None:
    match = _LABEL.match(text, *place)
    if match is None or match.end() >= place.end:
        return None
    words = match["name"].lower().split()
    return None if words[0] in _NO_SPEAKER or words[-1] in _NO_SPEAKER else match


def _turn(
    place: Span,
    turn: tuple[str, str | None],
    source: Span | None = None,
    colon: Span | None = None,
) -> Statement:
    return Statement(
        start=place.start,
        end=place.end,
        kind="direct",
        speaker=turn[0],
        role=turn[1],
        cue=":" if colon else None,
        speaker_span=source,
        cue_span=colon,
    )
