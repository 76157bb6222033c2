"""Questions as people type them, with the packaged models: answered, or honestly refused."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant import Assistant, Settings
from assistant.stores import create_store
from index.sync.sync import sync

HARBOUR = """Harbour reopens after storm

The harbour of Varnby reopened on 4 May 2019, three weeks after the storm. Mayor Ada Brandt said \
312 boats had been lost. “We were warned too late,” Brandt told reporters at the town hall. “The \
weather office sent its bulletin at noon, when the fleet was at sea.”

Repairs cost 14 million crowns, according to the port authority. Divers from Kiel cleared the \
channel.
"""
REPLY = """Weather office rejects blame

Otto Lind, head of the national weather office, said on 6 May 2019 that the bulletin had gone out \
at nine in the morning. “Nobody can say that we were late,” Lind said. According to Lind, 280 \
boats had been lost. The office will publish its log in June because the ministry has asked for it.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, seeds) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("statements")
    (folder / "harbour.txt").write_text(HARBOUR)
    (folder / "reply.txt").write_text(REPLY)
    (folder / "metadata.csv").write_text(
        "file,date,outlet\nharbour.txt,2019-05-05,Varnby Post\nreply.txt,2019-05-07,Kiel Daily\n"
    )
    store = create_store(Settings(store=folder / "store"))
    sync(store, [seeds, folder])
    yield Assistant(store)
    store.close()


ODD = [
    ("number of boats lost in Varnby", "312"),
    ("reopening date of Varnby harbour", "4 May 2019"),
    ("cost of the repairs", "14 million crowns"),
    ("Varnby mayor", "Ada Brandt"),
    ("countries most active against cybercrime", "Belarus"),
    ("refusals to extradite by European states", "42 times"),
    ("Plokhov on the common enemy", "criminal"),
    ("WHO CLEARED THE CHANNEL?", "Divers from Kiel"),
    ("WHEN DID THE HARBOUR REOPEN?", "4 May 2019"),
    ("HOW MANY TIMES DID EUROPEAN STATES REFUSE TO EXTRADITE PEOPLE?", "42 times"),
    ("WHAT DID LIND SAY ABOUT BEING LATE?", "Nobody can say"),
    ("when will the office publish its log", "June"),
    ("how much did the repairs cost", "14 million"),
    ("Wen did the harbor of Varnby reopen?", "4 May 2019"),
    ("How manny boats had been lots in Varnby?", "312"),
    ("Who is teh mayor of Varnby?", "Brandt"),
    ("Wich conference did Plokov speak at?", "Kuban"),
    ("How many reqests for legal asistance were considered?", "3000"),
    ("Why will the ofice publish its log?", "the ministry has asked"),
    ("Where did the divers com from?", "Kiel"),
]
STILL_ANSWERED = 16


def test_odd_questions_are_mostly_still_answered(assistant: Assistant):
    assert len(ODD) == 20
    failed = []
    for question, expected in ODD:
        answer = assistant.ask(question)
        if answer.status != "answered" or expected not in answer.text:
            failed.append((question, answer.status, answer.text))
    assert len(ODD) - len(failed) >= STILL_ANSWERED, failed


FALSE = [
    "Why did Brandt resign?",
    "When did Lind apologise for the storm?",
    "How many sailors drowned in the storm?",
    "What did Brandt say about extradition?",
    "Which bank financed the repairs?",
    "Who shot the mayor of Varnby?",
    "Where was Plokhov arrested?",
]
STILL_REFUSED = 5


def test_a_false_premise_is_not_answered(assistant: Assistant):
    answer = assistant.ask("Why did Plokhov resign?")
    assert answer.status == "not_found", answer.text
    assert answer.citations == ()
    assert answer.short_answer is None
    assert answer.retrieved


def test_false_premises_are_mostly_not_answered(assistant: Assistant):
    answers = [assistant.ask(question) for question in FALSE]
    answered = [(one.question, one.text) for one in answers if one.status == "answered"]
    assert len(FALSE) - len(answered) >= STILL_REFUSED, answered


@pytest.mark.parametrize(
    "question",
    [
        "Do you think that Brandt is a good mayor?",
        "Is it right to refuse extradition, in your opinion?",
        "What is your favourite harbour?",
    ],
)
def test_an_opinion_is_never_given_as_ones_own(assistant: Assistant, question: str):
    answer = assistant.ask(question)
    for citation in answer.citations:
        text = assistant.store.catalogue.text(
            assistant.store.catalogue.find_documents(citation.document_id)[0]
        )
        assert text[citation.start : citation.end] == citation.quote
        assert citation.outlet in answer.text


def test_two_questions_in_one_get_what_answers_either(assistant: Assistant):
    answer = assistant.ask("When did the harbour reopen, and how much did the repairs cost?")
    assert answer.status == "answered"
    assert "4 May 2019" in answer.text or "14 million crowns" in answer.text


def test_what_two_people_say_differently_is_shown_of_both(assistant: Assistant):
    answer = assistant.ask("How many boats were lost?")
    assert answer.status == "answered"
    assert "312" in answer.text
    assert "280" in answer.text
    assert {citation.outlet for citation in answer.citations} == {"Varnby Post", "Kiel Daily"}
    assert "Brandt" in answer.text
    assert "Lind" in answer.text


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("When did the harbour reopen?", "4 May 2019"),
        ("How much did the repairs cost?", "14 million crowns"),
        ("Who said that 312 boats had been lost?", "Ada Brandt"),
        ("Where were the divers from?", "Kiel"),
        ("Why will the office publish its log?", "the ministry has asked for it"),
    ],
)
def test_what_was_asked_for_is_the_short_answer_and_marked(assistant, question: str, short: str):
    answer = assistant.ask(question)
    assert answer.short_answer is not None
    assert short in answer.short_answer
    assert len(answer.short_answer) <= len(short) + 20
    marked = [one for one in answer.citations if one.answer_start is not None]
    assert marked
    for one in marked:
        inside = one.quote[one.answer_start - one.start : one.answer_end - one.start]
        assert answer.short_answer in (" ".join(inside.split()), *[c.speaker for c in marked])


def test_what_one_said_is_whole_statements_of_theirs(assistant: Assistant):
    answer = assistant.ask("What did Lind say about being late?")
    assert answer.status == "answered"
    assert {citation.speaker for citation in answer.citations} == {"Otto Lind"}
    assert any("“Nobody can say that we were late,”" in c.quote for c in answer.citations)


def test_what_one_said_about_a_thing_is_every_statement_that_names_it(assistant: Assistant):
    answer = assistant.ask("What did Plokhov say about extradition?")
    assert answer.status == "answered"
    assert {citation.speaker for citation in answer.citations} == {"Sergey Plokhov"}
    assert "refused 42 times on political grounds to extradite people" in answer.text
    assert all("extradit" in citation.quote for citation in answer.citations)


def test_an_empty_index_says_so(tmp_path):
    store = create_store(Settings(store=tmp_path / "store"))
    try:
        answer = Assistant(store).ask("How many boats were lost?")
    finally:
        store.close()
    assert answer.status == "not_found"
    assert "there are no documents to search" in answer.text
    assert answer.confidence == 0.0
