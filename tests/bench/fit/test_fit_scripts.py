"""The fitted weights are those that the scripts write: the same names in the same order."""

from __future__ import annotations

import ast
import json
import random
import re
from pathlib import Path

import fit_answers
import fit_ranking
import fit_resolver
import fit_sources
import fit_who_said
import numpy as np
import pytest
from annotated import Article, Marked
from fit_answers import Case, fit_shares
from pronoun_sources import SUITES, MarkedMention, is_name_of

from assistant.answering import (
    confidence,
    passage_reranking,
    sentence_scoring,
    who_said_reading,
)
from assistant.answering.candidate_reading import read_candidates
from assistant.answering.candidates import find_candidates
from assistant.readers.answer_spans import AnswerSpan
from index.attribution.coreference.candidates import Candidate, Choice
from index.attribution.coreference.entity_records import Entity
from index.attribution.source_model.features import SLOTS, SourceWords, features_of
from index.attribution.source_model.model import FITTED_FILE
from index.embedding.hash_embedder import HashEmbedder
from index.records import Span
from index.retrieval import ranking
from index.retrieval.retriever import Retriever
from index.store.store import Store
from index.sync.sync import sync

IN_FORCE = {
    "sentence_scoring.SIGNAL_WEIGHTS": sentence_scoring.SIGNAL_WEIGHTS,
    "confidence.ANSWERABLE_WEIGHTS": confidence.ANSWERABLE_WEIGHTS,
    "confidence.CITED_RIGHTLY_WEIGHTS": confidence.CITED_RIGHTLY_WEIGHTS,
}
PLACES = ["harbour", "bridge", "mill", "school", "market", "tower", "theatre", "station"]
SPEAKERS = ["Ada Brandt", "Otto Lind", "Jane Cole", "Robert Vance"]


class FirstWord:
    """A reader that finds each sentence's first word, the surer the longer the sentence."""

    name = "first word"

    def read(self, question, texts):
        return [
            [AnswerSpan(s.start, s.start + 1, (s.end - s.start) / 20 - 2) for s in text.sentences]
            for text in texts
        ]


