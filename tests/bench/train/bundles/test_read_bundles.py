"""The bundles hold what they say: places in their documents, and parts that keep apart."""

from __future__ import annotations

from collections import Counter

from bundles.read_bundles import (
    FITTED_ON,
    HELD_BACK,
    bundles_to_learn_from,
    documents_folder,
    read_bundle_claims,
    read_bundle_questions,
    read_bundle_texts,
)
from claims.read_claims import LABELS


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


def test_claims_are_made_once_and_of_every_label_and_stand_in_their_documents():
    claims = list(read_bundle_claims(frozenset(one.name for one in documents_folder().iterdir())))
    made = Counter((one.document, one.evidence, one.text) for one in claims)
    assert [key for key, count in made.items() if count > 1] == []
    labels = Counter(one.label for one in claims)
    assert set(labels) == set(LABELS) and min(labels.values()) >= len(claims) // 8
    for one in claims:
        bundle, _, name = one.document.partition("/")
        words = read_bundle_texts(bundle)[name][slice(*one.evidence)]
        assert words.strip() == words != "", one


def test_no_claim_is_about_what_measures():
    assert list(read_bundle_claims(HELD_BACK)) == []
