"""What the tagger reads at once: whole paragraphs, in windows of limited size."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest

from index.attribution.tagger.windows import WINDOW_SIZE, Window, make_windows
from index.embedding.packaged_model import SEP
from index.records import Span
from index.text.quotations import find_quotations


class WordTokenizer:
    """A token for each word; its id is the number of the word's letters."""

    def encode_batch(self, texts, add_special_tokens):
        assert not add_special_tokens
        return [self._encode(text) for text in texts]

    def _encode(self, text):
        words = list(re.finditer(r"\w+", text))
        return SimpleNamespace(
            ids=[len(word.group()) for word in words], offsets=[word.span() for word in words]
        )


def windows_of(text: str) -> list[Window]:
    """The windows of a text with a sentence up to each full stop."""
    sentences = [Span(*one.span()) for one in re.finditer(r"[^\s.][^.]*\.", text)]
    return list(make_windows(text, sentences, find_quotations(text), WordTokenizer()))


def words_of(text: str, window: Window) -> list[str]:
    return [text[slice(*place)] if place.start >= 0 else "/" for place in window.places]


def test_paragraphs_share_a_window_and_are_parted_in_it():
    text = "Holm said no. She left.\n\nIt rained."
    (window,) = windows_of(text)
    assert words_of(text, window) == ["Holm", "said", "no", "She", "left", "/", "It", "rained"]
    assert window.ids == [4, 4, 2, 3, 4, SEP, 2, 6]
    assert window.paragraphs == [0, 0, 0, 0, 0, -1, 1, 1]


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([WINDOW_SIZE], [WINDOW_SIZE]),
        ([100, WINDOW_SIZE - 101], [WINDOW_SIZE]),
        ([100, WINDOW_SIZE - 100], [100, WINDOW_SIZE - 100]),
        ([100, 100, 100], [201, 100]),
        ([WINDOW_SIZE + 50, 3], [WINDOW_SIZE, 3]),
    ],
)
def test_a_paragraph_that_does_not_fit_begins_a_window(sizes: list[int], expected: list[int]):
    text = "\n".join("a " * (size - 1) + "a." for size in sizes)
    assert [len(window.ids) for window in windows_of(text)] == expected


def test_a_long_paragraph_is_divided_between_sentences():
    text = " ".join(("a " * 99 + "a.",) * 5)
    windows = windows_of(text)
    assert [len(window.ids) for window in windows] == [200, 200, 100]
    places = [place for window in windows for place in window.places]
    assert places == [Span(*one.span()) for one in re.finditer("a", text)]


def test_the_end_of_a_sentence_that_is_too_long_is_left_out():
    text = "a " * (WINDOW_SIZE + 10) + "b. Then."
    windows = windows_of(text)
    assert [words_of(text, window)[-1] for window in windows] == ["a", "Then"]
    assert len(windows[0].ids) == WINDOW_SIZE


def test_shapes_tell_capitals_and_quotations():
    text = "Holm left. “No, NATO and I stay” here."
    (window,) = windows_of(text)
    shapes = dict(zip(words_of(text, window), window.shapes, strict=True))
    assert shapes == {
        "Holm": 1, "left": 0, "No": 4, "NATO": 5, "and": 3, "I": 4, "stay": 3, "here": 0
    }  # fmt: skip


def test_short_words_in_single_marks_count_as_plain():
    short, long = "‘so it is’", "‘so it is and so it was and will be’"
    for quoted, shape in ((short, 0), (long, 3)):
        text = f"Holm said {quoted} today."
        (window,) = windows_of(text)
        assert window.shapes[words_of(text, window).index("it")] == shape


def test_nothing_makes_no_window():
    assert windows_of("") == []