@pytest.fixture
def store(tmp_path: Path):
    """A document for each place, with a test set that asks about each of them."""
    folder = tmp_path / "documents"
    folder.mkdir()
    rows = []
    for number, place in enumerate(PLACES):
        speaker = SPEAKERS[number % len(SPEAKERS)]
        evidence = f"“The {place} will cost {number + 2} million,” said {speaker}."
        same = "Nobody in the town was surprised."  # in each, so that it is seldom the right one
        filler = f"{same}\n\nThe {place} is old. Many people came."
        (folder / f"{place}.txt").write_text(f"{evidence} {filler}\n", encoding="utf-8")
        for kind, question, holds in (
            ("number", f"How much will the {place} cost?", evidence),
            ("who", f"Who said what the {place} will cost?", evidence),
            ("vague", "Was anybody in the town surprised?", same),
            ("unanswerable", f"When was the zebra of the {place} born?", evidence),
        ):
            rows.append(
                {
                    "id": f"{place}-{kind}",
                    "type": kind,
                    "question": question,
                    "document": f"{place}.txt",
                    "evidence": [holds],
                }
            )
    (tmp_path / "qa.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    made = Store.create(tmp_path / "store", HashEmbedder())
    sync(made, [folder])
    yield made
    made.close()


@pytest.fixture
def cases(store: Store, tmp_path: Path) -> list[Case]:
    retriever = Retriever(store)
    found = []
    for line in (tmp_path / "qa.jsonl").read_text(encoding="utf-8").splitlines():
        question = json.loads(line)
        text = store.catalogue.text(store.catalogue.find_documents(question["document"])[0])
        start = text.index(question["evidence"][0])
        retrieval = retriever.retrieve(question["question"])
        some = read_candidates(
            find_candidates(retrieval.passages), question["question"], FirstWord()
        )
        span = Span(start, start + len(question["evidence"][0]))
        places = [(question["document"], span)]
        found.append(Case(question, places, retrieval, some))
    return found


def printed(output: str, name: str):
    """What a script printed behind a name: a dict of weights or a number."""
    match = re.search(rf"^{re.escape(name)} ?(\{{.*\}}|-?[\d.]+)", output, re.MULTILINE)
    assert match, f"{name} is not among what was printed:\n{output}"
    return ast.literal_eval(match.group(1))


@pytest.fixture
def answers_fit(cases: list[Case], capsys) -> str:
    """What `fit_answers` prints for the cases."""
    fit_answers.report(cases)
    return capsys.readouterr().out


def test_the_weights_of_an_answer_are_those_that_its_script_prints(answers_fit: str):
    for name, in_force in IN_FORCE.items():
        assert list(printed(answers_fit, name)) == list(in_force)
        assert all(isinstance(weight, float) for weight in printed(answers_fit, name).values())
    for name in ("ANSWERABLE_BIAS", "CITED_RIGHTLY_BIAS", "MIN_ANSWERABLE_PROBABILITY"):
        assert isinstance(printed(answers_fit, name), float)
    weights = re.findall(r"passage_reranking.SENTENCE_WEIGHT ([\d.]+):", answers_fit)
    assert f"{passage_reranking.SENTENCE_WEIGHT:.2f}" in weights


def test_the_fit_finds_which_signal_tells_the_answer():
    chance = np.random.default_rng(0)
    names = list(sentence_scoring.SIGNAL_WEIGHTS)
    telling = names.index("cosine")
    rows = [chance.normal(size=(6, len(names))) for _ in range(60)]
    right = [np.arange(6) == x[:, telling].argmax() for x in rows]
    weights = fit_shares(rows, right)
    assert weights.shape == (len(names),)
    assert weights.argmax() == telling
    assert weights[telling] > 3 * np.abs(np.delete(weights, telling)).max()


def test_questions_without_evidence_among_their_candidates_teach_nothing():
    chance = np.random.default_rng(0)
    rows = [chance.normal(size=(4, len(sentence_scoring.SIGNAL_WEIGHTS))) for _ in range(20)]
    right = [np.arange(4) == 0] * 10 + [np.zeros(4, bool)] * 10
    assert fit_shares(rows, right) == pytest.approx(fit_shares(rows[:10], right[:10]))


def test_the_weights_of_the_ranking_are_those_that_its_script_prints(
    store: Store, tmp_path: Path, monkeypatch, capsys
):
    store.close()
    monkeypatch.setattr(fit_ranking, "SentenceEmbedder", HashEmbedder)
    fit_ranking.main([str(tmp_path / "store"), str(tmp_path / "qa.jsonl"), "1"])
    output = capsys.readouterr().out
    found = re.search(r"^(\{.*\})$", output, re.MULTILINE)
    assert found
    weights = ast.literal_eval(found.group(1))
    assert list(weights) == list(ranking.WEIGHTS)
    assert all(isinstance(weight, float) for weight in weights.values())
    assert isinstance(printed(output, "BIAS"), float)


def test_every_signal_of_the_ranking_has_a_weight(store: Store):
    for one in Retriever(store).retrieve("How much will the mill cost?").passages:
        assert list(one.signals) == list(ranking.WEIGHTS)


def a_choice(*candidates: list[str]) -> Choice:
    entities = [
        Candidate(Entity(f"P{place}", "person"), one) for place, one in enumerate(candidates)
    ]
    return Choice(Span(0, 2), "opening", entities, ["open"])


def examples_of_pronouns() -> list[fit_resolver.Example]:
    """In each choice the subject is right, unless there is none."""
    marked = MarkedMention("a.txt", Span(0, 2), "pronoun", ["P0"])
    nobody = marked._replace(names=[])
    right = fit_resolver.Example(marked, a_choice(["subject"], ["object"]), frozenset([0]))
    none = fit_resolver.Example(nobody, a_choice(["object"]), frozenset())
    return [right, none] * 30


def test_the_model_of_pronouns_learns_which_facts_tell():
    model = fit_resolver.fit(examples_of_pronouns())
    subject, other = model.probabilities(a_choice(["subject"], ["object"]))
    assert subject > 0.8 > 0.1 > other
    assert sum(model.probabilities(a_choice(["object"]))) < 0.5
    assert set(model.weights["opening"]) == {"subject", "object", "open"}


def test_the_threshold_is_the_lowest_at_which_few_enough_are_wrong(capsys):
    right, none = examples_of_pronouns()[:2]
    wrong = right._replace(right=frozenset([1]))
    judged = [(right, [0.9, 0.05])] * 147 + [(wrong, [0.6, 0.3])] * 3 + [(none, [0.4])]
    assert fit_resolver.choose_threshold(judged, named=150) == 0.41
    assert "from 0.50: right 0.980, wrong 0.020; nobody 0" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "is_right"),
    [
        ("Ada Brandt", True),
        ("Brandt", True),
        ("the Brandt", True),
        ("Ada M. Brandt Jr.", True),
        ("Ada", False),
        ("Otto Lind", False),
        ("", False),
    ],
)
def test_which_names_count_as_the_marked_one(name: str, is_right: bool):
    mention = MarkedMention("a.txt", Span(0, 2), "pronoun", ["Ada Brandt"])
    assert is_name_of(name, mention) is is_right
    assert not is_name_of(name, mention._replace(names=[]))


