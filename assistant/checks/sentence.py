"""All checks of one sentence, in order: the first that fails says why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.checks.attribution import heard_in, misattributed
from assistant.checks.claim import Backing, Claim
from assistant.checks.dates import misdated
from assistant.checks.figures import miscounted
from assistant.checks.form import malformed
from assistant.checks.names import misnamed
from assistant.checks.polarity import turned
from assistant.checks.quotations import misquoted
from assistant.checks.support import Support
from assistant.draft import DraftSentence

Check = Callable[[Claim], str | None]
CHECKS: tuple[Check, ...] = (
    malformed,
    misquoted,
    misdated,
    miscounted,
    misnamed,
    misattributed,
    turned,
)


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
    support: Support,
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
    claim = Claim(sentence.text, backing, offered, question, heard)
    for one in (*CHECKS, support.unsupported):
        reason = one(claim)
        if reason:
            return Finding(reason)
    speakers = (name for one in offered for name in one.speakers)
    return Finding(None, heard_in(claim, speakers))
