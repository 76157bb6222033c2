"""All checks of a sentence together: what is faithful passes, what is not does not."""

import pytest
from backed import BRIDGE, OFFERED, backing

from assistant.checks.sentence import check
from assistant.draft import DraftSentence


def checked(support, text, *markers, **given):
    return check(DraftSentence(text, markers), OFFERED, support, **given)


def test_a_sentence_that_holds_up_has_no_reason_and_says_whom_it_names(support):
    found = checked(support, "Lind said the storm cost twelve lives.", 2)
    assert (found.reason, found.heard) == (None, ("Otto Lind",))


def test_a_sentence_without_markers_names_no_evidence(support):
    assert checked(support, "Lind said the storm cost twelve lives.").reason == (
        "it names no evidence"
    )


@pytest.mark.parametrize(("markers", "missing"), [((4,), 4), ((0,), 0), ((2, 9999, 7), 9999)])
def test_a_marker_of_no_evidence_fails_whatever_else_it_names(support, markers, missing):
    found = checked(support, "Lind said the storm cost twelve lives.", *markers)
    assert found.reason == f"there is no evidence [{missing}]"
    assert found.heard == ()


def test_numbers_of_the_evidence_count_not_its_places(support):
    renumbered = [backing(BRIDGE, 5)]
    sentence = "Lind said the storm cost twelve lives."
    assert check(DraftSentence(sentence, (5,)), renumbered, support).reason is None
    assert check(DraftSentence(sentence, (1,)), renumbered, support).reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Eve told Paul Weiss in June that “storms” took 13 lives, not the bridge. <b>", "markup"),
        ("Eve told Paul Weiss in June that “storms” took 13 lives, not the bridge.", "the words"),
        ("Eve told Paul Weiss in June that the storm took 13 lives, not the bridge.", "a date"),
        ("Eve told Paul Weiss that the storm took 13 lives, not the bridge.", "the number 13"),
        ("Eve told Paul Weiss that the storm took 12 lives, not the bridge.", "“Paul Weiss”"),
        ("Eve said that the storm took 12 lives, not the bridge.", "that Eve says so"),
        ("Lind said that the storm took 12 lives, not the bridge.", "it denies"),
        ("Lind said that the orchestra played 12 symphonies.", "that it names does not say that"),
    ],
)
def test_the_first_check_that_fails_gives_the_reason(support, text, reason):
    found = checked(support, text, 2)
    assert found.reason is not None
    assert reason in found.reason
    assert found.heard == ()


def test_a_pronoun_is_followed_from_sentence_to_sentence(support):
    first = checked(support, "Lind said the storm cost twelve lives.", 2)
    follows = "He said the storm destroyed the old bridge."
    second = checked(support, follows, 2, heard=first.heard)
    assert (second.reason, second.heard) == (None, ("Otto Lind",))
    assert checked(support, follows, 2).reason
    assert checked(support, follows, 2, heard=("Ada Brandt",)).reason


def test_a_sentence_that_names_nobody_leaves_whom_the_one_before_named(support):
    told = "The council voted to close the oldest school in Riverside."
    assert checked(support, told, 3, heard=("Ada Brandt",)).heard == ("Ada Brandt",)
    assert checked(support, told, 3).heard == ()


def test_what_was_asked_may_be_named_where_the_evidence_is_about_it(support):
    offered = [backing(BRIDGE, 1, after=" He spoke in Hillsborough.")]
    sentence = DraftSentence("Lind said the storm in Hillsborough cost twelve lives.", (1,))
    asked = "What did the storm in Hillsborough cost?"
    assert check(sentence, offered, support, asked).reason is None
    assert check(sentence, offered, support).reason == ("the evidence does not name “Hillsborough”")
