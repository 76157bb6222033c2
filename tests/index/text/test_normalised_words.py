import unicodedata
from itertools import pairwise

import pytest

from index.text.normalised_words import (
    ELLIPSIS,
    QUOTATION_BORDER,
    normalise_words,
    split_unspaced_scripts,
    word_keys,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“We won’t,” he said.", '"We won\'t", he said'),
        ("thankful — I cannot", "thankful  -  I cannot"),
        ("thankful—I", "thankful -- I"),
        ("a\u00a0wall\u2009of\nstone", "a wall of stone"),
        ("extra\u00additi\u200bon", "extradition"),
        ("the ﬁnal oﬃce", "the final office"),
        ("Ｗｉｄｅ 𝐛𝐨𝐥𝐝", "wide bold"),
        ("Garci\u0301a", "García"),
        ("76,984 voters", "76984 voters"),
        (".5 percent", "0.5 percent"),
        ("1 350 crowns", "1,350 crowns"),
        ("1 350 crowns", "1350 crowns"),
        ("1\u202f350 crowns", "1 350 crowns"),
        ("1\u00a0350.50 crowns", "1,350.50 crowns"),
        ("CO₂ and C₆H₁₂O₆", "CO2 and C6H12O6"),
        ("12’500’000 francs", "12,500,000 francs"),
        ("2½ years", "2 1/2 years"),
        ("2015–16", "2015 - 16"),
        ("so… what", "so . . . what"),
        ("so [...] what", "so (…) what"),
        ("[T]he plan", "The plan"),
        ("a plan [sic]", "a plan"),
        ("the plan[12] works", "the plan works"),
        ("Theyʼre here", "They’re here"),
        ("commander-in-chief", "commander in chief"),
    ],
)
def test_texts_that_differ_in_typography_have_equal_keys(one: str, other: str):
    assert word_keys(one) == word_keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("it is", "it isn't"),
        ("we're", "were"),
        ("1,000", "1.000"),
        ("5.3", "53"),
        ("1 350 crowns", "350 crowns"),
        ("in 2019 350 boats", "in 2019350 boats"),
        ("May 3 240 boats", "May 3240 boats"),
        ("007 350", "007350"),
        ("12 34 boats", "1234 boats"),
        ("1,\n350 boats", "1350 boats"),
        ("10²", "102"),
        ("2½", "2"),
        ("5%", "5"),
        ("$5", "5"),
        ("fell to -5 points", "fell to 5 points"),
        ("3-5 percent", "35 percent"),
        ("3-5 percent", "3 5 percent"),
        ("at 10:30", "at 10.30"),
        ("re-sign", "resign"),
        ("García", "Garcia"),
        ("Is it true? No.", "Is it true. No."),
        ("he [Trump] said", "he Trump said"),
        ("He has [42] votes", "He has votes"),
        ("well … no", "well no"),
        ("“Yes.” “No.”", "“Yes. No.”"),
        ("раз", "pаз"),
    ],
)
def test_differences_that_can_change_the_meaning_change_the_keys(one: str, other: str):
    assert word_keys(one) != word_keys(other)


def test_ellipsis_question_mark_and_quotation_border_have_keys():
    assert word_keys("A … b.” “C?") == ["a", ELLIPSIS, "b", QUOTATION_BORDER, "c", "?"]


@pytest.mark.parametrize(
    "text",
    [
        "“It isn’t,” she said – ﬁnally.",
        "Cafe\u0301 ex\u00adtra 76,984 [T]he \u200bend",
        unicodedata.normalize("NFD", "Việt Nam: Đà Nẵng đã nói"),
        "قال الوزير: «لن نرفع الرسوم»",
        "शुल्क नहीं बढ़ेगा",
        "部长说：不会提高关税。",
        "รัฐมนตรีกล่าว",
    ],
)
def test_offsets_point_at_the_word_in_every_script(text: str):
    words = normalise_words(text)
    assert words
    assert [word.key for word in words] == word_keys(text)
    for word in words:
        assert word_keys(text[word.start : word.end]) == [word.key]
    assert all(one.end <= two.start for one, two in pairwise(words))


def test_each_character_is_a_word_in_scripts_without_spaces():
    assert word_keys("部长说")[1:] == word_keys("长说")
    assert split_unspaced_scripts("部长 said").split() == ["部", "长", "said"]


def test_an_unbalanced_bracket_changes_no_key():
    assert word_keys("he [Trump said so") == word_keys("he Trump said so")


def test_offsets_count_in_the_text_that_was_cut():
    text = "It is a co\u0301pied “ﬁle” of the office."
    for start in (0, 3, 6):
        for word in normalise_words(text[start:], start):
            assert word_keys(text[word.start : word.end]) == [word.key]
