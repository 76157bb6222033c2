"""Records read back from JSON, and what is said of a field that is wrong."""

from __future__ import annotations

import json

import pytest
from support.made_citations import citation

from assistant.decoding import DecodingError, decode, decode_answer, decode_turn, parse_json
from assistant.records import Answer, Citation, Retrieved, Searched, Turn, WrittenSentence

CITED = citation().as_dict()
TURN = {"question": "Who?", "standalone": "Who?", "at": "2022-10-14", "answer": {}}


def through_json(facts: dict) -> dict:
    return parse_json(json.dumps(facts))


def test_a_citation_survives_json():
    whole = citation(
        path="/a.txt", sha256="0" * 64, url="https://a.example", page=3, speaker="Ada Byron",
        role="poet", cue="said", kind="direct", answer_start=0, answer_end=2, headline=True,
    )  # fmt: skip
    assert decode(Citation, through_json(whole.as_dict())) == whole


def test_an_answer_survives_json_but_for_the_texts_of_its_passages():
    passage = Retrieved(document="a.txt", start=0, end=9, score=0.5, text="")
    answer = Answer(
        question="And then?", status="answered", text="42 [1]", short_answer="42",
        confidence=0.5, citations=(citation(),), retrieved=(passage,),
        searched=Searched(
            documents=3, filters={"outlets": ["BBC"]}, speaker="Ada Byron", speaking=2,
            dates=("2020-01-01", "2021-01-01"),
        ),
        timings_ms={"total": 1.0}, standalone="How often?", model="m:n", notice="Note.",
        sentences=(WrittenSentence(text="42", status="kept", markers=(1,)),),
    )  # fmt: skip
    assert decode_answer(through_json(answer.as_dict())) == answer


def test_what_an_older_file_lacks_has_its_default():
    assert decode_answer({}).status == "not_found"
    older = {name: CITED[name] for name in ("document", "start", "end", "quote", "marker")}
    assert decode(Citation, older | {"a later field": 1}).sha256 == ""


def test_half_a_character_is_kept():
    turn = decode_turn(parse_json(json.dumps(TURN | {"question": "\ud800"})))
    assert turn == Turn("\ud800", "Who?", "2022-10-14", {})


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ([], "should be a JSON object and not a list"),
        (None, "should be a JSON object and not null"),
        ({**CITED, "start": None}, 'has a wrong "start": it should be a valid integer, not null'),
        ({**CITED, "quote": 5}, 'has a wrong "quote": it should be a valid string, not 5'),
        ({k: v for k, v in CITED.items() if k != "end"}, 'lacks "end"'),
    ],
    ids=["list", "null", "no number", "no text", "missing"],
)
def test_a_wrong_field_of_a_citation_is_named(facts: object, message: str):
    with pytest.raises(DecodingError) as wrong:
        decode(Citation, facts)
    assert str(wrong.value) == message


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"citations": [CITED, {**CITED, "end": "x"}]}, 'wrong "citations[1].end"'),
        ({"citations": [{**CITED, "start": 5, "end": 2}]}, "a place that no text can have: 5 to 2"),
        ({"citations": 5}, 'wrong "citations": it should be a list, not 5'),
        ({"sentences": [{"status": "kept"}]}, 'lacks "sentences[0].text"'),
        ({"timings_ms": {"total": "x"}}, 'wrong "timings_ms.total"'),
        ({"status": "perhaps"}, "should be 'answered' or 'not_found', not \"perhaps\""),
    ],
    ids=["number", "place", "list", "missing", "timing", "status"],
)
def test_a_wrong_field_of_an_answer_is_named(facts: dict, words: str):
    with pytest.raises(DecodingError) as wrong:
        decode_answer(facts)
    assert words in str(wrong.value)


def test_a_turn_whose_answer_has_a_damaged_citation_is_refused():
    damaged = {"citations": [{name: CITED[name] for name in ("document", "start", "end")}]}
    with pytest.raises(DecodingError, match='lacks "marker"'):
        decode_turn(TURN | {"answer": damaged})


@pytest.mark.parametrize(
    ("text", "words"),
    [("{", "is not JSON: "), ('{"a": NaN}', "is not JSON: NaN is no number"),
     ("[" * 100_000, "is nested too deeply"), ("1" * 5000, "is not JSON: ")],
    ids=["cut", "nan", "deep", "long number"],
)  # fmt: skip
def test_a_text_that_is_no_json_says_why(text: str, words: str):
    with pytest.raises(DecodingError, match="^" + words):
        parse_json(text)
