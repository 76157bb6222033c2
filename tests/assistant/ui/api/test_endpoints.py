"""The endpoints as programs meet them: a real server, a real store, Gradio's own client."""

import base64
import json
import urllib.request

import pytest
from gradio_client.exceptions import AppError
from support.assistant_without_models import client_of, running
from support.few_documents import make_assistant

from assistant.browse.statements import list_statements
from assistant.citations.passage_json import passage_facts
from index.records import Filters

NAMES = ["ask", "search", "cite", "check_draft", "statements"]
QUESTION = "What did Ada Brandt say about the grain tariff?"
QUOTE = "Three of the four papers were missing"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    made = make_assistant(tmp_path_factory.mktemp("api"))
    yield made
    made.store.close()


@pytest.fixture(scope="module")
def url(assistant):
    with running(assistant) as address:
        yield address


@pytest.fixture(scope="module")
def call(url):
    client = client_of(url)

    def predict(name, /, *arguments, **named):
        return client.predict(*arguments, api_name=f"/{name}", **named)

    predict.client = client
    return predict


def without(facts, *gone):
    return {name: value for name, value in facts.items() if name not in gone}


def test_exactly_these_are_public(call, url):
    described = call.client.view_api(return_format="dict")
    assert list(described["named_endpoints"]) == [f"/{name}" for name in NAMES]
    assert described["unnamed_endpoints"] == {}
    with urllib.request.urlopen(f"{url}/config", timeout=10) as response:
        dependencies = json.load(response)["dependencies"]
    public = [one["api_name"] for one in dependencies if one["api_visibility"] != "private"]
    assert public == NAMES


def test_every_parameter_is_documented_with_its_type(call):
    endpoints = call.client.view_api(return_format="dict")["named_endpoints"]
    for name in NAMES:
        endpoint = endpoints[f"/{name}"]
        assert endpoint["description"].count(".") >= 2
        for parameter in endpoint["parameters"]:
            assert parameter["parameter_name"] == parameter["label"]
            assert parameter["python_type"]["type"] not in ("", "Any")
            assert len(parameter["python_type"]["description"]) > 10
    types = {
        parameter["parameter_name"]: parameter["python_type"]["type"]
        for parameter in endpoints["/ask"]["parameters"]
    }
    assert (types["question"], types["k"]) == ("str", "int")
    assert "list[str]" in types["speaker"]
    assert "dict(str, str)" in types["where"]
    required = [
        (name, parameter["parameter_name"])
        for name in NAMES
        for parameter in endpoints[f"/{name}"]["parameters"]
        if not parameter["parameter_has_default"]
    ]
    assert required == [("ask", "question"), ("search", "query"), ("cite", "quote")]


def test_the_text_of_view_api_tells_what_each_parameter_means(call):
    text = call.client.view_api(return_format="str")
    assert "Only statements by these people, by name." in text
    assert "Only documents dated this day or later, such as 2016-10-31." in text


def test_ask_gives_the_json_of_the_command_line_without_paths(call, assistant):
    answer = call("ask", QUESTION)
    expected = json.loads(json.dumps(assistant.ask(QUESTION).as_dict()))
    for citation in expected["citations"]:
        del citation["path"]
    assert without(answer, "timings_ms") == without(expected, "timings_ms")
    assert answer["status"] == "answered"
    assert "tariff" in answer["answer"]


def test_ask_takes_the_filters_and_k(call):
    one = call("ask", "Who said what?", outlet=["Courier"], k=1)
    assert one["searched"]["documents"] == 1
    assert one["searched"]["filters"] == {"outlets": ["Courier"]}
    assert len(one["retrieved"]) == 1
    dated = call("ask", "Who said what?", after="2021-01-01", before="7 June 2021")
    assert dated["searched"]["filters"] == {"after": "2021-01-01", "before": "2021-06-07"}
    assert {passage["document"] for passage in dated["retrieved"]} == {"court.txt"}
    column = call("search", "harbour", where={"desk": "justice"})
    assert {passage["document"] for passage in column} == {"court.txt"}


