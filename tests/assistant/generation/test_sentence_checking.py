"""All checks together: sentences that pass them, and the reason if one does not."""

import pytest
from support.numbered_evidence import ALL_EVIDENCE, BRIDGE, evidence

from assistant.generation.reply_sentences import DraftSentence
from assistant.generation.sentence_checking import check_sentence


def checked(support, text, *markers, **given):
    return check_sentence(DraftSentence(text, markers), ALL_EVIDENCE, support, **given)


def test_a_sentence_that_passes_has_no_reason_and_gives_its_speakers(support):
    found = checked(support, "Lind said the storm cost twelve lives.", 2)
    assert (found.reason, found.antecedents) == (None, ("Otto Lind",))


def test_a_sentence_without_markers_fails(support):
    assert checked(support, "Lind said the storm cost twelve lives.").reason == (
        "it names no evidence"
    )


@pytest.mark.parametrize(("markers", "missing"), [((4,), 4), ((0,), 0), ((2, 9999, 7), 9999)])
def test_a_marker_without_evidence_fails_whatever_else_is_cited(support, markers, missing):
    found = checked(support, "Lind said the storm cost twelve lives.", *markers)
    assert found.reason == f"there is no evidence [{missing}]"
    assert found.antecedents == ()


def test_evidence_is_cited_by_its_number_not_by_its_position(support):
    renumbered = [evidence(BRIDGE, 5)]
    sentence = "Lind said the storm cost twelve lives."
    assert check_sentence(DraftSentence(sentence, (5,)), renumbered, support).reason is None
    assert check_sentence(DraftSentence(sentence, (1,)), renumbered, support).reason


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
    assert found.antecedents == ()


def test_a_pronoun_is_followed_from_sentence_to_sentence(support):
    first = checked(support, "Lind said the storm cost twelve lives.", 2)
    follows = "He said the storm destroyed the old bridge."
    second = checked(support, follows, 2, antecedents=first.antecedents)
    assert (second.reason, second.antecedents) == (None, ("Otto Lind",))
    assert checked(support, follows, 2).reason
    assert checked(support, follows, 2, antecedents=("Ada Brandt",)).reason


def test_a_sentence_that_names_nobody_passes_its_antecedents_on(support):
    told = "The oldest school in Riverside was to close."
    assert checked(support, told, 3, antecedents=("Ada Brandt",)).antecedents == ("Ada Brandt",)
    assert checked(support, told, 3).antecedents == ()


def test_a_name_of_the_question_passes_if_it_is_near_the_evidence(support):
    all_evidence = [evidence(BRIDGE, 1, after=" He spoke in Hillsborough.")]
    sentence = DraftSentence("Lind said the storm in Hillsborough cost twelve lives.", (1,))
    asked = "What did the storm in Hillsborough cost?"
    assert check_sentence(sentence, all_evidence, support, asked).reason is None
    assert check_sentence(sentence, all_evidence, support).reason == (
        "the evidence does not name “Hillsborough”"
    )


@pytest.mark.parametrize(
    ("question", "passes"),
    [("What did Otto Lind say about the storm?", True), ("What about the storm?", False)],
)
def test_a_pronoun_may_refer_to_a_speaker_whom_the_question_names(support, question, passes):
    found = checked(support, "He said the storm cost twelve lives.", 2, question=question)
    assert (found.reason is None) == passes


def test_a_speaker_called_by_their_office_is_an_antecedent(support):
    told = [
        evidence("Otto Lind, the mayor of Ghent, told Ada Brandt that the storm cost lives.", 1),
        evidence("“The bridge is lost,” Lind said.", 2),
    ]
    first = DraftSentence("The mayor of Ghent said the storm cost lives, which Brandt heard.", (1,))
    found = check_sentence(first, told, support)
    assert "Otto Lind" in found.antecedents


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("The evidence does not quote Weiss; Lind told the council the storm cost 12 lives.", True),
        ("The evidence does not quote Kern; Lind told the council the storm cost 12 lives.", False),
        ("The evidence does not quote Weiss, but Lind said the storm cost 13 lives.", False),
        ("The evidence does not quote Weiss, but Lind said the storm did not cost lives.", False),
        ("The evidence does not quote Weiss; the storm cost 12 lives.", False),
    ],
)
def test_a_sentence_may_begin_by_saying_what_the_evidence_lacks(support, text, passes):
    found = checked(support, text, 2, question="What did Paul Weiss say of the storm?")
    assert (found.reason is None) == passes
