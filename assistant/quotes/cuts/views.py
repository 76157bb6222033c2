"""Whether a speaker gives words to others: "some say that …", "they were convinced that …"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from assistant.quotes.cuts.clauses import (
    Token,
    embeds_clause,
    find_markers,
    has_class,
    is_negation,
)
from index.lexicon.cut_words import words_in
from index.lexicon.function_words import (
    ADVERBS,
    AUXILIARIES,
    BEGINS_PHRASE,
    NO_HEAD,
    PASSIVE,
    POSSESSIVES,
    PREPOSITIONS,
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
_MAX_SUBJECT = 3
_MAX_BETWEEN = 3
"""Words from a noun to its content: "a myth out there that"."""
_MAX_TAIL = 5
"""Words of a clause behind a quote that gives it to others: "as the old saying goes"."""


def find_view(left: Sequence[Token], is_speech: bool = True) -> int | None:
    """Where a clause begins that gives the words behind it to others; None if none does.

    Args:
        left: The tokens of the sentence before the words.
        is_speech: Whether the words begin with a quotation mark.
    """
    tokens = without_brackets(left)
    by_adjunct = _gives_to_another(tokens)
    if by_adjunct is not None:
        return by_adjunct
    if len(tokens) > 3 and tokens[-1].word == "," and has_class(tokens[-2], "filler"):
        del tokens[-3 if tokens[-3].word == "," else -4 :]
    if _is_speech_by_be(tokens):
        return tokens[-3 if tokens[-1].word == "," else -2].start
    tokens = _without_inserted_clause(tokens)
    left = [*tokens]
    while tokens and tokens[-1].word in _OPENERS:
        tokens.pop()
    opener = [token.word for token in left[len(tokens) :]]
    tokens = _without_trailing(tokens)
    if not tokens or opener[:2] == ["that", ","]:
        return None
    is_infinitive = len(tokens) > 1 and tokens[-2].word == "to"
    is_clear = is_infinitive or has_class(tokens[-1], "says")
    is_told = len(tokens) > 1 and embeds_clause(tokens[-2:]) and tokens[-1].word in _LISTENERS
    is_introduced = len(left) > len(tokens)
    is_whose = len(tokens) > 2 and (
        tokens[-3].word.endswith("'s") or tokens[-3].word in POSSESSIVES - {"my", "our"}
    )
    if tokens[-1].word in FORMS_OF_BE | {"being"} and (is_introduced or is_whose):
        return _stated_by_another(tokens)
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
            is_introduced or (len(listener) == 1 and listener[0].word in PRONOUNS | _LISTENERS)
        )
        if listener and not is_told:
            continue
        return _subject_if_another(tokens, at)
    return None


_LISTENERS = words_in("listener")


def _clause_of_hearing(tokens: Sequence[Token], verb: int) -> int | None:
    """Where "we are hearing that" begins; None for "did you hear that"."""
    first = verb
    while first and _stands_before_verb(tokens[first - 1]):
        first -= 1
    is_denied = any(is_negation(token) for token in tokens[first:verb])
    is_own = first > 0 and has_class(tokens[first - 1], "own")
    return tokens[first - 1].start if is_own and not is_denied else None


def _stated_by_another(tokens: Sequence[Token]) -> int | None:
    """Where "their argument is" begins; None for "my argument is", and for other nouns."""
    first = next((at for at, token in enumerate(tokens) if token.word == "what"), None)
    if first is not None and embeds_clause(tokens[first:-1]):
        return None if _is_own(tokens[first : first + 3]) else tokens[first].start
    at_start = _noun_described(tokens)
    if at_start is not None:
        return at_start
    for at in range(len(tokens) - 2, max(-1, len(tokens) - 2 - _MAX_SUBJECT), -1):
        if has_class(tokens[at], "stated") or has_class(tokens[at], "view"):
            if any("fixed" in one.classes for one in find_markers(tokens[max(0, at - 1) : at + 1])):
                continue  # "the bottom line is"
            before = tokens[max(0, at - 2) : at]
            is_own = any(token.word in ("my", "our") for token in before)
            return None if is_own else tokens[max(0, at - 1)].start
    return None


_HOLDERS_BEHIND = frozenset(
    ("at", "among", "in", "from", "against", "going", "being", "we", "they")
)
"""Words behind a noun for a view that begin who holds it: "the thinking at City Hall is"."""


def _noun_described(tokens: Sequence[Token]) -> int | None:
    """Where "the thinking at City Hall is" begins; None for "the belief I hold is"."""
    for at, (noun, following) in enumerate(pairwise(tokens[:4])):
        is_noun = has_class(noun, "view") or has_class(noun, "stated")
        if not is_noun or not at or following.word not in _HOLDERS_BEHIND:
            continue
        behind = tokens[at + 1 : -1]
        is_passive = any(token.word in _PASSIVES for token in behind)  # "we were given"
        if all(token.is_word for token in behind) and (is_passive or not _is_own(tokens[:-1])):
            return tokens[at - 1].start
    return None


def find_view_behind(right: Sequence[Token]) -> tuple[int, int] | None:
    """Where the words behind a clause give it to others: ", they say"; None if they don't."""
    is_subject = [token.word for token in right[:2]] in (["is", "what"], ["was", "what"])
    if is_subject and not _is_own(right[2:4]) and embeds_clause(right[2:6]):
        return right[0].start, right[min(5, len(right) - 1)].end  # "… is what they say"
    if not right or right[0].word not in (",", "—", "–"):
        return None
    words = list(takewhile(lambda token: token.is_word, right[1:]))
    while words and words[0].word in ("or", "so"):
        words = words[1:]
    at_source = next((one for one in find_markers(words[:4]) if "source" in one.classes), None)
    if at_source and not at_source.first and not _is_own(words):
        return words[0].start, words[-1].end
    if not 1 < len(words) <= _MAX_TAIL:
        return None
    last = words[-1].end
    behind = [token for token in right if token.start >= last]
    is_whole = not behind or behind[0].word in (".", ",", "!", "—", "–")
    if len(words) > 2 and words[-1].word in _LISTENERS:
        words = words[:-1]
    subject = words[1:] if words[0].word == "as" else words
    by_inversion = VERBS.get(words[0].word)
    is_inverted = by_inversion is not None and by_inversion.form in ("third", "past")
    is_inverted = is_inverted and words[1].word not in PREPOSITIONS  # ", thanks to you"
    if is_whole and is_inverted and not _is_own(words):
        return words[0].start, words[-1].end  # ", says the mayor"
    if is_whole and [word.word for word in words[-2:]] in (["puts", "it"], ["put", "it"]):
        return None if _is_own(words) else (words[0].start, words[-1].end)
    is_clause = words[0].word == "as" or any(
        has_class(subject[0], kind) for kind in ("subject", "indefinite")
    )
    if not is_whole or not is_clause or any(has_class(token, "own") for token in subject):
        return None
    is_said = reports_a_view(words[-1].word) and not _is_noun(words, len(words) - 1)
    is_like = words[-1].word == "like"  # "it's sort of like, …"
    return (words[0].start, words[-1].end) if is_said and not is_like else None


