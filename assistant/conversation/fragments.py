"""Complete a question without a verb ("And O'Malley?") with the words of the question before it.

The fragment takes the place of the part of the earlier question that it corresponds to: a name that
of a name, a time that of a time, "By how much" that of the question word.
"""

from __future__ import annotations

import re

from assistant.conversation.context_cues import count_content_words
from assistant.conversation.pronouns import IsSpeaker
from assistant.conversation.question_names import find_capitalised_names
from assistant.conversation.question_patterns import (
    AUXILIARY,
    CAPITALISED_NAME,
    ELSE_OR_SAME,
    LEADING_AUXILIARY,
    LEADING_PREPOSITION,
    LEADING_QUESTION_WORD,
    OTHER_PARTY,
    QUESTION_WORD_AND_CLAUSE,
    RELATIVE_TIME,
    TIME,
)
from index.text.person_names import gender_of, is_title

_WHAT_OR_WHO_WITH_OWN_VERB = re.compile(
    r"^(?:what|who)\s+(?!year|time|day|date|month|part|share|percent)\w+", re.IGNORECASE
)
"""`Who lost`, but not `What year`."""
_OPPOSING_PARTY = {"Republican": "Democratic", "Republicans": "Democrats"}
_OPPOSING_PARTY |= {other: party for party, other in _OPPOSING_PARTY.items()}
_OPPOSING_PARTY |= {"Democrat": "Republican"}
_PARTY = re.compile(rf"\b(?:{'|'.join(_OPPOSING_PARTY)})\b")


def complete_fragment(fragment: str, previous: str, is_speaker: IsSpeaker) -> str | None:
    """The previous question with the fragment in it; None if it has nothing like the fragment.

    Args:
        fragment: A question without a verb, and without a leading "And" or "What about".
        previous: The question before it, without a carried topic.
        is_speaker: Whether a name is that of a speaker in the documents.
    """
    fragment = fragment.rstrip(" ?.!")
    party = _PARTY.search(previous)
    if party and OTHER_PARTY.search(fragment):
        other = _OPPOSING_PARTY[party.group()]
        return f"{previous[: party.start()]}{other}{previous[party.end() :]}"
    if ELSE_OR_SAME.search(fragment) or (
        RELATIVE_TIME.search(fragment) and not TIME.match(fragment)
    ):
        return None
    if LEADING_QUESTION_WORD.match(fragment):
        return _with_question_word(fragment, previous)
    if TIME.match(fragment):
        return _with_time(fragment, previous)
    if fragment.endswith(("'s", "’s", "s'", "s’")):
        return _with_owner(fragment, previous)
    preposition = LEADING_PREPOSITION.match(fragment)
    if preposition:
        return _with_prepositional_phrase(fragment, preposition[1].lower(), previous)
    name = CAPITALISED_NAME.match(fragment)
    is_person = name and (
        " " in name.group() or gender_of(name.group()) or is_speaker(name.group())
    )
    if is_person or fragment.lower().startswith("the "):
        return _with_subject(fragment, previous)
    return None


def _with_question_word(fragment: str, previous: str) -> str | None:
    """`By how much` and `Did it fail?` make `By how much did it fail?`."""
    if _WHAT_OR_WHO_WITH_OWN_VERB.match(fragment):
        return None
    if LEADING_AUXILIARY.match(previous):
        return f"{fragment} {previous[0].lower()}{previous[1:]}"
    if count_content_words(fragment) > 1:
        return None
    match = QUESTION_WORD_AND_CLAUSE.match(previous)
    return f"{fragment} {match['clause']}" if match and match["question_word"] else None


def _with_time(fragment: str, previous: str) -> str | None:
    """The previous question at another time: `in June` in the place of `in May 2016`."""
    old, new = TIME.search(previous), TIME.match(fragment)
    if old and new:
        kept = f"{old['preposition']} " if old["preposition"] and not new["preposition"] else ""
        time = fragment[0].lower() + fragment[1:] if new["preposition"] else fragment
        return f"{previous[: old.start()]}{kept}{time}{previous[old.end() :]}"
    return f"{previous.rstrip(' ?')} {fragment}?"


def _with_owner(fragment: str, previous: str) -> str | None:
    """The previous question with another owner: `Kasich's` in the place of `Clinton's`."""
    owners = list(re.finditer(rf"(?:{CAPITALISED_NAME.pattern})(?:['’]s|s['’])", previous))
    if not owners:
        return None
    owner = LEADING_PREPOSITION.sub("", fragment)
    return f"{previous[: owners[-1].start()]}{owner}{previous[owners[-1].end() :]}"


def _with_prepositional_phrase(fragment: str, preposition: str, previous: str) -> str | None:
    """The previous question with another phrase of that preposition: `over Cruz`, `over Trump`."""
    phrase = (
        rf"\b{preposition} .+?(?= (?:in|on|at|during|after|before) "
        r"(?:the |his |her |their )?[A-Z\d]|[,?]|$)"
    )
    phrases = list(re.finditer(phrase, previous))
    if not phrases:
        return None
    new = f"{fragment[0].lower()}{fragment[1:]}"
    return f"{previous[: phrases[-1].start()]}{new}{previous[phrases[-1].end() :]}"


def _with_subject(fragment: str, previous: str) -> str | None:
    """The previous question with another subject: the first name behind its verb is replaced."""
    verb = re.search(rf"\b{AUXILIARY}\b", previous, re.IGNORECASE)
    start = verb.end() if verb else 0
    match = next(find_capitalised_names(previous, start), None)
    match = match or next(find_capitalised_names(previous), None)
    if match is None:
        return None
    first, last = match.span()
    owner = re.search(r"['’]s(?= |$)", match.group())
    if owner:
        last = first + owner.start()
    office = re.search(r"(?:\b(?:the|a|an) )?(?<![a-z])[a-z]++ $", previous[start:first])
    if office and is_title(office.group().split()[-1]):
        first = start + office.start()
    owned = re.match(r"['’]s? (?:[a-z]+ )?(?:[A-Z]\w++ ?)*+", previous[last:])
    subject, _, tail = fragment.partition(",")
    apposition = f", {tail.strip()}," if tail else ""
    if owned and CAPITALISED_NAME.match(fragment):
        subject += "'s"
        last += len(re.match(r"['’]s?", owned.group()).group())  # type: ignore[union-attr]
    elif owned:
        last += len(owned.group().rstrip())
    before, after = previous[:first].rstrip(), previous[last:]
    if subject.lower().startswith("the ") and before.lower().endswith(" the"):
        before = before[:-4]
    # "the Iowa caucuses" and "the Nevada caucuses" share their noun.
    noun = f" {subject.split()[-1]}"
    return f"{before} {subject}{apposition}{after.removeprefix(noun)}"
