"""Make a follow-up question standalone by rules, without a model, so that it works offline.

What a question leaves open is taken from the question before it, which is already standalone: the
person whom "he" means, the rest of "And O'Malley?" or "By how much?", the topic of "What did Cole
say?". Where the words can't be put in their place, the earlier topic is added in brackets. A
question that is standalone as asked stays as it is.
"""

from __future__ import annotations

import re

from assistant.conversation.context_cues import (
    ENOUGH_CONTENT_WORDS,
    count_content_words,
    has_pointing_word,
    is_fragment,
    is_short,
    points_back,
    stands_whole_with_new_name,
)
from assistant.conversation.fragments import complete_fragment
from assistant.conversation.pronouns import IsSpeaker, PreviousTurn, replace_pronouns
from assistant.conversation.question_patterns import (
    AUXILIARY,
    CARRIED_TOPIC,
    LEADING_CONJUNCTIONS,
    LEADING_QUESTION_WORD,
    LEADING_WHAT_ABOUT,
    QUESTION_WORD_AND_CLAUSE,
)
from index.lexicon.reporting_verbs import forms_of
from index.text.stemming import stems

__all__ = ["may_be_standalone", "rewrite_by_rules"]

MAX_CARRIED_TOPICS = 2
"""A question carries the topics of at most this many earlier questions."""
_SAYING = forms_of("say", "tell", "think")
_WORDS_WITHOUT_TOPIC = frozenset(
    """there it this that these those he she they him them himself herself which who whom""".split()
) | {word for word in _SAYING if not word.endswith("ing")}
_LEADING_SMALL_WORDS = re.compile(
    r"^(?:(?:about|on|of|at|in|that|with|to|for|a|an|the|many|much)\b\s*)+"
)


def rewrite_by_rules(
    question: str, previous: PreviousTurn | None, is_speaker: IsSpeaker = lambda name: False
) -> str:
    """The question with what it leaves open filled in; as asked if it leaves nothing open.

    Args:
        question: As the user asked it.
        previous: The turn before it; None for the first question.
        is_speaker: Whether a name is that of a speaker in the documents.
    """
    asked = " ".join(question.split())
    if previous is None or not asked:
        return asked
    bare = _bare_question(asked)
    if not any(character.isalnum() for character in bare):
        return _with_topic(asked, previous.question)
    if is_fragment(bare):
        carried = CARRIED_TOPIC.search(previous.question)
        without_topic = CARRIED_TOPIC.sub("", previous.question)
        completed = complete_fragment(bare, without_topic, is_speaker)
        if completed is None:
            return _with_topic(_capitalised(bare), previous.question)
        return _capitalised(completed) + (carried.group() if carried else "")
    with_names = replace_pronouns(bare, previous, is_speaker)
    if with_names is None:
        return _with_topic(_capitalised(bare), previous.question)
    if bare == asked == with_names and stands_whole_with_new_name(bare, previous.question):
        return asked
    if bare != asked or points_back(bare) or is_short(bare):
        return _with_topic(_capitalised(with_names), previous.question)
    return asked if with_names == asked else _capitalised(with_names)


def may_be_standalone(
    question: str, previous: PreviousTurn | None, is_speaker: IsSpeaker = lambda name: False
) -> bool:
    """Whether a question was rewritten only because it is short.

    "What was the result?" goes on with the earlier topic; "Will taxes be raised?" need not. The
    words don't decide it, but the answers found with and without the topic may.
    """
    asked = " ".join(question.split())
    if previous is None or not asked:
        return False
    bare = _bare_question(asked)
    if is_fragment(bare) and not (
        LEADING_QUESTION_WORD.match(bare) and count_content_words(bare) >= ENOUGH_CONTENT_WORDS - 1
    ):
        return False
    if has_pointing_word(bare) or points_back(bare):
        return False
    return bare == asked == replace_pronouns(bare, previous, is_speaker)


def _bare_question(asked: str) -> str:
    """The question without a leading "And" or "What about"."""
    return LEADING_WHAT_ABOUT.sub("", LEADING_CONJUNCTIONS.sub("", asked))


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _with_topic(asked: str, previous: str) -> str:
    """The question with the topic of the previous question in brackets."""
    topic = _topic_of(previous)
    return f"{asked.rstrip(' ?')}? ({topic})" if topic else asked


def _topic_of(previous: str) -> str:
    """The topics of a question, without the words that ask: its own, then those it carried."""
    text = LEADING_CONJUNCTIONS.sub("", CARRIED_TOPIC.sub("", previous))
    match = QUESTION_WORD_AND_CLAUSE.match(text)
    if LEADING_QUESTION_WORD.match(text) and match:
        beside_question_word = LEADING_QUESTION_WORD.sub("", match["question_word"]).strip()
        text = f"{beside_question_word} {match['clause']}".strip()
    text = re.sub(rf"^{AUXILIARY}\s+", "", text, flags=re.IGNORECASE).rstrip(" ?")
    kept = (
        word for word in text.split() if word.strip(",.;:?!").lower() not in _WORDS_WITHOUT_TOPIC
    )
    topic = _LEADING_SMALL_WORDS.sub("", " ".join(kept))
    carried = CARRIED_TOPIC.search(previous)
    topics = [topic, *(carried[1].split("; ") if carried else ())]
    # Topics of a single word say too little, unless there are no others.
    telling = [topic for topic in topics if len(stems(topic)) > 1] or topics
    return "; ".join(list(dict.fromkeys(filter(None, telling)))[:MAX_CARRIED_TOPICS])
