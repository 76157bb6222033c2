import random

import pytest

from index.text.sentences import MAX_SENTENCE, split_sentences


def split(text: str, language: str | None = None) -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text, language)]


def test_the_seed_is_split_at_its_sentences(seeds):
    (path,) = seeds.glob("*.txt")
    found = split(path.read_bytes().decode())
    assert any(
        s.startswith("The most active cooperation in this part") or s.endswith("France...")
        for s in found
    )
    assert any(s.startswith("“This year, for example,") and s.endswith("to us.") for s in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He came. She went.", ["He came.", "She went."]),
        ("Mr. Smith met Dr. Brown. They spoke.", ["Mr. Smith met Dr. Brown.", "They spoke."]),
        ("It rose 3.5 percent. Good.", ["It rose 3.5 percent.", "Good."]),
        ("A title\nHe came.", ["A title", "He came."]),
        ("One\r\n\r\nTwo", ["One", "Two"]),
        ("今天下雨。他没有来！为什么？", ["今天下雨。", "他没有来！", "为什么？"]),
        ("“We must win.” Mohammed left.", ["“We must win.”", "Mohammed left."]),
        ("The vaccine works. Álvaro came.", ["The vaccine works.", "Álvaro came."]),
        ("At 5 p.m. Élodie spoke to Fr. Ávila.", ["At 5 p.m. Élodie spoke to Fr. Ávila."]),
        ("", []),
        (" \n\t\u00a0\n", []),
    ],
)
def test_sentence_ends_are_found(text: str, expected: list[str]):
    assert split(text) == expected


def test_arabic_is_split_at_the_arabic_question_mark():
    assert len(split("هل جاء الوزير؟ نعم جاء اليوم.", "ar")) == 2


def test_an_overlong_sentence_is_cut_at_white_space():
    text = "word " * 2000
    found = split(text)
    assert max(map(len, found)) <= MAX_SENTENCE
    assert "".join(found).replace(" ", "") == text.replace(" ", "")
    assert all(set(sentence.split()) == {"word"} for sentence in found)
    assert max(map(len, split("x" * 9000))) <= MAX_SENTENCE


POOLS = (
    ' .!?…"“”«»()[]-–—\n\r\t\u2028\u00a0\u00ad\u200b',
    "abcXYZ éÖ ",
    "中文字。！？",
    "عربي، نص؟ ",
    "👩‍👩‍👧🇫🇷\U0001f600",
    "\u0301\u0323\u202e\ufeff\x0b\x0c\x1c\x85\x00\x1b",
)


@pytest.mark.parametrize("seed", range(300))
def test_sentences_of_random_text_cover_every_character_in_order(seed: int):
    chance = random.Random(seed)
    text = "".join(chance.choice(chance.choice(POOLS)) for _ in range(chance.randrange(1, 150)))
    covered, last = set(), 0
    for start, end in split_sentences(text):
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        covered.update(range(start, end))
        last = end
    assert [c for i, c in enumerate(text) if i not in covered and not c.isspace()] == []


def test_a_sentence_does_not_begin_with_a_closing_bracket():
    text = "Rep. G.K. Butterfield (D-N.C.), head of the Caucus, agreed. They left."
    assert [text[a:b] for a, b in split_sentences(text)] == [text[:-11], "They left."]
