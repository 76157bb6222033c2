"""The history of conversations in their files."""

from __future__ import annotations

import contextlib
import html
import json
import multiprocessing
import re
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from assistant.conversation.history import (
    MAX_CONVERSATION_NAME_CHARACTERS,
    ConversationSummary,
    History,
)
from assistant.errors import ConversationError
from assistant.records import Turn
from assistant.saved.exports import as_markdown

SHA256 = "0123456789abcdef" * 4
CITATION = {
    "marker": 1,
    "document": "cole.txt",
    "document_id": "1",
    "path": "/documents/cole.txt",
    "start": 10,
    "end": 42,
    "quote": "The bridge costs 40 million.",
    "date": "2016-05-03",
    "outlet": "The Courier",
    "title": "The bridge",
    "page": None,
    "sha256": SHA256,
    "speaker": "Robert Cole",
}
ANSWER = {
    "question": "What does the bridge cost?",
    "status": "answered",
    "answer": "Robert Cole said: “The bridge costs 40 million.” [1]",
    "short_answer": "40 million",
    "citations": [CITATION],
}


def turn(
    question: str = "What does the bridge cost?", at: str = "2026-05-01T10:00:00+00:00"
) -> Turn:
    return Turn(question, question, at, ANSWER)


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History(tmp_path / "store" / "conversations")


