"""Make a follow-up question standalone: by the chat model if there is one, else by rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answering.from_records.asked_document import ask_about_cited_document
from assistant.chat_model import ChatModel
from assistant.conversation.pronouns import PreviousTurn
from assistant.conversation.rewrite_rules import may_be_standalone, rewrite_by_rules
from assistant.errors import ChatModelReplyError
from assistant.generation.evidence_prompt import escape_for_prompt
from assistant.records import Answer, Turn
from index.records import Filters
from index.retrieval.question import QUESTION_STEMS
from index.text.stemming import stems
from prompts import render

TURNS_SHOWN_TO_MODEL = 4
"""Number of earlier turns in the chat model's prompt."""
MAX_FOLLOW_UP_CHARACTERS = 1000
"""A longer question is never treated as a follow-up."""
MAX_ADDED_CHARACTERS = 400
"""A model's rewriting may be this many characters longer than the question; else it is not used."""
MIN_STANDALONE_CONFIDENCE = 0.75
"""A short question is treated as standalone if it is answered with at least this confidence.
`tests/bench/measure/followups.py` measures how many new topics, and how many questions that go on
with the earlier topic, are treated rightly."""
MIN_STANDALONE_CONFIDENCE_IF_UNRELATED = 0.65
"""The same if the answer with the carried-over topic shares no word with the question."""
_MAX_ANSWER_CHARACTERS = 300
"""Characters of each earlier answer in the chat model's prompt."""
_DOCUMENT = r"(?:article|document|story|statement|report|transcript|press release|speech|interview)"
_SAME_DOCUMENT = re.compile(
    rf"\b(?:in|from|of|does|did|according to) (?:that|this) {_DOCUMENT}\b|\bthe same {_DOCUMENT}\b"
    rf"|\b(?:that|this) {_DOCUMENT}\W*$",
    re.IGNORECASE,
)
_MARKUP_OR_LINK = re.compile(r"[<>{}`]|https?:|www\.|\]\(", re.IGNORECASE)
_WHOLLY_QUOTED = re.compile(r"^[\"“](.*)[\"”]$")


@dataclass(frozen=True, slots=True)
class StandaloneQuestion:
    """A question that is understood without the earlier turns."""

    question: str
    filters: Filters
    may_be_standalone_as_asked: bool = False
    """Whether the rules rewrote the question although, by its words, it may need no rewriting."""


def make_standalone(
    question: str,
    turns: Sequence[Turn],
    filters: Filters = Filters(),  # noqa: B008
    model: ChatModel | None = None,
    is_speaker: Callable[[str], bool] = lambda name: False,
) -> StandaloneQuestion:
    """The question with what it takes from earlier turns filled in; unchanged if that is nothing.

    Args:
        question: As the user asked it.
        turns: The earlier turns, oldest first.
        filters: Limits on the documents searched; "in that article" adds one.
        model: The chat model that rewrites it; if it is None or fails, the rules do.
        is_speaker: Whether a name is that of a speaker in the documents.
    """
    asked = " ".join(question.split())
    if not turns or not asked or len(asked) > MAX_FOLLOW_UP_CHARACTERS:
        return StandaloneQuestion(question, filters)
    last = turns[-1]
    about_document = ask_about_cited_document(asked, last.standalone)
    if about_document and last.documents:
        documents = filters.documents or last.documents
        as_asked = question if about_document == asked else about_document
        return StandaloneQuestion(as_asked, replace(filters, documents=documents))
    if _SAME_DOCUMENT.search(asked) and last.documents and not filters.documents:
        filters = replace(filters, documents=last.documents)
    rewritten = _rewritten_by_model(asked, turns, model) if model is not None else None
    may_be_standalone_as_asked = False
    if rewritten is None:
        previous = PreviousTurn(last.standalone[:MAX_FOLLOW_UP_CHARACTERS], last.short_answer)
        rewritten = rewrite_by_rules(asked, previous, is_speaker)
        may_be_standalone_as_asked = rewritten != asked and may_be_standalone(
            asked, previous, is_speaker
        )
    # A rewriting that differs in white space alone is the question as asked.
    return StandaloneQuestion(
        question if rewritten == asked else rewritten, filters, may_be_standalone_as_asked
    )


def is_better_as_asked(as_asked: Answer, with_topic: Answer) -> bool:
    """Whether the answer to a question as asked is to be given, not that with the earlier topic.

    Args:
        as_asked: The answer to the question as the user asked it.
        with_topic: The answer to the question with the topic of the earlier turns added.
    """
    if as_asked.status != "answered":
        # If neither is answered, show the passages of the likelier one.
        return with_topic.status != "answered" and as_asked.confidence > with_topic.confidence
    cited_stems = set(stems(" ".join(citation.quote for citation in with_topic.citations)))
    shares_a_word = cited_stems & set(stems(as_asked.question)) - QUESTION_STEMS
    minimum = MIN_STANDALONE_CONFIDENCE_IF_UNRELATED
    if shares_a_word:
        minimum = MIN_STANDALONE_CONFIDENCE
    return with_topic.status != "answered" or as_asked.confidence >= max(
        minimum, with_topic.confidence
    )


def _rewritten_by_model(asked: str, turns: Sequence[Turn], model: ChatModel) -> str | None:
    """The model's rewriting; None if the model fails or its reply is not a question."""
    conversation = "\n".join(
        f"User: {escape_for_prompt(turn.question)}\n"
        f"Assistant: {escape_for_prompt(turn.text)[:_MAX_ANSWER_CHARACTERS]}"
        for turn in turns[-TURNS_SHOWN_TO_MODEL:]
    )
    try:
        reply = model.reply(
            [
                ("system", render("standalone_rules")),
                (
                    "human",
                    render(
                        "standalone", conversation=conversation, question=escape_for_prompt(asked)
                    ),
                ),
            ]
        )
    except ChatModelReplyError:
        return None
    lines = [_WHOLLY_QUOTED.sub(r"\1", line.strip()) for line in reply.splitlines() if line.strip()]
    if (
        len(lines) != 1
        or _MARKUP_OR_LINK.search(lines[0])
        or len(lines[0]) > len(asked) + MAX_ADDED_CHARACTERS
    ):
        return None
    return lines[0] if any(character.isalnum() for character in lines[0]) else None
