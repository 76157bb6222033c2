"""Reads a Word file: its main text, notes, heads and feet, in the order of the text."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from index.ingest.word.boxes import lines_of_diagram
from index.ingest.word.names import VAL, R, W, is_on
from index.ingest.word.notes import NoteQueue
from index.ingest.word.numbering import ListDefinitions, Numbering
from index.ingest.word.package import Relationship, WordPackage
from index.ingest.word.plain_paragraphs import PlainParagraphReader
from index.ingest.word.story import StoryReader
from index.ingest.word.styles import StyleSheet
from index.ingest.word.text_writer import TextWriter
from index.records import Span
from index.text.reading_text import MarkKind, ReadingMark

__all__ = ["read_document"]

_EMBARGO = re.compile(r"\bembargo|\bnot for (?:release|publication|broadcast)\b|\bhold for\b", re.I)
_NO_NOTE = frozenset({"separator", "continuationSeparator", "continuationNotice"})

_SYMBOLS = (b"Symbol", b"Wingdings")
_SETTINGS = (b"evenAndOddHeaders", b"numFmt")

ReadPart = Callable[[str, bytes], TextWriter]
"""Reads a document that lies inside another one, by the suffix of its name."""


def read_document(package: WordPackage, read_part: ReadPart) -> TextWriter:
    """The text of a Word file as it is printed.

    Page heads stand first, then the text, then its footnotes and endnotes, then page feet.

    Args:
        package: The file.
        read_part: Reads parts that are documents of their own.

    Raises:
        DocumentError: A part is damaged or too large.
    """
    return _DocumentReader(package, read_part).read()


class _DocumentReader:
    def __init__(self, package: WordPackage, read_part: ReadPart) -> None:
        self._package = package
        self._read_part = read_part
        self._relationships = package.relationships(package.main)
        self._styles = StyleSheet(self._parse("styles"))
        self._special_styles = self._styles.list_special_styles()
        self._plain_readers: dict[str, PlainParagraphReader] = {}
        self._lists = ListDefinitions(self._styles, self._parse("numbering"))
        self._settings = self._parse_settings()

    def read(self) -> TextWriter:
        story, notes = self._read_main_text(trusts_fields=True)
        if story.has_open_field:
            story, notes = self._read_main_text(trusts_fields=False)
        text = TextWriter()
        heads, feet = self._heads_and_feet(story.sections)
        _write_heads(heads, text)
        text.append_lines(story.writer)
        for kind in ("footnotes", "endnotes"):
            self._write_notes(kind, notes, text)
        for foot in feet:
            text.append_aside(foot)
        return text

    def _read_main_text(self, trusts_fields: bool) -> tuple[StoryReader, NoteQueue]:
        notes = self._note_queue()
        story = self._story(self._package.main, notes, trusts_fields=trusts_fields)
        story.read_all(self._package.iterate_blocks())
        return story, notes

    def _story(
        self, part: str, notes: NoteQueue, *, trusts_fields: bool = True, own_mark: str = ""
    ) -> StoryReader:
        related = self._package.relationships(part)
        return StoryReader(
            self._styles,
            Numbering(self._styles, self._lists),
            self._plain_reader(part),
            notes,
            lambda name: self._read_chunk(related.get(name)),
            lambda name: self._read_diagram(related.get(name)),
            trusts_fields=trusts_fields,
            own_mark=own_mark,
        )

    def _plain_reader(self, part: str) -> PlainParagraphReader:
        if part not in self._plain_readers:
            names_symbols = self._package.mentions(part, *_SYMBOLS)
            self._plain_readers[part] = PlainParagraphReader(self._special_styles, names_symbols)
        return self._plain_readers[part]

    def _parse(self, kind: str) -> Any:
        """The root of the part of a kind, None if the file has none."""
        name = self._part(kind)
        return None if name is None else self._package.parse(name)

    def _parse_settings(self) -> Any:
        """The root of the settings; None if none of them matters here, as in most files."""
        name = self._part("settings")
        if name is None or not self._package.mentions(name, *_SETTINGS):
            return None
        return self._package.parse(name)

    def _part(self, kind: str) -> str | None:
        for relationship in self._relationships.values():
            if relationship.kind == kind and relationship.target in self._package:
                return relationship.target
        return None

    def _note_queue(self) -> NoteQueue:
        notes = NoteQueue()
        if self._settings is not None:
            for kind, name in (("footnotes", "footnotePr"), ("endnotes", "endnotePr")):
                style = self._settings.find(f"{W}{name}/{W}numFmt")
                if style is not None:
                    notes.styles[kind] = style.get(VAL, "decimal")
        return notes

    def _write_notes(self, kind: str, notes: NoteQueue, text: TextWriter) -> None:
        references = notes.references(kind)
        name = self._part(kind) if references else None
        if name is None:
            return
        found = {
            node.get(W + "id"): node
            for node in self._package.parse(name)
            if node.get(W + "type") not in _NO_NOTE
        }
        for reference in references:
            node = found.get(reference.id)
            if node is not None:
                lines = self._story(name, NoteQueue(), own_mark=reference.mark).read_all(node)
                if lines.length:
                    text.notes.append(text.append_lines(lines))

    def _heads_and_feet(self, sections: Sequence[Any]) -> tuple[list[TextWriter], list[TextWriter]]:
        """The heads and the feet that are printed on some page, each once."""
        found: tuple[list[TextWriter], list[TextWriter]] = ([], [])
        seen: set[str] = set()
        for side, name in enumerate(("headerReference", "footerReference")):
            for target in self._targets(sections, name):
                story = self._story(target, NoteQueue())
                lines = story.read_all(self._package.parse(target))
                if lines.text.strip() and lines.text not in seen:
                    seen.add(lines.text)
                    found[side].append(lines)
        return found

    def _targets(self, sections: Sequence[Any], name: str) -> Iterator[str]:
        """The parts with the heads (or the feet), in order.

        First and even pages have their own only where the section or the file says so. If no
        section refers to any, all of them count: some programs forget the reference.
        """
        has_even = self._settings is not None and _has(self._settings, "evenAndOddHeaders")
        references = [(s, reference) for s in sections for reference in s.findall(W + name)]
        for section, reference in references:
            kind = reference.get(W + "type", "default")
            if kind == "default" or (has_even if kind == "even" else _has(section, "titlePg")):
                related = self._relationships.get(reference.get(R + "id", ""))
                if related is not None and related.target in self._package:
                    yield related.target
        if not references:
            kind = name.removesuffix("Reference")
            for related in self._relationships.values():
                if related.kind == kind and related.target in self._package:
                    yield related.target

    def _read_chunk(self, related: Relationship | None) -> TextWriter:
        if related is None or related.target not in self._package:
            return TextWriter()
        suffix = posixpath.splitext(related.target)[1].lower()
        return self._read_part(suffix, self._package.read(related.target))

    def _read_diagram(self, related: Relationship | None) -> Iterator[str]:
        if related is not None and related.target in self._package:
            yield from lines_of_diagram(self._package.parse(related.target))


def _has(parent: Any, name: str) -> bool:
    node = parent.find(W + name)
    return node is not None and is_on(node)


def _write_heads(heads: Iterable[TextWriter], text: TextWriter) -> None:
    """Write the heads as asides; one that is a notice to readers, an embargo, is content."""
    notices = TextWriter()
    for head in heads:
        (notices if _EMBARGO.search(head.text) else text).append_lines(head)
    if text.length:
        text.write("\n")
        text.marks.append(ReadingMark(0, text.length, MarkKind.ASIDE))
    if notices.length:
        # Until when nothing may be published is not when it was.
        notices.dated_rows.append(Span(0, notices.length))
        text.append_lines(notices)
