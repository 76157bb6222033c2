"""Which words behind a quote restrict or take back what it says: "but", "unless", "is a lie"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from assistant.quotes.cuts.clauses import MAX_OPEN, begins_condition, is_discourse
from assistant.quotes.cuts.tokens import (
    DASHES,
    HARD_STOPS,
    Governor,
    Marker,
    Token,
    begins_clause,
    find_markers,
    has_class,
    is_negation,
)
from index.lexicon.cut_words import CutClass, words_in
from index.lexicon.function_words import AUXILIARIES, PREPOSITIONS
from index.lexicon.reporting_verbs import VERBS
from index.lexicon.stance_words import MODALS

_COORDINATORS = words_in("coordinator")
_FOLLOWING: tuple[CutClass, ...] = ("condition", "contrast", "limit", "afterthought")
_MAX_BEFORE_CONTRAST = 8
"""Words between the end of a quote and a "but" that takes back what it says."""


def find_follower(
    quoted: Sequence[Token], right: Sequence[Token], within_gap: bool = False
) -> Governor | None:
    """The first word behind quoted words that restricts or takes back what they say.

    Args:
        quoted: The quoted tokens of the last clause.
        right: The tokens behind, up to the end of the sentence.
        within_gap: Whether quoted words follow them, so that a contrast is taken up again.
    """
    for marker in find_markers(right):
        between = right[: marker.first]
        is_if, is_contrast = right[marker.first].word == "if", "contrast" in marker.classes
        if _ends_reach(between, before_if=is_if, before_contrast=is_contrast):
            return None
        kind = next((kind for kind in _FOLLOWING if kind in marker.classes), None)
        if kind is None:
            continue
        if _restricts(kind, quoted, right, marker, between, within_gap):
            last = right[marker.last - 1]
            return Governor(kind, right[marker.first].start, last.end)
    return None


def _ends_reach(between: Sequence[Token], before_if: bool, before_contrast: bool) -> bool:
    """Whether a new clause begins among tokens behind a quote.

    Args:
        between: The tokens.
        before_if: Whether "if" follows them.
        before_contrast: Whether "however" or its like follows them.
    """
    for at, token in enumerate(between):
        following = between[at + 1] if at + 1 < len(between) else None
        if token.word == ";" and following is None and before_contrast:
            continue
        if token.word in HARD_STOPS - DASHES or token.word.startswith("\n"):
            return True
        if token.word in _COORDINATORS and begins_clause(between[at + 1 :]):
            return True
        if token.word in ("and", "so", "especially") and at + 1 == len(between) and before_if:
            return True  # "… is evolving, and if you don't adapt, we …"
        if token.word in DASHES and [one.word for one in between[at + 1 :]] not in ([], ["or"]):
            return True
        if token.word == "," and has_class(following, "subject"):
            return True  # "Let me say, I don't believe …"
        if has_class(token, "subordinator") and token.word != "so":
            return True
    return False


def _restricts(
    kind: CutClass,
    quoted: Sequence[Token],
    right: Sequence[Token],
    marker: Marker,
    between: Sequence[Token],
    within_gap: bool,
) -> bool:
    words = [token for token in between if token.is_word]
    word = right[marker.first].word
    following = right[marker.last] if marker.last < len(right) else None
    before = words[-1].word if words else ""
    if kind == "condition":
        if words and has_class(words[-1], "asks-if"):
            return False
        if not begins_condition(right, marker):
            return False
        shows_one = any(has_class(token, "condition") for token in quoted)
        if shows_one and not (quoted[-1].word == "and" and not between):
            return False  # the quote shows that it depends on something
        if word == "until" and not any(map(is_negation, quoted)):
            clause = right[marker.last : marker.last + MAX_OPEN]
            if not begins_clause(clause) and not any(t.word == "now" for t in clause[:1]):
                return any(token.word in VERBS or token.word.endswith("s") for token in clause[1:3])
        if word == "whether" or is_discourse(right[marker.first :]):
            return False
        behind_it = right[marker.last : marker.last + 2]
        if [token.word for token in behind_it] == ["not", "for"]:
            return True
        return not (following and following.word in ("anything", "not", "necessary", "possible"))
    if kind == "limit":
        is_bare = word == "only" and marker.last == marker.first + 1
        return before in ("", "or", "about") and len(words) < 2 and not is_bare
    if kind == "afterthought":
        return not words and following is not None and not following.is_word
    if within_gap:
        return False
    if len(words) > _MAX_BEFORE_CONTRAST or before in ("nothing", "anything", "anyone", "all"):
        return False
    if word == "so" or (word == "yet" and words):
        return False
    if following and following.word in ("also", "rather"):
        return False
    negated = any(is_negation(token) for token in quoted)
    behind = right[marker.last :]
    # "It is not about me, but about you": it puts right what was denied, and takes nothing back.
    clause = list(takewhile(lambda token: token.is_word, behind))
    is_cause = bool(clause) and clause[0].word == "because"
    has_verb = any(token.word in AUXILIARIES or has_class(token, "subject") for token in clause)
    if clause and clause[0].word in PREPOSITIONS - {token.word for token in quoted}:
        # ", but after years of it, we …": the clause stands behind the phrase that opens it.
        has_verb = has_verb or begins_clause(behind[len(clause) + 1 :])
    return not (word == "but" and negated and (is_cause or not has_verb))


def find_negated_adjunct(quoted: Sequence[Token], right: Sequence[Token]) -> Governor | None:
    """The words right behind a negated clause that say how, or why, it is not: "with closed eyes".

    Without them, "we will not defeat it with closed eyes" says that it won't be defeated.
    """
    marker = next(find_markers(right), None)
    if marker is None or marker.first:
        return None
    clause = _own_clause(quoted)
    is_timed = "time" in marker.classes and _holds_at_times(clause, right[marker.last :])
    if not is_timed and not has_class(right[0], "focus"):
        return None
    is_negated = any(is_negation(token) for token in clause[:-1])
    if not is_negated and not (is_timed and any(has_class(token, "duty") for token in clause)):
        return None
    return Governor("negation" if is_negated else "time", right[0].start, right[0].end)


def _own_clause(quoted: Sequence[Token]) -> Sequence[Token]:
    """The last clause of quoted tokens, without those before it."""
    for at in range(len(quoted) - 1, -1, -1):
        if quoted[at].word in HARD_STOPS or quoted[at].word in (",", "but", "and"):
            return quoted[at + 1 :]
    return quoted


def _holds_at_times(clause: Sequence[Token], behind: Sequence[Token]) -> bool:
    """Whether a clause tells what holds whenever another does, rather than what happened once."""
    is_past = any(token.word.removesuffix("n't") in _PAST for token in clause)
    return begins_clause(behind) and not is_past


_PAST = words_in("past")


def find_falsehood(quoted: Sequence[Token], right: Sequence[Token]) -> Governor | None:
    """The words behind a quoted clause that say that it isn't so: "… is a lie", "isn't true"."""
    if not quoted or not right or right[0].word.removesuffix("n't") not in AUXILIARIES:
        return None
    for marker in find_markers(right[:6]):
        negated = any(is_negation(token) for token in right[: marker.first])
        ends = not any(token.is_word for token in right[marker.last : marker.last + 1])
        if ("falsehood" in marker.classes and not negated) or (
            "truth" in marker.classes and negated and ends
        ):
            return Governor("falsehood", right[0].start, right[marker.last - 1].end)
    return None


