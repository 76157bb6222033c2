import pytest

from index.records import Span
from index.text.quotations import find_quotations


def quoted(text: str) -> list[str]:
    return [text[one.start : one.end] for one in find_quotations(text)]


@pytest.mark.parametrize(
    "quotation",
    [
        '"it rains"',
        "“it rains”",
        "'it rains'",
        "‘it rains’",
        "«it rains»",
        "« it rains »",
        "‹it rains›",
        "„it rains“",
        "„it rains”",
        "‚it rains‘",
        "``it rains''",
        "''it rains''",
        '“it rains"',
    ],
)
def test_every_kind_of_quotation_mark_is_found(quotation: str):
    text = f"He said {quotation} and left."
    (found,) = find_quotations(text)
    assert text[found.start : found.end] == quotation
    assert text[found.inner.start : found.inner.end].strip() == "it rains"
    assert not found.continues
    assert found.single_marks == (quotation[0] in "‘‹‚'" and quotation[:2] != "''")


def test_several_quotations_on_a_line_come_in_order():
    text = "“It rains,” he said, “it pours.” «So be it», she said."
    assert quoted(text) == ["“It rains,”", "“it pours.”", "«So be it»"]


def test_nested_quotations_are_part_of_the_outer_one():
    assert quoted("“He told me ‘it rains’ today.” Then:") == ["“He told me ‘it rains’ today.”"]
    assert quoted("“A “nested” one” and “two”.") == ["“A “nested” one”", "“two”"]


@pytest.mark.parametrize(
    "text",
    [
        "Don't, it isn't the dogs' bone, O'Malley's and y'all's.",
        "Don’t, it isn’t the dogs’ bone, O’Malley’s or rock ’n’ roll.",
        "Since '08 and the summer of ’69 it’s a 6\" board and a man of 5' 2\".",
    ],
)
def test_apostrophes_feet_and_inches_are_not_quotation_marks(text: str):
    assert quoted(text) == []
    assert quoted(f"{text} “It rains.”") == ["“It rains.”"]


@pytest.mark.parametrize("marks", ["‘’", "''"])
@pytest.mark.parametrize("words", ["200 boats lie in port", "5 is enough", "1,200 of us left"])
def test_a_quotation_in_single_marks_may_begin_with_a_figure(marks, words):
    text = f"Otto Holm said: {marks[0]}{words}{marks[1]}. Nobody asked."
    (found,) = find_quotations(text)
    assert text[slice(*found.inner)] == words


@pytest.mark.parametrize(
    "text",
    [
        "‘42 boats were lost’, said Lund.",
        "'42 boats were lost,' said Lund.",
        "Lund said: ‘42 boats were lost.’",
        "Lund said, '42 boats were lost', and wasn't sure.",
        "Lund told us, '42 boats were lost'. In '08, he'd lost three.",
    ],
)
def test_a_quotation_in_single_marks_may_begin_with_two_digits(text):
    (found,) = find_quotations(text)
    assert text[slice(*found.inner)].strip(",.") == "42 boats were lost"


def test_an_apostrophe_closes_no_quotation_that_begins_with_two_digits():
    assert quoted("Lund said: '42 boats weren't lost', and left.") == ["'42 boats weren't lost'"]


def test_a_year_opens_no_quotation_beside_an_apostrophe():
    assert find_quotations("In '08, he said, it was the skippers'.") == []
    assert find_quotations("The skippers’ winter of ‘42, like the others’, was long.") == []
    assert find_quotations("The report, '08', was late.") == []
    assert find_quotations("She won in 2007, '08 and '09, the skippers' best years.") == []
    text = "Since ‘42 it was ‘a fine port’, he said."
    assert quoted(text) == ["‘a fine port’"]


@pytest.mark.parametrize(
    "text", ["The class of '08 met.", "In ‘08, she won.", "the '90s’ end", "the ‘60s sound’s gone"]
)
def test_a_year_opens_no_quotation(text):
    assert find_quotations(text) == []


def test_apostrophes_do_not_end_a_quotation_in_single_marks():
    text = "‘It isn’t dry’, he said, ‘and they’re wet.’"
    assert quoted(text) == ["‘It isn’t dry’", "‘and they’re wet.’"]


@pytest.mark.parametrize("mark", ["“", '"'])
def test_a_quotation_over_paragraphs_is_one_piece_per_paragraph(mark: str):
    close = "”" if mark == "“" else '"'
    text = f"{mark}It rains.\n\n{mark}It pours.\n\n{mark}It is wet,{close} he said."
    assert quoted(text) == [f"{mark}It rains.", f"{mark}It pours.", f"{mark}It is wet,{close}"]
    assert [one.continues for one in find_quotations(text)] == [True, True, False]


@pytest.mark.parametrize("mark", [*"“”\"'‘’«»„‚‹›", "``", "''"])
@pytest.mark.parametrize("where", ["{}It rains, he said.", "He said {}it rains.", "It rains.{}"])
def test_an_unpaired_mark_does_not_affect_other_paragraphs(mark: str, where: str):
    text = f"“First,” he said.\n\n{where.format(mark)}\n\nShe said “it pours” and left."
    found = quoted(text)
    assert (found[0], found[-1]) == ("“First,”", "“it pours”")


def test_a_quotation_without_closing_mark_ends_with_its_paragraph():
    text = "“It rains\n\nHe said “it pours” and left."
    assert quoted(text) == ["“It rains", "“it pours”"]
    assert not find_quotations(text)[0].continues


@pytest.mark.parametrize("text", ["", "“”", '""', "“", "”", "“ ” \" '", "\n\n“\n\n", "no marks"])
def test_text_without_quoted_words_has_no_quotations(text: str):
    assert quoted(text) == []


def test_only_the_given_span_is_read():
    text = "“One.” “Two.” “Three.”"
    start = text.index("“Two")
    (found,) = find_quotations(text, Span(start, start + 7))
    assert text[found.start : found.end] == "“Two.”"
