"""Files that grow line by line, on a disk that is full and on one that lost power."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.conversation.history import History
from assistant.errors import ConversationError
from assistant.line_files import append_lines, read_complete_lines, replace_file, write_whole
from assistant.records import Turn
from assistant.saved.feedback import Feedback, Opinion

ON_A_FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from test_line_files import KINDS

kind, folder = KINDS[sys.argv[1]], Path(sys.argv[2])
room = int(sys.argv[3])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
sizes = [path.stat().st_size for path in folder.rglob("*.jsonl")]
resource.setrlimit(resource.RLIMIT_FSIZE, (max(sizes, default=0) + room, hard))
try:
    kind.add(folder, "while full " + "x" * 100_000)
except Exception as error:
    assert "can't be written: File too large" in str(error), error
else:
    raise AssertionError("there was room")
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
kind.add(folder, "later")
print("done")
"""


def turn(question: str) -> Turn:
    return Turn(question, question, "2026-05-01T10:00:00+00:00", {"answer": "“é”"})


class Conversations:
    """One conversation, by its questions."""

    @staticmethod
    def add(folder: Path, text: str) -> None:
        History(folder).add_turn("a", turn(text))

    @staticmethod
    def replace_last(folder: Path, text: str) -> None:
        History(folder).replace_last_turn("a", turn(text))

    @staticmethod
    def read(folder: Path) -> list[str]:
        return [one.question for one in History(folder).turns("a")]


class Opinions:
    """What was said of answers, by their questions."""

    @staticmethod
    def add(folder: Path, text: str) -> None:
        Feedback(folder).add(Opinion.of("a", turn(text), helpful=True))

    @staticmethod
    def read(folder: Path) -> list[str]:
        return [one.question for one in Feedback(folder).opinions()]


class Replaced(Conversations):
    """A conversation whose last turn is replaced."""

    @staticmethod
    def add(folder: Path, text: str) -> None:
        if "full" in text:
            History(folder).replace_last_turn("a", turn(text))
        else:
            History(folder).add_turn("a", turn(text))


class Lines:
    """A file that is written line by line while it is open, as `ask --batch --out` does."""

    @staticmethod
    def add(folder: Path, text: str) -> None:
        with (folder / "out.jsonl").open("ab", buffering=0) as file:
            try:
                write_whole(file, f"{text}\n".encode())
            except OSError as error:
                raise ValueError(f"it can't be written: {error.strerror}") from error

    @staticmethod
    def read(folder: Path) -> list[str]:
        return (folder / "out.jsonl").read_text().splitlines()


KINDS = {
    "conversations": Conversations,
    "opinions": Opinions,
    "replaced": Replaced,
    "lines": Lines,
}


def on_a_full_disk(kind: str, folder: Path, room: int) -> None:
    """Add one on a disk without room for it, then one more where there is room again."""
    pytest.importorskip("resource", reason="limits the size of files as POSIX systems can")
    code = f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n{ON_A_FULL_DISK}"
    command = [sys.executable, "-c", code, kind, str(folder), str(room)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.returncode) == ("done\n", 0), done.stderr


@pytest.mark.parametrize("room", [0, 7, 5000])
@pytest.mark.parametrize("kind", KINDS)
def test_a_full_disk_loses_nothing_that_was_there_before(tmp_path: Path, kind: str, room: int):
    for text in ("first", "second"):
        KINDS[kind].add(tmp_path, text)
    on_a_full_disk(kind, tmp_path, room)
    assert KINDS[kind].read(tmp_path) == ["first", "second", "later"]
    assert [path.name for path in tmp_path.rglob("*") if ".new" in path.name] == []


@pytest.mark.parametrize("room", [0, 7, 5000])
@pytest.mark.parametrize("kind", ["conversations", "opinions"])
def test_a_file_that_began_on_a_full_disk_can_begin_later(tmp_path: Path, kind: str, room: int):
    on_a_full_disk(kind, tmp_path, room)
    assert KINDS[kind].read(tmp_path) == ["later"]


