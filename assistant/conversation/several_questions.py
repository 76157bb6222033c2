"""Divide a text with several questions, so that each is answered; and join the answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.records import Answer, Citation, Retrieved
from index.lexicon.function_words import AUXILIARIES

__all__ = ["divide_questions", "join_answers"]

MAX_QUESTIONS = 6
"""Questions of one text that are answered; a text with more is one question."""
_MAX_CHARACTERS = 3000
"""A longer text is one question, with text pasted to it."""
_LEAST_WORDS = 2
"""A piece with fewer words ("Why?") goes with the question before it."""
_WH = r"(?:who|whom|whose|what|which|when|where|why|how)"
_AUXILIARY = rf"(?:{'|'.join(sorted(word for word in AUXILIARIES if word.isalpha()))})"
_END = re.compile(r"(?<=\?)[\"”’')\]]*\s+")
_BEFORE_WH = r"(?:(?:in|on|at|by|for|to|with|from) )?"
_JOINED = re.compile(
    rf"(?:[,;]\s*|\s+)(?:and|or|but)\s+(?:also\s+)?(?={_BEFORE_WH}{_WH}\s+[\w'’-]+\s+\w)",
    re.IGNORECASE,
)
"""`…, and how much did …`, `… and which countries cooperate`."""
_WITH_AUXILIARY = re.compile(
    rf"{_BEFORE_WH}{_WH}\s+(?:[\w'’-]+\s+){{0,2}}?{_AUXILIARY}\s+\w", re.IGNORECASE
)
_AUXILIARY_WITHIN = re.compile(rf"\s{_AUXILIARY}\s", re.IGNORECASE)
_BEGINS_LIKE_QUESTION = re.compile(
    rf"^\W*(?:and |but |also |so )?(?:(?:in|on|at|by|for|to|with|from) )?(?:{_WH}|{_AUXILIARY})\b",
    re.IGNORECASE,
)
_BEGINS_WITH_VERB = re.compile(rf"^\W*{_AUXILIARY}\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:;]\s+")
_QUESTION_WORD = re.compile(rf"\b{_WH}\b", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"«„][^“”\"«»„]*[”\"»“]")


def divide_questions(text: str) -> list[str]:
    """The questions of a text in order; the text alone if it is one question.

    A sentence before a question stays with it: "Brandt left. Why did she go?" is one question.

    Args:
        text: As the user typed it.
    """
    if len(text) > _MAX_CHARACTERS:
        return [text]
    masked = _QUOTED.sub(lambda match: "x" * len(match.group()), text)
    pieces = [piece for sentence in _sentences(text, masked) for piece in _joined(*sentence)]
    if not 1 < len(pieces) <= MAX_QUESTIONS:
        return [text]
    return pieces


def _sentences(text: str, masked: str) -> list[tuple[str, str]]:
    """The text cut behind question marks, each piece with its masked form.

    A piece that doesn't end like a question goes with the one before it, or else behind it: the
    mark may belong to a name ("Who Talks?"), or the piece to the question ("Or Weld?").
    """
    cuts = [0, *(match.end() for match in _END.finditer(masked)), len(text)]
    pieces: list[tuple[str, str]] = []
    waits = False
    for first, last in pairwise(cuts):
        piece, mask = text[first:last].strip(), masked[first:last].strip()
        if not piece:
            continue
        if pieces and (waits or not _is_question(mask)):
            before, mask_before = pieces[-1]
            pieces[-1] = f"{before} {piece}", f"{mask_before} {mask}"
        else:
            pieces.append((piece, mask))
        waits = not _is_question(pieces[-1][1])
    return pieces


def _is_question(mask: str) -> bool:
    """Whether the last sentence of a piece begins with a question word or a verb, and asks."""
    sentence = _SENTENCE_END.split(mask.rstrip("?\"”’')] "))[-1]
    is_long_enough = len(re.findall(r"\w+", sentence)) >= _LEAST_WORDS
    return "?" in mask and is_long_enough and _BEGINS_LIKE_QUESTION.match(sentence) is not None


def _joined(piece: str, mask: str) -> list[str]:
    """The two questions that "and" joins in a piece; the piece itself if it is one."""
    for match in _JOINED.finditer(mask):
        before, after = piece[: match.start()], piece[match.end() :]
        question = _SENTENCE_END.split(mask[: match.start()])[-1]
        # "Did she say what happened and who is to blame?" is one question.
        has_clause = len(_QUESTION_WORD.findall(question)) > (
            0 if _BEGINS_WITH_VERB.match(question) else 1
        )
        # "How many men and how many women died?" has one verb for both.
        has_verb = _AUXILIARY_WITHIN.search(question) or _WITH_AUXILIARY.match(after)
        if (
            len(re.findall(r"[\w'’]+", question)) >= _LEAST_WORDS
            and has_verb
            and _BEGINS_LIKE_QUESTION.match(question)
            and not has_clause
        ):
            return [f"{before.rstrip(' ,;')}?", f"{after[:1].upper()}{after[1:]}"]
    return [piece]


def join_answers(text: str, answers: Sequence[Answer]) -> Answer:
    """One answer of the answers to each question of a text, with markers running through.

    It is answered if one of them is; its confidence is the lowest of those answered.

    Args:
        text: As the user typed it.
        answers: At least one, in the order of the questions.
    """
    parts = []
    citations: list[Citation] = []
    for answer in answers:
        shown, numbered = _renumbered(answer, len(citations))
        citations += numbered
        short = f"{answer.short_answer}\n" if answer.short_answer else ""
        parts.append(f"{answer.standalone or answer.question}\n{short}{shown}")
    answered = [answer for answer in answers if answer.status == "answered"]
    shorts = [answer.short_answer for answer in answers if answer.short_answer]
    best = answered[0] if answered else answers[0]
    timings: dict[str, float] = {}
    for answer in answers:
        for name, took in answer.timings_ms.items():
            timings[name] = timings.get(name, 0.0) + took
    notices = dict.fromkeys(answer.notice for answer in answers if answer.notice)
    return replace(
        best,
        question=text,
        standalone=None,
        status="answered" if answered else "not_found",
        text="\n\n".join(parts),
        short_answer="; ".join(shorts) if len(shorts) == len(answers) else None,
        confidence=min(answer.confidence for answer in answered or answers),
        citations=tuple(citations),
        retrieved=tuple(_passages_once(answers)),
        timings_ms=timings,
        sentences=tuple(sentence for answer in answers for sentence in answer.sentences),
        notice=" ".join(notices) or None,
    )


def _passages_once(answers: Sequence[Answer]) -> Iterable[Retrieved]:
    """The passages retrieved for all answers, those of the first before those of the next."""
    found: dict[tuple[str, int, int], Retrieved] = {}
    for answer in answers:
        for one in answer.retrieved:
            found.setdefault((one.document_id, one.start, one.end), one)
    return found.values()


def _renumbered(answer: Answer, before: int) -> tuple[str, list[Citation]]:
    """An answer's text and citations, with markers that follow on `before` others."""
    known = {citation.marker for citation in answer.citations}

    def renumber(match: re.Match[str]) -> str:
        marker = int(match[1])
        return f"[{marker + before}]" if marker in known else match.group()

    quotes = sorted({one.read_as or one.quote for one in answer.citations}, key=len, reverse=True)
    pieces = [answer.text]
    if quotes:
        pieces = re.split("(" + "|".join(map(re.escape, quotes)) + ")", answer.text)
    text = "".join(
        piece if at % 2 else re.sub(r"\[(\d{1,3})\]", renumber, piece)
        for at, piece in enumerate(pieces)
    )
    numbered = [replace(one, marker=one.marker + before) for one in answer.citations]
    return text, numbered