def find_contrary(quoted: Sequence[Token], right: Sequence[Token]) -> Governor | None:
    """The other half of "I can't say that I like him or dislike him"."""
    if len(right) < 2 or right[0].word != "or" or not any(map(is_negation, quoted)):
        return None
    other = right[1]
    stems = {token.word for token in _own_clause(quoted) if len(token.word) >= _LEAST_STEM}
    is_contrary = other.word not in stems and other.word.endswith(tuple(stems))
    return Governor("limit", right[0].start, other.end) if is_contrary else None


_LEAST_STEM = 4


def find_reservation(quoted: Sequence[Token], right: Sequence[Token]) -> Governor | None:
    """The phrase behind a clause with what its speaker doesn't like: "with ideas I don't like"."""
    if not quoted or not right or right[0].word not in PREPOSITIONS:
        return None
    phrase = [*takewhile(lambda token: token.is_word, right)]
    for subject, verb in pairwise(phrase):
        if has_class(subject, "own") and is_negation(verb):
            return Governor("limit", right[0].start, phrase[-1].end)
    return None


def find_restriction(quoted: Sequence[Token], right: Sequence[Token]) -> Governor | None:
    """The clause that says which of all are meant: "open to everyone who can pay"."""
    if not right or right[0].word not in ("who", "that", "whose", "whom"):
        return None
    is_clause = len(right) > 1 and (begins_clause(right[1:]) or right[1].word in AUXILIARIES)
    if right[0].word == "that" and not is_clause:
        return None  # "that year"
    is_all = any(has_class(token, "universal") for token in quoted[-3:])
    return Governor("universal", right[0].start, right[0].end) if is_all else None


def find_inverted_condition(quoted: Sequence[Token], right: Sequence[Token]) -> Governor | None:
    """The condition without "if" behind a clause: "we would have won had the rain stopped"."""
    if len(right) < 2 or not has_class(right[0], "inverted"):
        return None
    would = any(token.word in MODALS or token.word.endswith("'d") for token in quoted)
    return Governor("condition", right[0].start, right[1].end) if would else None