def tear(folder: Path) -> Path:
    """Cut the last line, as a power cut in the middle of a write does."""
    (path,) = folder.glob("*.jsonl")
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.rindex(b"\n", 0, -1) + 20])
    return path


@pytest.mark.parametrize("kind", ["conversations", "opinions"])
def test_what_stands_before_a_torn_line_is_read_and_written_on(tmp_path: Path, kind, caplog):
    store = KINDS[kind]
    for text in ("first", "second", "third"):
        store.add(tmp_path, text)
    path = tear(tmp_path)
    with caplog.at_level(logging.WARNING):
        assert store.read(tmp_path) == ["first", "second"]
    assert f"the last line of {path} was not written to its end" in caplog.text
    store.add(tmp_path, "fourth")
    caplog.clear()
    assert store.read(tmp_path) == ["first", "second", "fourth"]
    assert caplog.text == ""


def test_a_turn_that_is_replaced_is_the_last_whole_one(tmp_path: Path):
    for text in ("first", "second", "third"):
        Conversations.add(tmp_path, text)
    tear(tmp_path)
    Conversations.replace_last(tmp_path, "other")
    assert Conversations.read(tmp_path) == ["first", "other"]


def test_a_conversation_of_which_nothing_is_whole_can_be_deleted(tmp_path: Path):
    Conversations.add(tmp_path, "first")
    (path,) = tmp_path.glob("*.jsonl")
    path.write_bytes(path.read_bytes()[:9])
    with pytest.raises(ConversationError, match="remove it"):
        Conversations.read(tmp_path)
    Conversations.add(tmp_path, "again")
    assert Conversations.read(tmp_path) == ["again"]


def test_a_torn_line_longer_than_a_block_gives_way(tmp_path: Path):
    path = tmp_path / "lines"
    path.write_bytes(b'{"a": 1}\n{"b": "' + b"x" * 300_000)
    append_lines(path, b"2\n", first=b"0\n")
    assert path.read_bytes() == b'{"a": 1}\n2\n'
    path.write_bytes(b'{"b": "' + b"x" * 300_000)
    append_lines(path, b"2\n", first=b"0\n")
    assert read_complete_lines(path) == ["0", "2"]


def test_a_whole_last_line_without_an_end_is_kept(tmp_path: Path):
    path = tmp_path / "lines"
    path.write_bytes(b"1\n2")
    assert read_complete_lines(path) == ["1", "2"]
    append_lines(path, b"3\n")
    assert path.read_bytes() == b"1\n2\n3\n"


def test_zeros_at_the_end_give_way_and_other_text_does_not(tmp_path: Path):
    path = tmp_path / "lines"
    path.write_bytes(b"1\n" + bytes(4000))
    assert read_complete_lines(path) == ["1"]
    append_lines(path, b"2\n")
    assert path.read_bytes() == b"1\n2\n"
    path.write_bytes(b"1\nDear reader")
    assert read_complete_lines(path) == ["1", "Dear reader"]
    append_lines(path, b"2\n")
    assert path.read_bytes() == b"1\nDear reader\n2\n"


def test_lines_end_at_a_line_feed_alone(tmp_path: Path):
    path = tmp_path / "lines"
    append_lines(path, '"a\u2028b"\n"c\x85d"\n'.encode())
    assert read_complete_lines(path) == ['"a\u2028b"', '"c\x85d"']


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_device_that_is_full_is_told(tmp_path: Path):
    with (
        Path("/dev/full").open("wb", buffering=0) as file,
        pytest.raises(OSError, match="No space left"),
    ):
        write_whole(file, b"1\n")


def test_a_file_that_cannot_be_replaced_stays(tmp_path: Path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "kept").touch()
    with pytest.raises(OSError, match="directory"):
        replace_file(tmp_path / "folder", b"new")
    assert [path.name for path in tmp_path.rglob("*")] == ["folder", "kept"]
    replace_file(tmp_path / "file", b"new")
    assert (tmp_path / "file").read_bytes() == b"new"
