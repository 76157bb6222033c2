"""Runs every check on a sentence by a chat model: does the evidence that it cites say the same?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.generation.check_registry import all_checks
from assistant.generation.comparison.antecedents import find_antecedents, find_mentioned_speakers
from assistant.generation.comparison.cited_sentence import CitedSentence
from assistant.generation.comparison.names_in_text import find_names
from assistant.generation.comparison.numbered_evidence import NumberedEvidence
from assistant.generation.reply_sentences import DraftSentence
from assistant.generation.support.support_check import SupportCheck
from index.lexicon.reporting_verbs import DOCUMENT_VERBS
from index.text.person_names import split_name

_MISSING_EVIDENCE_CLAUSE = re.compile(
    r"(?:the|this|no|none of the) (?:evidence|sources?|articles?|documents?|passages?|excerpts?)"
    r"\b[^;:]{0,60}? (?:do|does|did)(?: not|n['’]t) (?:name|give|spell out"
    rf"|{'|'.join(sorted(DOCUMENT_VERBS))})\b[^;:]*?(?:[;:] |, (?:but|though|although) )",
    re.IGNORECASE,
)
"""A beginning such as "The evidence does not quote Weiss, but"."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Whether a sentence passed every check."""

    reason: str | None
    """Why it did not; None if it passed."""
    antecedents: tuple[str, ...] = ()
    """Speakers that a pronoun in the next sentence may refer to; empty if it did not pass."""


def check_sentence(
    draft: DraftSentence,
    all_evidence: Sequence[NumberedEvidence],
    support: SupportCheck,
    question: str = "",
    antecedents: tuple[str, ...] = (),
) -> CheckResult:
    """Check a sentence against the evidence that its markers point to.

    The first check that fails gives the reason. Support for the sentence as a whole is measured
    last, as that takes a model.

    Args:
        draft: The sentence as the model wrote it.
        all_evidence: All evidence that the model was given.
        support: Measures whether the evidence supports the sentence as a whole.
        question: The user's question. Its names may be used where the evidence is about them.
        antecedents: Speakers that a pronoun in the sentence may refer to.
    """
    by_number = {evidence.citation.marker: evidence for evidence in all_evidence}
    if not draft.markers:
        return CheckResult("it names no evidence")
    missing = [number for number in draft.markers if number not in by_number]
    if missing:
        return CheckResult(f"there is no evidence [{missing[0]}]")
    cited = [by_number[number] for number in draft.markers]
    speakers = [name for evidence in all_evidence for name in evidence.speakers]
    antecedents = antecedents or find_mentioned_speakers(question, speakers)
    sentence = CitedSentence(draft.text, cited, all_evidence, question, antecedents)
    shortened = _without_missing_evidence_clause(sentence)
    for check in all_checks():
        seen = shortened if check.ignores_missing_evidence_clause else sentence
        problem = check.find_problem(seen)
        if problem and not (check.compares_meaning and support.confirms(seen)):
            return CheckResult(problem)
    problem = support.reason_unsupported(shortened)
    if problem:
        return CheckResult(problem)
    return CheckResult(None, find_antecedents(sentence, speakers))


def measure_support_early(
    draft: DraftSentence, all_evidence: Sequence[NumberedEvidence], support: SupportCheck
) -> None:
    """Measure the support for a sentence while the model still writes the next ones.

    `support` keeps what it has measured, so that `check_sentence` finds it ready.
    """
    by_number = {evidence.citation.marker: evidence for evidence in all_evidence}
    if draft.markers and all(number in by_number for number in draft.markers):
        cited = [by_number[number] for number in draft.markers]
        support.reason_unsupported(CitedSentence(draft.text, cited, all_evidence))


def _without_missing_evidence_clause(sentence: CitedSentence) -> CitedSentence:
    """The sentence without a beginning such as "The evidence does not quote Weiss, but".

    A beginning that names anything that is not in the question is kept.
    """
    match = _MISSING_EVIDENCE_CLAUSE.match(sentence.text)
    if match is None:
        return sentence
    question = sentence.question.lower()
    named = (word.lower() for name in find_names(match.group()) for word in split_name(name))
    if any(re.sub(r"['’]s?$", "", word) not in question for word in named):
        return sentence
    rest = sentence.text[match.end() :]
    return replace(sentence, text=rest[:1].upper() + rest[1:])
