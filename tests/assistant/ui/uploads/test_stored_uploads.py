"""Uploads taken into a real store."""

import os
import re
import threading
from pathlib import Path

import pytest
from support import harmful_files
from support.few_documents import make_assistant

from assistant.errors import UploadError
from assistant.ui.render.records import UploadResult
from assistant.ui.uploads import stored_uploads
from assistant.ui.uploads.stored_uploads import add_uploads, document_name, remove_stored_documents
from assistant.ui.uploads.upload_folder import upload_folder
from index.errors import FilterError, StoreBusy

SPEECH = "Greta Holm, the mayor of Lund, said the ferry “will never come back”. Nobody objected.\n"


@pytest.fixture
def assistant(tmp_path):
    made = make_assistant(tmp_path / "library")
    yield made
    made.store.close()


@pytest.fixture
def put(tmp_path):
    """Puts a file where Gradio would, under the hash of its contents."""

    def upload(name: str, data: bytes | str) -> Path:
        data = data.encode() if isinstance(data, str) else data
        folder = upload_folder() / f"{tmp_path.name}-{len(data)}-{hash(data)}"
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
        return folder / name

    return upload


def kept(assistant):
    folder = assistant.store.folder / "uploads"
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def test_files_of_every_kind_are_taken_in_and_found(assistant, put):
    files = [
        put("speech.txt", SPEECH),
        put("notes.md", "# Notes\n\nIvo Jansen said the bridge was closed.\n"),
        put("page.html", "<html><body><p>Kim Lee said the tunnel was flooded by rain, and that it"
            " would stay closed until the spring came.</p></body></html>"),
        put("report.pdf", harmful_files.pdf(2)),
        put("letter.docx",
            harmful_files.docx(harmful_files.paragraph("Mia Nord said the road was ready."))),
    ]  # fmt: skip
    steps = []
    results = add_uploads(assistant, [str(f) for f in files], lambda *step: steps.append(step))
    names = ["speech.txt", "notes.md", "page.html", "report.pdf", "letter.docx"]
    assert results == [UploadResult(name, "indexed", None, name) for name in names]
    assert steps[:4] == [
        (0, 5, "speech.txt", "checking"),
        (0, 5, "speech.txt", "indexing"),
        (0, 5, "speech.txt", "done"),
        (1, 5, "notes.md", "checking"),
    ]
    answer = assistant.ask("What did Greta Holm say about the ferry?")
    cited = answer.citations[0]
    assert (cited.document, cited.speaker) == ("speech.txt", "Greta Holm")
    assert SPEECH[cited.start : cited.end] == cited.quote
    assert not any(file.exists() for file in files)
    assert len(kept(assistant)) == 5
    assert all(len(Path(name).stem) == 32 for name in kept(assistant))
    assert (assistant.store.folder / "uploads").stat().st_mode & 0o077 == 0


def test_the_same_contents_are_taken_in_once(assistant, put):
    add_uploads(assistant, [put("speech.txt", SPEECH)])
    again = add_uploads(assistant, [put("copy.txt", SPEECH)])
    assert again == [UploadResult("copy.txt", "unchanged", "the same as speech.txt", "speech.txt")]
    grain = (assistant.store.catalogue.find_documents("grain.txt")[0]).path.read_text()
    assert add_uploads(assistant, [put("g.txt", grain)])[0].document == "grain.txt"
    assert len(kept(assistant)) == 1


def test_another_document_of_the_same_name_gets_a_number(assistant, put):
    results = add_uploads(
        assistant, [put("grain.txt", f"{SPEECH} {number}") for number in range(12)]
    )
    assert [one.document for one in results[:2]] == ["grain (2).txt", "grain (3).txt"]
    assert {one.outcome for one in results} == {"indexed"}
    assert "Ada Brandt" in assistant.store.catalogue.text(
        assistant.store.catalogue.find_documents("grain.txt")[0]
    )


SKIPPED = [
    ("a.exe", b"MZ", "unsupported type .exe"),
    ("noending", b"text", r"unsupported type \(no ending\)"),
    ("a.svg", b"<svg/>", "unsupported type .svg"),
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \n ", "empty"),
    ("binary.txt", bytes(range(256)) * 20, "."),
    ("not.pdf", b"hello", "not a PDF file"),
    ("not.docx", b"PK\x03\x04broken", "corrupt .docx"),
    (
        "bomb.docx",
        harmful_files.docx_that_unpacks_to(600),
        "unpacks to 600 MB, more than the 500 allowed",
    ),
    ("laughs.docx", harmful_files.docx_of_a_billion_laughs(), "."),
    ("pages.pdf", harmful_files.pdf(3001), "has 3,001 pages, more than the 3,000 allowed"),
    ("bomb.pdf", harmful_files.pdf_that_unpacks_to(300), "."),
    ("long.txt", b"word " * 600_001, "has 3,000,005 characters, more than the 3,000,000 allowed"),
    ("huge.txt", b"x" * 50_000_001, "larger than 50 MB; split it into parts"),
]


@pytest.mark.parametrize(("name", "data", "reason"), SKIPPED, ids=[one[0] for one in SKIPPED])
def test_what_can_not_be_used_is_skipped_with_its_reason(assistant, put, name, data, reason):
    bad, good = put(name, data), put("speech.txt", SPEECH)
    skipped, indexed = add_uploads(assistant, [bad, good])
    assert (skipped.name, skipped.outcome, skipped.document) == (name, "skipped", None)
    assert re.search(reason, skipped.reason), skipped.reason
    assert "Traceback" not in skipped.reason
    assert str(assistant.store.folder) not in skipped.reason
    assert indexed.outcome == "indexed"
    assert len(kept(assistant)) == 1


