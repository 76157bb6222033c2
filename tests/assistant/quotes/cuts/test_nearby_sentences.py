"""The sentences around a place are those of the whole text, however few of its lines are read."""

import pytest

from assistant.quotes.cuts import nearby_sentences
from assistant.quotes.cuts.nearby_sentences import NearbySentences
from index.text.sentences import split_sentences

TEXT = (
    "The ferry stays. It is late.\n\n\u2028“We wait,” she said. “It is cold.”\n"
    "   \nMr. Holm left at 5 p.m. on Monday. Nobody asked why.\r\nThe end"
)


def test_the_sentences_are_those_of_the_text():
    sentences = split_sentences(TEXT)
    nearby = NearbySentences(TEXT, 0, len(TEXT))
    assert list(nearby.overlapping(0, len(TEXT))) == sentences
    for offset in range(len(TEXT) + 1):
        begun = [one for one in sentences if one.start <= offset] or sentences[:1]
        ended = [one for one in sentences if one.end <= offset]
        assert nearby.at(offset) == begun[-1]
        assert nearby.before(offset) == (ended[-1] if ended else None)
        assert nearby.behind(offset) == next(
            (one for one in sentences if one.start >= offset), None
        )


@pytest.mark.parametrize("text", ["", " \n \n"])
def test_a_text_without_sentences_has_none(text):
    nearby = NearbySentences(text, 0, len(text))
    assert nearby.at(0) is nearby.before(len(text)) is nearby.behind(0) is None


def test_lines_that_nobody_asks_for_are_not_split(monkeypatch):
    split = []
    monkeypatch.setattr(
        nearby_sentences,
        "split_sentences",
        lambda text: split.append(text) or split_sentences(text),
    )
    NearbySentences(TEXT, 0, len(TEXT)).at(TEXT.index("It is cold"))
    assert split == ["“We wait,” she said. “It is cold.”"]
