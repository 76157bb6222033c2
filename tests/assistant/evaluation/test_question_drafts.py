"""Drafts of a test set, made from a store's statements."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.batch import as_line
from assistant.errors import EvaluationError
from assistant.evaluation import read_test_set
from assistant.evaluation.asking import ask_questions
from assistant.evaluation.judging.gold_evidence import GoldEvidenceFinder
from assistant.evaluation.judging.records import TestSet
from assistant.evaluation.question_drafts import MOST_PER_DOCUMENT, draft_questions
from assistant.langchain import Assistant
from index.embedding.hash_embedder import HashEmbedder
from index.records import Filters
from index.retrieval.retriever import Retriever
from index.store.store import Store
from index.sync.sync import sync

PEOPLE = ("Ada Brandt", "Otto Lind", "Rosa Lindqvist", "Tomas Okafor", "Mei Tanaka", "Igor Melnik")
THINGS = ("harbour", "railway", "vaccine", "pipeline", "museum", "satellite")
PLACES = ("Varnby Bay", "North Kiel", "Lake Onega", "Porto Novo", "Cape Verde", "Lower Saxony")


def article(number: int) -> str:
    person, thing, place = PEOPLE[number], THINGS[number], PLACES[number]
    return (
        f"The {thing} in the news\n\n"
        f"“We have spent {number + 12} million crowns on the {thing} this year,” {person} said. "
        f"{person} said that the {thing} near {place} would be closed for most of the winter. "
        f"“The {thing} of {place} was never safe for the people who use it,” {person} said."
    )


@pytest.fixture
def wide(tmp_path: Path, corpus) -> Store:
    folder = corpus({f"{THINGS[n]}.txt": article(n) for n in range(6)}, "wide")
    store = Store.create(tmp_path / "wide-store", HashEmbedder())
    sync(store, [folder])
    yield store
    store.close()


@pytest.fixture
def drafts(wide: Store):
    return draft_questions(Retriever(wide), 10)


def test_kinds_take_turns_and_drafts_are_reproducible(wide: Store, drafts):
    kinds = [one.type for one in drafts]
    assert kinds[:5] == ["who", "said", "quote", "quote", "unanswerable"]
    assert [one.id for one in drafts] == [f"draft-{n:03}" for n in range(1, len(drafts) + 1)]
    assert draft_questions(Retriever(wide), 10) == drafts
    assert draft_questions(Retriever(wide), 3) == drafts[:3]


def test_evidence_is_exactly_in_its_document(wide: Store, drafts):
    finder = GoldEvidenceFinder(wide.catalogue)
    for one in drafts:
        gold, problems = finder.find(one)
        assert problems == []
        assert len(gold.spans) == len(one.evidence) == (one.type != "unanswerable")
        if one.answers and one.type == "said":
            assert one.answers[0] in " ".join(one.evidence[0].split())


def test_questions_and_expected_answers_of_each_kind(drafts):
    by_type = {one.type: one for one in drafts if one.type != "quote"}
    who, said, open_ = by_type["who"], by_type["said"], by_type["unanswerable"]
    assert who.question.startswith("Who said ")
    assert who.answers == (who.speaker,)
    assert who.speaker not in who.question
    assert said.question.startswith(f"What did {said.speaker} say about ")
    assert (open_.answers, open_.evidence, len(open_.without)) == ((), (), 1)


def test_a_question_about_a_that_clause(tmp_path: Path, corpus):
    store = Store.create(tmp_path / "said-store", HashEmbedder())
    text = "Ada Brandt said that the old harbour of Varnby would be closed in June.\n"
    sync(store, [corpus({"said.txt": text}, "said")])
    who, *_ = draft_questions(Retriever(store), 1)
    assert who.question == "Who said that the old harbour of Varnby would be closed in June?"
    assert who.evidence == (text.strip(),)
    store.close()


def test_drafted_quotes_get_the_expected_verdict(wide: Store, drafts):
    quotes = [one for one in drafts if one.type == "quote"]
    assert {one.verdict for one in quotes} == {"verbatim", "altered"}
    assistant = Assistant(wide, "none")
    for one in quotes:
        found = assistant.check_quote(one.quote, one.speaker, Filters())
        assert found.verdict == one.verdict, one.quote
        changed = one.quote not in " ".join(one.evidence[0].split())
        assert changed is (one.verdict == "altered")


def test_drafts_can_be_read_back_and_asked(assistant, wide: Store, drafts, tmp_path: Path):
    path = tmp_path / "drafts.jsonl"
    path.write_text("".join(as_line({**one.as_dict(), "draft": True}) for one in drafts))
    again = read_test_set(path)
    assert again.questions == tuple(drafts)
    asked = Assistant(wide, assistant.reader)
    assert ask_questions(asked, again, tmp_path / "run", lambda *_: None) == []


def test_only_a_few_questions_are_drafted_per_document(wide: Store):
    drafts = draft_questions(Retriever(wide), 1000)
    documents = [one.document or one.without[0] for one in drafts]
    assert len(drafts) < 1000
    assert max(documents.count(name) for name in documents) <= MOST_PER_DOCUMENT


def test_a_single_document_gives_no_unanswerable_question(tmp_path: Path, corpus):
    store = Store.create(tmp_path / "one-store", HashEmbedder())
    sync(store, [corpus({"one.txt": article(0)}, "one")])
    drafts = draft_questions(Retriever(store), 10)
    assert drafts
    assert "unanswerable" not in {one.type for one in drafts}
    store.close()


@pytest.mark.parametrize("texts", [{}, {"a.txt": "Nobody said anything here. It rained.\n"}])
def test_a_store_without_statements_is_refused(tmp_path: Path, corpus, texts):
    store = Store.create(tmp_path / "bare-store", HashEmbedder())
    sync(store, [corpus(texts, "bare")])
    with pytest.raises(EvaluationError, match="no statements by named people"):
        draft_questions(Retriever(store), 5)
    store.close()


def test_a_drafted_line_is_marked_as_a_draft(drafts):
    facts = json.loads(as_line({**drafts[0].as_dict(), "draft": True}))
    assert facts["draft"] is True
    assert TestSet("a", (drafts[0],)).fingerprint
