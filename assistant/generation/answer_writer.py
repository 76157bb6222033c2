"""Writes answers by a chat model from numbered evidence, and checks every sentence of them.

The model rewrites a sentence that fails a check once; if it fails again, it is left out. So no
sentence reaches the user unless its evidence supports it, word for word where it quotes.
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
from assistant.generation.comparison.numbered_evidence import NumberedEvidence
from assistant.generation.evidence_prompt import escape_for_prompt, format_evidence
from assistant.generation.reply_sentences import (
    DraftSentence,
    add_markers,
    is_refusal,
    parse_draft,
)
from assistant.generation.sentence_checking import (
    CheckResult,
    check_sentence,
    measure_support_early,
)
from assistant.generation.support.support_check import SupportCheck
from assistant.records import Citation, SentenceStatus, WrittenSentence
from prompts import render

NOTHING_SUPPORTED_NOTICE = (
    "No sentence that {model} wrote held up against the sources; this is what they say, word for "
    "word."
)
MODEL_FAILED_NOTICE = "{reason}; this is what the sources say, word for word."
REFUSED_NOTICE = "{model} found no answer in the evidence that it was given."
CheckDraft = Callable[[DraftSentence, tuple[str, ...]], CheckResult]
"""Checks a sentence, given the speakers that its pronouns may refer to."""
_MAX_EARLY_CHARACTERS = 6000
"""Up to this length of a reply, its sentences are measured while the model writes."""
_CHARACTERS_BETWEEN_LOOKS = 60
"""How much the reply grows before it is searched again for complete sentences."""
_LETTERED_LINE = re.compile(r"^\s*([A-Z])\s*[:.)]\s*(.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class WrittenAnswer:
    """The sentences of a chat model's answer that passed every check."""

    text: str
    """The sentences with their markers; empty if none passed."""
    citations: tuple[Citation, ...] = ()
    """The citations in the text, numbered from 1 in its order."""
    sentences: tuple[WrittenSentence, ...] = ()
    """Every sentence that the model wrote, with the result of its checks."""
    notice: str | None = None
    """Why there is no text, for the user; None if there is one."""
    refused: bool = False
    """Whether the model says that the evidence does not answer the question."""


class AnswerWriter:
    """Writes answers by one chat model."""

    def __init__(self, model: ChatModel, support: SupportCheck) -> None:
        """Create a writer.

        Args:
            model: The chat model.
            support: Measures whether the evidence supports a sentence as a whole.
        """
        self.model = model
        self._support = support

    def write(
        self,
        question: str,
        all_evidence: Sequence[NumberedEvidence],
        on_text: Callable[[str], None] | None = None,
    ) -> WrittenAnswer:
        """Write an answer to a question; only sentences that pass every check are in it.

        Args:
            question: The user's question.
            all_evidence: The evidence to write from, numbered from 1.
            on_text: Called with each part of the reply as it arrives, before it is checked.
        """
        messages: list[Message] = [
            ("system", render("write_rules")),
            (
                "human",
                render(
                    "write",
                    question=escape_for_prompt(question),
                    evidence=format_evidence(all_evidence),
                ),
            ),
        ]
        try:
            reply = self._stream_reply(messages, all_evidence, on_text)
        except ChatModelReplyError as error:
            return _failed(str(error))
        if not reply.strip():
            return _failed(f"{self.model.name} wrote nothing")
        if is_refusal(reply):
            return WrittenAnswer(
                "", refused=True, notice=REFUSED_NOTICE.format(model=self.model.name)
            )
        drafts = parse_draft(reply)
        self._support.prepare([draft.text for draft in drafts])

        @cache
        def check_draft(draft: DraftSentence, antecedents: tuple[str, ...]) -> CheckResult:
            return check_sentence(draft, all_evidence, self._support, question, antecedents)

        results = _check_each(drafts, check_draft)
        rewritten = self._rewrite_failed(drafts, results, [*messages, ("ai", reply)])
        sentences = _choose_sentences(drafts, results, rewritten, check_draft)
        return _assemble_answer(sentences, all_evidence, self.model.name)

    def _stream_reply(
        self,
        messages: Sequence[Message],
        all_evidence: Sequence[NumberedEvidence],
        on_text: Callable[[str], None] | None,
    ) -> str:
        """The model's reply. Support for its first sentences is measured while it writes on."""
        reply, measured = "", 0
        seen: set[DraftSentence] = set()

        def measure_complete_sentences(reply_so_far: str) -> None:
            for draft in parse_draft(reply_so_far)[:-1]:
                if draft not in seen:
                    seen.add(draft)
                    measure_support_early(draft, all_evidence, self._support)

        with ThreadPoolExecutor(1) as executor:
            quotes = [evidence.quote for evidence in all_evidence]
            measuring = executor.submit(self._support.prepare, quotes)
            for piece in self.model.stream(messages):
                reply += piece
                if on_text is not None:
                    on_text(piece)
                grown = measured + _CHARACTERS_BETWEEN_LOOKS < len(reply) < _MAX_EARLY_CHARACTERS
                if measuring.done() and grown:
                    measured = len(reply)
                    measuring = executor.submit(measure_complete_sentences, reply)
            measuring.result()
        return reply

    def _rewrite_failed(
        self,
        drafts: Sequence[DraftSentence],
        results: Sequence[CheckResult],
        messages: Sequence[Message],
    ) -> dict[int, DraftSentence]:
        """The model's second versions of the sentences that failed, by position of the first."""
        failed = [position for position, result in enumerate(results) if result.reason]
        positions = dict(zip(string.ascii_uppercase, failed, strict=False))
        if not positions:
            return {}
        problems = "\n".join(
            f"{letter}: {escape_for_prompt(drafts[position].text)} (problem: "
            f"{escape_for_prompt(results[position].reason or '')})"
            for letter, position in positions.items()
        )
        try:
            reply = self.model.reply([*messages, ("human", render("repair", problems=problems))])
        except ChatModelReplyError:
            return {}
        rewritten: dict[int, DraftSentence] = {}
        for letter, line in _LETTERED_LINE.findall(reply):
            sentences = parse_draft(line)
            if letter in positions and len(sentences) == 1:
                rewritten.setdefault(positions[letter], sentences[0])
        return rewritten


