"""Metrics by question type, outlet and speaker."""

from __future__ import annotations

from dataclasses import replace

from support.predictions_for_tests import GOLD, QUESTION, REFUSED, answered, info, judged_of

from assistant.evaluation.analysis.breakdown import MOST_GROUPS, break_down
from assistant.evaluation.analysis.metric_registry import all_metrics
from assistant.evaluation.judging.gold_evidence import GoldEvidence
from assistant.evaluation.judging.records import GoldQuestion

OPEN = GoldQuestion(id="q", type="unanswerable", question="Who sank it?")


def groups_of(judged):
    return list(break_down(judged, all_metrics()))


def numbered(*judged):
    return [replace(one, id=str(number)) for number, one in enumerate(judged)]


def test_groups_by_type_outlet_and_speaker_the_largest_first():
    news = GoldEvidence(info(outlet="Harbour News"), GOLD.spans)
    who = replace(QUESTION, type="who")
    judged = numbered(
        judged_of(answered(), who, news),
        judged_of(answered(**REFUSED), who, news),
        judged_of(answered()),
        judged_of(answered()),
        judged_of(answered()),
        judged_of(answered(**REFUSED), OPEN, GoldEvidence(None, ())),
    )
    found = groups_of(judged)
    assert [(one.by, one.name, one.questions, one.right) for one in found] == [
        ("type", "when", 3, 3),
        ("type", "who", 2, 1),
        ("outlet", "Harbour News", 2, 1),
        ("speaker", "Ada Brandt", 5, 4),
    ]
    assert list(found[1].figures) == [
        *("evidence_recall@5", "answer_f1", "answer_contains"),
        *("citation_recall", "refused_answerable"),
    ]
    assert found[1].figures["refused_answerable"] == 0.5
    assert found[1].figures["answer_f1"] == 0.5


def test_metrics_of_a_group_without_answerable_questions_are_undefined():
    (group,) = groups_of(numbered(*[judged_of(answered(), OPEN, GoldEvidence(None, ()))] * 2))
    assert (group.name, group.right) == ("unanswerable", 0)
    assert set(group.figures.values()) == {None}


def test_only_the_largest_groups_are_listed():
    judged = numbered(
        *(judged_of(answered(), replace(QUESTION, type=f"t{n % 30:02}")) for n in range(60))
    )
    types = [one.name for one in groups_of(judged) if one.by == "type"]
    assert types == [f"t{number:02}" for number in range(MOST_GROUPS)]
