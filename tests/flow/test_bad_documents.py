"""Files that can't be indexed: a message that says why, exit code 1, and the rest is indexed."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pypdf
import pytest
from support.made_up_statements import COURT, GRAIN

import index.ingest.discovery
import index.sync.batch_writer
import index.sync.sync


def listed(onrecord) -> list[str]:
    lines = onrecord("list", "--json").stdout.splitlines()
    return sorted(json.loads(line)["document"] for line in lines)


def blank_pdf(password: str | None = None) -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(width=200, height=200)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def cut_docx() -> bytes:
    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(GRAIN)
    document.save(out)
    return out.getvalue()[:3000]


def docx_without_a_document() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("hello.txt", "hello")
    return out.getvalue()


BAD = [
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \n\t\n", "nothing but white space"),
    ("image.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "looks binary: a PNG image"),
    ("noise.txt", bytes(range(256)) * 20, "looks binary"),
    ("latin.txt", "Le café".encode("latin-1"), "not valid UTF-8: byte 0xe9 at offset 6"),
    ("scan.pdf", blank_pdf(), "has no text"),
    ("locked.pdf", blank_pdf("secret"), "encrypted; remove the password"),
    ("torn.pdf", b"%PDF-1.7\n garbage", "corrupt PDF"),
    ("torn.docx", cut_docx(), "corrupt .docx"),
    ("other.docx", docx_without_a_document(), "corrupt .docx"),
    ("table.xls", b"anything", "unsupported type .xls"),
]


@pytest.mark.parametrize(("name", "data", "reason"), BAD, ids=[name for name, _, _ in BAD])
def test_a_file_that_can_not_be_read_is_named_and_the_rest_is_kept(
    onrecord, indexed: Path, name: str, data: bytes, reason: str
):
    (indexed / name).write_bytes(data)
    (indexed / "new.txt").write_text("A new railway bridge opens.\n")
    result = onrecord("index", indexed)
    assert result.exit_code == 1
    assert f"skipped: {indexed / name}: " in result.stderr
    assert reason in result.stderr
    assert result.stdout == "1 added, 0 changed, 2 unchanged, 0 removed; 1 passages embedded\n"
    assert listed(onrecord) == ["court.txt", "grain.txt", "new.txt"]


def test_a_document_that_becomes_unreadable_stays_as_it_was(onrecord, indexed: Path):
    (indexed / "grain.txt").write_bytes(b"caf\xe9")
    assert onrecord("index", indexed).exit_code == 1
    assert onrecord("show", "grain.txt").stdout == GRAIN + "\n"
    assert "grain.txt" in onrecord("search", "grain tariff").stdout


def test_an_empty_folder_is_no_error_but_is_said(onrecord, tmp_path: Path):
    (tmp_path / "empty").mkdir()
    result = onrecord("index", tmp_path / "empty")
    assert result.exit_code == 0
    assert "no documents found" in result.stderr


def test_a_path_that_does_not_exist_fails(onrecord, indexed: Path):
    result = onrecord("index", indexed, indexed / "nowhere")
    assert result.exit_code == 1
    assert "nowhere: no such file or folder" in result.stderr


def test_files_of_one_name_in_two_folders_are_two_documents(onrecord, corpus: Callable[..., Path]):
    folder = corpus({"a/x.txt": GRAIN, "b/x.txt": COURT})
    assert onrecord("index", folder).exit_code == 0
    assert listed(onrecord) == ["a/x.txt", "b/x.txt"]
    assert onrecord("show", "b/x.txt").stdout == COURT + "\n"
    ambiguous = onrecord("show", "x.txt")
    assert (ambiguous.exit_code, ambiguous.stdout) == (2, "")
    assert "choose one of: a/x.txt, b/x.txt" in ambiguous.stderr


def test_two_files_of_one_name_given_by_themselves_are_two_documents(
    onrecord, corpus: Callable[..., Path]
):
    folder = corpus({"a/x.txt": GRAIN, "b/x.txt": COURT})
    for _ in range(2):
        assert onrecord("index", folder / "a/x.txt", folder / "b/x.txt").exit_code == 0
        assert listed(onrecord) == ["b/x.txt", "x.txt"]
    assert onrecord("show", "b/x.txt").stdout == COURT + "\n"


def test_a_file_that_vanishes_between_listing_and_reading_is_skipped(
    onrecord, indexed: Path, monkeypatch: pytest.MonkeyPatch
):
    (indexed / "ghost.txt").write_text("Boo said the ghost.\n")
    (indexed / "ghost2.txt").write_text("Boo said the other ghost.\n")
    original, calls = index.sync.sync.read_bytes, []

    def read(source):
        calls.append(source.name)
        # One is gone when it is first read, the other when it is read to be embedded.
        if source.name == "ghost.txt" or calls.count("ghost2.txt") == 2:
            source.path.unlink(missing_ok=True)
        return original(source)

    monkeypatch.setattr(index.sync.sync, "read_bytes", read)
    monkeypatch.setattr(index.sync.batch_writer, "read_bytes", read)
    result = onrecord("index", indexed)
    assert result.exit_code == 1
    assert result.stderr.count("gone: it was there when the folder was listed") == 2
    assert listed(onrecord) == ["court.txt", "grain.txt"]


def test_a_folder_without_permission_is_named(
    onrecord, indexed: Path, monkeypatch: pytest.MonkeyPatch
):
    locked = indexed / "locked"
    locked.mkdir()
    (locked / "secret.txt").write_text(COURT)
    scandir = os.scandir

    def refuse(path="."):
        if os.fspath(path) == str(locked):
            raise PermissionError(13, "Permission denied", str(locked))
        return scandir(path)

    monkeypatch.setattr(index.ingest.discovery.os, "scandir", refuse)  # root may open any folder
    result = onrecord("index", indexed, "--prune")
    assert result.exit_code == 1
    assert f"{locked}: can't open the folder: Permission denied" in result.stderr
    assert listed(onrecord) == ["court.txt", "grain.txt"]


def test_prune_keeps_what_merely_can_not_be_reached(onrecord, indexed: Path, tmp_path: Path):
    indexed.rename(tmp_path / "unmounted")
    result = onrecord("index", indexed, "--prune")
    assert result.exit_code == 1
    assert listed(onrecord) == ["court.txt", "grain.txt"]


def test_prune_keeps_a_document_that_was_moved(onrecord, corpus: Callable[..., Path]):
    folder = corpus({"old/x.txt": GRAIN, "new/y.txt": COURT})
    assert onrecord("index", folder / "old", folder / "new").exit_code == 0
    (folder / "old/x.txt").rename(folder / "new/x.txt")
    result = onrecord("index", folder / "old", folder / "new", "--prune", "--json")
    assert json.loads(result.stdout)["removed"] == 0
    assert listed(onrecord) == ["x.txt", "y.txt"]


MEGABYTES = 2
"""Of a large file. One needs 150 MB and seven times its size; half a minute a megabyte."""


def test_a_large_file_is_indexed_in_bounded_memory(tmp_path: Path):
    big = tmp_path / "documents" / "big.txt"
    big.parent.mkdir()
    line = "The minister said the grain tariff would rise again and the harbour stays open. " * 24
    with big.open("w") as file:
        for number in range(MEGABYTES * 1024 * 1024 // len(line) + 1):
            file.write(f"{number} {line}\n")
    code = f"""
import resource
from pathlib import Path
from index.store.store import Store
from index.limits import BatchSizes
from index.sync.sync import sync
from index.embedding.hash_embedder import HashEmbedder
batches = BatchSizes(characters=1_000_000)  # for speed
folder = Path({str(tmp_path)!r})
def run(name, documents):
    store = Store.create(folder / name, HashEmbedder(8))
    report = sync(store, [documents], batch_sizes=batches)
    assert not report.skipped, report.skipped
    store.vectors.search(store.embedder.embed_question("grain"), 5)
    store.close()
    return report, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
(folder / "small").mkdir()
(folder / "small" / "a.txt").write_text("The grain tariff rises.")
_, before = run("store-small", folder / "small")
report, after = run("store", folder / "documents")
assert report.added == 1 and report.passages > 400 * {MEGABYTES}, report
print((after - before) // 1024)
"""
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    assert int(result.stdout) < 150 + 9 * MEGABYTES, f"grew by {result.stdout} MB"
