"""Reply to what is no question: greetings, thanks, "ok", farewells."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.records import Answer, Searched

__all__ = ["answer_small_talk", "is_small_talk"]

_MAX_CHARACTERS = 100
"""A longer text is more than small talk."""
_THATS = r"that(?:'s| is| was)"


@dataclass(frozen=True, slots=True)
class _Kind:
    pattern: re.Pattern[str]
    reply: str
    may_be_asked: bool = False
    """Whether it may end with a question mark: "How are you?"."""


_KINDS = (
    _Kind(
        re.compile(
            r"(?:hi|hello|hey|hiya|howdy|greetings|good (?:morning|afternoon|evening|day))"
            r"(?: (?:there|all|everyone|again|you|assistant))?"
            r"|(?:how are you|how do you do)(?: doing)?(?: today)?"
        ),
        "Hello. Ask a question about the documents, for example what somebody said about a topic.",
        may_be_asked=True,
    ),
    _Kind(
        re.compile(
            r"(?:(?:many|no|ok|okay|great|perfect|cool|and|well|right) )*"
            r"(?:thanks|thank you|thx|cheers|much appreciated)"
            r"(?: (?:so much|very much|a lot|a bunch|a million|again|then|now|indeed|really|you"
            r"|for (?:that|this|(?:your|the) (?:help|answer|answers))))*"
        ),
        "You're welcome.",
    ),
    _Kind(
        re.compile(
            r"(?:good ?bye|bye(?: bye)?|see you(?: later| soon| tomorrow)?|good night"
            rf"|{_THATS} all(?: (?:for (?:now|today)|then|thanks))?)"
        ),
        "Goodbye.",
    ),
    _Kind(
        re.compile(
            r"(?:(?:ok|okay|alright|all right|ah|oh|yes|yeah|well|very|so) ){0,2}"
            r"(?:ok|okay|alright|all right|fine|great|good|nice|cool|perfect|excellent|awesome"
            r"|super|understood|got it|i see|right|sure|noted|wow|hm+|ah|oh|yes|yep|yeah|no|nope"
            r"|never ?mind|makes sense|good to know|interesting|helpful|sorry|well done)"
            rf"|{_THATS} (?:very |really |so )?(?:good|great|helpful|useful|interesting|nice|fine)"
        ),
        "All right. Ask on whenever you like.",
    ),
)
_BETWEEN_PARTS = re.compile(r"[^\w'? ]+")


def is_small_talk(text: str) -> bool:
    """Whether a text is a greeting, thanks, "ok" or a farewell, and no question.

    "Thanks, and when did he say so?" is a question.
    """
    return _reply_to(text) is not None


def answer_small_talk(text: str) -> Answer | None:
    """The reply to small talk, which nothing is searched for; None for anything else."""
    reply = _reply_to(text)
    if reply is None:
        return None
    return Answer(
        question=text,
        status="not_found",
        text=reply,
        short_answer=None,
        confidence=0.0,
        citations=(),
        retrieved=(),
        searched=Searched(documents=0),
        timings_ms={},
        small_talk=True,
    )


def _reply_to(text: str) -> str | None:
    if len(text) > _MAX_CHARACTERS:
        return None
    pieces = _BETWEEN_PARTS.split(text.replace("’", "'").replace("_", " ").lower())
    parts = [" ".join(piece.split()) for piece in pieces if piece.strip()]
    kinds = [_kind_of(part) for part in parts]
    return kinds[-1].reply if kinds and kinds[-1] and all(kinds) else None


def _kind_of(part: str) -> _Kind | None:
    bare = part.rstrip("? ")
    found = (kind for kind in _KINDS if bare == part or kind.may_be_asked)
    return next((kind for kind in found if kind.pattern.fullmatch(bare)), None)
