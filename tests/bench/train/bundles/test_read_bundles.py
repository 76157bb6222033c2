"""The bundles hold what they say: places in their documents, and parts that keep apart."""

from __future__ import annotations

from collections import Counter

from bundles.read_bundles import (
    FITTED_ON,
    HELD_BACK,
    bundles_to_learn_from,
    documents_folder,
    read_bundle_questions,
    read_bundle_texts,
)


def test_places_stand_in_the_documents_of_their_bundle():
    texts = {one.name: read_bundle_texts(one.name) for one in documents_folder().iterdir()}
    for asked in read_bundle_questions():
        own = texts[asked.bundle]
        for document, span in (*asked.answers, *asked.evidence, *asked.near):
            words = own[document][span.start : span.end]
            assert words.strip() == words != "", asked.id
        for document, span in asked.answers:
            assert any(
                name == document and place.start <= span.start and span.end <= place.end
                for name, place in asked.evidence
            ), asked.id


def test_what_no_document_tells_has_no_evidence():
    for asked in read_bundle_questions():
        assert asked.is_told == (asked.missing is None), asked.id
        assert asked.is_told == (asked.kind != "untold"), asked.id
        if asked.verdict is not None:
            assert asked.is_told, asked.id
        elif asked.is_told:
            assert asked.answers, asked.id


def test_bundles_are_whole_and_asked_once():
    asked = list(read_bundle_questions())
    assert len({one.id for one in asked}) == len(asked)
    counts = Counter(one.bundle for one in asked)
    assert set(counts) == {one.name for one in documents_folder().iterdir()}
    assert min(counts.values()) >= 25
    assert all(len(read_bundle_texts(name)) == 12 for name in counts)


def test_what_measures_is_neither_learnt_from_nor_fitted_on():
    assert not HELD_BACK & FITTED_ON
    assert not (HELD_BACK | FITTED_ON) & bundles_to_learn_from()
