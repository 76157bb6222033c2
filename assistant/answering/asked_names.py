"""Whether a question asks for names, and whether a text has one that may be meant.

"What are the names of the two men?" is not answered by how old they are. The tests are of the
surface: a name has a capital, is not one of the question's own, and a person's doesn't stand behind
"in" or "at".
"""

from __future__ import annotations

import re

from assistant.answering.asked_answer import means_person
from assistant.answering.candidates import TURN_CUE, Candidate
from index.lexicon.calendar_words import MONTHS, WEEKDAYS
from index.lexicon.function_words import PREPOSITIONS, PRONOUNS
from index.lexicon.name_words import DEMONYMS, PLACE_NAMES
from index.lexicon.titles import COURTESY_TITLES
from index.text.capital_letters import CAPITAL
from index.text.person_names import PARTICLE

__all__ = ["asks_for_names", "has_name_asked_for", "sentence_has_name_asked_for"]

_NAME_OF = re.compile(
    r"^\W*(?:what(?:['’]?s| (?:is|are|was|were))? |(?:please )?(?:tell|give) me |list |and )?"
    r"(?:(?:the|his|her|its|their|full|first|last|two|three|all) ){0,3}"
    r"names? (?:of|for) (?P<whose>[^?]+)"
    r"|\bwhat(?:['’]?s| (?:is|are|was|were)) (?P<called>[^?,;]+) (?:called|named)\W*$",
    re.IGNORECASE,
)
_WHO_ARE = re.compile(r"^\W*who(?:['’]re| are| were) the [^?]", re.IGNORECASE)
_KIN = frozenset(
    """son sons daughter daughters child children kid kids brother brothers sister sisters mother
    father wife husband pupil pupils student students victim victims boy boys girl girls friend
    friends patient patients guest guests suspect suspects resident residents""".split()
)
_PART = rf"{CAPITAL}[\w'’.-]{{0,40}}"
_NAME = re.compile(rf"\b{_PART}(?: (?:{_PART}|{PARTICLE} (?={CAPITAL})))*")
_PLACED = re.compile(r"\b(?:in|at|near|outside|around|into|from) (?:the )?$", re.IGNORECASE)
"""What stands before a place, and before no person."""
_NO_NAMES = (
    PRONOUNS
    | PREPOSITIONS
    | frozenset((*MONTHS, *WEEKDAYS))
    | frozenset("the a an this that these those there and but or so yes no what who".split())
    | {title.lower() for title in COURTESY_TITLES}
)
_WORD = re.compile(r"[^\W_]+")
_WORDS_OF_HEAD = 5
"""Words behind "the names of" among which the noun is looked for."""


def asks_for_names(question: str) -> bool:
    """Whether a question asks how somebody or something is called, or who several people are."""
    return _NAME_OF.search(question) is not None or _WHO_ARE.match(question) is not None


def has_name_asked_for(text: str, question: str) -> bool:
    """Whether a text has a name that can be the one a question asks for.

    Args:
        text: A sentence, or a part of it.
        question: One for which `asks_for_names` holds; its own names are no answer.
    """
    own = {word.lower() for word in _WORD.findall(question)}
    is_person = _is_about_people(question)
    for match in _NAME.finditer(text):
        words = [word.lower() for word in _WORD.findall(match.group())]
        new = [word for word in words if word not in own and word not in _NO_NAMES]
        if not new:
            continue
        if not is_person:
            return True
        is_place = " ".join(words) in PLACE_NAMES or all(word in DEMONYMS for word in new)
        begins_sentence = len(words) == 1 and not text[: match.start()].strip(" “\"'‘")
        if (
            not is_place
            and not _PLACED.search(text, 0, match.start())
            and (not begins_sentence or match.group() == text.strip())
        ):
            return True
    return False


def sentence_has_name_asked_for(candidate: Candidate, question: str) -> bool:
    """The same for a sentence; the label of who says it is a name only to "who are the …?"."""
    text, said = candidate.text, candidate.statement
    if _WHO_ARE.match(question):
        return candidate.speaker is not None or has_name_asked_for(text, question)
    if said is not None and said.cue == TURN_CUE:
        text = text[max(0, said.start - candidate.span.start) :]
    return has_name_asked_for(text, question)


def _is_about_people(question: str) -> bool:
    if _WHO_ARE.match(question):
        return True
    match = _NAME_OF.search(question)
    if match is None:
        return False
    whose = match["whose"] or match["called"]
    head = [word.lower() for word in _WORD.findall(whose)][:_WORDS_OF_HEAD]
    return any(word in _KIN or means_person(word) for word in head)
