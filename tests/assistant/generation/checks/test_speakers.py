"""The checks of who says what: "speakers", "quotation speakers", "unattributed claims"."""

from dataclasses import replace

import pytest
from support.numbered_evidence import cited_sentence, evidence, find_misattribution, slips

from assistant.generation.comparison.antecedents import find_antecedents

RUINED = "The tariff on steel has ruined the mills of Riverside, Ada Brandt said."
CLOSED = "“We will close the mills,” Otto Lind told reporters. “Nobody wants the steel.”"
VOTED = "The council voted 7 to 2 on Monday to close the mill, the oldest in Riverside."
BACKED = "Ada Brandt supports a tariff on steel."
ADVERTS = "A campaign official said the adverts would stop."
NESTED = "Ada Brandt said Otto Lind had called the mayor a liar."
BOTH = "Ada Brandt said the tariff would rise. Otto Lind said the mills would close."
TOLD = "“That’s fair, as they are proud,” Ada Brandt told CNN of worries about the mills’ workers."
RAIDS = "It burst into view on Tuesday, with nearly 140 members denouncing the raids."
COUPLE = "Melania Trump said the garden needs new roses. Donald Trump said the wall will stand."


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        (RUINED, "Ada Brandt said the tariff on steel has ruined the mills of Riverside."),
        (RUINED, "According to Brandt, the tariff has ruined the mills."),
        (RUINED, "The tariff has ruined the mills, Ms. Brandt claimed."),
        (RUINED, "Brandt’s view is that the tariff has ruined the mills."),
        (RUINED, "In Brandt’s words, the tariff has ruined the mills."),
        (RUINED, "Brandt blamed the tariff for ruining the mills."),
        (RUINED, "The Daily Ledger reported that Brandt said the tariff has ruined the mills."),
        (CLOSED, "Otto Lind told reporters that they will close the mills."),
        (CLOSED, "“Nobody wants the steel,” Lind said."),
        (CLOSED, "Lind thinks that “nobody wants the steel”."),
        (VOTED, "The council voted 7 to 2 to close the mill."),
        (VOTED, "The Daily Ledger reported that the council voted to close the mill."),
        (BACKED, "Brandt backs a tariff on steel."),
        (ADVERTS, "The adverts would stop, an official said."),
        (ADVERTS, "The Daily Ledger reported that the adverts would stop."),
        (NESTED, "Brandt said Lind had called the mayor a liar."),
        (COUPLE, "Mrs. Trump said the garden needs new roses."),
        (TOLD, "She told CNN that worries about the mills are fair, calling the workers proud."),
        (RAIDS, "Close to 140 members denounced the raids."),
    ],
)
def test_a_claim_attributed_to_its_speaker_passes(quote, text):
    assert find_misattribution(cited_sentence(text, quote)) is None


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        (RUINED, "The tariff on steel has ruined the mills of Riverside."),
        (RUINED, "The mills of Riverside were ruined by the tariff on steel."),
        (RUINED, "Brandt’s mills in Riverside were ruined by the tariff on steel."),
        (RUINED, "The tariff on steel has ruined the mills, according to the Daily Ledger."),
        (RUINED, "It is said that the tariff has ruined the mills."),
        (CLOSED, "Nobody wants the steel."),
        (CLOSED, "The mills will close, as “nobody wants the steel”."),
        (CLOSED, "“Nobody wants the steel.”"),
        (ADVERTS, "The adverts would stop."),
        (NESTED, "The mayor is a liar."),
        (BOTH, "The tariff would rise."),
    ],
)
def test_a_claim_stated_as_a_fact_or_without_its_speaker_fails(quote, text):
    assert find_misattribution(cited_sentence(text, quote))


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        (RUINED, "Otto Lind said the tariff on steel has ruined the mills of Riverside."),
        (RUINED, "According to Lind, the tariff has ruined the mills."),
        (RUINED, "The tariff on steel has ruined the mills, said Lind."),
        (RUINED, "Officials said the tariff has ruined the mills."),
        (RUINED, "The tariff has ruined the mills, critics say."),
        (RUINED, "The Daily Ledger said the tariff on steel has ruined the mills of Riverside."),
        (CLOSED, "“We will close the mills,” Ada Brandt said."),
        (CLOSED, "Riverside’s mayor said: “We will close the mills.”"),
        (VOTED, "Ada Brandt said the council voted 7 to 2 to close the mill."),
        (VOTED, "According to Lind, the council voted to close the mill."),
        (BACKED, "Otto Lind supports a tariff on steel."),
        (ADVERTS, "Otto Lind said the adverts would stop."),
        (NESTED, "The mayor is a liar, Lind said."),
        (BOTH, "Lind said the tariff would rise."),
        (BOTH, "Brandt said the mills would close."),
        (BOTH, "Lind said the tariff would rise and Brandt said the mills would close."),
        slips(
            BOTH,
            "The tariff would rise and the mills would close, Brandt said.",
            reason="one name is enough for the words of two",
        ),
        (COUPLE, "Donald Trump said the garden needs new roses."),
        (COUPLE, "Trump said the garden needs new roses."),
        (RUINED.replace("Ada", "Mary"), "Mr. Brandt said the tariff has ruined the mills."),
    ],
)
def test_a_claim_attributed_to_somebody_else_fails(quote, text):
    assert find_misattribution(cited_sentence(text, quote))


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("Bill Clinton said the economy is strong.", True),
        ("Mr. Clinton said the economy is strong.", True),
        ("Hillary Clinton said the economy is strong.", False),
    ],
)
def test_two_speakers_with_the_same_last_name_are_told_apart(text, passes):
    one = evidence("Bill Clinton said the economy is strong.", 1)
    other = evidence("Hillary Clinton said taxes must fall.", 2)
    assert (
        find_misattribution(cited_sentence(text, one, all_evidence=[one, other])) is None
    ) == passes


