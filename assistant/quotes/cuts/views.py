"""Whether a speaker gives words to others: "some say that …", "they were convinced that …"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.quotes.cuts.tokens import (
    Token,
    begins_clause,
    embeds_clause,
    find_markers,
    has_class,
    is_negation,
)
from assistant.quotes.cuts.trimming import (
    without_address,
    without_aside,
    without_brackets,
    without_inserted_clause,
    without_trailing,
)
from assistant.quotes.cuts.view_nouns import (
    MAX_SUBJECT,
    PASSIVES,
    find_stated_view,
    find_what_is_said,
    is_own,
)
from index.lexicon.cut_words import words_in
from index.lexicon.function_words import (
    ADVERBS,
    AUXILIARIES,
    BEGINS_PHRASE,
    NO_HEAD,
    POSSESSIVES,
    PRONOUNS,
)
from index.lexicon.reporting_verbs import (
    LEARNING_VERBS,
    LISTENER_FORMS,
    LISTENER_VERBS,
    NOUN_BASES,
    VERBS,
)
from index.lexicon.stance_words import FORMS_OF_BE, OPINION_VERBS

_OPENERS = frozenset(("that", ",", ":", "“", "”", '"', "'", "‘", "’", "like", "how"))
"""Words and marks between a verb and what it reports."""
_MAX_LISTENER = 5
"""Words between a verb and its content: "told his own staff that …"."""
_MAX_NAME = 4
"""Words of a name that is quoted: "to quote Bob Marley: …"."""
_MAX_BEFORE_INFINITIVE = 8
_MAX_BETWEEN = 3
"""Words from a noun to its content: "a myth out there that"."""


def find_view(
    left: Sequence[Token], is_speech: bool = True, target: Sequence[Token] = ()
) -> int | None:
    """Where a clause begins that gives the words behind it to others; None if none does.

    Args:
        left: The tokens of the sentence before the words.
        is_speech: Whether the words begin with a quotation mark.
        target: The first tokens of the words.
    """
    tokens = without_brackets(left)
    by_adjunct = _gives_to_another(tokens)
    if by_adjunct is not None:
        return by_adjunct
    if len(tokens) > 3 and tokens[-1].word == "," and has_class(tokens[-2], "filler"):
        del tokens[-3 if tokens[-3].word == "," else -4 :]
    if _is_speech_by_be(tokens):
        return tokens[-3 if tokens[-1].word == "," else -2].start
    tokens = without_address(without_inserted_clause(tokens))
    left = [*tokens]
    while tokens and tokens[-1].word in _OPENERS:
        tokens.pop()
    opener = [token.word for token in left[len(tokens) :]]
    tokens = without_trailing(tokens)
    if not tokens or opener[:2] == ["that", ","]:
        return None
    is_infinitive = len(tokens) > 1 and tokens[-2].word == "to"
    is_clear = is_infinitive or has_class(tokens[-1], "says")
    is_told = len(tokens) > 1 and embeds_clause(tokens[-2:]) and tokens[-1].word in LISTENERS
    is_introduced = len(left) > len(tokens)
    is_whose = len(tokens) > 2 and (
        tokens[-3].word.endswith("'s") or tokens[-3].word in POSSESSIVES - {"my", "our"}
    )
    if tokens[-1].word in FORMS_OF_BE | {"being"}:
        trimmed = without_aside(tokens)
        if is_introduced or is_whose:
            return find_stated_view(trimmed)
        if begins_clause(target):
            return find_what_is_said(trimmed)
    if (
        opener == [","]
        and not is_speech
        and not is_told
        and not (is_clear and not _may_be_noun(tokens))
    ):
        return None  # "when you answered the question, …"
    if is_introduced:
        for token in reversed(tokens[-_MAX_BETWEEN:]):
            if has_class(token, "view") and opener[0] in ("that", ":", ","):
                return None if _is_held_by_self(tokens, token) else token.start
    for at in range(len(tokens) - 1, max(-1, len(tokens) - 2 - _MAX_LISTENER), -1):
        if not tokens[at].is_word:
            return None
        listener = tokens[at + 1 :]
        if has_class(tokens[at], "mimicry") and is_introduced and len(listener) <= _MAX_NAME:
            return tokens[at].start
        if has_class(tokens[at], "hearing") and opener[:1] == [":"]:
            return tokens[max(0, at - 1)].start  # "You hear it all the time: …"
        is_from = bool(listener) and listener[0].word == "from"
        if has_class(tokens[at], "hearing") and opener == ["that"] and is_from:
            return tokens[max(0, at - 1)].start  # "you hear from them that"
        if has_class(tokens[at], "hearing") and opener == ["that"] and not listener:
            return _clause_of_hearing(tokens, at)
        if has_class(tokens[at], "conviction") and not listener:
            return _subject_if_another(tokens, at)
        if has_class(tokens[at], "factive"):
            return None  # "there is no doubt that"
        if not _holds(tokens, at):
            continue
        verb = VERBS.get(tokens[at].word)
        may_tell = verb is not None and verb.base in LISTENER_VERBS and "that" in opener
        is_told = (may_tell or tokens[at].word in LISTENER_FORMS) and (
            is_introduced or (len(listener) == 1 and listener[0].word in PRONOUNS | LISTENERS)
        )
        if listener and not is_told:
            continue
        return _subject_if_another(tokens, at)
    return None


LISTENERS = words_in("listener")


def _clause_of_hearing(tokens: Sequence[Token], verb: int) -> int | None:
    """Where "we are hearing that" begins; None for "did you hear that"."""
    first = verb
    while first and _stands_before_verb(tokens[first - 1]):
        first -= 1
    is_denied = any(is_negation(token) for token in tokens[first:verb])
    is_own = first > 0 and has_class(tokens[first - 1], "own")
    return tokens[first - 1].start if is_own and not is_denied else None


def _gives_to_another(tokens: Sequence[Token]) -> int | None:
    """Where an opening phrase gives the clause behind it to others: "according to them, …"."""
    at = 0
    while at < len(tokens) and tokens[at].word in ("and", "but", "so", ",", "“", '"'):
        at += 1
    opening = tokens[at:]
    marker = next(find_markers(opening[:6]), None)
    if marker is None or marker.first or is_own(opening):
        return None
    ends = opening[-1].word == "," and all(token.is_word for token in opening[:-1])
    by_some = "for-whom" in marker.classes and any(
        has_class(token, "indefinite") for token in opening[1:2]
    )
    by_some = by_some and not any(has_class(token, "no-holder") for token in opening)
    return opening[0].start if ends and ("source" in marker.classes or by_some) else None


def _is_held_by_self(tokens: Sequence[Token], noun: Token) -> bool:
    """Whether a noun is what the speaker has: "I have a feeling", "my belief"."""
    before = [token.word for token in tokens if token.start < noun.start][-4:]
    return before[-1:] == ["my"] or (
        any(word in ("i", "i've", "we") for word in before)
        and any(word in ("have", "had", "i've", "get", "got") for word in before)
    )


def _is_speech_by_be(tokens: Sequence[Token]) -> bool:
    """Whether words end like "they're like," or "he goes,"."""
    words = [token.word for token in tokens if token.is_word]
    if len(words) < 2 or tokens[-1].word not in (",", ":", "“", '"', "'", "‘"):
        return False
    before = words[-2]
    is_other = words[0] not in ("i", "i'm", "we", "we're")
    is_being = before in FORMS_OF_BE or before.endswith(("'re", "'s"))
    is_person = before in _SUBJECTS or (
        len(words) > 2 and words[-3] in BEGINS_PHRASE | POSSESSIVES and "far" not in words
    )  # "my mother goes," but not "as far as the money goes,"
    return is_other and ((words[-1] == "like" and is_being) or (words[-1] == "goes" and is_person))


def _may_be_noun(tokens: Sequence[Token]) -> bool:
    """Whether the last word is a noun, or may be one: "at some point,", "under the decree,"."""
    verb = VERBS.get(tokens[-1].word)
    return verb is None or verb.base in NOUN_BASES or is_noun(tokens, len(tokens) - 1)


def is_noun(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb of reporting that may be a noun is one here: "one more question"."""
    verb = VERBS.get(tokens[at].word)
    if verb is None or verb.form in ("past", "ing"):
        return False
    before = tokens[at - 1].word if at else ""
    if before in BEGINS_PHRASE | POSSESSIVES | NO_HEAD:
        return before not in PRONOUNS
    return verb.base in NOUN_BASES and before.endswith(("'s", "ed", "ous"))


