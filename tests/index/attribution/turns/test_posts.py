"""Posts of social networks: whose words they are, and what the network adds."""

from __future__ import annotations

import pytest
from support.loaded_documents import load_bytes, read_speakers

from index.attribution.turns.posts import find_posts


def posts(text: str) -> list[tuple[str, str]]:
    return [
        (text[slice(*one.speaker)], text[slice(*one.content)])
        for one in sorted(find_posts(text), key=lambda one: one.content)
    ]


@pytest.mark.parametrize(
    "head",
    [
        "Ada Brandt @adabrandt · Jul 3",
        "Ada Brandt @adabrandt · 3h",
        "Ada Brandt ✔ @adabrandt · Jul 3, 2021",
        "Ada Brandt (@adabrandt) · 3 July 2021",
        "Ada Brandt @ada@lesk.example - 2021-07-03",
        "Ada Brandt\n@adabrandt",
        "Ada Brandt\n@adabrandt · Jul 3",
        "Ada Brandt\n@adabrandt\n·\nJul 3",
    ],
)
def test_the_words_below_a_head_are_its_authors(head: str):
    text = (
        f"{head}\nReplying to @bolind\nWe will not sell the quay.\n\nNever.\n12 replies 310 likes"
    )
    assert posts(text) == [
        ("Ada Brandt", "We will not sell the quay."),
        ("Ada Brandt", "Never."),
    ]


def test_each_post_of_a_thread_is_its_own_authors():
    text = (
        "Ada Brandt @adabrandt · Jul 3\nThe quay is ours.\n4\n17\n2.1K\n\n"
        "Harbour Board @lesk · Jul 3\nIt is the port's.\n10:14 AM · Jul 3, 2021 · Web App\n"
    )
    assert posts(text) == [
        ("Ada Brandt", "The quay is ours."),
        ("Harbour Board", "It is the port's."),
    ]


def test_a_post_in_an_article_is_one_paragraph():
    article = "The board met on Monday.\n\n" * 5
    below = f"{article}The quay is ours.\n\n— Ada Brandt (@adabrandt) July 3, 2021\n\nNobody left."
    assert posts(below) == [("Ada Brandt", "The quay is ours.")]
    above = f"{article}Ada Brandt @adabrandt · Jul 3\n\nThe quay is ours.\n\nNobody laughed."
    assert posts(above) == [("Ada Brandt", "The quay is ours.")]


@pytest.mark.parametrize(
    "text",
    [
        "Write to ada@lesk.example by 3 June.\n\nThe board meets in July.",
        "Follow us @lesk\n\nThe quay is open.",
        "Contact\n\nAda Brandt, press office, @adabrandt, 0123 456\n\nThe quay is open.",
        "— Ada Brandt, mayor\n\nThe quay is open.",
    ],
)
def test_handles_elsewhere_are_nobodys_posts(text: str):
    assert posts(text) == []


def test_a_copied_post_has_no_title_and_its_day_is_its_date():
    document = load_bytes(
        "post.txt", "Ada Brandt\n@adabrandt\nWe will not sell the quay.\n10:14 AM · Jul 3, 2021\n"
    )
    assert (document.title, document.date) == (None, "2021-07-03")
    assert read_speakers(document) == [("Ada Brandt", "We will not sell the quay.")]