def test_each_of_two_quotes_keeps_its_own_speaker():
    def said(first, second):
        text = f"{first} said the tariff has ruined the mills and {second} that nobody wants steel."
        return find_misattribution(cited_sentence(text, evidence(RUINED, 1), evidence(CLOSED, 2)))

    assert said("Brandt", "Lind") is None
    assert said("Lind", "Brandt")
    assert said("Brandt", "she")


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("Ada Brandt said they shall build the mill again.", True),
        ("“We shall build the mill again,” Brandt promised.", True),
        ("The mill will be built again.", False),
        ("Otto Lind said they shall build the mill again.", False),
    ],
)
def test_all_of_a_speech_is_attributed_to_its_speaker(text, passes):
    speech = evidence("My friends, we shall build the mill again.", speaker="Ada Brandt")
    assert (find_misattribution(cited_sentence(text, speech)) is None) == passes


@pytest.mark.parametrize(
    ("text", "antecedents", "passes"),
    [
        ("She said the tariff has ruined the mills.", ("Ada Brandt",), True),
        ("In her view, the tariff has ruined the mills.", ("Ada Brandt",), True),
        ("The mayor said the tariff has ruined the mills.", ("Ada Brandt",), True),
        ("The tariff has ruined the mills.", ("Ada Brandt",), False),
        ("He said the tariff has ruined the mills.", ("Otto Lind",), False),
        ("She said the tariff has ruined the mills.", (), False),
    ],
)
def test_a_pronoun_refers_to_a_speaker_of_the_sentence_before(text, antecedents, passes):
    assert (
        find_misattribution(cited_sentence(text, RUINED, antecedents=antecedents)) is None
    ) == passes


def test_antecedents_are_the_speakers_of_a_sentence_or_of_the_one_before():
    speakers = ("Ada Brandt", "Otto Lind")
    named = cited_sentence("Lind said so, and Brandt agreed.", RUINED, antecedents=("Eve Adams",))
    unnamed = cited_sentence("She said so.", RUINED, antecedents=("Ada Brandt",))
    assert find_antecedents(named, speakers) == speakers
    assert find_antecedents(unnamed, speakers) == ("Ada Brandt",)


@pytest.mark.parametrize(
    ("quote", "text", "passes"),
    [
        (
            "“We are late,” the union's head, Mary Kay Henry, said.",
            "Henry said “We are late.”",
            True,
        ),
        (
            "“We are late,” tweeted Prince Alwaleed Bin Talal.",
            "Alwaleed wrote “We are late.”",
            True,
        ),
        ("“We are late,” tweeted Prince Alwaleed Bin Talal.", "He wrote “We are late.”", False),
        (
            "“We are late,” Otto Lind said, according to Radio Ghent.",
            "Lind said “We are late.”",
            True,
        ),
        ("“We are late,” Otto Lind said.", "In Lind's eyes, we are late.", True),
    ],
)
def test_a_speaker_may_have_any_of_their_names_and_be_quoted_by_others(quote, text, passes):
    assert (find_misattribution(cited_sentence(text, quote)) is None) == passes


