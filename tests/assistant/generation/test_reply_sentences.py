"""Parsing a chat model's reply into sentences with markers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.generation.reply_sentences import (
    MAX_SENTENCES,
    add_markers,
    is_refusal,
    parse_draft,
)

QUICK = settings(max_examples=200, deadline=None, database=None, derandomize=True)
NUMBERS = st.lists(st.integers(0, 9999), min_size=1, max_size=4, unique=True)
PIECES = (
    *("It rose", "Mr. Lind", "fell 3.5 percent", " ", ". ", "? ", "… ", "’s ", "U.S. ", "- "),
    *("\n", "\n\n", "“", "”", '"', "**", "_", "[1]", "[2, 3]", " [4-6]. ", "[", "]", "(", ")"),
)
REPLIES = st.text() | st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen".split()


def parsed(reply):
    return [(one.text, one.markers) for one in parse_draft(reply)]


@pytest.mark.parametrize(
    "reply",
    ["It rose [1].", "It rose.[1]", "It rose. [1]", "It rose.\n[1]", "It [1] rose.", "It rose[1]."],
)
def test_a_marker_inside_before_or_after_the_full_stop_belongs_to_the_sentence(reply):
    assert parsed(reply) == [("It rose.", (1,))]


@pytest.mark.parametrize(
    "reply",
    [
        "It rose [1]. Did it fall [2]?",
        "It rose. [1] Did it fall? [2]",
        "It rose.[1] Did it fall?[2]",
        "It rose [1].\nDid it fall [2]?",
        "It rose [1].\r\n\r\nDid it fall [2]?",
        "It rose. [1] Did it fall [2]?",
    ],
)
def test_each_marker_belongs_to_its_own_sentence(reply):
    assert parsed(reply) == [("It rose.", (1,)), ("Did it fall?", (2,))]


@pytest.mark.parametrize(
    ("group", "numbers"),
    [
        ("[1, 2]", (1, 2)),
        ("[1; 2]", (1, 2)),
        ("[ 1,2 ]", (1, 2)),
        ("[1][2]", (1, 2)),
        ("[1] [2]", (1, 2)),
        ("[1-3]", (1, 2, 3)),
        ("[1–3]", (1, 2, 3)),
        ("[1 - 3, 5]", (1, 2, 3, 5)),
        ("[2][1]", (2, 1)),
        ("[1, 1][1]", (1,)),
        ("[3-1]", (3, 1)),
        ("[2-2]", (2,)),
        ("[0]", (0,)),
        ("[2016]", (2016,)),
    ],
)
def test_groups_and_ranges_of_markers(group, numbers):
    assert parsed(f"It rose {group}.") == [("It rose.", numbers)]


def test_of_a_huge_range_only_the_first_numbers_are_read():
    ((text, numbers),) = parsed("It rose [7-9999].")
    assert text == "It rose."
    assert numbers == tuple(range(7, 7 + len(numbers)))
    assert len(numbers) < 60


@pytest.mark.parametrize("odd", ["[a]", "[20160]", "[1-99999]", "[1,]", "[^1]", "【1】", "[-1]"])
def test_brackets_that_are_no_marker_stay_in_the_text(odd):
    assert parsed(f"It rose {odd}.") == [(f"It rose {odd}.", ())]


def test_a_marker_before_all_sentences_belongs_to_no_sentence():
    assert parsed("[1] It rose. It fell [2].") == [("It rose.", ()), ("It fell.", (2,))]


def test_a_marker_after_an_abbreviation_ends_no_sentence():
    found = parsed("The mills of the U.S. Steel group [1] paid $3.5 million [2]. Lind left [3].")
    assert [numbers for _, numbers in found] == [(1, 2), (3,)]


@pytest.mark.parametrize(
    ("reply", "texts"),
    [
        (
            "He said “It rose. It fell. We won” [1]. She left [2].",
            "He said “It rose. It fell. We won”.",
        ),
        ("He said “It rose. It fell.” [1] She left [2].", "He said “It rose. It fell.”"),
        ('He said "It rose. It fell."[1] She left [2].', 'He said "It rose. It fell."'),
        (
            "“It rose. Did it fall?” he asked [1]. She left [2].",
            "“It rose. Did it fall?” he asked.",
        ),
        ("«It rose. It fell.» [1] She left [2].", "«It rose. It fell.»"),
    ],
)
def test_the_sentences_of_one_quotation_stay_together(reply, texts):
    assert parsed(reply) == [(texts, (1,)), ("She left.", (2,))]


def test_a_marker_within_a_quotation_does_not_cut_it():
    assert parsed("He said “It rose [1]. It fell [2].”") == [
        ("He said “It rose. It fell.”", (1, 2))
    ]


@pytest.mark.parametrize(
    "reply",
    [
        "- It rose [1].\n- It fell [2].",
        "* It rose [1].\n* It fell [2].",
        "• It rose. [1]\n• It fell. [2]",
        "1. It rose [1].\n2. It fell [2].",
        "1) It rose [1].\n2) It fell [2].",
        "  - It rose [1].\n  - It fell [2].",
        "> It rose [1].\n> It fell [2].",
        "## It rose [1].\nIt fell [2].",
        "**It rose** [1]. It *fell* [2].",
        "**It rose [1].** ***It*** fell [2].",
        "`It` rose [1]. __It__ fell [2].",
        "- **It** rose [1].\n- It **fell [2].**",
        "_It rose_ [1]. It fell [2].",
        "**It *rose* [1].** It fell [2].",
        "> - It rose [1].\n> - It fell [2].",
        "It rose ([1]). It fell [2].",
    ],
)
def test_bullets_headings_and_emphasis_are_removed(reply):
    assert parsed(reply) == [("It rose.", (1,)), ("It fell.", (2,))]


@pytest.mark.parametrize(
    "text", ["5 * 3 * 2 is 30.", "The file a_b_c rose.", "It rose - and fell.", "In 2016. It rose."]
)
def test_text_that_only_looks_like_markdown_stays(text):
    assert " ".join(one.text for one in parse_draft(text)) == text


def test_sentences_without_markers_cite_no_evidence():
    assert parsed("It rose. It fell.") == [("It rose.", ()), ("It fell.", ())]


@pytest.mark.parametrize("reply", ["", "  \n\n ", "[1]", "[1][2].", "...", "- \n- ", "**", "“”"])
def test_a_reply_without_words_has_no_sentences(reply):
    assert parse_draft(reply) == []


def test_a_sentence_over_several_lines_becomes_one_line():
    ((text, _),) = parsed("He said “It\trose  again” [1].")
    assert text == "He said “It rose again”."


def test_no_more_than_the_maximum_of_sentences_is_read():
    found = parsed(" ".join(f"Mill {word} closed [{n}]." for n, word in enumerate(WORDS, 1)))
    assert len(WORDS) > len(found) == MAX_SENTENCES
    assert found[:-1] == [(f"Mill {WORDS[n - 1]} closed.", (n,)) for n in range(1, MAX_SENTENCES)]


def test_the_last_sentence_gets_no_markers_of_those_that_are_cut_off():
    found = parsed(" ".join(f"Mill {word} closed [{n}]." for n, word in enumerate(WORDS, 1)))
    assert found[-1] == ("Mill twelve closed.", (MAX_SENTENCES,))


@pytest.mark.parametrize(
    "reply",
    [
        "NOT IN THE EVIDENCE",
        "Not in the evidence.",
        "**NOT IN THE EVIDENCE**",
        "“NOT IN THE EVIDENCE”",
        "  not in\nthe evidence [1]",
        "NOT IN THE EVIDENCE: no piece speaks of that.",
        "_NOT IN THE EVIDENCE_",
    ],
)
def test_a_refusal_is_recognised_by_its_phrase(reply):
    assert is_refusal(reply)


@pytest.mark.parametrize(
    "reply", ["", "It rose [1].", "The evidence does not say.", "It is not in the evidence."]
)
def test_anything_else_is_no_refusal(reply):
    assert not is_refusal(reply)


@pytest.mark.parametrize(
    ("text", "markers", "shown"),
    [
        ("It rose.", (1,), "It rose [1]."),
        ("It rose.", (1, 3), "It rose [1] [3]."),
        ("Did it rise?", (2,), "Did it rise [2]?"),
        ("It rose", (1,), "It rose [1]"),
        ("He said “It rose.”", (1,), "He said “It rose.” [1]"),
        ("It rose (again).", (1,), "It rose (again) [1]."),
        ("It rose…", (1,), "It rose [1]…"),
    ],
)
def test_markers_are_added_before_the_full_stop_unless_a_quotation_ends_there(text, markers, shown):
    assert add_markers(text, markers) == shown


@QUICK
@given(REPLIES)
def test_any_reply_is_parsed_into_sentences_that_are_not_empty(reply):
    found = parse_draft(reply)
    is_refusal(reply)
    assert len(found) <= MAX_SENTENCES
    for one in found:
        assert one.text == " ".join(one.text.split()) != ""
        assert len(set(one.markers)) == len(one.markers)


@QUICK
@given(REPLIES, NUMBERS)
def test_added_markers_are_parsed_again(reply, numbers):
    for one in parse_draft(reply):
        found = parse_draft(add_markers(one.text, numbers))
        assert [number for other in found for number in other.markers] == numbers
