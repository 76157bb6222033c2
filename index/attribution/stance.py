"""What a speaker does with the words that a document reports of them: whether they said them.

"Did not say that P", "if she says P" and "plans to say P" are no statements that P. The cue tells,
with the few words before it, and the source ("Nobody said …"). A verb that isn't known says.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from index.lexicon.reporting_verbs import LISTENER_FORMS, POSITION_VERBS, VERBS, Verb, forms_of
from index.lexicon.stance_words import (
    CERTAINTIES,
    CONDITIONS,
    DENIALS,
    ENQUIRIES,
    FORMS_OF_BE,
    FUTURE,
    MODALS,
    NARRATED,
    NEGATIONS,
    NO_NEGATION,
    NOBODY,
    OPINION_VERBS,
    PLANS,
    QUESTION_AUXILIARIES,
    REFUSALS,
    WISH_VERBS,
)
from index.records import Span, Statement, StatementStance

__all__ = ["add_stances"]

_WORDS_BEFORE = 4
"""Words before a source, or before a cue without one, that can change what the cue says."""
_CHARACTERS_BEFORE = 80
_CHARACTERS_BEHIND = 60
"""Characters of a content that can hold the verb of its cue: "refused | to say whether"."""
_CLAUSE_END = re.compile(r"[,;:!?\n“”\"()—]|(?<=[^\W\d_]{4})\.\s")
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_FIRST_PERSONS = frozenset(("i", "we"))
_PASSIVES = frozenset(
    word
    for word in LISTENER_FORMS | forms_of("ask", "question")
    if word in VERBS and VERBS[word].form == "past"
)
"""Forms that a form of "be" turns round: who "was told" or "was asked" doesn't speak."""
_NOT_SAID_WITHIN: dict[StatementStance, StatementStance] = {
    "denies": "unsaid",
    "unsaid": "hypothetical",
    "asks": "hypothetical",
    "hypothetical": "hypothetical",
}
"""The stance of what is reported within a content of such a stance: "denied that he had said …"."""


def add_stances(text: str, statements: Iterable[Statement]) -> list[Statement]:
    """The statements with their stances; what nobody said has no speaker.

    Args:
        text: The document's text.
        statements: In any order.
    """
    found = [_with_stance(text, one) for one in statements]
    within = sorted(
        (one for one in found if one.stance in _NOT_SAID_WITHIN),
        key=lambda one: (one.start, one.end),
    )
    return [_told_within(text, one, within) for one in found]


def _with_stance(text: str, statement: Statement) -> Statement:
    if statement.cue_span is None:
        return statement
    source = statement.speaker_span
    words = _words(text[slice(*source)]) if source else []
    if words and words[0] in NOBODY and not _is_number(words[1:2]):
        return replace(statement, speaker=None, role=None, stance="unsaid")
    stance = _stance(text, statement, source, statement.cue_span, words)
    return statement if stance == "says" else replace(statement, stance=stance)


def _stance(
    text: str, statement: Statement, source: Span | None, cue: Span, source_words: Sequence[str]
) -> StatementStance:
    words = _words(text[slice(*cue)])
    if not words:
        return "says"
    content = _words(text[statement.start : statement.end][:_CHARACTERS_BEHIND])
    follows = statement.start >= cue.end
    if follows and content[:1] == ["to"] and _is_carrier(words[-1], content[1:2]):
        words = [*words, *content[:2]]
    head = _head(words)
    before = [*_words_before_cue(text, statement, source, cue), *words[:head]]
    is_subject = source is not None and source.end <= cue.start
    opener = _words_before(text, source.start, 0) if source and is_subject and follows else []
    if opener[-1:] and opener[-1] in NEGATIONS:
        return "unsaid"
    is_asked = source is not None and source.start >= statement.end > cue.end and follows
    turned = (is_subject and _is_passive(before)) or (is_asked and words == ["asked"])
    if turned and words[head] in _PASSIVES:
        return "unsaid"
    of_group = _stance_of_group(before, words[head], words[head + 1 :], source_words)
    if of_group == "unsaid" or not is_subject or not follows:
        return of_group
    return _stance_of_opener(opener, source_words) or of_group


def _stance_of_group(
    before: Sequence[str], head: str, behind: Sequence[str], source: Sequence[str]
) -> StatementStance:
    """The stance by the words before a verb, by the verb, and by the words of the cue behind it."""
    verb = VERBS.get(head)
    base = verb.base if verb else head
    is_negated, is_refused = _negation(before, head)
    if is_negated and not is_refused:
        if {head, base} & CERTAINTIES:
            return "says"
        return "denies" if base in OPINION_VERBS else "unsaid"
    if is_refused and not is_negated:
        return "denies" if base in OPINION_VERBS | POSITION_VERBS else "unsaid"
    is_own = bool(_FIRST_PERSONS & {*source})
    if not is_own and not NARRATED & {*before, *behind} and _is_modal(before, verb):
        return "hypothetical"
    if not is_own and _is_planned(before, verb):
        return "planned"
    return _lexical_stance([*before, head])


def _head(words: Sequence[str]) -> int:
    """The number of the word that reports: the last verb or noun of reporting, else the last."""
    known = [at for at, word in enumerate(words) if word in VERBS or word in DENIALS | ENQUIRIES]
    opinions = [at for at, word in enumerate(words) if word in OPINION_VERBS]
    return max(known or opinions, default=len(words) - 1)


def _negation(before: Sequence[str], head: str) -> tuple[bool, bool]:
    """Whether words deny the verb behind them, and whether they say that it is not done."""
    negated = refused = False
    for word, following in pairwise([*before, head]):
        if word == "no" and not _is_denied(following):
            continue  # "with no notes"
        if word in NEGATIONS and following not in NO_NEGATION:
            negated = following != "yet"
        elif word in ("yet", "refusal") or (word in REFUSALS and _is_refused(following)):
            refused = True
    return negated, refused


