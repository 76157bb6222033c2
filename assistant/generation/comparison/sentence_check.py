"""SentenceCheck: what a check of a written sentence is. `generation/checks/` has one a file."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass

from assistant.generation.comparison.cited_sentence import CitedSentence


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceCheck:
    """One way in which a sentence by a chat model may differ from the evidence that it cites.

    Raises:
        ValueError: A field can't be used; the message says which and what it should be.
    """

    name: str
    """A short name for the check, such as "dates"."""
    order: int
    """Position among the checks, lowest first; no two have the same. The first check that fails
    gives the reason that the user sees."""
    find_problem: Callable[[CitedSentence], str | None]
    """What is wrong with the sentence, in words for the model and the user; None if nothing is."""
    ignores_missing_evidence_clause: bool = True
    """Whether the check sees the sentence without a beginning such as "The evidence does not quote
    Weiss, but", which says something about the evidence rather than about the world."""
    compares_meaning: bool = False
    """Whether it compares by rules what words mean, which a model that has read the evidence and
    the sentence may overrule (`SupportCheck.confirms`)."""

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name.strip():
            raise ValueError("the check has no name: say in a word or two what it compares")
        if not isinstance(self.order, int):
            raise ValueError(
                f"the check {self.name!r} has the order {self.order!r}; it should be a whole number"
            )
        if not callable(self.find_problem):
            raise ValueError(
                f"the check {self.name!r} has no find_problem: give a function that takes a"
                " CitedSentence and returns what is wrong with it, or None"
            )
        try:
            inspect.signature(self.find_problem).bind(None)
        except TypeError:
            raise ValueError(
                f"the check {self.name!r}: find_problem should take one argument, a CitedSentence"
            ) from None
