"""Opposites in other words, and wordings that only look like opposites."""

import pytest
from support.numbered_evidence import cited_sentence, find_reversal

from assistant.generation.comparison.opposite_words import opposite_stems, similar_stems, stem_word

COMPARED = "Clara Voss said her party is less open to trade than more than $200 in fees suggest."
TWO_POLLS = "While Brandt leads in the north, she trails the mayor of Riverside in the south."
HARVEST = "Nothing that Riverside and Ghent could do would save the harvest, Otto Lind said."
HELP = "“I don’t think either one helped themselves particularly,” Otto Lind said."
NOTICED = "“You’d think the mills would be up in arms, but I haven’t heard a word,” Lind said."
CHOICE = "Many farmers prefer the river route to toll roads through the hills, Lind said."
SERIOUS = "Otto Lind spoke of the failure of mayors to take the floods seriously."


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("Lind walked back his remarks on the tariff.", "Lind stood by his remarks."),
        ("Several mills called off projects with him.", "The mills stuck to their projects."),
        ("Brandt turned down the offer of the mills.", "Brandt accepted the offer."),
        ("Lind was pessimistic about the harvest.", "Lind was optimistic about the harvest."),
        ("The council outlawed the tariff on steel.", "The council allowed the tariff on steel."),
        (COMPARED, "Voss said her party is more open to trade."),
        (TWO_POLLS, "Brandt leads the mayor of Riverside in the south."),
        (HARVEST, "Lind said Riverside and Ghent could save the harvest."),
        (HELP, "Lind said both of them had helped themselves."),
        (NOTICED, "Lind said the mills were up in arms."),
        ("“I’m just not ready to do that,” Brandt said.", "Brandt said she was prepared to do it."),
        ("The rain did little to change the harvest, Lind said.", "The rain changed the harvest."),
        (SERIOUS, "Lind said mayors took the floods too seriously."),
        (CHOICE, "Many farmers prefer toll roads to the river route, Lind said."),
    ],
)
def test_the_opposite_in_other_words_fails(quote, text):
    assert find_reversal(cited_sentence(text, quote))


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("Lind walked back his remarks on the tariff.", "Lind retracted his remarks."),
        ("Several mills called off projects with him.", "The mills cancelled their projects."),
        ("Brandt turned down the offer of the mills.", "Brandt did not accept the offer."),
        ("This debate stayed on topic, Lind said.", "Lind said it did not stray from the topic."),
        (
            "Foxes show more spine than the mayor, Lind said.",
            "The mayor has less spine than foxes.",
        ),
        ("It came two days after Lind spoke.", "Two days before, Lind had spoken."),
        (TWO_POLLS, "Brandt leads in the north."),
        (TWO_POLLS, "Brandt trails the mayor in the south."),
        (HARVEST, "Lind said Riverside could not save the harvest."),
        (
            "Brandt said she should not have called Lind a liar.",
            "Brandt took back calling Lind so.",
        ),
        (CHOICE, "Many farmers prefer the river route to toll roads, Lind said."),
        (
            "Brandt blasted Lind for his support of a failed bill, and said he opposed better.",
            "Brandt criticized Lind for having backed a failed bill.",
        ),
    ],
)
def test_the_same_in_other_words_passes(quote, text):
    assert find_reversal(cited_sentence(text, quote)) is None


def test_opposites_are_mutual_and_never_the_word_itself():
    for word in map(stem_word, ("supported", "rises", "optimistic", "quickly", "ban", "trail")):
        assert opposite_stems(word)
        assert word not in opposite_stems(word)
        assert not similar_stems(word) & {
            other for other, least in opposite_stems(word).items() if least == 1
        }
        assert all(word in opposite_stems(other) for other in opposite_stems(word))
