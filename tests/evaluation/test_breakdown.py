"""The same figures by what questions have in common."""

from __future__ import annotations

from dataclasses import replace

from made import GOLD, QUESTION, REFUSED, answered, info, judged_of

from assistant.evaluation.breakdown import LARGEST, SHOWN, breakdown
from assistant.evaluation.figures import figures
from assistant.evaluation.gold import Gold
from assistant.evaluation.testset import GoldQuestion

OPEN = GoldQuestion(id="q", type="unanswerable", question="Who sank it?")


def groups_of(judged):
    return list(breakdown(judged, figures(judged)))


def numbered(*judged):
    return [replace(one, id=str(number)) for number, one in enumerate(judged)]


def test_groups_by_type_outlet_and_speaker_the_largest_first():
    news = Gold(info(outlet="Harbour News"), GOLD.spans)
    who = replace(QUESTION, type="who")
    judged = numbered(
        judged_of(answered(), who, news),
        judged_of(answered(**REFUSED), who, news),
        judged_of(answered()),
        judged_of(answered()),
        judged_of(answered()),
        judged_of(answered(**REFUSED), OPEN, Gold(None, ())),
    )
    found = groups_of(judged)
    assert [(one.by, one.name, one.questions, one.right) for one in found] == [
        ("type", "when", 3, 3),
        ("type", "who", 2, 1),
        ("outlet", "Harbour News", 2, 1),
        ("speaker", "Ada Brandt", 5, 4),
    ]
    assert list(found[1].figures) == list(SHOWN)
    assert found[1].figures["refused_answerable"] == 0.5
    assert found[1].figures["answer_f1"] == 0.5


def test_groups_without_answers_leave_figures_undefined():
    (group,) = groups_of(numbered(*[judged_of(answered(), OPEN, Gold(None, ()))] * 2))
    assert (group.name, group.right) == ("unanswerable", 0)
    assert set(group.figures.values()) == {None}


def test_only_the_largest_groups_of_a_kind():
    judged = numbered(
        *(judged_of(answered(), replace(QUESTION, type=f"t{n % 30:02}")) for n in range(60))
    )
    types = [one.name for one in groups_of(judged) if one.by == "type"]
    assert types == [f"t{number:02}" for number in range(LARGEST)]
