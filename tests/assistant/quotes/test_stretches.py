"""What can't match is ruled out before it is split into words, and never what can."""

import pytest
from support.quote_library import Library, make_store

from assistant.quotes.alignment import Alignment
from assistant.quotes.comparable_words import QuoteWords, Stretch, find_likeliest_stretch
from assistant.quotes.exact_match import find_exact_matches
from assistant.quotes.near_match import find_nearest_match
from index.text.reading_text import MarkKind, ReadingMark, ReadingText, make_reading_text

SPELLINGS = [
    ("the ferry stays in port", "The Ferry stays in port."),
    ("the ferry stays in port", "[T]he ferry stays in port."),
    ("the ferry stays in port", "the fer\u00adry stays in port."),
    ("the office files it", "the o\ufb03ce \ufb01les it."),
    ("the strasse is closed", "The Straße is closed."),
    ("the measure stays", "the mea\u017fure stays"),
    ("the ferry’s crew isn’t here", "The ferry's crew isn't here."),
    ("the treaty stays", "the treaty³ stays."),
    ("take the north-west passage", "take the north‑west passage"),
    ("two … left in port", "two boats were left in port"),
    ("“it is late” she said", "«it is late» she said"),
]


@pytest.mark.parametrize(("quote", "text"), SPELLINGS)
def test_what_matches_is_never_ruled_out(quote, text):
    words, stretch = QuoteWords(quote), Stretch(ReadingText(text))
    assert list(find_exact_matches(words, stretch.split(words)))
    assert stretch.may_have_all_words(words)
    assert stretch.most_support(words) == 1


def test_a_word_that_a_line_end_divides_is_never_ruled_out():
    text = "an inde-\npendent body"
    at = text.index("-\n")
    reading = make_reading_text(text, [ReadingMark(at, at + 2, MarkKind.DIVISION)])
    for quote in ("an independent body", "an inde-pendent body"):
        assert Stretch(reading).may_have_all_words(QuoteWords(quote))


@pytest.mark.parametrize("text", ["The crew stays in port.", "A crew of the boat sang all night."])
def test_the_most_support_is_no_less_than_the_support(text):
    words = QuoteWords("the whole crew of the ferry stays")
    stretch = Stretch(ReadingText(text))
    found = find_nearest_match(words, stretch.split(words))
    assert isinstance(found, Alignment)
    assert found.support <= stretch.most_support(words) < 1
    assert not stretch.may_have_all_words(words)


def test_the_likeliest_stretch_has_the_most_long_words():
    filler = "Nobody said anything of the harbour that day. " * 80
    text = f"{filler}İ “The HARBOUR master’s crew was stranded,” she said. {filler}"
    stretch = find_likeliest_stretch(
        QuoteWords("our harbour master was stranded"), ReadingText(text)
    )
    assert "HARBOUR master’s crew was stranded" in text[stretch.start : stretch.end]
    assert stretch.end - stretch.start < len(text) / 2


def test_documents_that_cannot_come_near_change_nothing(tmp_path):
    filler = "\n\n".join(f"The clerk of quay {number} said so." for number in range(80))
    texts = {
        "near.txt": "“The ferry stays in port until the ice is gone,” said Ilse Varga.",
        "far.txt": "“The ferry sails when the captain wakes,” said Otto Holm.",
    }
    texts = {name: f"{text}\n\n{filler}" for name, text in texts.items()}
    check = Library(make_store(tmp_path, texts)).check
    verdict = check("The ferry stays in port until the snow is gone")
    assert verdict.verdict == "altered"
    assert [match.document for match in verdict.matches] == ["near.txt"]