@pytest.fixture(autouse=True)
def _store(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()


def file_of(history: History, name: str) -> Path:
    head = json.dumps({"conversation": name})
    (path,) = (p for p in history.folder.glob("*.jsonl") if p.read_text().startswith(head))
    return path


def test_turns_are_read_as_they_were_added(history: History):
    odd = Turn(
        "Wer?\u2028\r\n“☕” \x1b", "Wer sagt das?", "2026-05-01T10:00:01+00:00", {"answer": "é\n"}
    )
    turns = [turn(), odd, turn("And when?")]
    for one in turns:
        history.add_turn("the bridge", one)
    assert history.turns("the bridge") == turns
    assert History(history.folder).existing_turns("the bridge") == turns


def test_the_last_turn_can_be_replaced(history: History):
    for question in ("One?", "Two?"):
        history.add_turn("a", turn(question))
    history.replace_last_turn("a", turn("Three?"))
    history.add_turn("a", turn("Four?"))
    assert [one.question for one in history.turns("a")] == ["One?", "Three?", "Four?"]
    assert [path.suffix for path in history.folder.iterdir() if path.suffix == ".new"] == []


def test_replacing_a_turn_that_is_not_there_is_refused(history: History):
    with pytest.raises(ConversationError, match="no conversation 'a'"):
        history.replace_last_turn("a", turn())
    assert history.turns("a") == []


def test_conversations_of_similar_names_are_separate(history: History):
    history.add_turn("a", turn("One?"))
    history.add_turn("A", turn("Two?"))
    history.add_turn("a ", turn("Three?"))
    assert [[t.question for t in history.turns(name)] for name in ("a", "A", "a ")] == [
        ["One?"],
        ["Two?"],
        ["Three?"],
    ]


def test_reading_an_empty_history_creates_no_file(history: History):
    assert history.turns("a") == []
    assert history.summaries() == ([], [])
    with pytest.raises(ConversationError, match="no conversation 'a' in the store; there is none"):
        history.existing_turns("a")
    assert not history.folder.exists()


def test_the_latest_is_listed_first(history: History):
    history.add_turn("old", turn("Old?", "2026-05-01T10:00:00+00:00"))
    history.add_turn("long", turn("First?", "2026-05-01T10:00:01+00:00"))
    history.add_turn("new", turn("New?", "2026-05-03T10:00:00+00:00"))
    history.add_turn("long", turn("Last?", "2026-05-04T10:00:00+00:00"))
    assert history.summaries() == (
        [
            ConversationSummary("long", 2, "First?", "2026-05-04T10:00:00+00:00"),
            ConversationSummary("new", 1, "New?", "2026-05-03T10:00:00+00:00"),
            ConversationSummary("old", 1, "Old?", "2026-05-01T10:00:00+00:00"),
        ],
        [],
    )


def test_a_deleted_conversation_leaves_no_file_and_can_begin_again(history: History):
    for name in ("a", "b"):
        history.add_turn(name, turn())
    history.delete("a")
    assert history.turns("a") == []
    assert [one.name for one in history.summaries()[0]] == ["b"]
    history.delete("b")
    assert list(history.folder.iterdir()) == []
    history.add_turn("a", turn("Again?"))
    assert history.turns("a") == [turn("Again?")]


def test_the_error_for_an_unknown_name_lists_the_existing_ones(history: History):
    history.add_turn("bridge", turn())
    for unknown in (history.delete, history.existing_turns):
        with pytest.raises(ConversationError, match=r"no conversation 'brigde'.*there.*'bridge'"):
            unknown("brigde")


NAMES = (
    *("a/b", "/", "../../escaped", "..", ".", "...", "~", "\\..\\x", "C:\\x", "CON", "-rf", "*"),
    *("x.jsonl", "x.jsonl.lock", 'say "so"', "it's", "$(x)", "%s {0}", "a b  c", " a", "null", "0"),
    *(
        "部长",
        "مؤتمر",
        "é",
        "e\u0301",
        "☕ 👍🏽",
        "Ünïcödé",
        "x" * MAX_CONVERSATION_NAME_CHARACTERS,
        "é" * MAX_CONVERSATION_NAME_CHARACTERS,
    ),
)


@pytest.mark.parametrize("name", NAMES)
def test_a_conversation_may_have_any_name(history: History, name: str):
    history.add_turn(name, turn())
    history.add_turn("other", turn("Other?"))
    assert history.turns(name) == [turn()]
    assert {one.name for one in history.summaries()[0]} == {name, "other"}
    history.delete(name)
    assert [one.name for one in history.summaries()[0]] == ["other"]


def test_no_name_leads_out_of_the_folder(history: History, tmp_path: Path):
    for name in NAMES:
        history.add_turn(name, turn())
    assert list(tmp_path.iterdir()) == [tmp_path / "store"]
    assert list((tmp_path / "store").iterdir()) == [history.folder]
    found = [path for path in history.folder.rglob("*") if path.suffix == ".jsonl"]
    assert {path.parent for path in found} == {history.folder}
    assert len(found) == len(NAMES)


@pytest.mark.parametrize(
    "name",
    [
        *("", " ", "\u3000", "a\nb", "a\r", "\ta", "a\x00b", "\x1b[2J", "a\u2028b"),
        *("\ud800", "\u202ea", "x" * (MAX_CONVERSATION_NAME_CHARACTERS + 1), "x" * 100_000),
    ],
)
def test_a_name_that_cannot_be_one_is_refused(history: History, name: str):
    for use in (
        history.turns,
        history.existing_turns,
        history.delete,
        lambda it: history.add_turn(it, turn()),
    ):
        with pytest.raises(ConversationError) as refused:
            use(name)
        message = str(refused.value)
        assert "give a few words on one line, at most 200 characters" in message
        assert message.isprintable()
        assert len(message) < 600
    assert not history.folder.exists()


DEEP = b"[" * 100_000
WHOLE = json.dumps(turn().as_dict()).encode()


@pytest.mark.parametrize(
    ("number", "line"),
    [
        (1, b"Dear reader"),
        (1, b"[]"),
        (1, b"null"),
        (1, b"7"),
        (1, b'"a"'),
        (1, b'{"name": "a"}'),
        (1, DEEP),
        (1, WHOLE),
        (2, WHOLE[:-30]),
        (2, b""),
        (2, b"Dear reader"),
        (2, b"null"),
        (2, b"[1]"),
        (2, b'{"conversation": "a"}'),
        (2, b'{"question": "Who?"}'),
        (2, WHOLE.replace(b'"What does', b'7, "x": "What does', 1)),
        (2, json.dumps({**turn().as_dict(), "answer": []}).encode()),
        (2, json.dumps({**turn().as_dict(), "at": None}).encode()),
        (2, DEEP),
        (3, WHOLE[: len(WHOLE) // 2]),
        (3, WHOLE + b"}"),
    ],
    ids=range(21),
)
def test_a_damaged_line_is_named_with_its_file(history: History, number: int, line: bytes):
    for name in ("a", "b"):
        for n in range(2):
            history.add_turn(name, turn(f"Question {n}?"))
    path = file_of(history, "a")
    lines = path.read_bytes().splitlines()
    lines[number - 1] = line
    path.write_bytes(b"\n".join(lines) + b"\n")
    with pytest.raises(ConversationError) as damaged:
        history.turns("a")
    assert f"line {number} of a conversation is damaged" in str(damaged.value)
    assert str(path) in str(damaged.value)
    found, problems = history.summaries()
    assert [one.name for one in found] == ["b"]
    assert problems == [str(damaged.value)]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "a conversation is empty"),
        (b"\xff\xfe\x00", "can't be read"),
        (b'{"conversation": "caf\xe9"}\n', "can't be read"),
    ],
)
def test_a_damaged_file_is_named(history: History, content: bytes, words: str):
    for name in ("a", "b"):
        history.add_turn(name, turn())
    path = file_of(history, "a")
    path.write_bytes(content)
    with pytest.raises(ConversationError, match=words) as damaged:
        history.existing_turns("a")
    assert f"remove it: {path}" in str(damaged.value)
    found, problems = history.summaries()
    assert ([one.name for one in found], problems) == (["b"], [str(damaged.value)])


