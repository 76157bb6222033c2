"""What people do by saying it: the words of `first_person_acts.txt`, as regular expressions."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

__all__ = ["ACTS", "ACT_QUESTIONS", "Act"]

_I = (
    r"\b(?<![Ii]f )(?<![Uu]nless )(?<![Ww]hether )(?:I|[Ww]e)(?:['’](?:m|ve|re|ll|d))?"
    r"(?: (?:am|are|was|were|have|has|had|do|did|must|will|shall|can only|want to|wish to|like to"
    r"|would like to|also|now|hereby|fully|\w+ly|very|so|therefore|too|to|both|all)\b){0,5}"
)
"""The speaker with what may stand before the verb of what is done: no "not", no "would"."""


class Act(NamedTuple):
    """Something that people do by saying it."""

    asks: re.Pattern[str]
    """How questions and reports name it: "apologised"."""
    says: re.Pattern[str]
    """How the speaker does it: "I am sorry"."""

    def is_done_by(self, word: str) -> bool:
        """Whether a word itself tells the act, and so not what it is about: "wrong"."""
        return bool(self.says.search(f"I was {word}") or self.asks.fullmatch(word))


def _read_acts() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    path = Path(__file__).with_name("first_person_acts.txt")
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            words = found.setdefault(line.strip("[]"), {})
        elif " = " in line and not line.startswith("#"):
            name, pattern = line.split(" = ", 1)
            words[name] = pattern
    return found


_READ = _read_acts()
ACTS = tuple(
    Act(
        re.compile(rf"(?:{act['asks']})", re.IGNORECASE),
        re.compile(act["says"].replace("{I}", _I)),
    )
    for act in _READ.values()
)
"""All acts."""
ACT_QUESTIONS = "|".join(act["asks"] for act in _READ.values())
"""Regular expression (ungrouped) of all the words with which questions name an act."""
