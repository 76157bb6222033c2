"""`onrecord cite` as it is used: what is printed, what is written, how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

COURT = "refused to extradite the banker"


def test_a_quote_is_found_with_its_place(onrecord, indexed):
    result = onrecord("cite", f"The court {COURT}.")
    assert result.exit_code == 0
    assert result.stdout.startswith("verbatim: these words are in 1 document\n")
    assert "court.txt, characters 0-42" in result.stdout
    assert "first said" not in result.stdout


def test_json_is_the_documented_form(onrecord, indexed):
    verdict = json.loads(onrecord("cite", "The court approved of the banker", "--json").stdout)
    assert verdict["verdict"] == "altered"
    (match,) = verdict["matches"]
    text = (indexed / "court.txt").read_text()
    assert match["text"] == text[match["start"] : match["end"]]
    kept = [piece for kind, piece in match["diff"] if kind != "insert"]
    assert "".join(kept) == match["text"]
    assert {kind for kind, _ in match["diff"]} == {"equal", "delete", "insert"}
    assert {"document", "speaker", "role", "cue", "date", "outlet", "sha256", "score"} <= set(match)


def test_a_speaker_whom_the_text_does_not_confirm_is_not_passed_over(onrecord, indexed):
    first = onrecord("cite", "The harbour stays open", "--speaker", "Ada Brandt").stdout
    assert first.startswith("verbatim: ")
    assert "; the text does not tell whether Ada Brandt said them" in first
    quoted = onrecord("cite", "The court refused to extradite the banker", "--speaker", "Brandt")
    head = quoted.stdout.splitlines()[0]
    assert head.endswith(
        "; not clear that Brandt said them: the source gives these words to ‘The court’"
    )
    assert head.startswith("verbatim")


def test_what_differs_is_marked_without_colours(onrecord, indexed):
    printed = onrecord("cite", "The court refused to acquit the banker").stdout
    assert "[-extradite-] {+acquit+}" in printed
    assert "\x1b" not in printed


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_a_terminal_gets_colours_unless_told_not_to(
    onrecord, indexed, monkeypatch, no_color: str, coloured: bool
):
    from assistant.commands import printing, verdict_printing

    monkeypatch.setenv("NO_COLOR", no_color)
    terminal = type("Terminal", (), {"stdout": type("Out", (), {"isatty": lambda _: True})()})
    monkeypatch.setattr(printing, "sys", terminal)
    marked = verdict_printing.styled_piece("delete", "not")
    assert ("[31m" in marked) is coloured
    assert ("[-not-]" in marked) is not coloured


def test_the_first_publication_is_named(onrecord, corpus):
    folder = corpus(
        {
            "b.txt": "“The bridge stays closed,” she said.\n",
            "a.txt": "Again: “The bridge stays closed.”\n",
            "metadata.csv": "file,date\na.txt,2017-01-02\nb.txt,2016-01-02\n",
        }
    )
    onrecord("index", folder)
    lines = onrecord("cite", "the bridge stays closed").stdout.splitlines()
    assert lines[0] == "verbatim: these words are in 2 documents"
    assert [line for line in lines if "first said" in line] == [
        "  first said: b.txt, 2 January 2016"
    ]


def test_what_was_not_said_is_not_found_over_so_many_documents(onrecord, indexed):
    result = onrecord("cite", "Zebras graze quietly on distant Mars tonight")
    assert result.exit_code == 0
    assert result.stdout.startswith("not_found: not found in 2 documents")
    assert "Not the quote, but nearest in meaning" in result.stdout


def test_not_found_counts_the_documents_in_which_the_speaker_is_heard(onrecord, indexed):
    quote = "Zebras graze quietly on distant Mars tonight"
    printed = onrecord("cite", quote, "--speaker", "Ada Brandt").stdout
    assert "not found in 2 documents, 1 of them with statements by Ada Brandt" in printed


def test_a_description_is_told(onrecord, indexed):
    quote = "The minister said the grain tariff would rise"
    described = onrecord("cite", quote, "--speaker", "Brandt")
    assert described.stdout.startswith("verbatim: ")
    assert "the source gives these words to ‘The minister’" in described.stdout


def test_somebody_else_is_named_for_it(onrecord, corpus):
    text = "“The bridge stays closed,” said Nils Ekman. Mara Holm heard him.\n"
    onrecord("index", corpus({"bridge.txt": text}))
    wrong = onrecord("cite", "The bridge stays closed", "--speaker", "Mara Holm")
    assert wrong.exit_code == 0
    assert wrong.stdout.startswith("misattributed: ")
    assert "not said by Mara Holm" in wrong.stdout
    right = onrecord("cite", "The bridge stays closed", "--speaker", "Nils Ekman").stdout
    assert right.splitlines()[0].endswith("; the source gives them to Nils Ekman")


def test_a_speaker_whom_no_document_names(onrecord, indexed):
    result = onrecord("cite", f"The court {COURT}", "--speaker", "Zaphod (Beeblebrox")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no document names 'Zaphod (Beeblebrox'" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("cite",), "give one"),
        (("cite", "a", "--batch", "q.jsonl"), "give one"),
        (("cite", "?!"), "no words in the quote"),
        (("cite", ""), "no words in the quote"),
        (("cite", "court", "--document", "nobody.txt"), "no document 'nobody.txt'"),
        (("cite", "court", "--after", "yesterweek"), "is not a date"),
    ],
)
def test_a_value_that_is_none_is_a_usage_error(onrecord, indexed, arguments, words: str):
    result = onrecord(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


def test_a_quote_can_come_from_stdin(onrecord, indexed):
    result = onrecord("cite", "-", "--json", stdin=f"“{COURT}”\n")
    assert json.loads(result.stdout)["verdict"] == "verbatim"
    bad = onrecord("cite", "-", stdin=b"caf\xe9")
    assert bad.exit_code == 2
    assert "the quote is not valid UTF-8 (byte 3)" in bad.stderr


def test_a_store_that_is_not_there(onrecord):
    assert onrecord("cite", "anything").exit_code == 3


def write_lines(path: Path, *rows) -> None:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))


def test_a_batch_gives_a_verdict_for_each_line(onrecord, indexed, tmp_path: Path):
    write_lines(
        tmp_path / "q.jsonl",
        {"id": "1", "quote": COURT},
        {"id": 2, "quote": COURT, "speaker": "Bernie Sanders"},
        {"id": "3", "quote": COURT.replace("refused", "agreed")},
        {"id": "4", "quote": "…?", "speaker": None},
    )
    result = onrecord("cite", "--batch", "q.jsonl", "--out", "v.jsonl")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "failed: 4: there are no words in the quote" in result.stderr
    rows = [json.loads(line) for line in (tmp_path / "v.jsonl").read_text().splitlines()]
    assert [(row["id"], row["verdict"]) for row in rows] == [
        ("1", "verbatim"),
        ("2", "verbatim"),
        ("3", "altered"),
        ("4", "failed"),
    ]
    assert [row.get("speaker_check") for row in rows[:2]] == [None, "unclear"]
    assert rows[1]["matches"][0]["document"] == "court.txt"


def test_a_speaker_given_for_the_whole_batch(onrecord, indexed, tmp_path: Path):
    write_lines(tmp_path / "q.jsonl", {"id": "1", "quote": COURT})
    result = onrecord("cite", "--batch", "q.jsonl", "--speaker", "Sanders")
    assert json.loads(result.stdout)["claimed_speaker"] == "Sanders"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{broken", "line 2 is not JSON"),
        ('{"id": "2", "question": "Who?"}', 'line 2 lacks "quote"'),
        ('{"id": "1", "quote": "again"}', "line 2: the id '1' was used before"),
        ('{"id": "2", "quote": "a", "speaker": 5}', 'line 2 has a wrong "speaker"'),
    ],
)
def test_a_batch_with_a_bad_line_looks_up_nothing(onrecord, indexed, tmp_path: Path, line, words):
    (tmp_path / "q.jsonl").write_text(f'{{"id": "1", "quote": "{COURT}"}}\n{line}\n')
    result = onrecord("cite", "--batch", "q.jsonl", "--out", "v.jsonl")
    assert (result.exit_code, result.stdout) == (1, "")
    assert words in result.stderr
    assert not (tmp_path / "v.jsonl").exists()


def test_cite_from_python(indexed, onrecord, tmp_path: Path):
    from assistant import QuoteVerdict
    from assistant.config import Settings
    from assistant.langchain import Assistant
    from assistant.stores import open_store

    assistant = Assistant(open_store(Settings(store=tmp_path / ".onrecord")))
    verdict = assistant.check_quote(COURT, speaker="Ada Brandt")
    assert isinstance(verdict, QuoteVerdict)
    assert verdict.verdict == "verbatim"
    assistant.store.close()
