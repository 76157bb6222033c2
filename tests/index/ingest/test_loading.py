import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index.errors import DocumentError
from index.ingest.loading import SourceFile, find_source_files, load_document, read_bytes, sha256_of
from index.ingest.metadata.metadata import Metadata
from index.limits import Limits
from index.records import Document
from index.text.reading_text import make_reading_text

ROOT = Path(__file__).parents[3]
SEEDS = ROOT / "seeds"
NEWS = ROOT.parent / "shared" / "data" / "news"


def load(path: Path, metadata: Metadata | None = None) -> Document:
    source = SourceFile(path.resolve(), path.name, metadata or Metadata())
    return load_document(source, read_bytes(source))


def load_text(tmp_path: Path, content: str | bytes, name: str = "a.txt") -> Document:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return load(path)


# Finding files


def test_folders_are_walked_in_sorted_order_with_names_relative_to_the_root(tmp_path):
    for name in ("b.txt", "a/z.md", "a/b.txt", "c/deep/er/x.HTML", ".git/x.txt", ".hidden.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    sources, skipped = find_source_files([tmp_path])
    assert [source.name for source in sources] == ["b.txt", "a/b.txt", "a/z.md", "c/deep/er/x.HTML"]
    assert all(source.path.is_absolute() for source in sources)
    assert skipped == []


def test_two_files_with_one_name_are_two_sources(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.txt").write_text("The same words.")
    sources, _ = find_source_files([tmp_path])
    documents = [load_document(source, read_bytes(source)) for source in sources]
    assert [document.name for document in documents] == ["a/same.txt", "b/same.txt"]
    assert documents[0].id != documents[1].id


def test_a_file_reached_twice_is_one_source(tmp_path):
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "link.txt").symlink_to("a.txt")
    sources, skipped = find_source_files([tmp_path / "a.txt", tmp_path, tmp_path / "." / "a.txt"])
    assert [source.name for source in sources] == ["a.txt"]
    assert skipped == []


def test_links_that_lead_back_do_not_hang(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text("x")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to("self.txt")
    sources, skipped = find_source_files([tmp_path])
    assert [source.name for source in sources] == ["a/x.txt"]
    assert [(item.path.name, "doesn't exist" in item.reason) for item in skipped] == [
        ("self.txt", True)
    ]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a.xyz", "unsupported type .xyz (On Record reads .docx, .html, .md, .pdf, .srt, .txt "),
        ("LICENSE", "unsupported type (no ending)"),
        ("old.doc", "unsupported type .doc"),
    ],
)
def test_unsupported_files_are_named(tmp_path, name, reason):
    (tmp_path / name).write_text("x")
    for root in (tmp_path, tmp_path / name):
        sources, skipped = find_source_files([root])
        assert sources == []
        assert skipped[0].path.name == name
        assert skipped[0].reason.startswith(reason)


def test_test_sets_and_metadata_are_no_documents(tmp_path):
    (tmp_path / "questions.jsonl").write_text("{}")
    (tmp_path / "metadata.csv").write_text("file,title\n")
    (tmp_path / "README.md").write_text("# A document")
    sources, skipped = find_source_files([tmp_path])
    assert [source.name for source in sources] == ["README.md"]
    assert skipped == []


def test_a_path_that_does_not_exist_is_named(tmp_path):
    sources, skipped = find_source_files([tmp_path / "no.txt", SEEDS])
    assert skipped[0].path == tmp_path / "no.txt"
    assert skipped[0].reason == "no such file or folder"
    assert sources


def test_a_named_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    _, skipped = find_source_files([tmp_path])
    assert skipped[0].reason == "not a regular file"
    with pytest.raises(DocumentError, match="not a regular file"):
        read_bytes(SourceFile(tmp_path / "pipe.txt", "pipe.txt", Metadata()))


def test_a_name_that_is_not_utf8_is_named(tmp_path):
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(path, "wb") as file:  # noqa: PTH123 (bytes paths are what this is about)
        file.write(b"x")
    sources, skipped = find_source_files([tmp_path])
    assert sources == []
    assert "not valid UTF-8" in skipped[0].reason


def test_a_folder_that_cannot_be_opened_is_named(tmp_path, monkeypatch):
    (tmp_path / "closed").mkdir()
    (tmp_path / "open.txt").write_text("x")
    scandir = os.scandir

    def refuse(path):
        if os.fspath(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    sources, skipped = find_source_files([tmp_path])
    assert [source.name for source in sources] == ["open.txt"]
    assert skipped[0].path == tmp_path / "closed"
    assert skipped[0].reason == "can't open the folder: Permission denied"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
def test_closed_folders_and_files(tmp_path):
    (tmp_path / "closed").mkdir(mode=0o000)
    (tmp_path / "closed.txt").touch(mode=0o000)
    sources, skipped = find_source_files([tmp_path])
    assert [item.path.name for item in skipped] == ["closed"]
    with pytest.raises(DocumentError, match="no permission"):
        read_bytes(sources[0])


# Reading bytes


def test_a_file_that_vanishes_after_listing(tmp_path):
    (tmp_path / "a.txt").write_text("x")
    sources, _ = find_source_files([tmp_path])
    (tmp_path / "a.txt").unlink()
    with pytest.raises(DocumentError, match="gone"):
        read_bytes(sources[0])


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("x")

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(DocumentError, match="no permission"):
        read_bytes(SourceFile(tmp_path / "a.txt", "a.txt", Metadata()))


def test_a_file_over_the_limit(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"x" * 11)
    source = SourceFile(tmp_path / "a.txt", "a.txt", Metadata())
    with pytest.raises(DocumentError, match="larger than"):
        read_bytes(source, Limits(file_bytes=10))
    assert len(read_bytes(source, Limits(file_bytes=11))) == 11


def test_50_megabytes_load_in_time_that_grows_with_their_length(tmp_path):
    line = "The minister said on Monday: “We will not comment on 03/04/2022.”\n"
    seconds = []
    for megabytes in (5, 50):
        lines = megabytes * 1024**2 // len(line.encode())
        content = ("03/04/2022\n" + line * lines).encode()
        started = time.process_time()
        document = load_text(tmp_path, content)
        seconds.append(time.process_time() - started)
    assert seconds[1] < 25 * seconds[0]
    assert len(document.text.encode()) == len(content) > 49 * 1024**2
    assert document.date is None


def test_sha256_is_that_of_the_bytes(tmp_path):
    content = "\ufeffZażółć\r\n".encode()
    assert load_text(tmp_path, content).sha256 == hashlib.sha256(content).hexdigest()
    assert sha256_of(content) == hashlib.sha256(content).hexdigest()


# Plain text


@pytest.mark.parametrize("suffix", [".txt", ".md", ".markdown", ".TXT"])
@pytest.mark.parametrize(
    "content",
    [
        b"One line",
        b"CRLF\r\nand CR\rand LF\n",
        b"\xef\xbb\xbfA byte order mark.\n",
        "“Quotes”, em — dash, 日本語, \U0001f600, e\u0301, \u2028 \u0085 end".encode(),
        b"A bell \x07, an escape \x1b, a NUL \x00, and then a long line of text" + b" and on" * 40,
        b"---\ntitle: T\n---\n# Heading\n\n\n  trailing space  \n\n",
    ],
)
def test_text_is_the_bytes_decoded_and_nothing_else(tmp_path, suffix, content):
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)
    assert load(path).text == path.read_bytes().decode()


@pytest.mark.parametrize("path", sorted(SEEDS.rglob("*.txt")) + sorted(SEEDS.rglob("*.md")))
def test_text_of_every_seed_is_its_bytes_decoded(path):
    assert load(path).text == path.read_bytes().decode()


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".pdf", ".docx"])
def test_an_empty_file(tmp_path, suffix):
    with pytest.raises(DocumentError, match=r"^empty"):
        load_text(tmp_path, b"", f"a{suffix}")


