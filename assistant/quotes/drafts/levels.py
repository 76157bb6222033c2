"""What a verdict means for a draft: its level, and a sentence that says why."""

from __future__ import annotations

from assistant.citations.wording import searched_text, verdict_text
from assistant.draft_records import DraftLevel
from assistant.quotes.drafts.claimed_speakers import ClaimedSpeaker
from assistant.records import QuoteVerdict
from index.records import Statement

__all__ = ["judge_verdict"]


def judge_verdict(
    verdict: QuoteVerdict,
    claimed: ClaimedSpeaker,
    statement: Statement | None,
    problem: str | None = None,
    is_short: bool = False,
) -> tuple[DraftLevel, str]:
    """The level of a quotation that was looked up, and the reason.

    Args:
        verdict: What the documents have.
        claimed: To whom the draft gives it.
        statement: The statement of the draft; None if the draft reports nobody.
        problem: What is wrong with its quotation marks; None if they are balanced.
        is_short: Whether it has so few words that many may have said them.
    """
    found = _words_found(verdict)
    if problem is not None:
        if verdict.verdict in ("altered", "not_found"):
            return "not_checked", f"{problem}; add it and check again"
        return "unclear", f"{problem}; {found}"
    if is_short and verdict.speaker_check != "confirmed":
        whose = f", and not found as words of {claimed.name}" if claimed.is_named else ""
        return "not_checked", f"two words: too little to tell whose they are{whose}"
    if statement is not None and not statement.is_claim and not claimed.is_framed:
        name = claimed.name or "the speaker"
        return "unclear", f"the draft does not say that {name} said it; {found}"
    if claimed.denies:
        return "unclear", f"the draft says that {claimed.name} denied it; {found}"
    if verdict.verdict in ("not_found", "altered", "misattributed"):
        return verdict.verdict, found
    if verdict.warnings:
        return "warning", "; ".join((*(one.message for one in verdict.warnings), found))
    if not claimed.is_named:
        whom = f"gives them to “{claimed.name}”" if claimed.name else "names no speaker for them"
        return "unclear", f"{found}; the draft {whom}{_source_speaker(verdict, ', the source to ')}"
    if verdict.speaker is None:
        # Whom the draft means was inferred, and an inference is no ground for an accusation.
        written = f" (“{claimed.as_written}”)" if claimed.as_written else ""
        source = _source_speaker(verdict, "; the source gives them to ")
        return "unclear", f"the draft seems to give it to {claimed.name}{written}; {found}{source}"
    return "ok" if verdict.speaker_check == "confirmed" else "unclear", found


def _words_found(verdict: QuoteVerdict) -> str:
    if verdict.verdict == "not_found":
        return f"these words are {searched_text(verdict.searched).rstrip('.')}"
    text = verdict_text(verdict)
    if verdict.verdict == "misattributed":
        text += _source_speaker(verdict, "; the source gives them to ")
    return text


def _source_speaker(verdict: QuoteVerdict, before: str) -> str:
    speaker = next((match.speaker for match in verdict.matches if match.speaker), None)
    return f"{before}{speaker}" if speaker else ""
