"""Check "negations": what the evidence denies is denied, and what it does not deny is not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Set as AbstractSet

from assistant.generation.comparison.cited_sentence import CitedSentence
from assistant.generation.comparison.content_words import content_stems, topic_stems
from assistant.generation.comparison.negation_words import (
    DENIAL,
    NEGATIVE_WORD,
    ONLY,
    WORD,
    denied_stems,
    is_negated_nearby,
    simplified_texts,
    stems_near,
)
from assistant.generation.comparison.opposite_words import (
    opposite_stems,
    similar_stems,
    stem_word,
)
from assistant.generation.comparison.sentence_check import SentenceCheck
from index.lexicon.reporting_verbs import REPLY_FORMS

_WIDE_DENIAL = re.compile(
    rf"{DENIAL.pattern}"
    r"|\b(?:no[- ]one|rather than|instead of|d(?:oes|o|id|one|oing) little to"
    r"|(?:you|one|some|many)(?: (?:would|might|could|may)|['’]d) (?:think|expect|assume))\b",
    re.IGNORECASE,
)
"""Denials, and words that deny a whole clause only."""
_DOUBLE_DENIAL = re.compile(
    rf"(?:\b(?:not|never|cannot)|n['’]t) (?:\w+ )?(?={NEGATIVE_WORD.pattern})", re.IGNORECASE
)
"""A denial of a negative word: "should not bar"."""
_NO_DOUBT = re.compile(r"\b(?:no|without(?: a| any)?|never) doubts?\b", re.IGNORECASE)
_DOUBT = re.compile(r"\bdoubt(?:s|ed|ful)?\b", re.IGNORECASE)
_ANSWERED_NO = re.compile(
    r"\b[Aa]sked (?:by [\w.’' -]{1,100}? )?(?:if|whether) ([^,.;“”\"]{1,400}+), [^.;]{0,400}?"
    rf"\b(?:(?:{'|'.join(sorted(REPLY_FORMS))}) (?:that )?[“\"]?no\b|[“\"]no[,.])",
    re.IGNORECASE,
)
"""A question that somebody answered with no."""
_CLAUSE_END = re.compile(
    r"[.;:!?—“”\"]|''|, "
    r"|\b(?:but|because|although|while|though|and(?= [a-z])|which|who|until|unless|he|she)\b"
)
_MAX_CLAUSE_WORDS = 14
"""Words of a denied clause that are compared with the sentence."""
_MIN_SHARED = 0.5
"""A sentence repeats a denied clause if it has at least this share of its words."""
_VAGUE_WORDS = "any anything anybody anyone anywhere ever either one think his her their its"
_VAGUE_STEMS = frozenset(map(stem_word, _VAGUE_WORDS.split()))
_FACTUAL_VERB = re.compile(r" (?:note|mention|notice|acknowledge) that\b")
_SURELY_DENIED_WORDS = 2
"""Words after a "not" that it surely denies."""


def find_negation_error(sentence: CitedSentence) -> str | None:
    """What is wrong if a "not" is lost or added."""
    text, quotes = simplified_texts(sentence)
    return _added_or_lost_negation(text, quotes) or _repeated_denied_clause(text, quotes)


def _added_or_lost_negation(text: str, quotes: str) -> str | None:
    text_stems, quote_stems = content_stems(text), content_stems(quotes)
    denied, denied_in_quotes = set(denied_stems(text)), set(denied_stems(quotes))
    denies_an_opposite = any(opposite_stems(stem).keys() & quote_stems for stem in denied)
    if (
        denied
        and not (denies_an_opposite or DENIAL.search(quotes))
        and not NEGATIVE_WORD.search(quotes)
        and not ONLY.search(quotes)
    ):
        return "it denies what the evidence does not deny"
    if _DOUBLE_DENIAL.search(text) and NEGATIVE_WORD.search(quotes) and not DENIAL.search(quotes):
        return "it denies what the evidence says in the negative"
    if _NO_DOUBT.search(quotes) and _DOUBT.search(text) and not _NO_DOUBT.search(text):
        return "the evidence denies that there is doubt"
    surely_denied = set(denied_stems(text, _SURELY_DENIED_WORDS))
    for stem in sorted(surely_denied & quote_stems - denied_in_quotes):
        near = stems_near(text, stem) & stems_near(quotes, stem)
        if near and not near & denied_in_quotes and not is_negated_nearby(quotes, stem):
            return f"the evidence does not deny that ({stem})"
    # A stem that the evidence also has without a denial may be repeated without one.
    for stem in sorted(_always_denied(quotes, denied_in_quotes) & text_stems - denied):
        near = stems_near(text, stem) & stems_near(quotes, stem)
        if near and not near & denied and not is_negated_nearby(text, stem):
            return f"the evidence denies that ({stem})"
    return None


def _always_denied(text: str, denied: AbstractSet[str]) -> frozenset[str]:
    """Those of the denied stems that a text has nowhere without a denial."""
    times_denied = Counter(denied_stems(text))
    times = Counter(map(stem_word, WORD.findall(text)))
    return frozenset(stem for stem in denied if times[stem] <= times_denied[stem])


def _repeated_denied_clause(text: str, quotes: str) -> str | None:
    """What is wrong if a sentence without any denial says what the evidence denies."""
    denied = set(denied_stems(quotes))
    # A word that the evidence denies does not make the sentence negative.
    other_words = " ".join(
        word
        for word in WORD.findall(text)
        if DENIAL.search(word) or not denied & content_stems(word)
    )
    if any(pattern.search(other_words) for pattern in (DENIAL, NEGATIVE_WORD, ONLY)):
        return None
    stated = topic_stems(text)
    for match in _ANSWERED_NO.finditer(quotes):
        asked = topic_stems(match[1])
        if asked and len(asked & stated) >= _MIN_SHARED * len(asked):
            return f"the evidence denies that ({match[1]})"
    for match in _WIDE_DENIAL.finditer(quotes):
        if _FACTUAL_VERB.match(quotes, match.end()):
            continue  # "failed to note that it is so" does not deny that it is so
        clause = _CLAUSE_END.split(quotes[match.end() :], maxsplit=1)[0]
        words = WORD.findall(clause)[:_MAX_CLAUSE_WORDS]
        if _states_clause(
            stated, words, quotes[: match.start()] + quotes[match.end() + len(clause) :]
        ):
            return f"the evidence denies that ({' '.join(words)})"
    return None


def _states_clause(stated: frozenset[str], words: list[str], rest_of_quotes: str) -> bool:
    """Whether a sentence states what a clause of the evidence denies.

    Args:
        stated: The topic stems of the sentence.
        words: The words of the denied clause.
        rest_of_quotes: The evidence without the clause. What it has too may be said of that.
    """
    elsewhere = topic_stems(rest_of_quotes)
    stems = [stem for word in words for stem in topic_stems(word) if stem not in _VAGUE_STEMS]
    if any(opposite_stems(stem).keys() & stated for stem in stems):
        return False
    lowercase = {stem_word(word) for word in words if word.islower() and not word.endswith("ly")}
    compared = lowercase.intersection(stems)
    if not compared and any(stem_word(word) in _VAGUE_STEMS for word in words):
        compared = set(stems)
    shared = {stem for stem in compared if similar_stems(stem) & stated} - elsewhere
    begins_with_capital = bool(words) and not words[0].islower()
    return len(shared) >= max(1, _MIN_SHARED * len(compared)) and not (
        begins_with_capital and bool(lowercase)
    )


CHECK = SentenceCheck(
    name="negations", order=90, find_problem=find_negation_error, compares_meaning=True
)
