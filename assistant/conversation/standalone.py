"""Follow-up questions made standalone: by the chat model where there is one, else by rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.chat_model import ChatModel
from assistant.conversation.rules import Before, may_be_whole, standalone
from assistant.errors import ModelFailed
from assistant.generation.offered_evidence import escaped
from assistant.records import Answer, Turn
from index.records import Filters
from index.retrieval.question import QUESTION_STEMS
from index.text.stemming import stems
from prompts import render

TURNS = 4
"""Turns before that a chat model is shown."""
LONG = 1000
"""Characters from which a question is no follow-up."""
LONGEST = 400
"""Characters of a question that a model may make of a follow-up, beyond those of the follow-up."""
WHOLE, ELSEWHERE = 0.75, 0.65
"""Least confidence of an answer from which a short question was whole by itself; and the same where
what was found with the topic has none of its words. `tests/bench/measure/followups.py` tells how
many new topics and how many that go on with the old one that puts right."""
_SHOWN = 300
_DOCUMENT = r"(?:article|document|story|statement|report|transcript|press release|speech|interview)"
_SAME_DOCUMENT = re.compile(
    rf"\b(?:in|from|of|does|did|according to) (?:that|this) {_DOCUMENT}\b|\bthe same {_DOCUMENT}\b"
    rf"|\b(?:that|this) {_DOCUMENT}\W*$",
    re.IGNORECASE,
)
_ODD = re.compile(r"[<>{}`]|https?:|www\.|\]\(", re.IGNORECASE)
_IN_QUOTES = re.compile(r"^[\"“](.*)[\"”]$")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What is asked in the place of a follow-up."""

    question: str
    filters: Filters
    may_be_whole: bool = False
    """Whether the question as it was asked may leave nothing open all the same."""


def follow_up(
    question: str,
    turns: Sequence[Turn],
    filters: Filters = Filters(),  # noqa: B008
    model: ChatModel | None = None,
    speaks: Callable[[str], bool] = lambda name: False,
) -> FollowUp:
    """The question with what it leaves open put in; as it is where it leaves nothing open.

    Args:
        question: As it was asked.
        turns: Those before it, oldest first.
        filters: Limits on the documents searched; "in that article" adds one.
        model: What rewrites it; None for the rules, which also stand in where it fails.
        speaks: Whether somebody of a name is known to speak.
    """
    asked = " ".join(question.split())
    if not turns or not asked or len(asked) > LONG:
        return FollowUp(question, filters)
    last = turns[-1]
    if _SAME_DOCUMENT.search(asked) and last.documents and not filters.documents:
        filters = replace(filters, documents=last.documents)
    rewritten = _by_model(asked, turns, model) if model is not None else None
    whole = False
    if rewritten is None:
        before = Before(last.standalone[:LONG], last.short_answer)
        rewritten = standalone(asked, before, speaks)
        whole = rewritten != asked and may_be_whole(asked, before, speaks)
    # What differs in white space alone is what was asked.
    return FollowUp(question if rewritten == asked else rewritten, filters, whole)


def says_more(alone: Answer, carried: Answer) -> bool:
    """Whether a question that may be whole is: by what is found for it with and without the topic.

    Args:
        alone: The answer to the question as it was asked.
        carried: The answer with what it may leave open put in.
    """
    if alone.status != "answered":
        # Where neither is told, the passages shown are those of the likelier one.
        return carried.status != "answered" and alone.confidence > carried.confidence
    told = set(stems(" ".join(one.quote for one in carried.citations)))
    near = told & set(stems(alone.question)) - QUESTION_STEMS
    least = WHOLE if near else ELSEWHERE
    return carried.status != "answered" or alone.confidence >= max(least, carried.confidence)


def _by_model(asked: str, turns: Sequence[Turn], model: ChatModel) -> str | None:
    """What the model makes of it; None where it fails or gives what is no question."""
    told = "\n".join(
        f"User: {escaped(turn.question)}\nAssistant: {escaped(turn.text)[:_SHOWN]}"
        for turn in turns[-TURNS:]
    )
    try:
        reply = model.reply(
            [
                ("system", render("standalone_rules")),
                ("human", render("standalone", conversation=told, question=escaped(asked))),
            ]
        )
    except ModelFailed:
        return None
    lines = [_IN_QUOTES.sub(r"\1", line.strip()) for line in reply.splitlines() if line.strip()]
    if len(lines) != 1 or _ODD.search(lines[0]) or len(lines[0]) > len(asked) + LONGEST:
        return None
    return lines[0] if any(character.isalnum() for character in lines[0]) else None
