"""Plain text files: the same words say the same, however their lines are broken."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from support.loaded_documents import load_bytes, read_speakers
from support.paged_texts import PAGED

from index.text.reading_text import make_reading_text

NEWS = Path(__file__).parents[5] / "shared" / "data" / "news" / "text"
PARAGRAPHS = (
    "The harbour board will dredge the northern channel before the autumn tides, the chair of the "
    "board, Ilse Varga, told the town council on Monday evening.",
    "“We will not raise the berthing fee for fishing boats under twelve metres in this budget year "
    "or in the next one,” said Ilse Varga after the vote in the council chamber.",
    "“Nobody on the pilot boats that serve the northern gate will lose the post in this "
    "season or in "
    "the one to come,” said Anna Holm, the harbour master.",
)
HEAD = "Board keeps harbour fees\n\n14 October 2024\n\n"


def reading_of(document) -> str:
    return make_reading_text(document.text, document.marks).text


def release(width: int, between: str = "\n\n", indent: str = "") -> str:
    return HEAD + between.join(
        textwrap.fill(words, width, initial_indent=indent) for words in PARAGRAPHS
    )


@pytest.mark.parametrize("width", [34, 45, 59, 60, 61, 72, 100, 120, 140])
@pytest.mark.parametrize(("between", "indent"), [("\n\n", ""), ("\n", "  "), ("\n\u00a0\n", "")])
def test_the_same_statements_at_any_width(width: int, between: str, indent: str) -> None:
    expected = read_speakers(load_bytes("a.txt", HEAD + "\n\n".join(PARAGRAPHS)))
    document = load_bytes("a.txt", release(width, between, indent))

    assert [speaker for speaker, _ in expected] == ["Ilse Varga", "Ilse Varga", "Anna Holm"]
    assert read_speakers(document) == expected
    assert document.date == "2024-10-14"
    assert document.title == "Board keeps harbour fees"


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\u2028", "  \n", "\u00a0\n"])
def test_line_ends_of_other_programs(line_end: str) -> None:
    expected = read_speakers(load_bytes("a.txt", release(66)))

    assert read_speakers(load_bytes("a.txt", release(66).replace("\n", line_end))) == expected


def test_the_bytes_stay_as_they_are() -> None:
    content = release(60).replace("\n", "\r\n")
    document = load_bytes("a.txt", content)
    reading = make_reading_text(document.text, document.marks)
    at = reading.text.index("We will not raise")
    place = reading.to_document(
        at, at + len("We will not raise the berthing fee for fishing boats")
    )

    assert document.text == content
    assert document.text[place.start : place.end].split() == (
        "We will not raise the berthing fee for fishing boats".split()
    )


def test_a_paragraph_a_line_has_no_marks() -> None:
    assert load_bytes("a.txt", HEAD + "\n".join(PARAGRAPHS)).marks == ()


@pytest.mark.skipif(not NEWS.exists(), reason="needs the news articles")
def test_news_articles_of_a_paragraph_a_line_read_unchanged() -> None:
    changed = [
        path.name for path in NEWS.iterdir() if load_bytes(path.name, path.read_bytes()).marks
    ]

    assert changed == []


def test_turns_without_empty_lines() -> None:
    words = (
        "MAYOR BRANDT: Will the board raise the berthing fee for fishing boats this "
        "year, and if so, by "
        "how much a metre will it rise?",
        "MS. VARGA: We will not raise the berthing fee for fishing boats under twelve "
        "metres in this "
        "budget year or in the next one.",
        "MR. LIND: The treasury can carry that for a year. I would not promise it for "
        "two, since the "
        "prices of fuel and timber are still rising.",
        "MAYOR BRANDT: And the crews of the pilot boats?",
        "MS. VARGA: The crews stay as they are. Nobody on the two boats will lose the post.",
    )
    text = "Council hearing on harbour fees\n14 October 2024\n"
    found = read_speakers(
        load_bytes("a.txt", text + "\n".join(textwrap.fill(w, 70) for w in words))
    )

    assert [words for _, words in found] == [turn.split(": ", 1)[1] for turn in words]
    assert [(speaker or "").split()[-1] for speaker, _ in found] == [
        "Brandt",
        "Varga",
        "Lind",
        "Brandt",
        "Varga",
    ]


def test_words_divided_at_the_ends_of_lines_are_whole() -> None:
    text = (
        "The harbour board will dredge the northern channel before the autumn\n"
        "tides, the chair of the board told the council. The board is an inde-\n"
        "pendent body, and its fees are set by the town. “We will not raise the\n"
        "berthing fee for fishing boats,” said Ilse Varga, who leads the infra-\n"
        "structure office of the north-\nWest district.\n"
    )
    read = reading_of(load_bytes("a.txt", text))

    assert "The board is an independent body, and its fees" in read
    assert "the infrastructure office of the north-West district." in read


def test_hyphens_that_a_text_has_elsewhere_stay() -> None:
    text = (
        "The well-known board of the harbour will dredge the channel before the\n"
        "autumn tides, the chair of the board said to those who know the well-\n"
        "known town. She spoke of the state-of-\n"
        "the-art quay, and of pre-\nand post-war timber.\n"
    )
    read = reading_of(load_bytes("a.txt", text))

    assert "the well-known town. She spoke of the state-of-the-art quay" in read
    assert "of pre- and post-war timber." in read


@pytest.mark.parametrize(
    ("before", "after", "read"),
    [
        ("the trade of real-", "life pilots", "the trade of real-life pilots"),
        ("a plan by the market-", "driven board", "a plan by the market-driven board"),
        ("the state-", "owned ferry", "the state-owned ferry"),
        ("a long-", "term promise", "a long-term promise"),
        ("what the govern-", "ment promised", "what the government promised"),
        ("for the back-", "ground talks", "for the background talks"),
        ("her fellow-", "ship with the pilots", "her fellowship with the pilots"),
        ("what they under-", "stand of it", "what they understand of it"),
        ("no home-", "town, as hometown has it", "no hometown, as hometown has it"),
    ],
)
def test_a_hyphen_between_two_words_stays_and_one_that_divides_goes(before, after, read) -> None:
    wide = "The harbour board will dredge the channel before the autumn tides, and\n"
    text = (
        f"{wide}the chair of the board told a council that spoke of {before}\n{after} in spring.\n"
    )

    assert read in reading_of(load_bytes("a.txt", text + wide * 2 + "that is all.\n"))


def test_heads_are_in_no_statement_and_cut_none() -> None:
    page = "\n\f\n{:>40}\nTOWN COUNCIL OF TARNHOLM\n\n"
    lines = textwrap.wrap(" ".join(PARAGRAPHS), 60)
    pages = ["\n".join(lines[at : at + 2]) for at in range(0, len(lines), 2)]
    text = HEAD + "".join(words + page.format(number) for number, words in enumerate(pages, 2))
    document = load_bytes("a.txt", text)
    expected = read_speakers(load_bytes("a.txt", HEAD + " ".join(PARAGRAPHS)))

    assert read_speakers(document) == expected
    assert "COUNCIL OF" not in reading_of(document)
    assert document.text == text


def test_what_a_program_wrote_over_a_text_is_metadata() -> None:
    text = (
        "Title: Board keeps fees\nURL: https://board.example/fees\nScraped: 2025-01-02 10:00\n"
        "Characters: 61160\n\nIlse Varga said: “The fee stays.”\n"
    )
    document = load_bytes("a.txt", text)

    assert (document.title, document.url) == ("Board keeps fees", "https://board.example/fees")
    assert document.date is None
    assert reading_of(document).strip() == "Ilse Varga said: “The fee stays.”"


@pytest.mark.parametrize("name", ["court's transcript", "line numbers", "form feeds alone"])
def test_pages_lead_back_to_the_file(name: str) -> None:
    text, blocks = PAGED[name]
    document = load_bytes("a.txt", text)
    reading = make_reading_text(text, document.marks)
    at = reading.text.index(blocks[0][-30:])
    place = reading.to_document(at, at + 30)

    assert blocks[0][-10:] in text[place.start : place.end]
