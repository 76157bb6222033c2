"""The registry finds each file format's module, and says what is missing from an incomplete one."""

import subprocess
import sys
from pathlib import Path

import pytest

from index.errors import DocumentError, FormatError
from index.ingest.format_registry import (
    extract_document,
    formats_by_suffix,
    list_format_names,
    list_readable_suffixes,
)
from index.ingest.formats import ExtractedDocument

ROOT = Path(__file__).parents[3]
SUBTITLES = """
from index.ingest.formats import ExtractedDocument, FileFormat

def read_subtitles(data, limits):
    return ExtractedDocument(data.decode().replace("00:01 ", ""))

FORMAT = FileFormat(name="subtitles", suffixes=(".srt", ".sub"), read=read_subtitles)
"""


def test_the_formats_that_are_read():
    names = {suffix: form.name for suffix, form in formats_by_suffix().items()}
    assert names == {
        ".txt": "text",
        ".md": "Markdown",
        ".markdown": "Markdown",
        ".html": "HTML",
        ".htm": "HTML",
        ".pdf": "PDF",
        ".docx": "Word",
        ".docm": "Word",
        ".dotx": "Word",
        ".srt": "SubRip captions",
        ".vtt": "WebVTT captions",
    }
    assert list_readable_suffixes() == ".docx, .html, .md, .pdf, .srt, .txt and .vtt"
    assert list_format_names() == (
        "HTML, Markdown, PDF, SubRip captions, text, WebVTT captions or Word"
    )


def test_one_module_adds_a_format(package):
    package = package(subtitles=SUBTITLES)
    assert list(formats_by_suffix(package)) == [".srt", ".sub"]
    extracted = extract_document(".sub", b"00:01 He said so.", package=package)
    assert extracted == ExtractedDocument("He said so.")
    assert (list_readable_suffixes(package), list_format_names(package)) == (".srt", "subtitles")


def test_a_suffix_that_no_format_has_is_an_error_that_lists_what_can_be_read():
    with pytest.raises(DocumentError, match=r"unsupported type \.xyz \(On Record reads \.docx, "):
        extract_document(".xyz", b"He said so.")


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("", "has no FORMAT, an index.ingest.formats.FileFormat"),
        ("FORMAT = '.srt'", "has no FORMAT, an index.ingest.formats.FileFormat"),
        (SUBTITLES.replace(", read=read_subtitles", ""), "can't be used: .* argument: 'read'"),
        (SUBTITLES.replace('suffixes=(".srt", ".sub"), ', ""), "argument: 'suffixes'"),
        (SUBTITLES.replace('name="subtitles", ', ""), "argument: 'name'"),
        (SUBTITLES.replace('(".srt", ".sub")', "()"), "FORMAT has no suffixes"),
        (SUBTITLES.replace('(".srt", ".sub")', '".srt"'), "the suffix '.' is not a dot"),
        (SUBTITLES.replace('".srt"', '"srt"'), "the suffix 'srt' is not a dot and lower-case"),
        (SUBTITLES.replace('".srt"', '".SRT"'), "the suffix '.SRT' is not a dot and lower-case"),
        (SUBTITLES.replace("read=read_subtitles", "read=None"), "FORMAT has no reader"),
    ],
)
def test_an_incomplete_module_is_named_with_what_is_missing(package, source, message):
    package = package(subtitles=source)
    with pytest.raises(FormatError, match=f"{package.__name__}/subtitles.py.*{message}"):
        formats_by_suffix(package)


def test_two_formats_with_one_suffix_are_both_named(package):
    package = package(subtitles=SUBTITLES, captions=SUBTITLES)
    message = r"two file formats have the suffix \.srt: in .*/captions\.py and in .*/subtitles\.py"
    with pytest.raises(FormatError, match=message):
        formats_by_suffix(package)


def test_a_reader_that_returns_something_else_is_named(package):
    package = package(subtitles=SUBTITLES.replace("ExtractedDocument(data", "str(data"))
    message = r"subtitles\.read_subtitles, returned str; it must return .*ExtractedDocument"
    with pytest.raises(FormatError, match=message):
        extract_document(".srt", b"00:01 He said so.", package=package)


def test_the_readme_and_the_manual_list_the_suffixes():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"# {list_readable_suffixes().replace(',', '').replace(' and', '')};" in readme
    manual = (ROOT / "docs" / "using.md").read_text(encoding="utf-8")
    assert f"reads {list_readable_suffixes()} files" in manual


def test_the_help_of_index_lists_the_suffixes_and_no_other_help_loads_the_formats():
    code = (
        "import sys; from click.testing import CliRunner; from assistant.cli import main;"
        "main_help = CliRunner().invoke(main, ['--help']).output;"
        "loaded = 'index.ingest.formats' in sys.modules;"
        "print(loaded, 'Add files and folders' in main_help,"
        " CliRunner().invoke(main, ['index', '--help']).output)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("False True")
    assert f"Reads {list_readable_suffixes()}. You" in " ".join(done.stdout.split())
