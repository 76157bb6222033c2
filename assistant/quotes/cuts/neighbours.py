"""What the sentences beside a quote say of it: "That's a lie.", "You know what they say?"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.quotes.cuts.surroundings import Surroundings
from assistant.quotes.cuts.tokens import Token, begins_clause, find_markers, has_class, is_negation
from assistant.quotes.cuts.view_nouns import is_own
from assistant.quotes.cuts.views import is_noun, reports_a_view
from index.lexicon.cut_words import CUT_WORDS
from index.lexicon.function_words import AUXILIARIES, FUNCTION_WORDS, PASSIVE
from index.lexicon.stance_words import NEGATIONS
from index.records import Span

_MAX_DENIAL = 8
_MAX_ELLIPSIS = 4
"""Words of a sentence whose verb stands for that of the sentence before: "There is now."."""
_MAX_FRAGMENT = 7
"""Words of a sentence without a main clause: "If the council lets us."."""
_MAX_POSSIBLE = 4
"""Words up to the one that says that something is only possible: "It is quite possible"."""


def find_following_sentence(around: Surroundings) -> Span | None:
    """The sentence that the speaker goes on with behind a quote; None if they don't go on."""
    quotation = around.quotation_at(max(around.start, around.end - 1), around.end)
    if quotation and not any(map(str.isalnum, around.text[around.end : quotation.inner.end])):
        quotation = around.continued(quotation)  # “…,” said X. “That's a lie.”
    if quotation is None:
        return None
    first, last = quotation.inner
    own = around.sentences.overlapping(first, last)
    spans = (Span(max(one.start, first), min(one.end, last)) for one in own)
    return next((one for one in spans if around.end <= one.start < one.end), None)


def find_saying_before(around: Surroundings) -> Span | None:
    """The sentence before a quote if it asks what others say: "You know what they say of us?"."""
    sentence = around.sentence_at(around.start)
    before = around.sentences.before(sentence.start)
    if before is None or around.text[sentence.start : around.start].strip('“"[( '):
        return None
    if "\n" in around.text[before.end : around.start]:
        return None
    tokens = around.tokens_from(before)
    at = next((at for at, token in enumerate(tokens) if token.word == "what"), None)
    if at is None or tokens[-1].word not in ("?", ":"):
        return None
    for verb in range(at + 2, min(at + 4, len(tokens))):
        is_said = reports_a_view(tokens[verb].word) and not is_noun(tokens, verb)
        subject = tokens[at + 1 : verb]
        is_others = any(has_class(subject[-1], kind) for kind in ("subject", "indefinite"))
        if is_said and is_others and not is_own(subject) and subject[-1].word != "you":
            return before
    return None


def denies_what_precedes(quoted: Sequence[Token], following: Sequence[Token]) -> bool:
    """Whether a sentence says that the quoted one before it isn't so.

    Args:
        quoted: The quoted tokens of the last clause.
        following: The tokens of the speaker's next sentence.
    """
    return rejects_what_precedes(following) or _repeats_with_opposite(quoted, following)


def takes_back(quoted: Sequence[Token], following: Sequence[Token]) -> bool:
    """Whether a sentence limits what the quoted one before it says.

    It says that what was not is by now, when it holds, that it is over, or that what may be done
    had better not: "But it would …".
    """
    if _turns_by_ellipsis(quoted, following) or _restricts_as_fragment(following):
        return True
    words = [token for token in quoted if token.is_word]
    possible = next((one for one in find_markers(words) if "pretence" in one.classes), None)
    is_possible = (
        possible is not None
        and 1 < possible.first < _MAX_POSSIBLE
        and words[0].word == "it"
        and not any(map(is_negation, words[: possible.first]))
    )
    return is_possible and bool(following) and following[0].word == "but"


def _restricts_as_fragment(following: Sequence[Token]) -> bool:
    """Whether a sentence without a main clause limits the one before: "If we can.", "For now."."""
    words = [token for token in following if token.is_word]
    marker = next(find_markers(words), None)
    if marker is None or len(words) > _MAX_FRAGMENT:
        return False
    if not has_class(words[0], "points-back"):
        is_one = all(token.is_word for token in following[:-1]) and following[-1].word != "?"
        is_condition = "condition" in marker.classes
        is_limit = bool(marker.classes & {"doubt", "limit", "afterthought", "concession"})
        rest = words[marker.last :]
        is_clause = begins_clause(rest) or any(token.word in AUXILIARIES for token in rest)
        is_clause = is_clause or (bool(rest) and has_class(words[0], "own"))  # "I hope to."
        return not marker.first and is_one and (is_condition or (is_limit and not is_clause))
    return any("former" in one.classes for one in find_markers(words[1:3]))  # "That used to be …"


