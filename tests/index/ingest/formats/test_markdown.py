"""Markdown files: read as what they mean, cited as they stand."""

from __future__ import annotations

import pytest
from support.loaded_documents import load_bytes, read_speakers

from index.ingest.format_registry import extract_document
from index.text.reading_text import make_reading_text

TURNS = [
    ("Varga", "We will not raise the berthing fee for fishing boats."),
    ("Lind", "The treasury can carry that for a year."),
    ("Varga", "The crews stay as they are."),
]


def reading_of(document) -> str:
    return make_reading_text(document.text, document.marks).text


@pytest.mark.parametrize(
    "form",
    [
        "**{}:** {}",
        "**{}**: {}",
        "*{}:* {}",
        "__{}:__ {}",
        "[{}](https://board.example/x): {}",
        "**[{}:](/x)** {}",
        "{}: {}",
        "<b>{}:</b> {}",
        "- **{}:** {}",
        "> **{}:** {}",
    ],
)
@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_labels_in_markup_make_turns(form: str, between: str) -> None:
    turns = between.join(form.format(name.upper(), words) for name, words in TURNS)
    found = read_speakers(load_bytes("a.md", f"# Hearing on harbour fees\n\n{turns}\n"))

    assert [((name or "").title(), words) for name, words in found] == TURNS


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("“Nobody will lose the post,” said *Anna Holm*.", "Anna Holm"),
        ("“Nobody will lose the post,” said [Anna Holm](https://board.example/holm).", "Anna Holm"),
        ("“Nobody will lose the post,” __Anna Holm__ said.", "Anna Holm"),
        ("**Anna Holm** said: “*Nobody* will lose the post.”", "Anna Holm"),
        ("“Nobody will lose the post,” said [Anna Holm][1].\n\n[1]: /holm", "Anna Holm"),
        ("“Nobody will lose\nthe post,” said ![](face.png) Anna\n**Holm**.", "Anna Holm"),
    ],
)
def test_names_in_markup_are_names(sentence: str, speaker: str) -> None:
    text = f"# Board keeps fees\n\nThe board met.\n\n{sentence}\n"
    document = load_bytes("a.md", text)
    reading = make_reading_text(text, document.marks)
    found = read_speakers(document)

    assert [name for name, _ in found] == [speaker]
    start = reading.text.index("Nobody")
    place = reading.to_document(start, start + len("Nobody"))
    assert text[place.start : place.end] == "Nobody"


def test_struck_out_words_and_targets_are_not_read() -> None:
    text = (
        "# Fees\n\nThe levy on ~~fishing~~ cargo boats stays at 12&nbsp;crowns, "
        "[Oskar Lind](https://board.example/lind) said.\n"
    )

    assert "The levy on cargo boats stays at 12 crowns, Oskar Lind said." in reading_of(
        load_bytes("a.md", text)
    )


def test_quotation_over_several_lines_is_one_sentence() -> None:
    text = (
        "The chair of the board, **Ilse Varga**, told the council:\n\n> We will not "
        "raise the berthing\n"
        "> fee for fishing boats, and the board\nwill dredge the channel.\n"
    )

    assert (
        "We will not raise the berthing fee for fishing boats, and the board will "
        "dredge the channel." in reading_of(load_bytes("a.md", text)).splitlines()
    )


@pytest.mark.parametrize(
    "text",
    [
        "---\nVarga: We will not raise the fee.\nLind: Nobody could keep that.\n---\n"
        "Varga: The channel will be dredged.\nLind: I agree.\n",
        "---\n\nVARGA: We will not raise the fee.\nLIND: Nobody could keep that.\n\n---\n\n"
        "VARGA: The channel will be dredged.\nLIND: I agree.\n",
    ],
)
def test_turns_between_rules_are_text(text: str) -> None:
    document = load_bytes("a.md", text)

    assert [words for _, words in read_speakers(document)] == [
        "We will not raise the fee.",
        "Nobody could keep that.",
        "The channel will be dredged.",
        "I agree.",
    ]
    assert document.extra == {}
    assert document.title is None or document.title.startswith("V")


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("# **Board keeps fees**\n14 October 2024\n", "2024-10-14"),
        ("# **Board keeps fees**\n\n*Tarnholm, 14 October 2024*\n", "2024-10-14"),
        ("**Board** keeps fees\n====\n\nPublished: **14 October 2024**\n", "2024-10-14"),
        ("---\ndate: 2024-10-14\nmodified: 2025-01-01\n---\n# Board keeps fees\n", "2024-10-14"),
        ("# Board keeps fees\n\n<!-- written 1 May 2020 -->\n", None),
    ],
)
def test_title_and_date(head: str, date: str | None) -> None:
    document = load_bytes(
        "a.md", f"{head}\nThe harbour board met on Monday, as it said it would.\n"
    )

    assert document.title == "Board keeps fees"
    assert document.date == date


def test_front_matter_is_metadata_and_not_read() -> None:
    text = "---\ntitle: The fees\nspeaker: Ilse Varga\n---\n\nThe *fee* stays.\n"
    document = load_bytes("a.md", text)

    assert (document.title, document.speaker) == ("The fees", "Ilse Varga")
    assert reading_of(document).strip() == "The fee stays."


def test_a_text_of_pictures_alone_has_their_words() -> None:
    assert reading_of(load_bytes("a.md", "![The fee stays](fee.png)\n")).strip() == "The fee stays"


@pytest.mark.parametrize(
    "text",
    ["A\0b **c**\n\nd\n", "\0\n**Anna Holm** said so.\n", "# a\0\n\n\0\0\n\nlast\0", "\ufffd\0*x*"],
)
def test_nuls_are_read_without_an_error(text: str) -> None:
    text = "The quay is not for sale. " * 40 + "\n\n" + text
    document = extract_document(".md", text.encode())

    assert document.text == text
    assert "**" not in make_reading_text(document.text, document.marks).text
