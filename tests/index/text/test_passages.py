import itertools
import random

import pytest

from index.records import Span
from index.text.passages import PASSAGE_CHARACTERS, make_passages


def sentences(*lengths: int) -> list[Span]:
    spans, start = [], 0
    for length in lengths:
        spans.append(Span(start, start + length))
        start += length + 1
    return spans


def test_no_sentences_make_no_passages():
    assert make_passages("d", []) == []


def test_a_short_text_is_one_passage():
    spans = sentences(40, 60)
    (passage,) = make_passages("d", spans)
    assert (passage.start, passage.end, passage.sentences) == (0, 101, tuple(spans))


@pytest.mark.parametrize("seed", range(20))
def test_passages_hold_all_sentences_whole_and_in_order(seed: int):
    chance = random.Random(seed)
    spans = sentences(*(chance.choice([5, 80, 300, 900, 2000]) for _ in range(60)))
    passages = make_passages("d", spans)
    assert {span for passage in passages for span in passage.sentences} == set(spans)
    for passage in passages:
        first = spans.index(passage.sentences[0])
        assert list(passage.sentences) == spans[first : first + len(passage.sentences)]
        assert (passage.start, passage.end) == (passage.sentences[0][0], passage.sentences[-1][1])
        assert passage.end - passage.start <= PASSAGE_CHARACTERS or len(passage.sentences) == 1
    assert len({passage.id for passage in passages}) == len(passages)
    assert [p.start for p in passages] == sorted({p.start for p in passages})


def test_neighbouring_passages_share_one_sentence_unless_it_is_long():
    short = make_passages("d", sentences(*[200] * 20))
    for before, after in itertools.pairwise(short):
        assert after.sentences[0] == before.sentences[-1]
    long = make_passages("d", sentences(*[PASSAGE_CHARACTERS * 2 // 3] * 5))
    assert [len(passage.sentences) for passage in long] == [1] * 5


def test_passage_ids_depend_only_on_document_and_offsets():
    one, other = make_passages("d", sentences(9)), make_passages("e", sentences(9))
    assert one[0].id == make_passages("d", sentences(9))[0].id
    assert one[0].id != other[0].id