def _without_trailing(tokens: list[Token]) -> list[Token]:
    """Tokens without an adverbial at their end: "people tell me all the time"."""
    last = next((one for one in find_markers(tokens[-3:]) if "trailing" in one.classes), None)
    if last is None or last.last != len(tokens[-3:]):
        return tokens
    return tokens[: len(tokens) - (last.last - last.first)]


def _without_inserted_clause(tokens: list[Token]) -> list[Token]:
    """Tokens that end with "that", without a clause set in before it: "that if he wins that"."""
    if not tokens or tokens[-1].word != "that":
        return tokens
    for at in range(len(tokens) - 3, -1, -1):
        following = tokens[at + 1]
        opens = has_class(following, "subordinator") or has_class(following, "condition")
        holds = embeds_clause(tokens[at + 1 : -1])  # "that as he lost they think that"
        if tokens[at].word == "that" and opens and not holds:
            return tokens[: at + 1]
    return tokens


def without_brackets(tokens: Sequence[Token]) -> list[Token]:
    """Tokens without what stands in round brackets, and without the marks of square ones."""
    kept: list[Token] = []
    depth = 0
    for token in tokens:
        if token.word in ("[", "]", "…", "..."):
            continue
        depth += token.word == "("
        if not depth:
            kept.append(token)
        depth -= token.word == ")" and depth > 0
    return kept


def _gives_to_another(tokens: Sequence[Token]) -> int | None:
    """Where an opening phrase gives the clause behind it to others: "according to them, …"."""
    at = 0
    while at < len(tokens) and tokens[at].word in ("and", "but", "so", ",", "“", '"'):
        at += 1
    opening = tokens[at:]
    marker = next(find_markers(opening[:6]), None)
    if marker is None or marker.first or _is_own(opening):
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


def _is_own(tokens: Sequence[Token]) -> bool:
    return any(
        has_class(token, "own") or token.word in ("me", "us", "my", "our") for token in tokens
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
    return verb is None or verb.base in NOUN_BASES or _is_noun(tokens, len(tokens) - 1)


def _is_noun(tokens: Sequence[Token], at: int) -> bool:
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
    return reports_a_view(tokens[at].word) and not _is_noun(tokens, at)


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
    if form and form.form == "past" and passive in _PASSIVES and verb >= 1:
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
    while first and tokens[first - 1].is_word and at - first < _MAX_SUBJECT:
        if embeds_clause(tokens[first - 1 : first]):
            break  # "I know | people are saying"
        first -= 1
    is_heard = any(has_class(token, "hearing") for token in tokens[first:at])
    if is_heard or subject.word in _SUBJECTS:
        return tokens[first].start
    if any(has_class(token, "own") for token in tokens[first:at]):
        return None
    return tokens[first].start


_PASSIVES = PASSIVE - {"has", "have", "had"}
_SUBJECTS = words_in("holder")


def _stands_before_verb(token: Token) -> bool:
    word = token.word
    return word in AUXILIARIES | ADVERBS or word.endswith(("ly", "n't"))


def _infinitive_of_another(tokens: Sequence[Token], to: int) -> int | None:
    """Where a clause with an infinitive begins if another holds the view: "they seem to think"."""
    first = max(0, to - _MAX_BEFORE_INFINITIVE)
    if to > 1 and tokens[to - 2].word in _PASSIVES and tokens[to - 1].word.endswith("ed"):
        return tokens[to - 2].start  # "we were led to believe"
    before = tokens[first:to]
    is_family = any(has_class(token, "former") for token in tokens[to - 1 : to + 1])
    if any(has_class(token, "own") or token.word == "it" for token in before) and not is_family:
        return None
    return tokens[max(first, to - 2)].start