def test_a_person_named_in_a_quotation_is_not_its_speaker():
    found = evidence("“Donald Trump has made it clear, and all computers can be rigged.”")
    statements = tuple(replace(one, speaker="Roger Stone") for one in found.statements)
    said = replace(found.citation, speaker="Roger Stone", kind="direct")
    stone = replace(found, statements=statements, citation=said)
    assert find_misattribution(
        cited_sentence("Donald Trump said all computers can be rigged.", stone)
    )
    assert (
        find_misattribution(cited_sentence("Roger Stone said all computers can be rigged.", stone))
        is None
    )


ACCUSED = "Residents have accused Otto Lind of delaying, hiding, and burning the files on the mill."
SIGNS = "When she held up her signs, men ripped them away and yelled at her, Ada Brandt said."
TIMES = "The Riverside Times said that its articles were “accurate, fair and balanced”."
NETWORK = "The network, which reported on it, called it an attempt to silence the press."
TRUTH = "“We win because we are telling the truth,” Ada Brandt said."


@pytest.mark.parametrize(
    ("quote", "text", "antecedents", "passes"),
    [
        # All that somebody is accused of is claimed.
        (ACCUSED, "Lind delayed, hid and burned the files on the mill.", (), False),
        (ACCUSED, "Residents accused Lind of hiding the files on the mill.", (), True),
        # "Her" as an object goes on from nobody, and "telling" reports nothing here.
        (SIGNS, "Men yelled as they ripped her signs away.", ("Ada Brandt",), False),
        (SIGNS, "She said men ripped her signs away.", ("Ada Brandt",), True),
        (TRUTH, "Brandt’s party wins because it is telling the truth.", (), False),
        (TRUTH, "Brandt says they win by telling the truth.", (), True),
        # A body with an article is a name.
        (TIMES, "Otto Lind said the articles were “accurate, fair and balanced”.", (), False),
        (TIMES, "The Times called its articles “accurate, fair and balanced”.", (), True),
        # Somebody else is described as the one who says it.
        (
            RUINED,
            "A spokesman for the port said she hoped it ruined mills.",
            ("Ada Brandt",),
            False,
        ),
        (RUINED, "The critics said the tariff has ruined the mills.", ("Ada Brandt",), False),
        # Whoever is named in it is not whose words they are.
        (
            "Ada Brandt told the Times she was “not quite there yet” on backing Lind.",
            "Lind told the Times that he was “not quite there yet” on backing Brandt.",
            (),
            False,
        ),
        # Initials are a body's, written big; "on" is not Olga Nord.
        (
            "The tariff has ruined the mills, Olga Nord said.",
            "It is said on the coast that the tariff has ruined the mills.",
            (),
            False,
        ),
        (
            "The Port Trade Union said that the tariff has ruined the mills.",
            "The PTU said that the tariff has ruined the mills.",
            (),
            True,
        ),
        # Deeds are no claims.
        ("Otto Lind declined to renew the lease.", "Lind chose not to renew the lease.", (), True),
        # To come to know something is not to say it.
        ("Ada Brandt would show voters that she is fair.", "Brandt said she is fair.", (), False),
        # An office for the title before the name.
        (
            "Gov. Otto Lind vowed to close the port.",
            "The governor vows to close the port.",
            (),
            True,
        ),
        # "Expects" is in what is said, and yet it is she who does.
        (
            "“I expect the mills to close,” Ada Brandt said.",
            "Brandt expects mills to close.",
            (),
            True,
        ),
    ],
)
def test_a_speaker_is_recognised_in_other_wordings(quote, text, antecedents, passes):
    assert (
        find_misattribution(cited_sentence(text, quote, antecedents=antecedents)) is None
    ) == passes


def test_a_described_speaker_is_whoever_is_called_so_elsewhere():
    said = evidence(NETWORK, before="The bank closed the accounts of the Russian network RT.")
    asked = "Why did NatWest close the accounts of the Russian network RT?"
    near = replace(said, text_after="NatWest did not say why.")
    wrong = cited_sentence(
        "NatWest called it an attempt to silence the press.", near, question=asked
    )
    right = cited_sentence("RT called it an attempt to silence the press.", near, question=asked)
    assert find_misattribution(wrong)
    assert find_misattribution(right) is None


def test_a_speaker_may_be_called_by_a_title_of_other_evidence():
    one = evidence("Netanyahu said that he would go ahead with the visit.", 1)
    other = evidence("Israeli Prime Minister Benjamin Netanyahu will meet the envoy.", 2)
    text = "The Israeli prime minister said he would go ahead with the visit."
    assert find_misattribution(cited_sentence(text, one, all_evidence=[one, other])) is None