def test_a_file_named_in_a_document_is_not_read(assistant, put, tmp_path):
    canary = tmp_path / "canary.txt"
    canary.write_text("KANARIENVOGEL")
    add_uploads(assistant, [put("x.docx", harmful_files.docx_that_names_a_file(str(canary)))])
    texts = [assistant.store.catalogue.text(i) for i in assistant.store.catalogue.documents()]
    assert "KANARIENVOGEL" not in "".join(texts)


def test_only_what_was_uploaded_is_opened(assistant, tmp_path, put):
    secret = tmp_path / "secret.txt"
    secret.write_text("The minister kept a secret, she said.")
    inside = upload_folder() / "link.txt"
    inside.unlink(missing_ok=True)
    inside.symlink_to(secret)
    pipe = upload_folder() / "pipe.txt"
    if not pipe.exists():
        os.mkfifo(pipe)
    folder = upload_folder() / "folder.txt"
    folder.mkdir(exist_ok=True)
    wanted = [
        secret,
        inside,
        upload_folder() / ".." / ".." / str(secret).lstrip("/"),
        upload_folder() / "no\x00where.txt",
        Path("/etc/passwd"),
        folder,
        pipe,
        upload_folder() / "gone.txt",
        "",
    ]
    results = add_uploads(assistant, wanted)
    assert {one.outcome for one in results} == {"skipped"}
    assert secret.exists()
    assert assistant.count_documents_and_passages()[0] == 3
    assert kept(assistant) == []


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("..\\..\\boot.txt", "boot.txt"),
        ("C:evil.txt", "evil.txt"),
        ("..txt", "document.txt"),
        ("...", "document."),
        ("", "document"),
        ("a\x00b.txt", "b.txt"),
        ("a\nb\tc\u202e.txt", "a b c.txt"),
        ("\ud800.txt", "?.txt"),
        ("<script>alert(1)<script>.txt", "<script>alert(1)<script>.txt"),
        ("cafe\u0301.txt", "caf\u00e9.txt"),
        ("x" * 500 + ".txt", "x" * 116 + ".txt"),
        ("عنوان.docx", "عنوان.docx"),
    ],
)
def test_names_are_made_fit(given, name):
    made = document_name(given)
    assert made == name
    assert made.isprintable()
    assert len(made) <= stored_uploads.MAX_FILE_NAME_CHARACTERS


def test_too_many_or_too_much_at_once_is_refused_whole(assistant, put):
    file = put("speech.txt", SPEECH)
    with pytest.raises(UploadError, match="201 files at once; upload 200 at most"):
        add_uploads(assistant, [file] * 201)
    with pytest.raises(UploadError, match="MB at once"):
        add_uploads(assistant, [file, file], max_total_bytes=100)
    assert assistant.count_documents_and_passages()[0] == 3


def test_a_busy_store_skips_with_who_holds_it(assistant, put):
    with assistant.store.open_again().writing():
        (result,) = add_uploads(assistant, [put("speech.txt", SPEECH)])
        with pytest.raises(StoreBusy):
            remove_stored_documents(assistant, ["grain.txt"])
    assert result.outcome == "skipped"
    assert "another run is writing" in result.reason
    assert kept(assistant) == []
    assert add_uploads(assistant, [put("speech.txt", SPEECH)])[0].outcome == "indexed"


def test_removed_uploads_are_deleted_and_other_files_stay(assistant, put):
    add_uploads(assistant, [put("speech.txt", SPEECH)])
    grain = assistant.store.catalogue.find_documents("grain.txt")[0].path
    assert remove_stored_documents(assistant, ["speech.txt", "grain.txt"]) == [
        "speech.txt",
        "grain.txt",
    ]
    assert kept(assistant) == []
    assert grain.exists()
    assert assistant.count_documents_and_passages()[0] == 2
    assert assistant.ask("What did Greta Holm say about the ferry?").status == "not_found"
    with pytest.raises(FilterError, match=r"no document 'speech\.txt'"):
        remove_stored_documents(assistant, ["court.txt", "speech.txt"])
    assert assistant.count_documents_and_passages()[0] == 2


def test_questions_are_answered_while_files_are_taken_in(assistant, put):
    """Readers and the writer share one process here, and one Chroma."""
    over, problems, asked = threading.Event(), [], []

    def ask():
        while not over.is_set():
            try:
                answer = assistant.ask("What did Carl Dorn say about the papers?")
                asked.append(answer.status)
                assert answer.citations[0].document == "court.txt"
            except Exception as error:
                problems.append(repr(error))

    def take_in(part):
        files = [
            put(f"{part}-{n}.txt", f"Person {part} said {n} was the number.") for n in range(8)
        ]
        results = add_uploads(assistant, files)
        problems.extend(one for one in results if one.outcome != "indexed")
        remove_stored_documents(assistant, [results[0].document])

    askers = [threading.Thread(target=ask) for _ in range(3)]
    writers = [threading.Thread(target=take_in, args=(part,)) for part in "AB"]
    for thread in (*askers, *writers):
        thread.start()
    for thread in writers:
        thread.join(120)
    over.set()
    for thread in askers:
        thread.join(30)
    assert problems == []
    assert len(asked) > 3
    assert set(asked) == {"answered"}
    assert assistant.count_documents_and_passages()[0] == 3 + 14
    assistant.store.check_indexes()
