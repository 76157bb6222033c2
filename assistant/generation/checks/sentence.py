"""All checks of one sentence, in order: the first that fails says why."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.generation.checks.attribution import heard_in, mentioned, misattributed
from assistant.generation.checks.claim import Backing, Claim
from assistant.generation.checks.dates import misdated
from assistant.generation.checks.figures import miscounted
from assistant.generation.checks.form import malformed
from assistant.generation.checks.names import misnamed, names
from assistant.generation.checks.polarity import turned
from assistant.generation.checks.quotations import misquoted
from assistant.generation.checks.reply_sentences import DraftSentence
from index.lexicon.reporting_verbs import DOCUMENT_VERBS
from index.text.person_names import words

_ABSENCE = re.compile(
    r"(?:the|this|no|none of the) (?:evidence|sources?|articles?|documents?|passages?|excerpts?)"
    r"\b[^;:]{0,60}? (?:do|does|did)(?: not|n['’]t) (?:name|give|spell out"
    rf"|{'|'.join(sorted(DOCUMENT_VERBS))})\b[^;:]*?(?:[;:] |, (?:but|though|although) )",
    re.IGNORECASE,
)
"""What a sentence says that the evidence does not tell, before it says what it tells."""
Check = Callable[[Claim], str | None]
_OF_ALL: tuple[Check, ...] = (malformed, misquoted, misdated, miscounted)
_OF_WHAT_IS_TOLD: tuple[Check, ...] = (misnamed, misattributed, turned)
CHECKS = _OF_ALL + _OF_WHAT_IS_TOLD


class SupportCheck(Protocol):
    """Tells whether evidence supports a sentence as a whole."""

    def prepare(self, texts: Iterable[str]) -> None:
        """Look at several texts at once, ahead of the sentences that are made of them."""

    def unsupported(self, claim: Claim) -> str | None:
        """Why the evidence does not say what a sentence says, or None where it does."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of a sentence."""

    reason: str | None
    """Why it does not hold up; None where it does."""
    heard: tuple[str, ...] = ()
    """Whom the next sentence may mean by "he" or "she"."""


def check(
    sentence: DraftSentence,
    offered: Sequence[Backing],
    support: SupportCheck,
    question: str = "",
    heard: tuple[str, ...] = (),
) -> Finding:
    """Whether a sentence holds up against the evidence that its markers name.

    Args:
        sentence: As the model wrote it.
        offered: All the evidence that the model was given.
        support: Measures whether evidence says what a sentence says.
        question: What was asked; names in it may be used where the evidence is about them.
        heard: Whom the sentence before named.
    """
    known = {one.citation.marker: one for one in offered}
    if not sentence.markers:
        return Finding("it names no evidence")
    missing = [number for number in sentence.markers if number not in known]
    if missing:
        return Finding(f"there is no evidence [{missing[0]}]")
    backing = [known[number] for number in sentence.markers]
    speakers = [name for one in offered for name in one.speakers]
    heard = heard or mentioned(question, speakers)
    claim = Claim(sentence.text, backing, offered, question, heard)
    told = _without_absence(claim)
    for one in _OF_ALL:
        reason = one(claim)
        if reason:
            return Finding(reason)
    for one in (*_OF_WHAT_IS_TOLD, support.unsupported):
        reason = one(told)
        if reason:
            return Finding(reason)
    return Finding(None, heard_in(claim, speakers))


def look_ahead(sentence: DraftSentence, offered: Sequence[Backing], support: SupportCheck) -> None:
    """Measure support now, while the model still writes: what was measured is kept."""
    known = {one.citation.marker: one for one in offered}
    if sentence.markers and all(number in known for number in sentence.markers):
        backing = [known[number] for number in sentence.markers]
        support.unsupported(Claim(sentence.text, backing, offered))


def _without_absence(claim: Claim) -> Claim:
    """The sentence without "The evidence does not say …, but", which names but what was asked."""
    match = _ABSENCE.match(claim.text)
    if match is None:
        return claim
    asked = claim.question.lower()
    named = (word.lower() for name in names(match.group()) for word in words(name))
    if any(re.sub(r"['’]s?$", "", word) not in asked for word in named):
        return claim
    rest = claim.text[match.end() :]
    return replace(claim, text=rest[:1].upper() + rest[1:])
