"""Reading test sets of each format; errors name the file and the line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.errors import BatchError
from assistant.evaluation import read_test_set
from assistant.evaluation.judging.records import GoldQuestion
from assistant.evaluation.testset_reader import MAX_PROBLEMS

FACT = {
    "id": "1",
    "type": "when",
    "question": "When did the harbour open?",
    "answers": ["in May", "May"],
    "speaker": "Ada Brandt",
    "document": "harbour.txt",
    "evidence": ["It opened in May."],
}


def written(folder: Path, text: str | bytes, name: str = "set.jsonl") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def lines(*rows: object) -> str:
    return "".join(f"{json.dumps(row)}\n" for row in rows)


def one_of(folder: Path, text: str | bytes, name: str = "set.jsonl") -> GoldQuestion:
    (one,) = read_test_set(written(folder, text, name)).questions
    return one


def refusal(folder: Path, text: str | bytes, name: str = "set.jsonl") -> str:
    path = written(folder, text, name)
    with pytest.raises(BatchError) as raised:
        read_test_set(path)
    assert str(path) in str(raised.value)
    return str(raised.value)


def test_a_line_with_all_fields(tmp_path: Path):
    one = one_of(tmp_path, lines(FACT))
    assert one == GoldQuestion(
        id="1",
        type="when",
        question="When did the harbour open?",
        answers=("in May", "May"),
        speaker="Ada Brandt",
        document="harbour.txt",
        evidence=("It opened in May.",),
    )
    assert one.answerable
    assert one.as_dict() == FACT


def test_a_line_with_only_the_required_fields(tmp_path: Path):
    text = lines({"id": 7, "question": "Who?", "answers": ["Ada"]}, {"id": "8", "question": "?a"})
    assert 'line 2: it needs "answers"' in refusal(tmp_path, text)
    text = "\n" + lines({"id": 7, "question": "Who?", "answers": ["Ada"]}) + "   \n"
    assert one_of(tmp_path, text) == GoldQuestion(
        id="7", type="fact", question="Who?", answers=("Ada",)
    )


def test_no_answers_means_unanswerable(tmp_path: Path):
    for facts in ({}, {"type": None}, {"type": "unanswerable"}):
        one = one_of(tmp_path, lines({"id": "1", "question": "Who?", "answers": [], **facts}))
        assert one.type == "unanswerable"
        assert not one.answerable


def test_a_quote_to_check(tmp_path: Path):
    row = {"id": "1", "quote": "It opened.", "verdict": "altered", "without": ["a.txt"]}
    one = one_of(tmp_path, lines(row))
    assert (one.type, one.question, one.quote) == ("quote", "It opened.", "It opened.")
    assert (one.verdict, one.without) == ("altered", ("a.txt",))
    assert one_of(tmp_path, lines(one.as_dict())) == one


def test_unknown_fields_are_ignored(tmp_path: Path):
    one = one_of(tmp_path, lines({**FACT, "draft": True, "note": {"by": "me"}}))
    assert one.as_dict() == FACT


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_json_lines_with_byte_order_mark_or_windows_line_ends(
    tmp_path: Path, mark: bytes, ending: str
):
    rows = [FACT, {**FACT, "id": "2"}]
    text = ending.join(json.dumps(row) for row in rows)
    found = read_test_set(written(tmp_path, mark + text.encode()))
    assert [one.id for one in found.questions] == ["1", "2"]
    assert found.name == "set.jsonl"


def test_a_unicode_line_separator_in_a_text_does_not_end_the_line(tmp_path: Path):
    row = {**FACT, "question": "When\u2028did it open?"}
    text = json.dumps(row, ensure_ascii=False)
    assert one_of(tmp_path, text).question == "When\u2028did it open?"


def test_the_fingerprint_depends_on_questions_and_expected_answers_only(tmp_path: Path):
    def fingerprint(text: str, name: str = "set.jsonl") -> str:
        return read_test_set(written(tmp_path, text, name)).fingerprint

    same = fingerprint(lines(FACT))
    assert fingerprint(lines({**FACT, "draft": True}), "other.jsonl") == same
    assert fingerprint(lines({**FACT, "answers": ["May"]})) != same
    assert fingerprint(lines({**FACT, "question": "When\ud800?"})) != same


CSV = """\ufeffQuestion,answer, Type ,evidence,document
"Who said ""no"", and when?",Ada Brandt | Brandt,who,It opened in May.|It rained.,harbour.txt
Who sank it?,,,,