@pytest.mark.parametrize("content", [" \n\t\r\n", "\ufeff", "\u00a0\u2003\n", "\ufeff\n\x00"])
def test_white_space_alone_is_empty(tmp_path, content):
    with pytest.raises(DocumentError, match=r"empty|binary"):
        load_text(tmp_path, content)


def test_invalid_utf8_names_byte_and_offset(tmp_path):
    content = b"caf\xc3\xa9 " * 100 + b"caf\xe9 and so on"
    message = r"not valid UTF-8: byte 0xe9 at offset 603; convert it, e.g. iconv -f WINDOWS-1252"
    with pytest.raises(DocumentError, match=message):
        load_text(tmp_path, content)


def test_encoded_surrogates_are_not_utf8(tmp_path):
    with pytest.raises(DocumentError, match="byte 0xed at offset 4"):
        load_text(tmp_path, b"text\xed\xa0\x80")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_other_unicode_encodings_are_named(tmp_path, encoding):
    with pytest.raises(DocumentError, match=f"iconv -f {encoding.upper()} -t UTF-8"):
        load_text(tmp_path, "He said so.".encode(encoding))


def test_utf16_without_a_mark(tmp_path):
    with pytest.raises(DocumentError, match=r"looks binary.*iconv -f UTF-16LE"):
        load_text(tmp_path, "He said so.".encode("utf-16-le"))


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00", "ZIP"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "old Office"),
        (b"{\\rtf1\\ansi He said so.}", "RTF"),
        (bytes(range(256)) * 20, "control characters"),
    ],
)
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_a_binary_file_with_a_text_name(tmp_path, content, what, suffix):
    with pytest.raises(DocumentError, match=f"looks binary: .*{what}"):
        load_text(tmp_path, content, f"a{suffix}")


