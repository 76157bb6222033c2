"""Check "speakers": the speaker that a sentence names says so in the evidence."""

from __future__ import annotations

import re

from assistant.generation.comparison.cited_sentence import CitedSentence
from assistant.generation.comparison.content_words import content_stems, topic_stems
from assistant.generation.comparison.numbered_evidence import NumberedEvidence
from assistant.generation.comparison.reported_claims import (
    claim_stems,
    outermost_claims,
    speaker_is_carried_over,
    speakers_of_repeated_claims,
    text_outside_statements,
    without_nested,
)
from assistant.generation.comparison.reporting_words import (
    is_claim_cue,
    is_proper_name,
)
from assistant.generation.comparison.sentence_check import SentenceCheck
from assistant.generation.comparison.speaker_mentions import (
    is_described_speaker,
    lowercase_last_name,
    lowercase_words,
    may_be_speaker,
    speaker_as_written,
)
from index.lexicon.reporting_verbs import LEARNING_VERBS, LISTENER_FORMS, POSITION_VERBS, VERBS
from index.records import Statement
from index.text.person_names import same_person

_MIN_LEAD = 2
"""Another speaker is surely the right one if they share this many more words with the claim."""
_VERB_WITH_LISTENER = re.compile(rf"\b(?:{'|'.join(sorted(LISTENER_FORMS))}) $")


def find_wrong_speaker(sentence: CitedSentence) -> str | None:
    """What is wrong if the sentence gives a claim to somebody who does not make it."""
    for statement in without_nested(sentence.statements):
        name = speaker_as_written(sentence.text, statement)
        if name is None or statement.cue is None or not is_proper_name(name):
            continue
        if statement.speaker_span and _VERB_WITH_LISTENER.search(
            sentence.text[: statement.speaker_span.start]
        ):
            continue  # the listener, not the speaker
        stated = topic_stems(sentence.text[statement.start : statement.end])
        if not stated:
            continue
        closest = max(
            sentence.evidence, key=lambda evidence: len(stated & topic_stems(evidence.quote))
        )
        if may_be_speaker(name, closest):
            other = _other_speaker(stated, name, closest)
            if other:
                return f"{other} says so, not {name}"
            if _only_learns(name, closest) and _base_verb(statement.cue) not in LEARNING_VERBS:
                return f"the evidence does not say that {name} says so"
        elif not _may_be_unrecognised_speaker(name, statement, stated, closest, sentence):
            return f"the evidence does not say that {name} says so"
    return None


def _may_be_unrecognised_speaker(
    name: str,
    statement: Statement,
    stated: frozenset[str],
    evidence: NumberedEvidence,
    sentence: CitedSentence,
) -> bool:
    """Whether somebody may say so in a quote in which they were not recognised as a speaker."""
    outside = text_outside_statements(evidence, "direct")  # a quotation may name anybody
    last_name = lowercase_last_name(name)
    if last_name in content_stems(outside) | lowercase_words(outside) and (
        speaker_is_carried_over(evidence) or not is_claim_cue(statement.cue, POSITION_VERBS)
    ):
        return True
    speaker = evidence.citation.speaker or ""
    if speaker.lower().startswith("the ") and is_described_speaker(name, evidence, sentence):
        return True
    # A claim of nobody else may be theirs if the cited evidence names them.
    named = any(last_name in lowercase_words(cited.quote) for cited in sentence.evidence)
    return named and not speakers_of_repeated_claims(stated, evidence)


def _other_speaker(stated: frozenset[str], name: str, evidence: NumberedEvidence) -> str | None:
    """The name of another speaker in the quote who surely is the one that says so."""
    shared_by_speaker: dict[str, int] = {}
    for statement in outermost_claims(evidence.statements):
        assert statement.speaker is not None
        shared = len(stated & claim_stems(statement, evidence))
        shared_by_speaker[statement.speaker] = max(
            shared_by_speaker.get(statement.speaker, 0), shared
        )
    own = [
        shared
        for speaker, shared in shared_by_speaker.items()
        if same_person(name, speaker) is not False
    ]
    best = max(shared_by_speaker, key=lambda speaker: shared_by_speaker[speaker], default=None)
    if (
        best is None
        or not own
        or shared_by_speaker[best] - max(own) < _MIN_LEAD
        or not is_proper_name(best)
    ):
        return None
    return best


def _only_learns(name: str, evidence: NumberedEvidence) -> bool:
    """Whether somebody learns or shows things in the quote, but says nothing."""
    statements = [
        statement
        for statement in evidence.statements
        if statement.speaker and same_person(name, statement.speaker) is not False
    ]
    return bool(statements) and all(
        statement.cue and _base_verb(statement.cue) in LEARNING_VERBS for statement in statements
    )


def _base_verb(cue: str) -> str | None:
    return next((VERBS[word].base for word in cue.lower().split() if word in VERBS), None)


CHECK = SentenceCheck(name="speakers", order=60, find_problem=find_wrong_speaker)
