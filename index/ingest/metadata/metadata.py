"""Document metadata, read from metadata.csv and front matter, and merged from several sources.

The first source with a value takes precedence: the row of metadata.csv; front matter or a web
page's own metadata; the text; and last, the properties that a program filled in.
"""

from __future__ import annotations

import csv
import io
import os
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path

from index.errors import MetadataError
from index.ingest.metadata.given_values import OTHER_FACT_NAMES, clean_value, name_facts
from index.text.dates import parse_date

_MAX_FRONT_MATTER = 64 * 1024
_FRONT_MATTER = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_TOML = re.compile(
    r"\ufeff?\+\+\+[ \t]*\r?\n(?P<toml>.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_NAMED_LINE = re.compile(r"^(?P<name>[^\W\d_][\w .-]{0,40}):(?:[ \t]|$)", re.MULTILINE)
_PLAIN_LINE = re.compile(
    r"^(?P<name>[^\W\d_][\w.-]{0,40}):[ \t]+(?P<value>[^\s\[\]{}&*!|>%@`\"'][^\r\n]*)$",
    re.MULTILINE,
)
"""A name at the margin and a value that isn't in quotes or any other form of YAML."""
_NAMED_SENTENCE = re.compile(
    r"^([^\W\d_][\w .'’-]{0,40}):[ \t]+[^\W\d_].*[.!?][”\"’)]?[ \t]*$", re.MULTILINE
)
_SENTENCE_LINE = re.compile(r"^[^\W\d_][^\n]*[.!?][”\"’)]?[ \t]*$", re.MULTILINE)
_NOTHING = frozenset({"", "~", "null"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The metadata of one document from one source; None for a field that it does not give."""

    title: str | None = None
    outlet: str | None = None
    date: str | None = None
    """YYYY-MM-DD. A date that was given but can't be read stays in `extra["date"]`."""
    author: str | None = None
    speaker: str | None = None
    url: str | None = None
    language: str | None = None
    extra: Mapping[str, str] = field(default_factory=dict)
    """Values under all other names."""

    def merge(self, weaker: Metadata) -> Metadata:
        """A copy in which missing fields are filled from a source of lower precedence.

        A date that was given but can't be read is not filled in, because the two might disagree
        without anybody noticing.
        """
        facts = {name: getattr(self, name) or getattr(weaker, name) for name in FACTS}
        if self.date is None and "date" in self.extra:
            facts["date"] = None
        return Metadata(**facts, extra={**weaker.extra, **self.extra})


FACTS = tuple(item.name for item in fields(Metadata) if item.name != "extra")
"""Names of the fields that are facts, which are also the columns of metadata.csv."""
METADATA_NAMES = (
    frozenset(FACTS)
    | OTHER_FACT_NAMES
    | frozenset(
        "abstract aliases authors byline canonical categories category created creator "
        "description doi draft event excerpt guid headline id image issued keywords lastmod "
        "layout license link location modified modified_time permalink place pubdate published "
        "published_time section series site slug subject subtitle summary tags topic type "
        "updated version weight".split()
    )
)
"""Names, in lower case, under which authors and programs write metadata at the head of a text."""


@dataclass(frozen=True, slots=True)
class MetadataTable:
    """The rows of a metadata.csv, and warnings about them.

    Attributes:
        path: Path of the CSV file.
        rows: Metadata by the absolute path of the file, in the form that `path_key` gives.
        warnings: A message for each value that could not be read, naming its line.
    """

    path: Path
    rows: Mapping[str, Metadata]
    warnings: tuple[str, ...] = ()


def path_key(folder: Path, name: str) -> str:
    """An absolute path normalised for comparison: forward slashes, one Unicode normal form."""
    joined = os.path.normpath(Path(folder).absolute() / name.replace("\\", "/"))
    return unicodedata.normalize("NFC", joined)


def read_metadata_csv(path: Path) -> MetadataTable:
    """Read a CSV file with a `file` (or `document`) column and facts about each file.

    Columns named in `FACTS` are facts; all others are kept in `extra` under their own names. The
    separator may be a comma, a semicolon or a tab.

    Args:
        path: The CSV file, in UTF-8, with or without a byte order mark. File names in it are
            relative to its folder.

    Raises:
        MetadataError: It can't be read, isn't UTF-8 or CSV, lacks the `file` column, or has two
            rows about one file.
    """
    text = _read_text(path)
    header = text.split("\n", 1)[0]
    separator = max(",;\t", key=header.count)
    rows: dict[str, Metadata] = {}
    lines: dict[str, int] = {}
    warnings: list[str] = []
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        columns = [(name or "").strip() for name in reader.fieldnames or ()]
        reader.fieldnames = columns
        key_column = _key_column(columns, path)
        date_column = next((name for name in columns if name.casefold() == "date"), "")
        records = [(reader.line_num, record) for record in reader]
    except csv.Error as error:
        message = f"{path} is not a well-formed CSV file: line {reader.line_num}: {error}"
        raise MetadataError(message) from None
    all_dates = "\n".join(record.get(date_column) or "" for _, record in records)
    for line, record in records:
        surplus = record.pop(None, None)
        cells = {name: (cell or "").strip() for name, cell in record.items()}
        name = cells.pop(key_column)
        if not name:
            if any(cells.values()):
                warnings.append(f"line {line}: the {key_column!r} column is empty; row not used")
            continue
        if surplus:
            warnings.append(f"line {line}: more cells than columns; put quotes around {name!r}'s")
        key = path_key(path.parent, name)
        if key in rows:
            message = (
                f"{path} has two rows about {name!r}: lines {lines[key]} and {line}. Remove one."
            )
            raise MetadataError(message)
        facts = metadata_from(cells, date_evidence=all_dates)
        if "date" in facts.extra:
            problem = f"the date {facts.extra['date']!r} of {name!r} is ambiguous or no date"
            warnings.append(f"line {line}: {problem}; left empty (write it as YYYY-MM-DD)")
        rows[key], lines[key] = facts, line
    return MetadataTable(path, rows, tuple(warnings))


def metadata_from(facts: Mapping[str, str], *, date_evidence: str = "") -> Metadata:
    """Make `Metadata` from named strings; unknown names go to `extra`, the date becomes ISO 8601.

    Args:
        facts: Values by name; names of metadata fields are recognised in any letter case.
        date_evidence: See `index.text.dates.parse_date`.
    """
    known: dict[str, str] = {}
    extra: dict[str, str] = {}
    for name, value in facts.items():
        if not value or not name:
            continue
        if name.casefold() in FACTS:
            known.setdefault(name.casefold(), value)
        else:
            extra[name] = value
    if given := known.pop("date", None):
        if iso := parse_date(given, date_evidence):
            known["date"] = iso
        else:
            extra["date"] = given
    return Metadata(**known, extra=extra)


def read_front_matter(text: str) -> tuple[Metadata, int]:
    """Read the YAML block between two `---` lines that a Markdown file may start with.

    A block of TOML between two `+++` lines is read, too.

    Values that are neither plain nor a list of plain values are left out.

    Args:
        text: The whole file.

    Returns:
        The metadata, and the offset at which the content starts. Invalid YAML gives what its plain
        lines say and is not part of the content. Without front matter, no metadata and 0: also if
        two rules stand around sentences, such as the turns of two speakers.
    """
    match = _FRONT_MATTER.match(text[:_MAX_FRONT_MATTER])
    if match is None:
        return _read_toml(text)
    from frontmatter.default_handlers import YAMLHandler
    from yaml import BaseLoader, YAMLError  # type: ignore[import-untyped]

    try:
        # The base loader makes only strings: no objects, and `no` does not become False.
        loaded = YAMLHandler().load(match["yaml"], Loader=BaseLoader)
    except (YAMLError, RecursionError, ValueError):
        if not _holds_metadata(match["yaml"]):
            return Metadata(), 0
        return _metadata_from_front_matter(_read_plain_lines(match["yaml"]), text), match.end()
    if not isinstance(loaded, dict) or not _holds_metadata(match["yaml"]):
        # Prose between two rules, such as a scene break at the start of a story.
        return Metadata(), 0
    facts = {name: _as_plain(value) for name, value in loaded.items() if isinstance(name, str)}
    return _metadata_from_front_matter(facts, text), match.end()


def _metadata_from_front_matter(facts: Mapping[str, str | None], text: str) -> Metadata:
    named = name_facts({name: value for name, value in facts.items() if value})
    return metadata_from(named, date_evidence=text[:_MAX_FRONT_MATTER])


def _read_plain_lines(block: str) -> dict[str, str | None]:
    """The lines "name: value" of a block that is no YAML: "title: Fact sheet: bridges"."""
    found = {
        line["name"]: line["value"]
        for line in _PLAIN_LINE.finditer(block)
        if line["name"].casefold() in METADATA_NAMES
    }
    return {name: _as_plain(value) for name, value in found.items()}


def _read_toml(text: str) -> tuple[Metadata, int]:
    """Read the TOML block between two `+++` lines, as the program Hugo writes it."""
    match = _TOML.match(text[:_MAX_FRONT_MATTER])
    if match is None:
        return Metadata(), 0
    import tomllib

    try:
        loaded = tomllib.loads(match["toml"].replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError):
        return Metadata(), 0
    facts = {
        name: _as_plain(str(value) if isinstance(value, int | float | date) else value)
        for name, value in loaded.items()
    }
    return _metadata_from_front_matter(facts, text), match.end()


def _holds_metadata(block: str) -> bool:
    """Whether a block between two rules has names of metadata, or at least no sentences."""
    names = [line["name"] for line in _NAMED_LINE.finditer(block)]
    known = sum(name.casefold() in METADATA_NAMES for name in names)
    # A name of metadata may also be an office: "Speaker: Order."
    sentences = _NAMED_SENTENCE.findall(block)
    spoken = sum(name.casefold() not in METADATA_NAMES for name in sentences)
    if known:
        return known > spoken
    return all(name.islower() for name in names) and _SENTENCE_LINE.search(block) is None


def _as_plain(value: object) -> str | None:
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        value = ", ".join(value)
    if not isinstance(value, str) or value.strip().casefold() in _NOTHING:
        return None
    return clean_value(value) or None


def _read_text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise MetadataError(f"can't read {path}: {error.strerror or error}") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = (
            f"{path} is not valid UTF-8: byte 0x{data[error.start]:02x} at offset {error.start}; "
            "save it as 'CSV UTF-8', or convert it, e.g. iconv -f WINDOWS-1252 -t UTF-8"
        )
        raise MetadataError(message) from None


def _key_column(columns: list[str], path: Path) -> str:
    for wanted in ("file", "document"):
        for column in columns:
            if column.casefold() == wanted:
                return column
    found = ", ".join(column for column in columns if column) or "none"
    raise MetadataError(f"{path} has no 'file' (or 'document') column; its columns are: {found}")
