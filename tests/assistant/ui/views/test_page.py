"""The page as programs meet it: a real server on loopback, the real Gradio client."""

import json
import re
import subprocess
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest
from gradio_client.exceptions import AppError
from support.assistant_without_models import StandIn, client_of, running

import assistant.ui

QUESTION = "With which countries is cooperation currently most active, jointly conducted?"
HOSTILE = [
    "<script>alert(1)</script> cooperation countries",
    "${alert(1)} {{alert(1)}}",
    "\x00\x07\x1b[31m",
    "\u202eabc",
    "x" * 100_000,
    "../../etc/passwd",
    "ماذا قال؟",
    '{"path": "/etc/passwd", "meta": {"_type": "gradio.FileData"}}',
]


@pytest.fixture(scope="module")
def url():
    with running(StandIn()) as address:
        yield address


@pytest.fixture(scope="module")
def client(url):
    return client_of(url)


def config_of(url):
    with urllib.request.urlopen(f"{url}/config", timeout=10) as response:
        return json.load(response)


def test_ask_gives_the_answers_json_without_paths_of_this_machine(client):
    answer = client.predict(QUESTION, api_name="/ask")
    expected = StandIn().ask(QUESTION).as_dict()
    for citation in expected["citations"]:
        del citation["path"]
    assert answer == expected
    assert answer["citations"][0]["quote"] in answer["answer"]


def test_ask_gives_not_found(client):
    assert client.predict("Who won at chess?", api_name="/ask")["status"] == "not_found"


def test_an_empty_question_is_refused_with_the_assistants_words(client):
    with pytest.raises(AppError, match="the question is empty"):
        client.predict("  ", api_name="/ask")


def test_an_unexpected_error_gives_away_no_detail(client):
    with pytest.raises(AppError) as caught:
        client.predict("explode", api_name="/ask")
    assert "the terminal" in str(caught.value)
    assert "secret detail" not in str(caught.value)


@pytest.mark.parametrize("question", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_questions_come_back_as_they_were(client, question):
    assert client.predict(question, api_name="/ask")["question"] == question


@pytest.mark.parametrize("wrong", [None, 1, True, ["a"], {"path": "/etc/passwd"}])
def test_wrong_types_are_refused_and_the_server_goes_on(client, wrong):
    with pytest.raises(AppError, match="must be a string"):
        client.predict(wrong, api_name="/ask")
    assert client.predict(QUESTION, api_name="/ask")["status"] == "answered"


def test_a_lone_surrogate_in_the_request_is_answered(url):
    request = urllib.request.Request(
        f"{url}/gradio_api/call/v2/ask",
        b'{"question": "\\ud800 cooperation"}',
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=10) as response:
        event = json.load(response)["event_id"]
    with urllib.request.urlopen(f"{url}/gradio_api/call/ask/{event}", timeout=10) as response:
        assert "event: complete" in response.read().decode()


def test_the_page_names_no_other_host_and_its_headers_allow_none(url):
    with urllib.request.urlopen(url, timeout=10) as response:
        page = response.read().decode()
        policy = response.headers["Content-Security-Policy"]
    assert {
        re.sub(r":\d+$", "", host) for host in re.findall(r"https?://([^/\"'\s<\\]+)", page)
    } <= {"127.0.0.1"}
    assert "default-src 'self'" in policy
    assert "http" not in policy
    config = config_of(url)
    assert config["analytics_enabled"] is False
    assert config["footer_links"] == ["api"]
    assert not config.get("stylesheets")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", ""])
def test_a_page_under_another_name_is_refused(url, host):
    request = urllib.request.Request(url, headers={"Host": host})
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(request, timeout=10)
    assert caught.value.code in (400, 421)


def test_many_ask_at_once_and_each_gets_their_own_answer(url):
    def ask(number: int) -> bool:
        question = f"{QUESTION} {number}"
        return client_of(url).predict(question, api_name="/ask")["question"] == question

    with ThreadPoolExecutor(6) as pool:
        assert all(pool.map(ask, range(6)))


def test_a_question_waits_for_the_models():
    slow = StandIn()
    slow.models.clear()
    with running(slow) as url, ThreadPoolExecutor(1) as pool:
        pending = pool.submit(client_of(url).predict, QUESTION, api_name="/ask")
        with pytest.raises(TimeoutError):
            pending.result(timeout=0.7)
        slow.models.set()
        assert pending.result(timeout=10)["status"] == "answered"


def test_with_auth_only_those_who_know_it_get_in():
    with running(StandIn(), auth=("ada", "s3cret")) as url:
        known = client_of(url, auth=("ada", "s3cret"))
        assert known.predict(QUESTION, api_name="/ask")["status"] == "answered"
        with pytest.raises(Exception, match=r"auth|401|credentials|login"):
            client_of(url, auth=("ada", "wrong"))
        with pytest.raises(urllib.error.HTTPError):
            config_of(url)


def test_importing_the_package_does_not_import_gradio():
    code = "import sys, assistant.ui; sys.exit('gradio' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_public_names():
    assert assistant.ui.__all__ == ["build_page", "serve"]
    assert callable(assistant.ui.serve)
    assert assistant.ui.build_page(StandIn()).title == "On Record"