def _failed(reason: str) -> WrittenAnswer:
    return WrittenAnswer("", notice=MODEL_FAILED_NOTICE.format(reason=_capitalise(reason)))


def _check_each(drafts: Sequence[DraftSentence], check_draft: CheckDraft) -> list[CheckResult]:
    """The result for each sentence, as if all sentences before it stayed."""
    results: list[CheckResult] = []
    antecedents: tuple[str, ...] = ()
    for draft in drafts:
        results.append(check_draft(draft, antecedents))
        # A sentence that fails has no antecedents, but its second version may keep its speakers.
        antecedents = results[-1].antecedents or antecedents
    return results


def _choose_sentences(
    drafts: Sequence[DraftSentence],
    results: Sequence[CheckResult],
    rewritten: Mapping[int, DraftSentence],
    check_draft: CheckDraft,
) -> list[WrittenSentence]:
    """The result for each sentence, checked again after the sentences that are really kept."""
    sentences: list[WrittenSentence] = []
    antecedents: tuple[str, ...] = ()
    for position, first_draft in enumerate(drafts):
        draft = first_draft
        status: SentenceStatus = "kept"
        result = check_draft(draft, antecedents)
        first_reason = results[position].reason or result.reason
        if result.reason and position in rewritten:
            draft, status = rewritten[position], "repaired"
            result = check_draft(draft, antecedents)
        if result.reason:
            reason = (
                first_reason
                if status == "kept"
                else f"{first_reason}; written again: {result.reason}"
            )
            sentences.append(
                WrittenSentence(text=first_draft.text, status="dropped", reason=reason)
            )
            continue
        antecedents = result.antecedents
        reason = first_reason if status == "repaired" else None
        sentences.append(
            WrittenSentence(text=draft.text, status=status, reason=reason, markers=draft.markers)
        )
    return sentences


def _assemble_answer(
    sentences: Sequence[WrittenSentence], all_evidence: Sequence[NumberedEvidence], model: str
) -> WrittenAnswer:
    """The answer of the sentences that stay, its citations numbered in the order of the text."""
    cited = dict.fromkeys(number for sentence in sentences for number in sentence.markers)
    new_numbers = {number: position for position, number in enumerate(cited, 1)}
    citations = {evidence.citation.marker: evidence.citation for evidence in all_evidence}
    renumbered = tuple(
        replace(sentence, markers=tuple(new_numbers[number] for number in sentence.markers))
        for sentence in sentences
    )
    staying = [sentence for sentence in renumbered if sentence.status != "dropped"]
    return WrittenAnswer(
        " ".join(add_markers(sentence.text, sentence.markers) for sentence in staying),
        tuple(replace(citations[number], marker=new) for number, new in new_numbers.items()),
        renumbered,
        None if staying else NOTHING_SUPPORTED_NOTICE.format(model=model),
    )


def _capitalise(text: str) -> str:
    return text[:1].upper() + text[1:]
