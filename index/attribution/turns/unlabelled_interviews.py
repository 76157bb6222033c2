"""Reads interviews without labels, whose questions are paragraphs of their own, mostly in bold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.attribution.turns.one_voice import Voice
from index.attribution.turns.people_in_titles import TurnSpeaker
from index.attribution.turns.stage_directions import read_note
from index.attribution.turns.turn_reader import SpeechTurn
from index.records import Span
from index.text.capital_letters import CAPITAL
from index.text.person_names import is_full_name, is_place_name, split_name, strip_titles

_WORD = rf"{CAPITAL}[\w’'-]+"
_NAME = rf"(?:{_WORD}\.? )?{_WORD}(?: {CAPITAL}\.)?(?: {_WORD}){{1,2}}"
_BEGINS_WITH_PERSON = re.compile(rf"(?P<name>{_NAME}),? (?=[a-z])")
"""A name, and what the person is or does."""
_LEAST_QUESTIONS = 3
_LONGEST_QUESTION = 400
"""Characters of the longest question that is a paragraph of its own."""


def read_unlabelled_interview(
    text: str, blocks: Sequence[Span], voice: Voice | None
) -> Iterator[SpeechTurn]:
    """The answers of an interview whose title or first lines name the person who is interviewed.

    The questions stay nobody's, as the interviewer isn't named.

    Args:
        text: The document's text.
        blocks: Its blocks, in order.
        voice: The person whom the title names; None if it names nobody.
    """
    if voice is not None and (voice.is_whole or len(voice.speakers) != 1):
        return
    questions = [number for number, block in enumerate(blocks) if _is_question(text, block)]
    answers = set(range(len(blocks))) - set(questions)
    alternate = sum(number + 1 in answers for number in questions)
    if len(questions) < _LEAST_QUESTIONS or alternate < len(questions) - 1:
        return
    bold = {number for number, block in enumerate(blocks) if _is_in_bold(text, block)}
    if set(questions) <= bold:
        answers -= bold  # "**Others call that a fantasy.**" is the interviewer's as well
    elif voice is None:
        return
    speaker = voice.speakers[0] if voice else _introduced(text, blocks[: questions[0]])
    if speaker.name is None:
        return
    for number in range(questions[0] + 1, len(blocks)):
        block = blocks[number]
        if number in answers and read_note(text, block) is None:
            yield SpeechTurn(block.start, block.end, speaker.name, speaker.role, None, None)


def _introduced(text: str, blocks: Sequence[Span]) -> TurnSpeaker:
    """The person with whom the lines above the questions begin: "Dr Ines Calder teaches …"."""
    found = []
    for block in blocks:
        words = text[block.start : block.end].strip("*_ ")
        person = _BEGINS_WITH_PERSON.match(words)
        name = " ".join(strip_titles(split_name(person["name"]))) if person else ""
        if is_full_name(name) and not is_place_name(split_name(name)):
            found.append(TurnSpeaker(name))
    return found[0] if len(found) == 1 else TurnSpeaker(None)


def _is_in_bold(text: str, block: Span) -> bool:
    words = text[block.start : block.end]
    return words.startswith(("**", "__")) and words.endswith(("**", "__"))


def _is_question(text: str, block: Span) -> bool:
    words = text[block.start : block.end].rstrip("*_ ")
    return words.endswith("?") and len(words) <= _LONGEST_QUESTION
