"""Separates a quote's text into what its speakers claim and what the article itself says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.generation.comparison.content_words import topic_stems
from assistant.generation.comparison.numbered_evidence import NumberedEvidence
from assistant.generation.comparison.reporting_words import is_claim_cue, is_proper_name
from index.lexicon.function_words import PRONOUNS
from index.lexicon.reporting_verbs import POSITION_VERBS
from index.records import Statement

_MIN_NESTED_SHARE = 0.6
"""A statement is nested if at least this share of it lies inside another statement."""
_MIN_SHARE_OF_BEST = 0.75
"""A second speaker counts if they cover this share of the main speaker's words."""
_ACCUSATION = re.compile(r"\baccus", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[a-z\d”\"])[.!?][”\"’]?(?: |$)")


def claim_stems(statement: Statement, evidence: NumberedEvidence) -> frozenset[str]:
    """The topic stems of what somebody claims.

    An accusation ("accused Lind of …") goes on to the end of its sentence.
    """
    text = evidence.statement_text(statement)
    if _ACCUSATION.search(statement.cue or ""):
        rest_of_quote = evidence.quote[max(statement.start - evidence.citation.start, 0) :]
        text = _SENTENCE_END.split(rest_of_quote, maxsplit=1)[0]
    return topic_stems(text)


def speakers_of_repeated_claims(
    sentence_stems: frozenset[str], evidence: NumberedEvidence
) -> Sequence[str]:
    """The speakers whose claims a sentence repeats, rather than what the article itself says.

    Args:
        sentence_stems: The topic stems of the sentence.
        evidence: Where the speakers make their claims.

    Returns:
        Nobody if most of the shared words are the article's own.
    """
    shared_by_speaker: dict[str, int] = {}
    shared_with_claims: set[str] = set()
    for statement in outermost_claims(evidence.statements):
        assert statement.speaker is not None
        shared = sentence_stems & claim_stems(statement, evidence)
        shared_with_claims |= shared
        shared_by_speaker[statement.speaker] = max(
            shared_by_speaker.get(statement.speaker, 0), len(shared)
        )
    if not evidence.statements and evidence.citation.speaker:
        return [evidence.citation.speaker]  # a speech: every word is the speaker's
    article_stems = topic_stems(text_outside_statements(evidence))
    shared_with_article = (sentence_stems & article_stems) - shared_with_claims
    if not shared_by_speaker or len(shared_with_claims) <= len(shared_with_article):
        return []
    # A speaker with a cue ("Lind said") is surer than one carried over from the sentence before.
    with_cue = {statement.speaker for statement in evidence.statements if statement.cue}
    best_with_cue = max(
        (shared for speaker, shared in shared_by_speaker.items() if speaker in with_cue), default=0
    )
    best = max(shared_by_speaker.values())
    if best_with_cue >= _MIN_SHARE_OF_BEST * best:
        shared_by_speaker = {
            speaker: shared for speaker, shared in shared_by_speaker.items() if speaker in with_cue
        }
    return [
        speaker
        for speaker, shared in shared_by_speaker.items()
        if shared >= _MIN_SHARE_OF_BEST * best
    ]


def outermost_claims(statements: Sequence[Statement]) -> list[Statement]:
    """The statements that claim something and are not reported inside another statement."""
    claims = [
        statement
        for statement in statements
        if statement.speaker
        and statement.speaker.lower() not in PRONOUNS
        and (statement.kind != "indirect" or is_claim_cue(statement.cue, POSITION_VERBS))
    ]
    return without_nested(_without_publisher_of_direct_quotes(claims))


def _without_publisher_of_direct_quotes(statements: Sequence[Statement]) -> list[Statement]:
    """The statements without "according to X" where a named person is quoted inside it.

    "“…,” Lind said, according to the Ledger": the words are Lind's.
    """
    according_to = [
        statement
        for statement in statements
        if statement.cue and statement.cue.lower() == "according to"
    ]
    return [
        statement
        for statement in statements
        if statement not in according_to
        or not any(
            other not in according_to
            and other.speaker
            and is_proper_name(other.speaker)
            and statement.start <= other.start < statement.end
            and other.kind == "direct"
            for other in statements
        )
    ]


def without_nested(statements: Sequence[Statement]) -> list[Statement]:
    """The statements that are not mostly inside another statement."""
    return [
        statement
        for statement in statements
        if not any(
            other.start < statement.start < other.end
            and min(statement.end, other.end) - statement.start
            > _MIN_NESTED_SHARE * (statement.end - statement.start)
            for other in statements
        )
    ]


def text_outside_statements(evidence: NumberedEvidence, kind: str | None = None) -> str:
    """The quote without its statements: what the article says in its own voice.

    Args:
        evidence: The quote and its statements.
        kind: Remove only statements of this kind; None removes all.
    """
    text, quote_start = evidence.quote, evidence.citation.start
    for statement in sorted(evidence.statements, key=lambda statement: -statement.start):
        if kind and statement.kind != kind:
            continue
        start, end = max(statement.start - quote_start, 0), max(statement.end - quote_start, 0)
        text = text[:start] + " " + text[end:]
    return text


def speaker_is_carried_over(evidence: NumberedEvidence) -> bool:
    """Whether the quote has no cue such as "Lind said", as its speaker was named before it."""
    return bool(evidence.statements) and all(
        statement.cue is None for statement in evidence.statements
    )