def test_a_follow_up_takes_what_is_open_from_the_turns(call):
    first = call("ask", "What did Carl Dorn say about the papers?")
    second = call("ask", "And how many were missing?", turns=[first])
    assert "Dorn" in second["standalone_question"]
    assert "standalone_question" not in call("ask", "And how many were missing?")
    short = {"question": "What did Carl Dorn say about the papers?"}
    assert call("ask", "And how many were missing?", turns=[short])["standalone_question"]


def test_search_gives_the_lines_of_the_command_line(call, assistant):
    found = call("search", "ships in the harbour", k=2)
    expected = assistant.retriever.retrieve("ships in the harbour").passages[:2]
    assert found == [passage_facts(ranked) for ranked in expected]
    assert found[0]["document"] == "harbour.txt"


def test_cite_gives_the_verdict_without_paths(call, assistant):
    verdict = call("cite", QUOTE, "Carl Dorn")
    assert (verdict["verdict"], verdict["claimed_speaker"]) == ("verbatim", "Carl Dorn")
    match = verdict["matches"][0]
    info = assistant.store.catalogue.find_documents("court.txt")[0]
    assert assistant.store.catalogue.text(info)[match["start"] : match["end"]] == match["text"]
    assert "path" not in match
    assert call("cite", QUOTE, "Ada Brandt")["verdict"] == "misattributed"
    assert call("cite", QUOTE.replace("Three", "Two"))["verdict"] == "altered"
    assert call("cite", QUOTE, outlet=["Gazette"])["verdict"] == "not_found"


DRAFT = (
    "“Three of the four papers were missing,” said Carl Dorn. “Nobody waits longer than a day,”"
    " said Eva Friis. “Three of the four papers were missing,” said Ada Brandt."
)


def test_check_draft_gives_the_json_of_the_command_line_without_paths(call, assistant):
    report = call("check_draft", DRAFT)
    assert [one["level"] for one in report["quotations"]] == ["ok", "altered", "misattributed"]
    expected = json.loads(json.dumps(assistant.check_draft(DRAFT).as_dict()))
    for one in expected["quotations"]:
        for place in (*one["check"]["matches"], *one["check"]["nearest"]):
            del place["path"]
    for one in expected["figures"]:
        (one["citation"] or {}).pop("path", None)
    assert without(report, "timings_ms") == without(expected, "timings_ms")
    assert '"path"' not in json.dumps(report)


def test_check_draft_takes_a_file_and_the_filters(call):
    page = f"<html><body><p>{DRAFT}</p></body></html>".encode()
    data = base64.b64encode(page).decode()
    report = call("check_draft", file=data, name="story.html", outlet=["Courier"])
    assert report["draft"] == "story.html"
    assert report["searched"] == {"documents": 1, "filters": {"outlets": ["Courier"]}}
    levels = [one["level"] for one in report["quotations"]]
    assert levels == ["ok", "not_found", "misattributed"]


def test_a_checked_draft_is_not_added_to_the_documents(call, assistant):
    before = assistant.count_documents_and_passages()
    call("check_draft", "“The zeppelin lands at noon,” said Carl Dorn.")
    assert assistant.count_documents_and_passages() == before
    assert call("cite", "The zeppelin lands at noon")["verdict"] == "not_found"


def test_statements_gives_who_said_what_oldest_first(call, assistant):
    expected = [one.as_dict() for one in list_statements(assistant.store)]
    assert call("statements") == expected
    assert call("statements", limit=1) == expected[:1]
    friis = call("statements", ["Eva Friis"])
    assert {one["speaker"] for one in friis} == {"Eva Friis"}
    filtered = list_statements(assistant.store, Filters(outlets=("Courier",)), "papers", 5)
    assert call("statements", about="papers", outlet=["Courier"], k=5) == [
        one.as_dict() for one in filtered
    ]


