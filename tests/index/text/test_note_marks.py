import pytest

from index.text.normalised_words import split_unspaced_scripts, word_keys
from index.text.note_marks import blank_note_marks


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("The rate rose to 12³ per cent in May.", "The rate rose to 12 per cent in May."),
        ("The rate rose to 12¹⁴ percent.", "The rate rose to 12 percent."),
        ("It rose to 12³% in May.", "It rose to 12% in May."),
        ("It rose to 12.5² per cent.", "It rose to 12.5 per cent."),
        ("It cost 1,240² crowns.", "It cost 1,240 crowns."),
        ("It cost 3² million.", "It cost 3 million."),
        ("Some 240¹ boats came.", "Some 240 boats came."),
        ("It was built in 1989⁴ by the board.", "It was built in 1989 by the board."),
        ("the 3rd² of May", "the 3rd of May"),
        ("The board¹ agreed² with the chair’s³ view.", "The board agreed with the chair’s view."),
        ("It will rise.³ It fell,² they said.", "It will rise. It fell, they said."),
        ("“It will rise”³ they said", "“It will rise” they said"),
        ("“It will rise.”³ they said", "“It will rise.” they said"),
        ("the EU² and NATO³ and it⁴", "the EU and NATO and it"),
        ("the board¹,² agreed", "the board agreed"),
        ("the board* and the chair† of 12‡ boats", "the board and the chair of 12 boats"),
        ("the board[3] and 12[4] per cent", "the board and 12 per cent"),
        ("the board[3][4] agreed", "the board agreed"),
        ("die Brücke² fällt", "die Brücke fällt"),
    ],
)
def test_a_note_mark_is_no_part_of_what_is_said(marked, plain):
    assert word_keys(marked) == word_keys(plain)
    assert len(blank_note_marks(marked)) == len(marked)
    assert split_unspaced_scripts(marked).split() != []


@pytest.mark.parametrize(
    ("raised", "others"),
    [
        ("10⁶ boats", ("10 boats", "106 boats")),
        ("10³ per cent", ("10 per cent", "103 per cent")),
        ("5 m² of deck", ("5 m of deck", "5 m2 of deck")),
        ("5m² of deck", ("5m of deck", "5m2 of deck")),
        ("12 km³ of water", ("12 km of water",)),
        ("12 ft² of deck", ("12 ft of deck",)),
        ("CO₂ rose", ("CO rose", "CO 2 rose")),
        ("10₂ is two", ("10 is two", "102 is two")),
        ("x² is more", ("x is more", "x2 is more")),
        ("E = mc²", ("E = mc", "E = mc2")),
        ("5² is 25", ("5 is 25", "52 is 25")),
        ("5² gives 25", ("5 gives 25",)),
        ("2³ = 8", ("2 = 8", "23 = 8")),
        ("a² + b²", ("a + b",)),
        ("²³⁵U decays", ("U decays", "235U decays")),
        ("Fe³⁺ ions", ("Fe ions", "Fe3 ions")),
        ("10⁻⁶ of it", ("10 of it", "10-6 of it")),
        ("12³ per cent", ("123 per cent", "12 3 per cent")),
        ("sin² of it", ("sin of it",)),
    ],
)
def test_an_exponent_and_a_raised_unit_keep_their_meaning(raised, others):
    for other in others:
        assert word_keys(raised) != word_keys(other)


def test_a_bracket_that_an_editor_put_in_is_no_mark():
    assert word_keys("He has [42] votes") != word_keys("He has votes")
