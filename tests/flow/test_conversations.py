"""`onrecord ask --conversation` and `onrecord conversations`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

DOCUMENTS = {
    "cole.txt": (
        "Finance Minister Robert Cole said the harbour bridge would cost 40 million crowns. "
        "Cole was born in Odense.\n"
    ),
    "ward.txt": (
        "Transport Minister Thomas Ward said the airport road would cost 9 million crowns. "
        "Ward was born in Aarhus.\n"
    ),
    "may.txt": "The labour office said the unemployment rate was 4.7 percent in May.\n",
    "june.txt": "The labour office said the unemployment rate was 5.2 percent in June.\n",
}
COLE = "What did Robert Cole say about the harbour bridge?"
WARD = "What did Thomas Ward say about the airport road?"
RATE = "What was the unemployment rate in May?"

Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def ministers(onrecord, corpus) -> Path:
    folder = corpus(DOCUMENTS)
    assert onrecord("index", folder).exit_code == 0
    return folder


@pytest.fixture
def ask(onrecord, ministers) -> Ask:
    """Asks in a conversation and gives what --json prints."""

    def run(question: str, name: str, *options: str) -> dict[str, Any]:
        result = onrecord("ask", question, "--conversation", name, "--json", *options)
        assert result.exit_code == 0, result.stderr
        return json.loads(result.stdout)

    return run


def file_of(name: str) -> Path:
    head = json.dumps({"conversation": name})
    found = Path(".onrecord/conversations").glob("*.jsonl")
    (path,) = (path for path in found if path.read_text().startswith(head))
    return path


def cited(answer: dict[str, Any]) -> list[str]:
    return [citation["document"] for citation in answer["citations"]]


def test_he_is_the_person_asked_about_in_the_same_conversation(ask: Ask):
    first = [ask(COLE, "bridge"), ask(WARD, "road")]
    assert [cited(one) for one in first] == [["cole.txt"], ["ward.txt"]]
    assert not any("standalone_question" in one for one in first)
    about_cole, about_ward = ask("Where was he born?", "bridge"), ask("Where was he born?", "road")
    assert about_cole["question"] == about_ward["question"] == "Where was he born?"
    assert about_cole["standalone_question"].startswith("Where was Robert Cole born?")
    assert about_ward["standalone_question"].startswith("Where was Thomas Ward born?")
    assert (cited(about_cole), cited(about_ward)) == (["cole.txt"], ["ward.txt"])
    assert (about_cole["short_answer"], about_ward["short_answer"]) == ("Odense", "Aarhus")


def test_another_month_is_answered_from_its_document(ask: Ask, onrecord):
    assert cited(ask(RATE, "rates")) == ["may.txt"]
    result = onrecord("ask", "And in June?", "--conversation", "rates")
    assert result.exit_code == 0
    assert "Asked as: What was the unemployment rate in June?\n" in result.stdout
    assert "5.2 percent in June" in result.stdout
    assert "4.7 percent" not in result.stdout


def test_a_first_question_is_not_rewritten(ask: Ask, onrecord):
    result = onrecord("ask", RATE, "--conversation", "rates")
    assert (result.exit_code, "Asked as" in result.stdout) == (0, False)
    assert "standalone_question" not in ask("And in June?", "others")


def test_a_question_outside_a_conversation_is_neither_rewritten_nor_kept(ask: Ask, onrecord):
    ask(RATE, "rates")
    alone = json.loads(onrecord("ask", "And in June?", "--json").stdout)
    assert "standalone_question" not in alone
    assert onrecord("conversations", "list").stdout.startswith("rates\t1 turn, last ")


def test_that_article_filters_on_the_document(ask: Ask):
    ask(WARD, "road")
    answer = ask("And what does that article say about unemployment in June?", "road")
    assert answer["searched"]["filters"] == {"documents": ["ward.txt"]}
    given = ask("What does that article say about May?", "road", "--document", "may.txt")
    assert given["searched"]["filters"] == {"documents": ["may.txt"]}


def test_conversations_are_listed_the_latest_first(ask: Ask, onrecord):
    ask(WARD, "the road")
    for question in (RATE, "And in June?"):
        ask(question, "rates/2026")
    file = file_of("the road")
    head, turn = file.read_text().splitlines()
    file.write_text(f"{head}\n{json.dumps(json.loads(turn) | {'at': '2020-01-01T00:00:00'})}\n")
    rows = [line.split("\t") for line in onrecord("conversations", "list").stdout.splitlines()]
    assert [(name, first) for name, _, first in rows] == [("rates/2026", RATE), ("the road", WARD)]
    assert rows[0][1].startswith("2 turns, last 20")
    assert rows[1][1] == "1 turn, last 2020-01-01T00:00:00"
    listed = onrecord("conversations", "list", "--json").stdout.splitlines()
    assert json.loads(listed[1]) == {
        "name": "the road",
        "turns": 1,
        "first": WARD,
        "at": "2020-01-01T00:00:00",
    }


def test_an_empty_list_says_how_to_begin_a_conversation(onrecord, ministers):
    result = onrecord("conversations", "list")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "`onrecord ask --conversation NAME` begins one" in result.stderr
    assert onrecord("conversations", "list", "--json").stdout == ""


def test_an_export_verifies_until_a_document_changes(ask: Ask, onrecord, ministers: Path):
    answers = [
        ask(RATE, "rates"),
        ask("And in June?", "rates"),
        ask("Who sank the ferry?", "rates"),
    ]
    exported = onrecord("conversations", "export", "rates", "--json")
    rows = [json.loads(line) for line in exported.stdout.splitlines()]
    assert exported.exit_code == 0
    assert [row["asked"] for row in rows] == [answer["question"] for answer in answers]
    assert {row["conversation"] for row in rows} == {"rates"}
    assert [row["citations"] for row in rows] == [answer["citations"] for answer in answers]
    assert rows[1]["standalone_question"] == "What was the unemployment rate in June?"
    Path("rates.jsonl").write_text(exported.stdout)
    held = onrecord("verify", "rates.jsonl")
    places = sum(len(row["citations"]) for row in rows)
    assert held.stdout == f"{places} of {places} citations hold (3 answers)\n"
    (ministers / "june.txt").write_text("The labour office will say more in July.\n")
    onrecord("index", ministers)
    assert onrecord("verify", "rates.jsonl").exit_code == 1


def test_an_export_is_markdown(ask: Ask, onrecord):
    ask(RATE, "rates *2026*")
    june = ask("And in June?", "rates *2026*")["citations"][0]
    text = onrecord("conversations", "export", "rates *2026*").stdout
    assert text.startswith(f"# rates \\*2026\\*\n\n## {RATE}\n\n**4.7 percent**\n")
    assert "## And in June?\n\nAsked as: What was the unemployment rate in June?\n" in text
    assert f"> {june['quote']}\n" in text
    assert f"june.txt, characters {june['start']}-{june['end']}, sha256 {june['sha256']}\n" in text


def test_deleted_conversations_are_gone_and_can_begin_again(ask: Ask, onrecord):
    for name in ("a", "b", "c"):
        ask("Who?", name)
    result = onrecord("conversations", "delete", "a", "b")
    assert (result.exit_code, result.stdout) == (0, "deleted a\ndeleted b\n")
    listed = onrecord("conversations", "list", "--json").stdout.splitlines()
    assert [json.loads(line)["name"] for line in listed] == ["c"]
    assert "standalone_question" not in ask("And in June?", "a")


@pytest.mark.parametrize(("command", "code"), [("export", 2), ("delete", 1)])
def test_the_error_for_an_unknown_name_lists_the_existing_ones(
    onrecord, ask: Ask, command: str, code: int
):
    nothing = onrecord("conversations", command, "rates")
    assert (nothing.exit_code, nothing.stdout) == (code, "")
    assert "no conversation 'rates' in the store; there is none yet" in nothing.stderr
    ask(RATE, "rates")
    result = onrecord("conversations", command, "rate")
    assert (result.exit_code, result.stdout) == (code, "")
    assert "no conversation 'rate' in the store; there are: 'rates'" in result.stderr


@pytest.mark.parametrize("name", ["", "  ", "two\nlines", "x" * 201])
def test_a_name_that_cannot_be_one_is_a_usage_error(onrecord, ministers, name: str):
    for command in (("ask", RATE, "--conversation"), ("conversations", "export")):
        result = onrecord(*command, name)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "give a few words on one line" in result.stderr


def test_a_conversation_needs_one_question_at_a_time(onrecord, ministers):
    Path("qa.jsonl").write_text(json.dumps({"id": "1", "question": RATE}) + "\n")
    result = onrecord("ask", "--batch", "qa.jsonl", "--conversation", "rates")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--conversation can't be used with --batch" in result.stderr
    assert onrecord("conversations", "list").stdout == ""


def test_an_empty_question_is_not_kept(onrecord, ask: Ask):
    ask(RATE, "rates")
    result = onrecord("ask", "  ", "--conversation", "rates")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "the question is empty" in result.stderr
    assert onrecord("conversations", "list").stdout.startswith("rates\t1 turn,")


def test_a_damaged_conversation_is_an_error_and_others_go_on(onrecord, ask: Ask):
    ask(RATE, "damaged")
    ask(RATE, "whole")
    path = file_of("damaged")
    path.write_bytes(path.read_bytes()[:-100] + b"\n")
    damaged = "line 2 of a conversation is damaged (it is not JSON: "
    way_out = f"; mend it, or remove it: {path}\n"
    for command in (
        ("ask", "And in June?", "--conversation", "damaged"),
        ("conversations", "export", "damaged"),
    ):
        result = onrecord(*command)
        assert (result.exit_code, result.stdout) == (2, "")
        assert damaged in result.stderr and way_out in result.stderr
    listed = onrecord("conversations", "list")
    assert listed.exit_code == 1
    assert listed.stdout.startswith("whole\t1 turn,")
    assert f"damaged: {damaged}" in listed.stderr and way_out in listed.stderr
    assert cited(ask("And in June?", "whole")) == ["june.txt"]
    assert onrecord("conversations", "delete", "damaged").exit_code == 0
    assert onrecord("conversations", "list").exit_code == 0
    assert "standalone_question" not in ask("And in June?", "damaged")


def test_without_a_store_there_are_no_conversations(onrecord):
    for command in ("list", "export x", "delete x"):
        result = onrecord("conversations", *command.split())
        assert (result.exit_code, result.stdout) == (3, "")


def test_a_half_written_turn_is_left_out(onrecord, ask: Ask):
    for _ in range(2):
        ask(RATE, "torn")
    path = file_of("torn")
    path.write_bytes(path.read_bytes()[:-100])
    listed = onrecord("conversations", "list")
    assert listed.stdout.startswith("torn\t1 turn,")
    assert listed.exit_code == 0
    assert cited(ask("And in June?", "torn")) == ["june.txt"]
    assert onrecord("conversations", "list").stdout.startswith("torn\t2 turns,")


@pytest.mark.parametrize("text", ["thanks", "OK, thank you!", "ok", "Hello"])
def test_small_talk_is_no_question_and_leaves_the_topic(ask: Ask, text: str):
    ask(RATE, "talk")
    reply = ask(text, "talk")
    assert (reply["status"], reply["small_talk"]) == ("not_found", True)
    assert (reply["citations"], reply["retrieved"]) == ([], [])
    assert ask("And in June?", "talk")["standalone_question"] == (
        "What was the unemployment rate in June?"
    )


def test_small_talk_is_answered_without_a_conversation(onrecord, ministers):
    assert onrecord("ask", "Thanks!").stdout == "You're welcome.\n"


def test_each_of_several_questions_is_answered(onrecord, ministers):
    text = f"{COLE} {WARD}"
    answer = json.loads(onrecord("ask", text, "--json").stdout)
    assert answer["question"] == text
    assert [one["marker"] for one in answer["citations"]] == list(
        range(1, len(answer["citations"]) + 1)
    )
    for question in (COLE, WARD):
        assert question in answer["answer"]
        assert question in onrecord("ask", text).stdout


def test_the_question_stays_as_typed(onrecord, ministers):
    for text in ("what did cole say about the harbour bridge", "WHAT DID COLE SAY ABOUT TAXES?"):
        assert json.loads(onrecord("ask", text, "--json").stdout)["question"] == text