def _is_denied(following: str) -> bool:
    """Whether "no" denies a verb or a noun of saying: "no longer says", "has no doubt"."""
    return following == "longer" or following in VERBS or following in CERTAINTIES


def _is_refused(following: str) -> bool:
    """Whether a verb follows what is refused: "refused to …", "without saying"."""
    return following in ("to", "short", "from", "of") or following.endswith("ing")


def _is_modal(before: Sequence[str], verb: Verb | None) -> bool:
    found = [word for word in before if word in MODALS]
    if not found or verb is None:
        return False  # "she would widen the dam" is what she says
    is_wish = verb.base in WISH_VERBS or verb.base in POSITION_VERBS
    return not ("would" in found and (is_wish or WISH_VERBS & {*before}))


def _is_planned(before: Sequence[str], verb: Verb | None) -> bool:
    if verb is None or not verb.clause or verb.base in OPINION_VERBS | POSITION_VERBS:
        return False
    if FUTURE & {*before}:
        return True
    if before[-1:] != ["to"]:
        return False
    if verb.base in ENQUIRIES:
        return False
    return len(before) > 1 and (before[-2] in FORMS_OF_BE or before[-2] in PLANS)


def _lexical_stance(words: Sequence[str]) -> StatementStance:
    """The stance of the last verb; that of a verb or noun of denying before it if it has none."""
    head = words[-1]
    verb = VERBS.get(head)
    if verb and verb.stance != "says":
        return verb.stance
    if head in DENIALS:
        return "denies"
    if head in ENQUIRIES and words[-2:-1] == ["to"]:
        return "asks"
    stances = [VERBS[word].stance for word in words[:-1] if word in VERBS]
    return next((stance for stance in reversed(stances) if stance != "says"), "says")


def _stance_of_opener(opener: Sequence[str], source: Sequence[str]) -> StatementStance | None:
    """The stance by the words of the clause before its subject: "if she", "did she"."""
    near = [*opener[-_WORDS_BEFORE:], *source[:1]]
    if CONDITIONS & {*near}:
        return "hypothetical"
    if opener and opener[-1] in QUESTION_AUXILIARIES:
        if NEGATIONS & {*opener[:-1]}:
            return "unsaid"
        if len(opener) == 1:
            return "hypothetical"
    return None


def _told_within(text: str, statement: Statement, outer: Sequence[Statement]) -> Statement:
    """The statement; not as said if it is told within what somebody denies, asks or did not say."""
    at = (statement.speaker_span or statement.cue_span or Span(statement.start, 0)).start
    last = bisect_left(outer, (at + 1, 0), key=lambda one: (one.start, one.end)) - 1
    # Reports are nested twice at most: the next one before is beside it.
    for one in outer[max(0, last - 1) : last + 1]:
        is_own = (one.cue_span, one.start) == (statement.cue_span, statement.start)
        if is_own or not one.start <= at < one.end or statement.cue_span is None:
            continue
        if _CLAUSE_END.search(text, one.start + 1, at) or statement.stance == "unsaid":
            continue
        return replace(statement, stance=_NOT_SAID_WITHIN[one.stance])
    return statement


def _words_before_cue(text: str, statement: Statement, source: Span | None, cue: Span) -> list[str]:
    """The words before a cue in its clause that are neither of the source nor of the content."""
    ends = [0]
    if source and source.end <= cue.start:
        ends.append(source.end)
    if statement.end <= cue.start:
        ends.append(statement.end)
    elif statement.start < cue.start:
        ends.append(cue.start if source is None else source.end)
    return _words_before(text, cue.start, max(ends))[-_WORDS_BEFORE:]


def _words_before(text: str, place: int, earliest: int) -> list[str]:
    """The words before a place, back to the beginning of the clause."""
    start = max(earliest, place - _CHARACTERS_BEFORE)
    before = text[start:place]
    for end in _CLAUSE_END.finditer(before):
        start = max(start, place - len(before) + end.end())
    return _words(text[start:place])


def _words(text: str) -> list[str]:
    """The words in lower case, without contractions; a capitalised "May" or "Will" is a name."""
    found: list[str] = []
    for at, match in enumerate(_WORD.finditer(text)):
        word = match.group().replace("’", "'")
        lower = word.lower()
        if at and word in ("May", "Will"):
            found.append(word)
        elif lower in _CONTRACTIONS:
            found += _CONTRACTIONS[lower]
        elif lower.endswith("n't"):
            found += [lower[:-3], "not"]
        elif lower.endswith("'ll"):
            found += [lower[:-3], "will"]
        else:
            found.append(lower)
    return found


_CONTRACTIONS = {
    "cannot": ("can", "not"),
    "can't": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
}


def _is_carrier(cue: str, content: Sequence[str]) -> bool:
    """Whether the verb behind "to" is what is said: "refused to say", not "refused to pay"."""
    if not content:
        return False
    verb = VERBS.get(content[0])
    if content[0] in ENQUIRIES:
        return cue in PLANS
    is_speech = verb is not None and verb.clause and verb.form == "base"
    return is_speech and cue in REFUSALS | PLANS


def _is_passive(before: Sequence[str]) -> bool:
    """Whether the subject of a verb is told or asked: "was told", "when asked"."""
    is_passive = any(word in FORMS_OF_BE for word in before[-2:]) or before[-1:] == ["when"]
    return is_passive and "to" not in before


def _is_number(words: Sequence[str]) -> bool:
    """Whether "No" is the number of a house: "No 10 said"."""
    return any(word.isdigit() for word in words)
