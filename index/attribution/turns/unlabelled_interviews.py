"""Reads interviews without labels, whose questions are paragraphs of their own, mostly in bold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.attribution.turns.one_voice import Voice
from index.attribution.turns.stage_directions import read_note
from index.attribution.turns.turn_reader import SpeechTurn
from index.records import Span

_LEAST_QUESTIONS = 3
_LONGEST_QUESTION = 400
"""Characters of the longest question that is a paragraph of its own."""


def read_unlabelled_interview(
    text: str, blocks: Sequence[Span], voice: Voice | None
) -> Iterator[SpeechTurn]:
    """The answers of an interview whose title names the person who is interviewed.

    The questions stay nobody's, as the interviewer isn't named.

    Args:
        text: The document's text.
        blocks: Its blocks, in order.
        voice: The person whom the title names.
    """
    if voice is None or voice.is_whole or len(voice.speakers) != 1:
        return
    speaker = voice.speakers[0]
    questions = [number for number, block in enumerate(blocks) if _is_question(text, block)]
    answers = set(range(len(blocks))) - set(questions)
    alternate = sum(number + 1 in answers for number in questions)
    if speaker.name is None or len(questions) < _LEAST_QUESTIONS or alternate < len(questions) - 1:
        return
    for number in range(questions[0] + 1, len(blocks)):
        block = blocks[number]
        if number in answers and read_note(text, block) is None:
            yield SpeechTurn(block.start, block.end, speaker.name, speaker.role, None, None)


def _is_question(text: str, block: Span) -> bool:
    words = text[block.start : block.end].rstrip("*_ ")
    return words.endswith("?") and len(words) <= _LONGEST_QUESTION