WRONG = [
    ("ask", {"question": 7}, "question must be a string, not 7"),
    ("ask", {"question": None}, "question must be a string, not null"),
    ("ask", {"question": "x" * 100_001}, "question has 100,001 characters, more than the 100,000"),
    ("ask", {"question": QUESTION, "k": 0}, "k must be a whole number from 1 to 1000, not 0"),
    ("ask", {"question": QUESTION, "k": True}, "k must be a whole number .* not true"),
    ("ask", {"question": QUESTION, "k": 1.5}, "k must be a whole number .* not 1.5"),
    ("ask", {"question": QUESTION, "k": 10**30}, "k must be a whole number"),
    ("ask", {"question": QUESTION, "speaker": "Ada"}, r"speaker must be a list .* not \"Ada\""),
    ("ask", {"question": QUESTION, "speaker": [1]}, r"speaker\[0\] must be a string, not 1"),
    ("ask", {"question": QUESTION, "speaker": ["Zoe Zorn"]}, "no statement by 'Zoe Zorn'"),
    ("ask", {"question": QUESTION, "outlet": [""]}, r"outlet\[0\] is empty"),
    ("ask", {"question": QUESTION, "document": ["../x"]}, r"no document '\.\./x'"),
    ("ask", {"question": QUESTION, "document": ["a"] * 101}, "document has 101 values"),
    ("ask", {"question": QUESTION, "after": "soon"}, 'after: "soon" is not a date'),
    ("ask", {"question": QUESTION, "after": "03/04/2022"}, "is not a date; write it as 2016-10-31"),
    ("ask", {"question": QUESTION, "before": 2020}, "before must be a string, not 2020"),
    ("ask", {"question": QUESTION, "before": "9" * 600}, "before has 600 characters"),
    ("ask", {"question": QUESTION, "where": ["desk"]}, "where must be an object"),
    ("ask", {"question": QUESTION, "where": {"desk": 1}}, "where.desk must be a string, not 1"),
    ("ask", {"question": QUESTION, "turns": "before"}, "turns must be a list of the answers"),
    ("ask", {"question": QUESTION, "turns": [{"answer": "x"}]}, r"turns\[0\] has no question"),
    ("ask", {"question": QUESTION, "turns": [{"question": "x"}] * 11}, "give the last 10"),
    ("search", {"query": ["x"]}, r'query must be a string, not \["x"\]'),
    ("search", {"query": "x", "k": 1001}, "k must be a whole number from 1 to 1000, not 1001"),
    ("cite", {"quote": {"a": 1}}, "quote must be a string"),
    ("cite", {"quote": "…"}, "there are no words in the quote"),
    ("cite", {"quote": QUOTE, "speaker": "Zoe Zorn"}, "no document names 'Zoe Zorn'"),
    ("cite", {"quote": QUOTE, "speaker": ["Ada"]}, "speaker must be a string"),
    ("check_draft", {}, "give the draft either as text or as file"),
    ("check_draft", {"text": "x", "file": "eA=="}, "either as text or as file, and not as both"),
    ("check_draft", {"text": 7}, "text must be a string, not 7"),
    ("check_draft", {"text": " \n "}, "empty; there is nothing to check"),
    ("check_draft", {"text": "x" * 300_001}, "text has 300,001 characters, more than the 300,000"),
    ("check_draft", {"file": "eA=="}, "name is missing; a file needs it, such as draft.docx"),
    ("check_draft", {"file": "eA==", "name": " "}, "name is empty"),
    ("check_draft", {"file": "eA==", "name": "a.pdf"}, r"a\.pdf can't be checked as a draft"),
    ("check_draft", {"file": "%%%", "name": "a.txt"}, "file must be the file's bytes in Base64"),
    ("check_draft", {"file": "é", "name": "a.txt"}, "file must be the file's bytes in Base64"),
    ("check_draft", {"file": ["eA=="], "name": "a.txt"}, "file must be a string"),
    ("check_draft", {"file": "eA==", "name": "a.docx"}, r"a\.docx: "),
    ("check_draft", {"text": "x", "outlet": "Gazette"}, "outlet must be a list"),
    ("check_draft", {"text": "x", "after": "soon"}, 'after: "soon" is not a date'),
    ("statements", {"limit": 0}, "limit must be a whole number from 1 to 1000, not 0"),
    ("statements", {"speaker": ["Nobody Nowhere"]}, "no statement by 'Nobody Nowhere'"),
]


@pytest.mark.parametrize(("name", "arguments", "message"), WRONG, ids=range(len(WRONG)))
def test_a_wrong_value_is_named(call, name, arguments, message):
    with pytest.raises(AppError, match=message) as caught:
        call(name, **arguments)
    assert "Traceback" not in str(caught.value)


def test_the_server_goes_on_after_wrong_values(call):
    assert call("ask", QUESTION)["status"] == "answered"
