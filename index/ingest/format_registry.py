"""Finds the file formats in `index/ingest/formats/`, and reads files with their readers."""

from __future__ import annotations

import importlib
import logging
import pkgutil
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from types import ModuleType

from index.errors import DocumentError, FormatError
from index.ingest import formats
from index.ingest.formats import ExtractedDocument, FileFormat
from index.limits import LIMITS, Limits

__all__ = [
    "describe_unsupported_suffix",
    "extract_document",
    "formats_by_suffix",
    "list_format_names",
    "list_readable_suffixes",
]


@cache
def formats_by_suffix(package: ModuleType = formats) -> Mapping[str, FileFormat]:
    """Every file format, by each suffix of its files.

    Args:
        package: The package whose modules each define a `FORMAT`.

    Raises:
        FormatError: A module has no format or an incomplete one, or two formats have one suffix.
            The message names the module and says what is wrong.
    """
    by_suffix: dict[str, FileFormat] = {}
    module_of: dict[str, str] = {}
    for module in pkgutil.iter_modules(package.__path__):
        file = f"{package.__name__.replace('.', '/')}/{module.name}.py"
        file_format = _load_format(f"{package.__name__}.{module.name}", file)
        for suffix in file_format.suffixes:
            if suffix in by_suffix:
                raise FormatError(
                    f"two file formats have the suffix {suffix}: in {module_of[suffix]} and in"
                    f" {file}"
                )
            by_suffix[suffix], module_of[suffix] = file_format, file
    return by_suffix


def extract_document(
    suffix: str, data: bytes, limits: Limits = LIMITS, package: ModuleType = formats
) -> ExtractedDocument:
    """Extract a file's text with the reader of its format.

    Args:
        suffix: The ending of the file's name, in lower case with the dot.
        data: The file's bytes.
        limits: On what is unpacked and analysed.
        package: The package with the formats.

    Raises:
        DocumentError: No format has the suffix; or the data is something else, corrupt,
            encrypted, or has no text.
        FormatError: The format's reader returns something other than an `ExtractedDocument`.
    """
    file_format = formats_by_suffix(package).get(suffix)
    if file_format is None:
        raise DocumentError(describe_unsupported_suffix(suffix))
    with _silenced(file_format.loggers):
        extracted = file_format.read(data, limits)
    if not isinstance(extracted, ExtractedDocument):
        raise FormatError(
            f"the reader of {suffix} files, {file_format.read.__module__}."
            f"{file_format.read.__qualname__}, returned {type(extracted).__name__};"
            " it must return an index.ingest.formats.ExtractedDocument"
        )
    return extracted


def describe_unsupported_suffix(suffix: str) -> str:
    """The message about a file that no format reads, which lists what can be read."""
    return (
        f"unsupported type {suffix or '(no ending)'} (On Record reads {list_readable_suffixes()})"
    )


def list_readable_suffixes(package: ModuleType = formats) -> str:
    """The main suffix of every format, for a message: ".docx, .html, .md, .pdf and .txt"."""
    return _enumerate(
        sorted({form.suffixes[0] for form in formats_by_suffix(package).values()}), "and"
    )


def list_format_names(package: ModuleType = formats) -> str:
    """What users call the formats, for a message: "HTML, Markdown, PDF, text or Word"."""
    names = {file_format.name for file_format in formats_by_suffix(package).values()}
    return _enumerate(sorted(names, key=str.casefold), "or")


def _load_format(module_name: str, file: str) -> FileFormat:
    try:
        module = importlib.import_module(module_name)
    except TypeError as error:  # FileFormat lacks an argument
        raise FormatError(f"{file} can't be used: {error}") from error
    file_format = getattr(module, "FORMAT", None)
    if not isinstance(file_format, FileFormat):
        raise FormatError(f"{file} has no FORMAT, an index.ingest.formats.FileFormat")
    if not file_format.suffixes:
        raise FormatError(f'{file}: FORMAT has no suffixes, such as (".pdf",)')
    for suffix in file_format.suffixes:
        if not re.fullmatch(r"\.[a-z0-9]+", suffix):
            raise FormatError(
                f"{file}: the suffix {suffix!r} is not a dot and lower-case letters or digits,"
                " such as .pdf"
            )
    if not callable(file_format.read):
        raise FormatError(f"{file}: FORMAT has no reader: `read` is not a function")
    return file_format


def _enumerate(items: Sequence[str], word: str) -> str:
    return f" {word} ".join(filter(None, (", ".join(items[:-1]), items[-1])))


@contextmanager
def _silenced(logger_names: Sequence[str]) -> Iterator[None]:
    """Silence the libraries' log messages about imperfect files."""
    loggers = [logging.getLogger(name) for name in logger_names]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