def test_a_missing_article_ends_the_fit_with_the_way_out(tmp_path):
    with pytest.raises(SystemExit, match="--texts"):
        fit_resolver.read_documents(SUITES / "pronoun_sources_train.jsonl", tmp_path)


def test_sources_are_fitted_to_the_side_that_they_lie_on():
    rows = np.asarray([[0, 1], [0, 2], [1, 0], [2, 0], [1, 1]], np.float32)
    targets = np.asarray([1, 1, 0, 0, 0], np.float32)
    made = fit_sources.fit(rows, targets, np.ones(5, np.float32), 0.01)
    assert [score > 0 for score in made.scores(rows)] == [bool(one) for one in targets]
    heavy = fit_sources.fit(rows, targets, np.asarray([1, 1, 1, 1, 0], np.float32), 0.01)
    assert heavy.scores(rows)[-1] > made.scores(rows)[-1]


def test_the_phrases_of_an_article_are_its_sources_and_others():
    text = "Ada Brandt said that the gate is open. The old gate was shut by the storm of May."
    source = Span(0, 10)
    article = Article("a", text, [[Marked(source, Span(11, 15), Span(16, 37))]])
    phrases = list(fit_sources.phrases_of(article, 0, random.Random(1)))
    kinds = {one.kind: text[slice(*one.span)] for one in phrases}
    assert kinds["source"] == "Ada Brandt"
    assert kinds["subject"] == "The old gate"
    assert kinds.get("wrong end") != "Ada Brandt"


def test_the_sources_that_were_read_are_both_good_and_bad():
    rows = [json.loads(line) for line in fit_sources.READ.read_text().splitlines()]
    assert all(0 <= row["start"] < row["end"] for row in rows)
    spoken = [row["speaks"] for row in rows]
    assert spoken.count(True) > 50
    assert spoken.count(False) > 50


def test_the_packaged_model_of_sources_has_the_weights_that_the_script_writes():
    data = json.loads(FITTED_FILE.read_text())
    assert list(data["slots"]) == list(SLOTS)
    assert data["threshold"] == fit_sources.THRESHOLD
    assert len({len(weights) for weights in data["slots"].values()}) == 1
    text = "Three pilots, who left in May, said so; “it was late,” they say."
    for source in (Span(0, 29), Span(6, 12), Span(0, len(text))):
        assert data["features"].keys() & set(features_of(SourceWords(text, source)))


def made_up_statements(
    chance: random.Random, was_said: bool, has_rival: bool = False
) -> fit_who_said.Case:
    """Six sentences of three speakers; the first is what was asked for if anybody said it.

    A rival's sentence looks the same, only nearer.
    """
    rows = [
        [chance.gauss(0.3, 0.05), chance.gauss(0.2, 0.1), chance.gauss(-3, 1), 0.0, -3.0]
        for _ in range(6)
    ]
    if was_said:
        rows[0] = [chance.gauss(0.5, 0.05), 0.2, chance.gauss(2, 1), 0.0, chance.gauss(1, 1)]
    if has_rival:
        rows[5] = [rows[0][0] + 0.1, *rows[0][1:]]
    right = np.array([was_said, *[False] * 5])
    return fit_who_said.Case(np.array(rows), ["a", "a", "b", "b", "c", "c"], right, was_said)


def test_who_said_it_and_whether_anybody_did_is_learnt(capsys):
    chance = random.Random(0)
    fit_who_said.report([made_up_statements(chance, n % 3 > 0, n % 9 == 1) for n in range(90)])
    output = capsys.readouterr().out
    right = re.search(r"speaker is right: ([\d.]+)", output)
    assert right is not None and float(right[1]) > 0.75  # a sixth have a rival
    refused = re.search(r"refused what nobody said ([\d.]+)", output)
    assert refused is not None and float(refused[1]) > 0.9
    for names in (who_said_reading.CLAIM_WEIGHTS, who_said_reading.WHO_SAID_WEIGHTS):
        assert any(
            list(ast.literal_eval(found)) == list(names) for found in printed_weights(output)
        )


def printed_weights(output: str) -> list[str]:
    return re.findall(r"^(\{.*\})", output, re.MULTILINE)
