"""A word that a line end divides is read in one part or in two, as the quote has it."""

import pytest
from support.quote_library import Library, make_store

from assistant.quotes.comparable_words import QuoteWords, SourceText
from assistant.quotes.exact_match import find_exact_matches
from index.text.reading_text import MarkKind, ReadingMark, make_reading_text

PAPER = """\
The harbour board met on Monday to hear what the weather service had to say about the north-
west wind of the spring. The service, Ilse Varga told the board, is an inde-
pendent body, and nobody should take what it says for the view of the minister, who is well-
known for his anti-American speeches. Varga said that the storm of the year before had been a
once-in-a-life-
time event and that nobody had asked the commander-in-chief to come to the north-eastern quay.
"""
FILLER = "\n\n".join(
    f"The board spoke of quay {number} for an hour, and no one had anything to say about the wind."
    for number in range(60)
)


def reading_of(text):
    """A text in which every hyphen at a line end divides a word."""
    pieces = text.split("-\n")
    marks, at = [], 0
    for piece in pieces[:-1]:
        at += len(piece)
        marks.append(ReadingMark(at, at + 2, MarkKind.DIVISION))
        at += 2
    return make_reading_text(text, marks)


def verdicts(quote, text):
    words = QuoteWords(quote)
    source = SourceText.as_quoted(words, reading_of(text))
    return [match.verdict for match in find_exact_matches(words, source)]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("the north-\nwest wind", ("the northwest wind", "the north-west wind", "north west wind")),
        ("an inde-\npendent body", ("an independent body", "an inde-pendent body")),
        (
            "an inter-\ngovern-\nmental body",
            (
                "an intergovernmental body",
                "an inter-governmental body",
                "an intergovern-mental body",
                "an inter-govern-mental body",
            ),
        ),
        ("a once-in-a-life-\ntime event", ("a once-in-a-lifetime event", "once-in-a-life-time")),
        ("the North-\nWest wind", ("the North-West wind", "the NorthWest wind")),
        ("it isn’t re-\nsigned", ("it isn’t re-signed", "it isn't resigned")),
    ],
)
def test_both_readings_of_a_divided_word_are_verbatim(text, quotes):
    for quote in quotes:
        assert verdicts(quote, text) == ["verbatim"], quote


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("the north-\nwest wind", ("the north wind", "the west wind", "the northeast wind")),
        ("the north-\nwest wind", ("the north", "west wind", "the north-east wind")),
        ("the northwest wind", ("the north-west wind",)),
        ("the north-west wind", ("the northwest wind",)),
        ("not-\nable men", ("able men", "not able women")),
    ],
)
def test_other_words_are_not(text, quotes):
    for quote in quotes:
        assert verdicts(quote, text) == [], quote


def test_a_hyphen_that_is_kept_at_a_line_end_may_divide_too():
    text = "a once-in-a-life-\ntime event, anti-\nAmerican"
    marks = [ReadingMark(at, at + 1, MarkKind.NOTHING) for at in (17, text.rindex("\n"))]
    reading = make_reading_text(text, marks)
    assert reading.text == "a once-in-a-life-time event, anti-American"
    for quote in (
        "a once-in-a-lifetime event",
        "a once-in-a-life-time event",
        "a once-in-a-lifetime event, antiAmerican",
    ):
        words = QuoteWords(quote)
        (match,) = find_exact_matches(words, SourceText.as_quoted(words, reading))
        assert match.verdict == "verbatim"
    other = QuoteWords("a oncein-a-life-time event")
    assert not list(find_exact_matches(other, SourceText.as_quoted(other, reading)))


def test_the_words_keep_their_places():
    words = QuoteWords("the north-west wind")
    reading = reading_of("By-\nlaw: the north-\nwest wind")
    (match,) = find_exact_matches(words, SourceText.as_quoted(words, reading))
    source = SourceText.as_quoted(words, reading)
    place = source.words[match.first].start, source.words[match.last - 1].end
    assert reading.text[slice(*place)] == "the northwest wind"
    document = "By-\nlaw: the north-\nwest wind"
    assert document[slice(*reading.to_document(*place))] == "the north-\nwest wind"


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    texts = {"paper.txt": PAPER, "long.txt": f"{PAPER.replace('Varga', 'Brandt')}\n\n{FILLER}"}
    texts |= {f"other{number}.txt": f"{FILLER}\n\nThe wind of {number}." for number in range(9)}
    return Library(make_store(tmp_path_factory.mktemp("library"), texts))


@pytest.mark.parametrize(
    "quote",
    [
        "about the north-west wind of the spring",
        "about the northwest wind of the spring",
        "is an independent body, and nobody",
        "the minister, who is well-known for his anti-American speeches",
        "a once-in-a-lifetime event",
        "a once-in-a-life-time event",
        "north-west wind",
    ],
)
def test_documents_are_found_by_either_reading(library, quote):
    verdict = library.check(quote)
    assert verdict.verdict == "verbatim"
    assert {match.document for match in verdict.matches} == {"paper.txt", "long.txt"}
    assert verdict.documents == 2


@pytest.mark.parametrize(
    "quote",
    [
        "about the north-east wind of the spring",
        "about the north wind of the spring",
        "is a dependent body, and nobody",
        "the northeastern quay",
        "to the north eastern quay of the commander",
    ],
)
def test_another_word_is_not_verbatim(library, quote):
    assert library.check(quote).verdict != "verbatim"