def _holds(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word says, thinks or wishes something: "they wish that"."""
    if has_class(tokens[at], "pretence") and at:
        before = tokens[at - 1]
        return has_class(before, "subject") or has_class(before, "indefinite")
    return reports_a_view(tokens[at].word) and not is_noun(tokens, at)


def reports_a_view(word: str) -> bool:
    """Whether a word is a verb of saying or thinking, rather than of coming to know."""
    verb = VERBS.get(word)
    if verb is not None:
        return verb.base not in LEARNING_VERBS
    return word in _THINKING or word in OPINION_VERBS or word.removesuffix("s") in OPINION_VERBS


_THINKING = words_in("thinks")


def _subject_if_another(tokens: Sequence[Token], verb: int) -> int | None:
    """Where the clause of a verb begins if its subject is somebody else; else None."""
    at = verb - 1
    form = VERBS.get(tokens[verb].word)
    adverb = verb > 1 and tokens[at].word.endswith("ly")  # "it is widely believed"
    passive = tokens[at - adverb].word.removeprefix("it") if at >= 0 else ""
    if form and form.form == "past" and passive in PASSIVES and verb >= 1:
        return tokens[max(0, verb - 2)].start  # "I was told", "it's being said"
    while at >= 0 and _stands_before_verb(tokens[at]):
        at -= 1
    if at >= 1 and tokens[at].word == "to":
        return _infinitive_of_another(tokens, at)
    if at < 0 or not tokens[at].is_word:
        return tokens[verb].start if tokens[verb].word.endswith("ing") else None
    subject = tokens[at]
    if any(has_class(subject, kind) for kind in ("own", "evidence", "first-person")):
        return None  # "let me tell you"
    first = at
    while first and tokens[first - 1].is_word and at - first < MAX_SUBJECT:
        if embeds_clause(tokens[first - 1 : first]):
            break  # "I know | people are saying"
        first -= 1
    is_heard = any(has_class(token, "hearing") for token in tokens[first:at])
    if is_heard or subject.word in _SUBJECTS:
        return tokens[first].start
    if any(has_class(token, "own") for token in tokens[first:at]):
        return None
    return tokens[first].start


_SUBJECTS = words_in("holder")


def _stands_before_verb(token: Token) -> bool:
    word = token.word
    return word in AUXILIARIES | ADVERBS or word.endswith(("ly", "n't"))


def _infinitive_of_another(tokens: Sequence[Token], to: int) -> int | None:
    """Where a clause with an infinitive begins if another holds the view: "they seem to think"."""
    first = max(0, to - _MAX_BEFORE_INFINITIVE)
    if to > 1 and tokens[to - 2].word in PASSIVES and tokens[to - 1].word.endswith("ed"):
        return tokens[to - 2].start  # "we were led to believe"
    before = tokens[first:to]
    is_family = any(has_class(token, "former") for token in tokens[to - 1 : to + 1])
    if any(has_class(token, "own") or token.word == "it" for token in before) and not is_family:
        return None
    return tokens[max(first, to - 2)].start