def test_a_file_cut_in_the_middle_of_its_only_turn_has_none_and_can_be_deleted(history: History):
    history.add_turn("a", turn())
    path = file_of(history, "a")
    path.write_bytes(path.read_bytes()[:-40])
    assert history.turns("a") == []
    history.delete("a")
    history.add_turn("a", turn("Again?"))
    assert history.turns("a") == [turn("Again?")]


@pytest.mark.parametrize(
    "answer",
    [
        {"citations": 5},
        {"citations": ["x"]},
        {"citations": [{}]},
        {"citations": None, "short_answer": None},
        {},
    ],
)
def test_an_answer_of_another_form_is_damaged_or_usable(history: History, answer: dict):
    history.add_turn("a", replace(turn(), answer=answer))
    with contextlib.suppress(ConversationError):
        turns = history.turns("a")
        assert [one.documents for one in turns] == [()]
        assert as_markdown("a", turns)


def test_a_file_without_a_last_line_end_can_be_appended_to(history: History):
    history.add_turn("a", turn())
    path = file_of(history, "a")
    path.write_text(path.read_text().rstrip("\n"))
    assert history.turns("a") == [turn()]
    history.add_turn("a", turn("And when?"))
    assert history.turns("a") == [turn(), turn("And when?")]


def test_the_error_for_an_unwritable_folder_names_it(history: History):
    history.folder.write_text("no folder")
    with pytest.raises(ConversationError, match=r"conversations.* can't be written: "):
        history.add_turn("a", turn())