def find_view_in_sentence_behind(following: Sequence[Token]) -> tuple[int, int] | None:
    """Where a sentence gives the one before to others: "Or so they say.", "That's what he claims".

    None if it doesn't.
    """
    words = [token for token in following if token.is_word]
    opener = next(find_markers(words), None)
    if words and words[0].word == "or":
        words = words[1:]
    elif opener and not opener.first and "limit" in opener.classes:
        words = words[opener.last :]  # "At least that's what they say."
    is_so = len(words) > 2 and words[0].word == "so"
    is_what = any(token.word == "what" for token in words[1:3]) and has_class(
        words[0], "points-back"
    )
    if not (is_so or is_what) or len(words) > _MAX_FRAGMENT:
        return None
    is_report = reports_a_view(words[-1].word) and not is_noun(words, len(words) - 1)
    is_report = is_report or (is_so and words[-2].word in PASSIVE)  # "Or so we were told."
    by_self = is_own(words) and words[-2].word not in PASSIVE
    return (words[0].start, words[-1].end) if is_report and not by_self else None


def _turns_by_ellipsis(quoted: Sequence[Token], following: Sequence[Token]) -> bool:
    """Whether a short sentence turns the one before: "There was no cure." — "There is now."."""
    words = [token for token in following if token.is_word]
    if not 1 < len(words) <= _MAX_ELLIPSIS or words[1].word.removesuffix("n't") not in AUXILIARIES:
        return False
    rest = words[2:]
    is_elliptic = all(has_class(token, "by-now") or is_negation(token) for token in rest)
    return is_elliptic and _has_opposite_polarity(quoted, words)


def _repeats_with_opposite(quoted: Sequence[Token], following: Sequence[Token]) -> bool:
    """Whether a sentence says with the same words the opposite: "It has none." — "It has.".

    Nothing that the first sentence lacks may be in the second.
    """
    words = [token for token in following if token.is_word]
    said = {token.word for token in quoted}
    content = [
        token.word for token in words if token.word not in FUNCTION_WORDS and not is_negation(token)
    ]
    if not content or len(words) > _MAX_DENIAL or following[-1].word == "?":
        return False
    return all(word in said for word in content) and _has_opposite_polarity(quoted, words)


def _has_opposite_polarity(quoted: Sequence[Token], words: Sequence[Token]) -> bool:
    """Whether of two sentences about the same subject exactly one is negated."""
    subjects = {token.word.split("'")[0] for token in quoted}
    if words[0].word.split("'")[0] not in subjects or words[0].word in AUXILIARIES | NEGATIONS:
        return False
    return any(map(is_negation, quoted)) != any(map(is_negation, words))


def rejects_what_precedes(sentence: Sequence[Token]) -> bool:
    """Whether a sentence says that the one before isn't so: "That's not true.", "Wrong!"."""
    tokens = sentence[:_MAX_DENIAL]
    words = [token.word for token in sentence if token.is_word]
    if words in (["not", "true"], ["not", "so"], ["not"]):
        return True
    if len(words) == 1:
        return any("falsehood" in marker.classes for marker in find_markers(tokens))
    if _rejects_what_was_said(tokens):
        return True
    if not tokens or not has_class(tokens[0], "points-back"):
        return False
    is_false = any(
        "falsehood" in marker.classes and not _takes_clause(tokens[marker.last :])
        for marker in find_markers(tokens[:5])
    )
    is_false = is_false or [token.word for token in tokens[1:3]] in (["not", "true"], ["is", "not"])
    is_false = is_false and not any(is_negation(token) for token in tokens[:3])
    is_untrue = any(is_negation(token) for token in tokens[:3]) and any(
        (has_class(token, "truth") and token.word != "so")
        or (token.word == "so" and not behind.is_word)
        for token, behind in pairwise(tokens[1:6])
    )
    return is_false or is_untrue


def _takes_clause(behind: Sequence[Token]) -> bool:
    """Whether what is false follows: "It is false that …"."""
    return bool(behind) and behind[0].word in ("that", "to", "for")


def _rejects_what_was_said(tokens: Sequence[Token]) -> bool:
    """Whether a sentence begins like "I don't buy that"."""
    at = next((at for at, token in enumerate(tokens[:3]) if is_negation(token)), None)
    if not at or not has_class(tokens[0], "own"):
        return False
    behind = [token.word for token in tokens[at + 1 :] if token.word not in ("to", "with")]
    is_verb = bool(behind) and "accepts" in CUT_WORDS.get(behind[0], ())
    return is_verb and behind[1:2] in (["that"], ["it"], ["this"]) and not tokens[-1].is_word
