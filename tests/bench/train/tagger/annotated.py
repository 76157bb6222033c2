"""What the tagger learns from: annotated articles, as windows of labelled tokens.

PolNeAR (Newell, Margolin and Ruths, LREC 2018) marks in news articles the source, the cue and the
content of each attribution, in brat's format: lines T are spans, lines E join them.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from tokenizers import Tokenizer

from index.attribution.tagger.windows import Window, make_windows
from index.records import Span
from index.text.quotations import find_quotations
from index.text.sentences import split_sentences

KEPT_BACK = 60
"""Articles that aren't trained on, to fit thresholds on."""
NONE = -1
"""Stands for the token of a source or a content that there is not."""


class Marked(NamedTuple):
    """One attribution as an annotator marked it, each part from its first to its last word."""

    source: Span | None
    cue: Span
    content: Span | None


@dataclass(frozen=True)
class Article:
    """An article with what each of its annotators marked."""

    name: str
    text: str
    annotators: list[list[Marked]]


@dataclass
class Example:
    """A window with its cues, and of each the tokens that begin and end source and content."""

    window: Window
    article: str
    weight: float
    """One divided by the number of the article's annotators."""
    cues: list[tuple[int, int]] = field(default_factory=list)
    ends: list[tuple[int, int, int, int]] = field(default_factory=list)


def read_articles(news: Path, part: str) -> list[Article]:
    """The annotated articles of a part (`train`, `dev`) of the folder NEWS, by name."""
    files = defaultdict(list)
    for path in sorted((news / "attributions" / part).glob("*.ann")):
        files[path.stem.rsplit("_", 1)[0]].append(path)
    return [
        Article(
            name,
            (news / "text" / f"{name}.txt").read_bytes().decode("utf-8"),
            [_read_annotations(path) for path in paths],
        )
        for name, paths in files.items()
    ]


def divided(news: Path) -> tuple[list[Article], list[Article]]:
    """The articles to train on, but for `KEPT_BACK` drawn by chance, and before them these."""
    articles = read_articles(news, "train")
    random.Random(7).shuffle(articles)
    return articles[:KEPT_BACK], articles[KEPT_BACK:]


def _read_annotations(path: Path) -> list[Marked]:
    spans: dict[str, Span] = {}
    events: list[dict[str, list[str]]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        columns = line.split("\t")
        if line.startswith("T") and len(columns) > 1 and " " in columns[1]:
            offsets = [int(one) for one in re.findall(r"\d+", columns[1])]
            spans[columns[0]] = Span(min(offsets), max(offsets))
        elif line.startswith("E"):
            roles: dict[str, list[str]] = defaultdict(list)
            for role in columns[1].split():
                kind, name = role.split(":")
                roles[kind.rstrip("0123456789")].append(name)
            events.append(roles)
    marked = []
    for roles in events:
        source, cue, content = (
            _joined([spans[name] for name in roles.get(kind, ()) if name in spans])
            for kind in ("Source", "Cue", "Content")
        )
        if cue is not None:
            marked.append(Marked(source, cue, content))
    return marked


def _joined(spans: Sequence[Span]) -> Span | None:
    if not spans:
        return None
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def make_examples(articles: Sequence[Article], tokenizer: Tokenizer) -> Iterator[Example]:
    """The articles' windows, once for each annotator."""
    for article in articles:
        sentences, quotations = split_sentences(article.text), find_quotations(article.text)
        for marked in article.annotators:
            windows = list(make_windows(article.text, sentences, quotations, tokenizer))
            examples = [
                Example(window, article.name, 1 / len(article.annotators)) for window in windows
            ]
            _label(examples, marked)
            yield from examples


def _label(examples: Sequence[Example], marked: Sequence[Marked]) -> None:
    starts = [example.window.places[0].start for example in examples]
    for one in marked:
        first = max(0, bisect_right(starts, one.cue.start) - 1)
        for example in examples[first : first + 2]:
            cue = _tokens(example.window, one.cue)
            if cue[0] != NONE:
                example.cues.append(cue)
                source, content = (
                    _tokens(example.window, one.source),
                    _tokens(example.window, one.content),
                )
                example.ends.append((*source, *content))
                break


def _tokens(window: Window, span: Span | None) -> tuple[int, int]:
    """The first and the last token of a span in a window."""
    inside = [
        at
        for at, place in enumerate(window.places)
        if span is not None and place.start < span.end and span.start < place.end
    ]
    return (inside[0], inside[-1]) if inside else (NONE, NONE)
