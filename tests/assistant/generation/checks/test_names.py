"""The check "names": sentences that pass it, and sentences that fail it."""

import pytest
from support.numbered_evidence import cited_sentence, evidence, slips

from assistant.generation.checks.names import find_unknown_name

RAID = evidence(
    "The Federal Bureau of Investigation and Belgian police searched a house in Riverside, Mayor "
    "Ada Brandt told Otto Lind’s Labour Party in New York.",
    before="Chief Inspector Jean Dupont led the search. ",
    after=" Peru was not involved.",
)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Brandt said police searched a house in Riverside.",
        "Mayor Brandt said so on Tuesday, May 3.",
        "Ms. Brandt said so.",
        "Brandt said the FBI searched the house.",
        "Brandt said the F.B.I. searched the house.",
        "Belgium’s police searched it, Brandt told Lind’s party.",
        "The Belgians searched it, Brandt told the Labour Party.",
        "In New York, Brandt said so.",
        "Riverside's mayor said so.",
        "“Police searched a house,” Brandt said. Neither Lind nor others spoke.",
        "The Daily Ledger reported that Brandt said so.",
        "Asked about Riverside, Brandt said so.",
        "Then Brandt said so.",
        "Yesterday Ada Brandt said so.",
    ],
)
def test_names_of_the_evidence_pass_in_other_forms(text):
    assert find_unknown_name(cited_sentence(text, RAID)) is None


@pytest.mark.parametrize(
    "text",
    [
        "Clara Sommer said so.",
        "Police searched it, Sommer said.",
        "According to Sommer, police searched it.",
        "Bernard Brandt said so.",
        "Brandt told Otto Weiss.",
        "Brandt told Paul Lind.",
        "Brandt told the Green Party.",
        "Brandt said so in Los Angeles.",
        "Brandt said so in New Jersey.",
        "Brandt said police searched a house in Riverdale.",
        "Brandt said the Drug Enforcement Administration searched it.",
        "Brandt said police of Peru searched it.",
        "Jean Dupont searched a house.",
        "Brandt said Senator Weiss’s house was searched.",
        "The Evening Herald reported that Brandt said so.",
        "Brandt said the ÖVP searched “Sommer House”.",
        "Brandt said the CIA searched a house.",
        "Brandt said French police searched it.",
        slips("Brandt told the Republican Party.", reason="a party is taken for a title"),
        slips("Norway searched a house, Brandt said.", reason="a first word is not looked at"),
        "The Morning Post reported that Brandt said so.",
    ],
)
def test_names_that_the_evidence_does_not_have_fail(text):
    assert find_unknown_name(cited_sentence(text, RAID))


@pytest.mark.parametrize(
    ("text", "question", "passes"),
    [
        ("Brandt said Peru took no part.", "What did Brandt say about Peru?", True),
        ("The search was led by Dupont.", "What did Dupont do?", True),
        ("Brandt said Peru took no part.", "What did Brandt say?", False),
        ("The search was led by Sommer.", "What did Clara Sommer do?", False),
    ],
)
def test_names_of_the_question_pass_if_they_are_near_the_evidence(text, question, passes):
    assert (find_unknown_name(cited_sentence(text, RAID, question=question)) is None) == passes


def test_other_evidence_may_complete_a_name_but_not_add_one():
    one, other = evidence("Lind left."), evidence("It was Paul Lind, not Eva Weiss, who left.", 2)
    all_evidence = [one, other]
    assert (
        find_unknown_name(
            cited_sentence("It was Paul Lind who left.", one, all_evidence=all_evidence)
        )
        is None
    )
    assert find_unknown_name(cited_sentence("It was Paul Lind who left.", one))
    assert find_unknown_name(
        cited_sentence("It was Eva Weiss who left.", one, all_evidence=all_evidence)
    )


@pytest.mark.parametrize(
    ("quote", "text", "passes"),
    [
        ("The Chinese government denied it, Otto Lind said.", "Lind said Beijing denied it.", True),
        ("Moscow denied it, Otto Lind said.", "Lind said Russia denied it.", True),
        ("The Chinese government denied it, Otto Lind said.", "Lind said Tokyo denied it.", False),
    ],
)
def test_a_seat_of_government_stands_for_its_country(quote, text, passes):
    assert (find_unknown_name(cited_sentence(text, quote)) is None) == passes


@pytest.mark.parametrize(("last", "passes"), [("Voss", True), ("Kern", False)])
def test_the_last_name_passes_if_the_evidence_has_the_given_name(last, passes):
    told = evidence("“Everybody knows Laura,” Otto Lind said.", before="Laura Voss won in May. ")
    assert (
        find_unknown_name(cited_sentence(f"Lind said everybody knows {last}.", told)) is None
    ) == passes


@pytest.mark.parametrize(
    ("quote", "text", "passes"),
    [
        ("Rep. Otto Lind, D-Fla., spoke.", "Lind of Florida spoke.", True),
        ("Rep. Otto Lind, D-Fla., spoke.", "Lind of Georgia spoke.", False),
        ("Lind will run for president.", "Lind wants to win the White House.", True),
        ("Lind will run for mayor.", "Lind wants to win the White House.", False),
        ("Responding to Brandt, Lind spoke.", "Answering Brandt, Lind spoke.", True),
    ],
)
def test_abbreviated_states_and_offices_named_by_their_house_pass(quote, text, passes):
    assert (find_unknown_name(cited_sentence(text, quote)) is None) == passes


@pytest.mark.parametrize(
    "text",
    [
        "Brandt said Martin O'Malley was there.",
        "Brandt said Martin O’Malley was there.",
    ],
)
def test_apostrophes_of_either_kind_are_the_same(text):
    curly = evidence("Martin O’Malley was there, Ada Brandt said.")
    straight = evidence("Martin O'Malley was there, Ada Brandt said.")
    assert find_unknown_name(cited_sentence(text, curly)) is None
    assert find_unknown_name(cited_sentence(text, straight)) is None


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("Brandt said Otto Lind has to resign.", True),
        ("Brandt said Clara Sommer has to resign.", False),  # beside it, but offered nowhere
        ("Brandt said Paul Weiss has to resign.", False),  # offered, but not beside it
        ("Brandt said that on Christmas Day.", False),  # days are the evidence's own
    ],
)
def test_a_name_beside_a_known_name_in_other_evidence_passes(text, passes):
    cited = evidence(
        "“He has to resign,” Brandt said at Christmas.",
        before="Otto Lind met Clara Sommer on a cold day. ",
    )
    other = evidence("Otto Lind and Paul Weiss came on the first Day of May.", marker=2)
    asked = cited_sentence(text, cited, all_evidence=(cited, other))
    assert (find_unknown_name(asked) is None) is passes
