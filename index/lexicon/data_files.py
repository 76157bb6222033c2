"""Reads the word lists: one folder for each language, one file for each list, one entry a line.

The folder of a language contains `language.toml` and `reporting_verbs.txt`; its other lists are
optional. In a list, text after a `#` is a comment. An entry is a word, followed by its marks and
values.

The lists in the folder of a language decide what a store holds, so they take part in `fingerprint`.
Lists in a folder within it are used only while a store is read: `quotes/` while quotes are checked.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from index.errors import LexiconError

FOLDER = Path(__file__).parent
"""Holds the folder of each language."""
DESCRIPTOR = "language.toml"
"""The file that makes a folder a language."""
REQUIRED_LIST = "reporting_verbs"
"""The list that every language has."""
SPELLINGS = ("english",)
"""The rules of spelling by which forms of verbs can be made."""


class Language(NamedTuple):
    """A language that has word lists."""

    code: str
    """ISO 639-1, also the folder's name."""
    name: str
    spelling: str | None
    """The spelling rules that make the forms of its verbs; None if each verb lists its forms."""
    folder: Path


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a word list: a word and its marks."""

    word: str
    fields: tuple[str, ...]
    """The marks and values that follow the word on its line."""
    language: Language
    path: Path
    line: int

    def error(self, what: str) -> LexiconError:
        """An error whose message begins with the file and the line."""
        return LexiconError(f"{_shown(self.path)}, line {self.line}: {what}")


@cache
def read_languages(folder: Path = FOLDER) -> tuple[Language, ...]:
    """All languages, English first, then by their codes.

    Raises:
        LexiconError: A folder lacks a required file, or its `language.toml` is invalid.
    """
    folders = (path for path in folder.iterdir() if path.is_dir() and path.name[0] not in "._")
    return tuple(
        _read_language(path) for path in sorted(folders, key=lambda path: (path.name != "en", path))
    )


@cache
def read_entries(
    name: str, folder: Path = FOLDER, language: str | None = None
) -> tuple[Entry, ...]:
    """The entries of a list, of one language or of all that have the list.

    Args:
        name: Name of the file, without its suffix; "quotes/cut_words" for one in a folder.
        folder: The folder that contains the folders of the languages.
        language: Code of the language; None for all languages.

    Raises:
        LexiconError: The list has an entry twice, is not valid UTF-8, or is missing.
    """
    chosen = [one for one in read_languages(folder) if language in (None, one.code)]
    paths = [(one, one.folder / f"{name}.txt") for one in chosen]
    return tuple(
        entry
        for one, path in paths
        if language is not None or path.is_file()
        for entry in _read_list(path, one)
    )


def read_words(name: str, folder: Path = FOLDER, language: str | None = None) -> list[str]:
    """The words of a list, in order."""
    return [entry.word for entry in read_entries(name, folder, language)]


def read_marked(
    name: str, marks: tuple[str, ...], folder: Path = FOLDER, language: str | None = None
) -> dict[str, frozenset[str]]:
    """The words of a list with their marks; English takes precedence over other languages.

    Raises:
        LexiconError: An entry has a mark that is not among `marks`.
    """
    found: dict[str, frozenset[str]] = {}
    for entry in read_entries(name, folder, language):
        for field in entry.fields:
            if field not in marks:
                raise entry.error(f"{field!r} is no mark of this list; it has: {', '.join(marks)}")
        found.setdefault(entry.word, frozenset(entry.fields))
    return found


def words_with_mark(words: Mapping[str, frozenset[str]], mark: str) -> frozenset[str]:
    """Those of the words of `read_marked` that have a mark."""
    return frozenset(word for word, marks in words.items() if mark in marks)


@cache
def fingerprint(folder: Path = FOLDER) -> str:
    """A hash of the word lists that decide what a store holds, ignoring how their lines end."""
    total = sha256()
    for language in read_languages(folder):
        for path in sorted(language.folder.iterdir()):
            if path.suffix in (".txt", ".toml"):
                data = path.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n")
                total.update(f"{language.code}/{path.name} {len(data)}\n".encode() + data)
    return total.hexdigest()[:16]


def _read_language(folder: Path) -> Language:
    path = folder / DESCRIPTOR
    if not path.is_file():
        raise LexiconError(
            f"{_shown(folder)} is no language: it has no {DESCRIPTOR}, which gives its name and its"
            " code"
        )
    if not (folder / f"{REQUIRED_LIST}.txt").is_file():
        raise LexiconError(
            f"{_shown(folder)} has no {REQUIRED_LIST}.txt, the verbs that report what somebody says"
        )
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(f"{_shown(path)}: {error}") from error
    for key in ("name", "code"):
        if not isinstance(told.get(key), str) or not told[key]:
            raise LexiconError(f"{_shown(path)}: it has no {key!r}")
    if told["code"] != folder.name:
        raise LexiconError(
            f"{_shown(path)}: the code is {told['code']!r}, but the folder's name {folder.name!r}"
        )
    unknown = sorted(told.keys() - {"name", "code", "spelling"})
    if unknown:
        raise LexiconError(f"{_shown(path)}: unknown key {unknown[0]!r}")
    spelling = told.get("spelling")
    if spelling is not None and spelling not in SPELLINGS:
        raise LexiconError(
            f"{_shown(path)}: unknown spelling {spelling!r}; known: {', '.join(SPELLINGS)}"
        )
    return Language(told["code"], told["name"], spelling, folder)


def _read_list(path: Path, language: Language) -> Iterator[Entry]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError as error:
        raise LexiconError(f"{_shown(path)} is missing") from error
    except UnicodeDecodeError as error:
        raise LexiconError(f"{_shown(path)} is not valid UTF-8: {error}") from error
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        word, *fields = line.split("#", 1)[0].split() or [""]
        if not word:
            continue
        entry = Entry(word, tuple(fields), language, path, number)
        if word in seen:
            raise entry.error(f"{word!r} is there already, in line {seen[word]}")
        seen[word] = number
        yield entry
    if not seen:
        raise LexiconError(f"{_shown(path)} has no entry")


def _shown(path: Path) -> str:
    """A path for messages, relative to the folder above the lexicon's."""
    parts = path.parts[-3:] if path.suffix else path.parts[-2:]
    return "/".join(parts)
