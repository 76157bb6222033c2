import pytest

from assistant.reader import PASSAGE_SHARE, PASSAGES, SENTENCES, WORDS, choose_evidence
from index.ranking import RankedPassage
from index.records import Span
from index.stored import DocumentInfo, StoredPassage


def info(number=1, name="a.txt"):
    facts = dict.fromkeys(("title", "outlet", "date", "author", "speaker", "url", "language"))
    return DocumentInfo(
        number=number,
        id=f"id{number}",
        label=name,
        name=name,
        path=name,
        sha256="",
        pages=(),
        extra={},
        given="",
        characters=0,
        passages=1,
        **facts,
    )


def passage(sentences, closeness, score=0.5, number=1, gap=" ", speaks=0.0):
    """A ranked passage of the given sentences, which begins at character 10 of its document."""
    spans, at = [], 10
    for sentence in sentences:
        spans.append(Span(at, at + len(sentence)))
        at += len(sentence) + len(gap)
    stored = StoredPassage(
        f"p{number}",
        info(number, f"{number}.txt"),
        10,
        spans[-1].end,
        tuple(spans),
        gap.join(sentences),
        b"",
    )
    return RankedPassage(stored, score, {"speaker": speaks}, tuple(closeness), 1, 1)


def test_the_closest_sentence_comes_first_with_its_exact_place():
    sentences = ["One is here.", "Two is there.", "Three."]
    best = choose_evidence([passage(sentences, [0.1, 1.2, 0.2], gap="\n\n")])[0]
    assert (best.text, best.start) == ("Two is there.", 10 + len("One is here.\n\n"))


def test_neighbours_of_one_paragraph_become_one_quotation():
    found = choose_evidence([passage(["One.", "Two.", "Three."], [1.0, 1.1, 0.9])])
    assert [(e.start, e.end, e.text) for e in found] == [(10, 26, "One. Two. Three.")]


def test_sentences_of_two_paragraphs_stay_apart():
    for gap in ("\n", "\n\n"):
        found = choose_evidence([passage(["One.", "Two."], [1.0, 1.1], gap=gap)])
        assert [e.text for e in found] == ["Two.", "One."]


def test_no_more_sentences_or_words_than_allowed():
    short = choose_evidence([passage([f"Word {n}." for n in range(9)], [1.0] * 9, gap="\n\n")])
    assert len(short) == SENTENCES
    long = " ".join(["word"] * (WORDS - 5)) + "."
    found = choose_evidence([passage([long, long, "Short one."], [1.0, 0.9, 0.8], gap="\n\n")])
    assert [len(e.text.split()) for e in found] == [WORDS - 5, 2]


def test_a_first_sentence_is_taken_whatever_its_length():
    long = " ".join(["word"] * (3 * WORDS)) + "."
    assert choose_evidence([passage([long], [1.0])])[0].text == long


def test_a_better_passage_lifts_its_sentences():
    weak = passage(["Weak."], [0.8], score=0.1, number=1)
    strong = passage(["Strong."], [0.7], score=0.9, number=2)
    assert choose_evidence([weak, strong])[0].text == "Strong."


def test_a_sentence_in_two_overlapping_passages_counts_once():
    first = passage(["Same."], [0.8], score=0.9)
    again = passage(["Same."], [0.8], score=0.2)
    found = choose_evidence([first, again])
    assert len(found) == 1
    assert found[0].score == pytest.approx(0.8 + 0.9 * PASSAGE_SHARE)


def test_nothing_in_nothing_out():
    assert choose_evidence([]) == []


def test_a_later_passage_is_read_where_the_one_asked_about_speaks():
    others = [passage([f"No {n}."], [0.1], 0.0, n) for n in range(1, PASSAGES + 1)]
    last = PASSAGES + 1
    for speaks, best in ((1.0, "Yes."), (0.0, "No 1.")):
        later = passage(["Yes."], [1.0], 0.0, last, speaks=speaks)
        assert choose_evidence([*others, later])[0].text == best