def test_threads_that_add_turns_at_once_lose_none(history: History):
    def add(who: int) -> None:
        for n in range(15):
            History(history.folder).add_turn("a", turn(f"{who}-{n}"))

    threads = [threading.Thread(target=add, args=(who,)) for who in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    asked = [one.question for one in history.turns("a")]
    assert sorted(asked) == sorted(f"{who}-{n}" for who in range(5) for n in range(15))
    for who in range(5):
        assert [q for q in asked if q.startswith(f"{who}-")] == [f"{who}-{n}" for n in range(15)]


def add_many(folder: Path, who: str, start) -> None:
    start.wait(60)
    for n in range(20):
        # Longer than what a file's buffer holds.
        History(folder).add_turn("a", replace(turn(f"{who}-{n}"), answer={"answer": who * 20_000}))


def test_processes_that_add_turns_at_once_lose_none(history: History):
    spawn = multiprocessing.get_context("spawn")
    start = spawn.Barrier(2)
    others = [spawn.Process(target=add_many, args=(history.folder, who, start)) for who in "xy"]
    for other in others:
        other.start()
    for other in others:
        other.join(100)
    assert [other.exitcode for other in others] == [0, 0]
    turns = history.turns("a")
    assert sorted(one.question for one in turns) == sorted(
        f"{w}-{n}" for w in "xy" for n in range(20)
    )
    assert all(one.text == one.question[0] * 20_000 for one in turns)


class Slow(dict):
    """An answer that takes a while to be written."""

    def items(self):
        time.sleep(0.5)
        return super().items()


def test_a_conversation_can_be_read_while_its_first_turn_is_written(history: History):
    history.folder.mkdir()
    slow = replace(turn(), answer=Slow(ANSWER))
    writer = threading.Thread(target=history.add_turn, args=("a", slow))
    writer.start()
    seen = []
    while writer.is_alive():
        seen.append(history.turns("a"))
        assert history.summaries()[1] == []
    assert [turns for turns in seen if turns not in ([], [turn()])] == []
    assert history.turns("a") == [turn()]


def rendered(turns: list[Turn], name: str = "The bridge") -> str:
    return MarkdownIt("commonmark").render(as_markdown(name, turns))


def shown(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", page)).split())


def test_a_conversation_as_markdown():
    second = Turn(
        "And when?",
        "When was it built?",
        "2026-05-01T10:00:01+00:00",
        {
            "answer": "The statements don't say: not found in 4 documents.",
            "short_answer": None,
            "citations": [],
            "notice": "The model did not answer.",
        },
    )
    assert (
        as_markdown("The bridge", [turn(), second])
        == f"""\
# The bridge

## What does the bridge cost?

**40 million**

Robert Cole said: “The bridge costs 40 million.” \\[1\\]

\\[1\\] Robert Cole, The Courier, 2016-05-03, The bridge

> The bridge costs 40 million.

cole.txt, characters 10-42, sha256 {SHA256}

## And when?

Asked as: When was it built?

The statements don't say: not found in 4 documents.

Note: The model did not answer.
"""
    )


def test_citations_are_whole_in_markdown():
    long = (
        "“Tolls,” he said,\n" + " ".join(f"word{n}" for n in range(500)) + " (and [sic] *so* on)."
    )
    second = CITATION | {"marker": 2, "quote": long, "outlet": None, "title": None, "date": None}
    page = shown(rendered([replace(turn(), answer=ANSWER | {"citations": [CITATION, second]})]))
    assert "[1] Robert Cole, The Courier, 2016-05-03, The bridge The bridge costs 40" in page
    assert " ".join(long.split()) in page
    assert page.count(f"cole.txt, characters 10-42, sha256 {SHA256}") == 2


def test_the_place_is_no_part_of_the_quote_in_markdown():
    quotes = re.findall(r"<blockquote>(.*?)</blockquote>", rendered([turn()]), re.DOTALL)
    assert [shown(quote) for quote in quotes] == ["The bridge costs 40 million."]


EVIL = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!--",
    "&lt;b&gt;<b>",
    "![x](http://evil.example)",
    "[x](http://evil.example)",
    "[x](<http://evil.example>)",
    "\\[x](http://evil.example)",
    "[x\\](http://evil.example)",
    "[x]\\(http://evil.example)",
    "[[x]](http://evil.example 'y')",
    "<http://evil.example>",
    "<me@evil.example>",
    "`<i>`",
    "[x][1] [1][] ![1]",
)
DEFINITION = "[1]: http://evil.example"


def with_text(field: str, text: str) -> tuple[str, Turn]:
    name, question, alone, citation, answer = "The bridge", "What?", "What?", CITATION, ANSWER
    if field == "name":
        name = text
    elif field == "question":
        question = text
    elif field == "standalone":
        alone = text
    elif field in CITATION:
        citation = CITATION | {field: text}
    else:
        answer = ANSWER | {field: text}
    return name, Turn(question, alone, "2026-05-01", answer | {"citations": [citation]})


FIELDS = (
    *("name", "question", "standalone", "answer", "short_answer", "notice"),
    *("speaker", "outlet", "date", "title", "quote", "document"),
)


@pytest.mark.parametrize("field", FIELDS)
def test_no_tag_link_or_image_gets_into_markdown(field: str):
    for evil in EVIL:
        name, one = with_text(field, f"Before {evil} after")
        page = rendered([one, turn()], name)
        known = {"h1", "h2", "p", "strong", "blockquote", "br"}
        assert set(re.findall(r"<(?!/)([^\s/>]*)", page)) <= known, evil
        if "&lt;" not in evil:
            assert f"Before {evil} after" in shown(page)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("quote", DEFINITION),
        ("answer", f"{DEFINITION}\nSo [1]"),
        ("question", f"Who?\n\n{DEFINITION}"),
        ("short_answer", DEFINITION),
        ("document", DEFINITION),
        ("title", DEFINITION),
        ("name", DEFINITION),
    ],
)
def test_no_text_says_where_markers_lead(field: str, text: str):
    name, one = with_text(field, text)
    page = rendered([one, turn()], name)
    assert "<a" not in page
    assert " ".join(text.split()) in shown(page)


@pytest.mark.parametrize(
    "quote",
    [
        "40 * 2 * 3 = 240, and 5 > 4 < 6.",
        "a_b_c and `so` on \\ and \\* on",
        "# 1 on the list",
        "- 40 million",
        "1986. A good year.",
        "> Who said so?",
        "-----",
        "AT&amp;T &copy; 2016",
    ],
)
def test_a_quote_shows_as_it_is_in_markdown(quote: str):
    _, one = with_text("quote", quote)
    assert f"The bridge {quote} cole.txt, characters" in shown(rendered([one]))
