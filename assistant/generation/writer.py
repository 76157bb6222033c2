"""Fluent answers: a chat model writes from numbered evidence, and every sentence is checked.

A sentence that does not hold up is written again once, or left out. What the model writes is
never an answer by itself: it leaves as far as it is backed, word by word where it quotes.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache

from assistant.chat_model import ChatModel, Message
from assistant.errors import ChatModelReplyError
from assistant.generation.checks.claim import Backing
from assistant.generation.checks.reply_sentences import (
    DraftSentence,
    is_refusal,
    parse_draft,
    with_markers,
)
from assistant.generation.checks.sentence import Finding, SupportCheck, check, look_ahead
from assistant.generation.offered_evidence import escaped, fenced
from assistant.records import Citation, SentenceStatus, WrittenSentence
from prompts import render

NOTHING_HELD = (
    "No sentence that {model} wrote held up against the sources; this is what they say, word for "
    "word."
)
FAILED = "{reason}; this is what the sources say, word for word."
REFUSED = "{model} found no answer in the evidence that it was given."
Judge = Callable[[DraftSentence, tuple[str, ...]], Finding]
"""Checks a sentence, given whom the one before it named."""
_AHEAD = 6000
"""Characters of a reply up to which its sentences are measured before it ends."""
_STEP = 60
"""Characters that come before it is looked again whether a sentence has ended."""
_LINE = re.compile(r"^\s*([A-Z])\s*[:.)]\s*(.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Written:
    """What a model wrote, as far as it holds up."""

    text: str
    """With markers; empty where nothing holds up."""
    citations: tuple[Citation, ...] = ()
    """Those that the text names, numbered from 1 in its order."""
    sentences: tuple[WrittenSentence, ...] = ()
    notice: str | None = None
    refused: bool = False
    """Whether the model says that the evidence does not answer."""


class Writer:
    """Writes answers by one chat model."""

    def __init__(self, model: ChatModel, support: SupportCheck) -> None:
        """Make one.

        Args:
            model: Who writes.
            support: Measures whether evidence says what a sentence says.
        """
        self.model = model
        self._support = support

    def write(
        self,
        question: str,
        offered: Sequence[Backing],
        on_text: Callable[[str], None] | None = None,
    ) -> Written:
        """An answer from the evidence; never more than holds up.

        Args:
            question: What was asked.
            offered: The evidence, numbered from 1.
            on_text: Told each piece of the reply as it comes, which is provisional.
        """
        messages: list[Message] = [
            ("system", render("write_rules")),
            (
                "human",
                render("write", question=escaped(question), evidence=fenced(offered)),
            ),
        ]
        try:
            reply = self._reply(messages, offered, on_text)
        except ChatModelReplyError as error:
            return Written("", notice=FAILED.format(reason=_capital(str(error))))
        if not reply.strip():
            return Written("", notice=FAILED.format(reason=f"{self.model.name} wrote nothing"))
        if is_refusal(reply):
            return Written("", refused=True, notice=REFUSED.format(model=self.model.name))
        drafts = parse_draft(reply)
        self._support.prepare([one.text for one in drafts])

        @cache
        def judge(draft: DraftSentence, heard: tuple[str, ...]) -> Finding:
            return check(draft, offered, self._support, question, heard)

        findings = _findings(drafts, judge)
        repairs = self._repaired(drafts, findings, [*messages, ("ai", reply)])
        sentences = _settled(drafts, findings, repairs, judge)
        return _put_together(sentences, offered, self.model.name)

    def _reply(
        self,
        messages: Sequence[Message],
        offered: Sequence[Backing],
        on_text: Callable[[str], None] | None,
    ) -> str:
        """The model's reply. Evidence and sentences are measured while it writes the next ones."""
        reply, measured = "", 0
        seen: set[DraftSentence] = set()

        def measure(so_far: str) -> None:
            for draft in parse_draft(so_far)[:-1]:
                if draft not in seen:
                    seen.add(draft)
                    look_ahead(draft, offered, self._support)

        with ThreadPoolExecutor(1) as beside:
            ahead = beside.submit(self._support.prepare, [one.quote for one in offered])
            for piece in self.model.stream(messages):
                reply += piece
                if on_text is not None:
                    on_text(piece)
                if ahead.done() and measured + _STEP < len(reply) < _AHEAD:
                    measured = len(reply)
                    ahead = beside.submit(measure, reply)
            ahead.result()
        return reply

    def _repaired(
        self,
        drafts: Sequence[DraftSentence],
        findings: Sequence[Finding],
        messages: Sequence[Message],
    ) -> dict[int, DraftSentence]:
        """What the model writes in the place of what failed, by the sentence's number."""
        failed = [number for number, one in enumerate(findings) if one.reason]
        letters = dict(zip(string.ascii_uppercase, failed, strict=False))
        if not letters:
            return {}
        problems = "\n".join(
            f"{letter}: {escaped(drafts[number].text)} (problem: "
            f"{escaped(findings[number].reason or '')})"
            for letter, number in letters.items()
        )
        try:
            reply = self.model.reply([*messages, ("human", render("repair", problems=problems))])
        except ChatModelReplyError:
            return {}
        found: dict[int, DraftSentence] = {}
        for letter, line in _LINE.findall(reply):
            sentences = parse_draft(line)
            if letter in letters and len(sentences) == 1:
                found.setdefault(letters[letter], sentences[0])
        return found


def _findings(drafts: Sequence[DraftSentence], judge: Judge) -> list[Finding]:
    """What becomes of each sentence if none of those before it were left out."""
    findings: list[Finding] = []
    heard: tuple[str, ...] = ()
    for draft in drafts:
        findings.append(judge(draft, heard))
        # A sentence that fails may be put right, and names whom it names.
        heard = findings[-1].heard or heard
    return findings


def _settled(
    drafts: Sequence[DraftSentence],
    findings: Sequence[Finding],
    repairs: Mapping[int, DraftSentence],
    judge: Judge,
) -> list[WrittenSentence]:
    """What becomes of each sentence, given what is left of those before it."""
    settled: list[WrittenSentence] = []
    heard: tuple[str, ...] = ()
    for number, written in enumerate(drafts):
        draft = written
        status: SentenceStatus = "kept"
        finding = judge(draft, heard)
        first = findings[number].reason or finding.reason
        if finding.reason and number in repairs:
            draft, status = repairs[number], "repaired"
            finding = judge(draft, heard)
        if finding.reason:
            reason = first if status == "kept" else f"{first}; written again: {finding.reason}"
            settled.append(WrittenSentence(text=written.text, status="dropped", reason=reason))
            continue
        heard = finding.heard
        reason = first if status == "repaired" else None
        settled.append(
            WrittenSentence(text=draft.text, status=status, reason=reason, markers=draft.markers)
        )
    return settled


def _put_together(
    sentences: Sequence[WrittenSentence], offered: Sequence[Backing], model: str
) -> Written:
    """The text of what is left, its citations numbered in the order in which it names them."""
    numbers = dict.fromkeys(number for one in sentences for number in one.markers)
    new = {number: place for place, number in enumerate(numbers, 1)}
    known = {one.citation.marker: one.citation for one in offered}
    renumbered = tuple(
        replace(one, markers=tuple(new[number] for number in one.markers)) for one in sentences
    )
    left = [one for one in renumbered if one.status != "dropped"]
    return Written(
        " ".join(with_markers(one.text, one.markers) for one in left),
        tuple(replace(known[number], marker=place) for number, place in new.items()),
        renumbered,
        None if left else NOTHING_HELD.format(model=model),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
