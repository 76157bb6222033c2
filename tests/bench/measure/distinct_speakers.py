"""Lists who speaks in a folder of documents: each distinct speaker, how often, and an example.

usage: python tests/bench/measure/distinct_speakers.py FOLDER [--statements FILE]

The list is to be read: a speaker that is a header field, a figure, a heading, a pronoun or a
fragment of a sentence is a fault of `index/attribution/`. The files are read as `onrecord index`
reads them, without making a store. `--statements` writes all statements to a JSONL file in the form
of `onrecord statements --json`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from index.attribution.extraction import Layout, extract_statements
from index.errors import DocumentError
from index.ingest.loading import find_source_files, load_document, read_bytes
from index.records import Document, PrintedTurn, Span, Statement
from index.text.reading_text import ReadingText, make_reading_text
from index.text.sentences import split_sentences

_EXAMPLE = 100
"""Characters of the example's words that are printed."""


class Example(NamedTuple):
    """The first statement of a speaker."""

    document: str
    kind: str
    words: str


def main() -> None:
    """Read the folder and print the list."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--statements", type=Path)
    arguments = parser.parse_args()
    counts: Counter[str] = Counter()
    examples: dict[str, Example] = {}
    lines = []
    for document, statement in _statements_in(arguments.folder):
        speaker = statement.speaker or "(nobody)"
        words = " ".join(document.text[statement.start : statement.end].split())
        counts[speaker] += 1
        examples.setdefault(speaker, Example(document.name, statement.kind, words[:_EXAMPLE]))
        lines.append(_as_json(document, statement))
    for speaker, count in sorted(counts.items()):
        example = examples[speaker]
        print(f"{count:6}  {speaker}   [{example.kind}, {example.document}] {example.words}")
    print(f"{len(counts)} distinct speakers of {sum(counts.values())} statements", file=sys.stderr)
    if arguments.statements:
        arguments.statements.write_text("".join(lines), encoding="utf-8")


def _statements_in(folder: Path) -> Iterator[tuple[Document, Statement]]:
    """The statements of all files, in offsets of the documents' texts."""
    sources, _ = find_source_files([folder])
    for source in sources:
        try:
            document = load_document(source, read_bytes(source))
        except DocumentError as error:
            print(f"{source.name}: {error}", file=sys.stderr)
            continue
        reading = make_reading_text(document.text, document.marks)

        def place(span: Span, reading: ReadingText = reading) -> Span:
            return reading.from_document(*span)

        layout = Layout(
            tuple(PrintedTurn(place(one.content), place(one.speaker)) for one in document.turns),
            tuple(map(place, document.block_quotations)),
            tuple(map(place, document.notes)),
        )
        for statement in extract_statements(
            reading.text,
            split_sentences(reading.text, document.language),
            document.speaker,
            layout,
            title=document.title,
            outlet=document.outlet,
            url=document.url,
        ):
            start, end = reading.to_document(statement.start, statement.end)
            yield document, replace(statement, start=start, end=end)


def _as_json(document: Document, statement: Statement) -> str:
    record = {
        "document": document.name,
        "start": statement.start,
        "end": statement.end,
        "text": document.text[statement.start : statement.end],
        "kind": statement.kind,
        "speaker": statement.speaker,
        "role": statement.role,
        "cue": statement.cue,
    }
    return json.dumps(record, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    main()