@pytest.mark.parametrize("filler", ["\0" * 35, "\0" * 2])
def test_lines_filled_up_with_nuls_are_text(tmp_path, filler):
    content = f"Additional Cosponsors:{filler}\n  Pages H6205-06\n" * 40
    document = load_text(tmp_path, content)
    assert document.text == content
    assert "\0" not in make_reading_text(document.text, document.marks).text


def test_a_text_that_starts_like_a_format_is_text(tmp_path):
    assert load_text(tmp_path, "RIFF is a container format.").text.startswith("RIFF")


# Where metadata come from


def test_seed_article(tmp_path):
    document = load(SEEDS / "sputnik_2022-10-14_law-enforcement-cooperation.txt")
    assert document.title == (
        "Cooperation With Foreign Law Enforcers Ongoing Despite Politics, Russian Authorities Says"
    )
    assert document.outlet == "Sputnik International"
    assert document.date == "2022-10-14"


def test_precedence_of_metadata(tmp_path):
    path = tmp_path / "2001-01-01.md"
    path.write_text(
        "---\ntitle: Front\nauthor: Front\ndate: 2002-02-02\n---\n# Heading\n\n3 March 2003\n"
    )
    row = Metadata(title="Row", extra={"desk": "politics"})
    document = load(path, row)
    assert (document.title, document.author, document.date) == ("Row", "Front", "2002-02-02")
    assert document.extra == {"desk": "politics"}
    assert load(path).title == "Front"


@pytest.mark.parametrize("title", ["Council of Tarnholm", "Minutes"])
def test_the_title_is_not_also_the_outlet(tmp_path, title):
    path = tmp_path / "a.md"
    path.write_text(
        f"---\ntitle: {title}\n---\nCouncil of Tarnholm\n3 June 2021\n\nThe ferry\n\nThe Council "
        "of Tarnholm closes the ferry. It said so on Monday, and nobody left the room.\n"
    )
    document = load(path)
    assert document.title == title
    assert document.outlet == (None if title == "Council of Tarnholm" else "Council of Tarnholm")


def test_a_date_that_was_given_but_cannot_be_read_is_not_replaced(tmp_path):
    path = tmp_path / "2001-01-01.txt"
    path.write_text("Some text.")
    assert load(path, Metadata(extra={"date": "about 1999"})).date is None
    assert load(path).date == "2001-01-01"


def test_importing_loads_no_library_that_it_may_not_need():
    heavy = ["pypdfium2", "docx", "lxml", "trafilatura", "htmldate", "dateparser", "yaml"]
    code = f"import sys, index.ingest.loading; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.shared
@pytest.mark.skipif(not NEWS.is_dir(), reason="the news corpus is not part of the repository")
def test_every_news_article_gets_the_metadata_of_the_csv():
    import csv

    with (NEWS / "metadata.csv").open(encoding="utf-8") as file:
        rows = {row["file"]: row for row in csv.DictReader(file)}
    sources, skipped = find_source_files([NEWS / "text"], NEWS / "metadata.csv")
    assert skipped == []
    assert len(sources) == len(rows)
    for source in sources:
        data = read_bytes(source)
        document = load_document(source, data)
        row = rows[source.name]
        assert (document.outlet, document.date) == (row["outlet"], row["date"])
        assert document.text == data.decode()