"When
did it open?",May,,,
"""


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_csv(tmp_path: Path, ending: str):
    found = read_test_set(written(tmp_path, CSV.replace("\n", ending), "set.CSV")).questions
    assert [one.type for one in found] == ["who", "unanswerable", "fact"]
    assert [one.id for one in found] == ["1", "2", "3"]
    assert found[0].question == 'Who said "no", and when?'
    assert found[0].answers == ("Ada Brandt", "Brandt")
    assert found[0].evidence == ("It opened in May.", "It rained.")
    assert found[2].question == "When\ndid it open?"


def test_csv_with_ids_and_a_quote(tmp_path: Path):
    text = "id,question,answer,quote,verdict,speaker\nq,,,It opened.,verbatim,Ada Brandt\n"
    one = one_of(tmp_path, text, "set.csv")
    assert (one.id, one.type, one.verdict, one.speaker) == ("q", "quote", "verbatim", "Ada Brandt")


CONTEXT = "The harbour opened. Ada Brandt opened it in May. Nobody came."
SQUAD = {
    "version": "1.1",
    "data": [
        {
            "title": "Harbour",
            "paragraphs": [
                {
                    "context": CONTEXT,
                    "qas": [
                        {
                            "id": "a",
                            "question": "Who opened it?",
                            "answers": [
                                {"text": "Ada Brandt", "answer_start": CONTEXT.index("Ada")},
                                {"text": "Ada Brandt", "answer_start": CONTEXT.index("Ada")},
                                {"text": "Brandt", "answer_start": CONTEXT.index("Brandt")},
                            ],
                        }
                    ],
                }
            ],
        }
    ],
}


def test_squad_1(tmp_path: Path):
    one = one_of(tmp_path, json.dumps(SQUAD), "set.json")
    assert one == GoldQuestion(
        id="a",
        type="fact",
        question="Who opened it?",
        answers=("Ada Brandt", "Brandt"),
        document="Harbour",
        evidence=("Ada Brandt opened it in May.",),
    )


def test_squad_2(tmp_path: Path):
    squad = json.loads(json.dumps(SQUAD))
    asked = squad["data"][0]["paragraphs"][0]["qas"]
    asked[0]["is_impossible"] = False
    asked.append(
        {
            "id": "b",
            "question": "Who sank it?",
            "is_impossible": True,
            "answers": [],
            "plausible_answers": [{"text": "Nobody", "answer_start": CONTEXT.index("Nobody")}],
        }
    )
    found = read_test_set(written(tmp_path, json.dumps(squad), "set.json")).questions
    assert [one.type for one in found] == ["fact", "unanswerable"]
    assert found[1].answers == found[1].evidence == ()
    assert found[1].document == "Harbour"


GOOD = {"id": "2", "question": "Who?", "answers": ["Ada"]}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{broken", "it is not JSON"),
        ('"text"', "it is not an object"),
        ("[]", "it is not an object"),
        (json.dumps({**GOOD, "id": None}), 'it needs an "id"'),
        (json.dumps({**GOOD, "id": ""}), 'it needs an "id"'),
        (json.dumps({**GOOD, "id": ["2"]}), "its \"id\" is neither text nor a whole number: ['2']"),
        (json.dumps({**GOOD, "id": True}), "neither text nor a whole number: True"),
        (json.dumps({**GOOD, "id": 2.5}), "neither text nor a whole number: 2.5"),
        (json.dumps({**GOOD, "id": "1"}), "the id '1' was used before"),
        (json.dumps({**GOOD, "id": 1}), "the id '1' was used before"),
        ('{"id": NaN, "question": "Who?", "answers": []}', "NaN is no number"),
        ('{"id": "2", "question": "Who?", "answers": [], "x": -Infinity}', "-Infinity is no"),
        ('{"id": "2", "question": "Who?"}', 'it needs "answers"; an empty list where'),
        ('{"id": "2", "answers": ["Ada"]}', 'it needs a "question"'),
        (json.dumps({**GOOD, "question": " ?!"}), 'its "question" is empty'),
        (json.dumps({**GOOD, "question": None}), 'its "question" is empty'),
        (json.dumps({**GOOD, "question": ["Who?"]}), 'its "question" is not text'),
        (json.dumps({**GOOD, "answers": "Ada"}), "its \"answers\" is not a list of texts: 'Ada'"),
        (json.dumps({**GOOD, "answers": [1]}), 'its "answers" is not a list of texts: [1]'),
        (json.dumps({**GOOD, "answers": [""]}), 'its "answers" is not a list of texts'),
        (json.dumps({**GOOD, "evidence": {"a": 1}}), 'its "evidence" is not a list of texts'),
        (json.dumps({**GOOD, "speaker": 5}), 'its "speaker" is not text: 5'),
        (json.dumps({**GOOD, "evidence": ["It opened."]}), 'but no "document"'),
        (json.dumps({**GOOD, "type": "unanswerable"}), 'it is "unanswerable", but has answers'),
        (json.dumps({**GOOD, "answers": [], "type": "who"}), "no answers, but the type 'who'"),
        (json.dumps({"id": "2", "quote": "It opened."}), 'needs a "verdict", one of verbatim, '),
        (json.dumps({**GOOD, "type": "quote", "verdict": "altered"}), 'needs a "quote"'),
        (json.dumps({**GOOD, "quote": "a b", "verdict": "true"}), 'needs a "verdict"'),
        ("[" * 100_000, "it is nested too deeply"),
        ('{"id": ' + "9" * 5000 + "}", "Exceeds the limit"),
    ],
)
def test_a_bad_line_is_reported_with_its_number(tmp_path: Path, line: str, words: str):
    message = refusal(tmp_path, f"{json.dumps({**GOOD, 'id': '1'})}\n\n{line}\n")
    assert "nothing was asked" in message
    assert "\n  line 3: " in message
    assert words in message
    assert len(message) < 500


@pytest.mark.parametrize("depth", range(900, 1000, 7))
def test_deeply_nested_json_is_reported(tmp_path: Path, depth: int):
    deep = "[" * depth + "]" * depth
    message = refusal(tmp_path, '{"id": "1", "question": "Who?", "answers": ' + deep + "}")
    assert "\n  line 1: " in message


def test_at_most_ten_problems_are_listed(tmp_path: Path):
    message = refusal(tmp_path, "{}\n{broken\n" + lines(*[{"id": 1}] * 12))
    listed = message.splitlines()[1:]
    assert len(listed) == MAX_PROBLEMS + 1
    assert listed[1].startswith("  line 2: it is not JSON")
    assert listed[2].startswith("  line 3: ")
    assert listed[-1] == "  and 4 more"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("set.jsonl", ""),
        ("set.jsonl", "\n \n"),
        ("set.json", '{"data": []}'),
        ("set.json", '{"data": [{"title": "a", "paragraphs": []}]}'),
        ("set.csv", "question,answer\n"),
        ("set.csv", "question,answer\n\n,\n"),
    ],
)
def test_an_empty_test_set_is_refused(tmp_path: Path, name: str, text: str):
    message = refusal(tmp_path, text, name)
    assert "has no questions; a line looks like" in message
    assert "`onrecord eval --suggest 20` drafts some" in message


def test_a_file_that_can_not_be_read_is_reported(tmp_path: Path):
    assert "is not valid UTF-8 (byte 3)" in refusal(tmp_path, b"caf\xe9")
    with pytest.raises(BatchError, match="can't be read: No such file"):
        read_test_set(tmp_path / "nowhere.jsonl")
    with pytest.raises(BatchError, match="can't be read: Is a directory"):
        read_test_set(tmp_path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "line 1 names no column 'question' and no column 'answer'; it has nothing"),
        ("question;answer\nWho?;Ada\n", "no column 'answer'; it has 'question;answer'"),
        ("question,answers\nWho?,Ada\n", "no column 'answer'; it has 'question', 'answers'"),
        ("question,answer,Answer\nWho?,a,b\n", "names the column 'answer' twice"),
        ("question,answer\nWho?,Ada\nWhen?\n", "line 3: it has not as many fields as line 1"),
        ("question,answer\nWho?,Ada,1815\nx\n", "line 2: it has not as many fields as line 1\n"),
        ('question,answer\n"Who?,Ada\n', "it is not CSV: unexpected end of data"),
        ("question,answer\n ,Ada\n", 'line 2: its "question" is empty'),
        ("id,question,answer\n1,Who?,a\n1,Who?,b\n", "line 3: the id '1' was used before"),
        ("question,answer,type\nWho?,,who\n", "line 2: it has no answers, but the type 'who'"),
    ],
)
def test_a_bad_csv_is_reported(tmp_path: Path, text: str, words: str):
    assert words in refusal(tmp_path, text, "set.csv")


def squad_with(**changes: object) -> str:
    squad = json.loads(json.dumps(SQUAD))
    squad["data"][0]["paragraphs"][0]["qas"][0] |= changes
    return json.dumps(squad)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (lines(FACT), "it is not in SQuAD's form (data, paragraphs, qas): KeyError 'data'"),
        (lines(FACT, FACT), "it is not JSON: Extra data"),
        ("[]", "not in SQuAD's form"),
        ('{"data": 5}', "not in SQuAD's form"),
        ('{"data": [NaN]}', "NaN is no number"),
        ('{"data": [{"title": "a"}]}', "KeyError 'paragraphs'; JSON lines have the ending .jsonl"),
        (squad_with(answers=5), "not in SQuAD's form"),
        (squad_with(answers=[{"text": "Ada"}]), "KeyError 'answer_start'"),
        (squad_with(question=None), "Harbour, paragraph 1, 'a': its \"question\" is empty"),
        ("[" * 100_000, "it is nested too deeply"),
    ],
)
def test_a_bad_squad_file_is_reported(tmp_path: Path, text: str, words: str):
    assert words in refusal(tmp_path, text, "set.json")


def test_a_squad_question_without_answers_is_unanswerable(tmp_path: Path):
    assert one_of(tmp_path, squad_with(answers=[]), "set.json").type == "unanswerable"
