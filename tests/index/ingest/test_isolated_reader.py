import os
import sys

import pytest
from support import harmful_files

from index.errors import DocumentError
from index.ingest import isolated_reader as module
from index.ingest.isolated_reader import DocumentSize, open_isolated_reader


def test_a_file_that_can_be_read_is_measured(tmp_path):
    (tmp_path / "a").write_text("The minister said so.")
    (tmp_path / "b").write_bytes(harmful_files.pdf(3))
    with open_isolated_reader() as reading:
        assert reading.read(tmp_path / "a", "a.txt") == DocumentSize(21, 0)
        assert reading.read(tmp_path / "b", "b.pdf").pages == 3


def test_what_can_not_be_read_is_told_as_indexing_tells_it(tmp_path):
    (tmp_path / "a").write_bytes(b"\x00\xff\x01")
    with open_isolated_reader() as reading:
        with pytest.raises(DocumentError, match="not a PDF file"):
            reading.read(tmp_path / "a", "a.pdf")
        with pytest.raises(DocumentError, match="gone"):
            reading.read(tmp_path / "no", "a.txt")


def test_what_takes_too_long_is_ended_and_the_next_is_read(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a").write_text("The minister said so.")
    held = tmp_path / "slow"
    held.write_bytes(harmful_files.pdf_that_unpacks_to(60))
    with (
        open_isolated_reader(seconds=0.01) as reading,
        pytest.raises(DocumentError, match="can't be read within"),
    ):
        reading.read(held, "slow.pdf")
    with open_isolated_reader() as reading:
        reading._started().kill()
        reading._started().wait()
        assert reading.read(tmp_path / "a", "a.txt").characters == 21


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux")
def test_what_takes_too_much_memory_is_ended(tmp_path, monkeypatch):
    code = "import index.ingest.isolated_reader as t; t.MEMORY = 300 * 2**20; t._limit_memory()"
    code += "; b'x' * 2**29"
    assert os.system(f"{sys.executable} -c '{code}' 2>/dev/null") != 0
    assert module.MEMORY == 2 * 1024**3


def test_no_process_is_left(tmp_path):
    (tmp_path / "a").write_text("The minister said so.")
    with open_isolated_reader() as reading:
        reading.read(tmp_path / "a", "a.txt")
        child = reading._child
    assert child is not None
    assert child.returncode is not None
