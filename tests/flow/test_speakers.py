"""Who said what, from the command line: listed, filtered, asked for, counted."""

from __future__ import annotations

import json

import pytest

PLOKHOV = "Sergey Plokhov"
KEYS = "document start end text kind speaker role cue date outlet".split()


@pytest.fixture
def article(onrecord, seeds) -> str:
    """The seed article, which is in the store."""
    assert onrecord("index", seeds).exit_code == 0
    (path,) = seeds.glob("*.txt")
    return path.read_bytes().decode()


@pytest.fixture
def harbour(onrecord, corpus) -> None:
    """Three documents in which two people speak, the newest first by name."""
    folder = corpus(
        {
            "a.txt": "“The harbour is shut for the winter,” said Otto Lind.\n",
            "b.txt": "“The harbour will stay open,” said Jane Brandt.\n\nLind came.\n",
            "c.txt": "Jane Brandt said that nobody knew about the harbour.\n",
            "metadata.csv": "file,date,outlet\na.txt,2017-01-02,Post\nb.txt,2016-01-02,Post\n",
        }
    )
    assert onrecord("index", folder).exit_code == 0


def lines(result) -> list[dict]:
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_statements_are_listed_with_their_places(onrecord, article: str):
    rows = lines(onrecord("statements", "--json"))
    assert len(rows) >= 6
    for row in rows:
        assert set(KEYS) <= set(row)
        assert row["text"] == article[row["start"] : row["end"]]
        assert (row["date"], row["outlet"]) == ("2022-10-14", "Sputnik International")
        assert row["kind"] in ("direct", "indirect", "mixed")


@pytest.mark.parametrize("name", ["Plokhov", "sergey plokhov", "Mr. Plokhov"])
def test_only_what_one_says(onrecord, article: str, name: str):
    rows = lines(onrecord("statements", "--speaker", name, "--json"))
    assert {row["speaker"] for row in rows} == {PLOKHOV}
    assert [row["cue"] for row in rows if row["kind"] == "direct"] == [
        "explained",
        "continued",
        "stressed",
    ]
    assert len(rows) < len(lines(onrecord("statements", "--json")))


def test_statements_are_printed_for_people(onrecord, article: str):
    printed = onrecord("statements", "--speaker", "Plokhov").stdout
    assert "2022-10-14 · Sputnik International  Sergey Plokhov, head of the Main" in printed
    assert "— explained (direct)" in printed
    assert "\x1b" not in printed


@pytest.mark.parametrize("command", [("statements",), ("ask", "Who?"), ("search", "extradition")])
@pytest.mark.parametrize(
    ("name", "offered"), [("Plohkov", True), ("Sergei Plokov", True), ("(.*[", False)]
)
def test_the_nearest_names_of_a_speaker_who_does_not_exist_are_offered(
    onrecord, article: str, command, name: str, offered: bool
):
    result = onrecord(*command, "--speaker", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"no statement by {name!r} in the store" in result.stderr
    assert (f"did you mean {PLOKHOV}" in result.stderr) is offered


def test_nobody_is_nobody(onrecord, article: str):
    result = onrecord("statements", "--speaker", "Nobody")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no statement by 'Nobody'" in result.stderr


def test_oldest_first_and_undated_last(onrecord, harbour):
    rows = lines(onrecord("statements", "--json"))
    assert [(row["document"], row["speaker"]) for row in rows] == [
        ("b.txt", "Jane Brandt"),
        ("a.txt", "Otto Lind"),
        ("c.txt", "Jane Brandt"),
    ]
    about = lines(onrecord("statements", "--about", "the harbour", "--json"))
    assert about == rows


def test_filters_combine(onrecord, harbour):
    def documents(*arguments: str) -> list[str]:
        return [row["document"] for row in lines(onrecord("statements", *arguments, "--json"))]

    assert documents("--speaker", "Brandt", "--speaker", "Lind", "--outlet", "post") == [
        "b.txt",
        "a.txt",
    ]
    assert documents("--before", "2016-12-31") == ["b.txt"]
    assert documents("--speaker", "Brandt", "--about", "harbour") == ["b.txt", "c.txt"]
    assert documents("--speaker", "Brandt", "--about", "open harbour") == ["b.txt"]
    nothing = onrecord("statements", "--speaker", "Lind", "--before", "2016-12-31")
    assert (nothing.exit_code, nothing.stdout) == (0, "")
    assert "no statements found" in nothing.stderr


def test_an_answer_quotes_only_the_speaker(onrecord, harbour):
    question = "What was said about the harbour?"
    for name in ("Otto Lind", "Jane Brandt"):
        answer = lines(onrecord("ask", question, "--speaker", name, "--json"))[0]
        assert answer["status"] == "answered"
        assert {one["speaker"] for one in answer["citations"]} == {name}


def test_who_said_it_is_answered_with_name_role_and_date(onrecord, article: str):
    question = "Who said that European states refused 42 times to extradite people?"
    answer = lines(onrecord("ask", question, "--json"))[0]
    assert answer["status"] == "answered"
    (said,) = [one for one in answer["citations"] if "refused 42 times" in one["quote"]]
    assert (said["speaker"], said["cue"], said["date"]) == (PLOKHOV, "continued", "2022-10-14")
    assert said["role"].startswith("head of the Main Directorate")
    assert answer["answer"].startswith(f"{PLOKHOV} continued (Sputnik International, 14 October")
    assert answer["answer"] in onrecord("ask", question).stdout


def test_what_is_not_found_says_in_how_many_documents_one_speaks(onrecord, article: str):
    question = "Do zebras graze quietly on distant islands?"
    answer = lines(onrecord("ask", question, "--speaker", "Plokhov", "--json"))[0]
    assert answer["status"] == "not_found"
    assert f"1 of them with statements by {PLOKHOV}" in answer["answer"]
    assert "of them with statements" not in onrecord("ask", question).stdout


def test_speakers_are_counted(onrecord, harbour):
    facts = json.loads(onrecord("stats", "--json").stdout)
    assert facts["statements"] == 3
    assert facts["speakers"] == {"Jane Brandt": 2, "Otto Lind": 1}
    assert "Jane Brandt" in onrecord("stats").stdout


@pytest.mark.parametrize(
    "question",
    [
        "What did Lind say?",
        "What did Otto Lind say about the winter?",
        "What does Mr. Lind say about the harbour in winter?",
    ],
)
def test_what_somebody_says_is_an_answer(onrecord, harbour, question: str):
    (row,) = lines(onrecord("ask", question, "--json"))
    assert row["status"] == "answered"
    assert row["citations"][0]["quote"] == "“The harbour is shut for the winter,” said Otto Lind."
    assert {citation["speaker"] for citation in row["citations"]} == {"Otto Lind"}


def test_nobody_else_is_quoted_when_one_says_it_all(onrecord, corpus):
    text = "“The winter is long,” said Otto Lind. “The winter is not long,” said Jane Brandt.\n"
    onrecord("index", corpus({"a.txt": text}))
    (row,) = lines(onrecord("ask", "What did Lind say about the winter?", "--json"))
    assert [one["speaker"] for one in row["citations"]] == ["Otto Lind"]


def test_what_somebody_says_of_another_thing_is_none(onrecord, harbour):
    (row,) = lines(onrecord("ask", "What did Lind say about extradition?", "--json"))
    assert row["status"] == "not_found"
    assert row["searched"]["speaker"] == "Otto Lind"
