"""What is made of a question on a bundle: where it is answered, and what only looks like it."""

from __future__ import annotations

from bundles.read_bundles import BundleQuestion
from mixture import examples_of_bundle
from windows import Windows, prepared

from index.records import Span

TEXTS = {
    "M1/a.txt": "The pier cost 4 million crowns. Lund was pleased.",
    "M1/b.txt": "The mill cost 9 million crowns. Kerr was not.",
}
RIGHT = ("a.txt", Span(0, 31))
AMOUNT = ("a.txt", Span(14, 30))
NEAR = ("b.txt", Span(0, 31))


def asked(*evidence, answers=(), near=(NEAR,), verdict=None, is_yes_or_no=False):
    return BundleQuestion(
        "M1-01", "M1", "how-much", "What did the pier cost?", answers, evidence, near, verdict,
        None if evidence else "number", is_yes_or_no,
    )  # fmt: skip


def examples_of(question):
    return list(examples_of_bundle(Windows(prepared(TEXTS), 0), question))


def test_it_is_asked_where_it_is_answered_and_where_it_only_seems_to_be():
    told, seeming = examples_of(asked(RIGHT, answers=(AMOUNT,)))
    assert told.answers == ["4 million crowns"]
    assert seeming.answers == [] and "9 million" in seeming.context


def test_what_no_document_tells_is_asked_of_what_seems_to_tell():
    (seeming,) = examples_of(asked())
    assert seeming.answers == [] and "9 million" in seeming.context


def test_yes_or_no_is_decided_where_it_is_told_and_not_elsewhere():
    told, seeming = examples_of(asked(RIGHT, verdict="yes", is_yes_or_no=True))
    assert (told.verdict, seeming.verdict) == ("yes", "neither")


def test_what_search_finds_is_asked_as_well():
    found = ("b.txt", Span(32, 45))
    question = asked(RIGHT, answers=(AMOUNT,))
    made = list(examples_of_bundle(Windows(prepared(TEXTS), 0), question, [found]))
    assert [bool(one.answers) for one in made] == [True, False, False]
    assert "Kerr was not." in made[-1].context
