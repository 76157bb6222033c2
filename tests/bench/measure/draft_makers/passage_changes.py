"""Changes of more than a word: misleading cuts and ellipses, splices, invented sentences.

Each function gives the changed text, or None where the quotation has nothing to change in this way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from draft_makers.gold_quotations import GoldQuotation, words_of
from draft_makers.suite_words import WORDS, any_of, not_after

SENTENCE_END = re.compile(
    rf"(?<=[.!?])(?<!\b[A-Z]\.){not_after(WORDS['ellipsis']['no_sentence_ends'], '[.]')}"
    r"\s+(?=[A-Z“‘'\"])"
)
NOT = r"\w+n['’]t"
OPENINGS_TO_CUT = [
    re.compile(rf"(?:And |But |So |Well, |Look, )?{opening}")
    for opening in WORDS["cut"]["openings"]
]
ENDINGS_TO_CUT = re.compile(
    rf"{not_after(WORDS['cut']['not_after'])}{any_of(WORDS['cut']['endings'])} (?!not\b)"
)
WHOLE_SENTENCES = re.compile(rf"{any_of(WORDS['cut']['whole_sentences'])}\b")
NEGATIONS = re.compile(
    rf"\b{any_of(WORDS['ellipsis']['negations'])}\b(?: (?:really|even|ever|necessarily|just))?"
    rf"|{NOT}\b",
    re.I,
)
CONDITIONS = re.compile(rf",? {any_of(WORDS['ellipsis']['conditions'])} [^,.;?!—]{{3,80}}(?=,)")
LIMITING_SENTENCE = re.compile(rf"{any_of(WORDS['ellipsis']['limiting_sentences'])}\b")
NO_CLAUSE = frozenset(WORDS["cut"]["no_clause"])
LEAST_WORDS = 5
FAR_APART = 300
"""Characters between two statements that are no one quotation."""


def sentences_of(text: str) -> list[str]:
    """Its sentences."""
    return SENTENCE_END.split(text)


def capitalized(text: str) -> str:
    """With a capital first letter."""
    return text[:1].upper() + text[1:]


def change_cut(quotation: GoldQuotation, random: Random) -> str | None:
    """A part of a sentence that says what the sentence doesn't say."""
    found = []
    for sentence in sentences_of(quotation.text):
        for opening in OPENINGS_TO_CUT:
            match = opening.match(sentence)
            if match and _is_clause(sentence[match.end() :]):
                found.append(capitalized(sentence[match.end() :]))
        match = ENDINGS_TO_CUT.search(sentence, 20)
        if match and not WHOLE_SENTENCES.match(sentence):
            kept, dropped = sentence[: match.start()], sentence[match.end() :]
            says_not_but = "but" in match.group() and re.search(r"\bnot\b", kept)
            enough = len(words_of(kept)) >= LEAST_WORDS and len(words_of(dropped)) >= 3
            if enough and not says_not_but:  # "not A, but B" isn't turned by leaving out B
                found.append(f"{kept}.")
    return random.choice(found) if found else None


def change_ellipsis(quotation: GoldQuotation, random: Random) -> str | None:
    """An ellipsis in the place of a negation, a condition or a sentence that limits the others."""
    text = quotation.text
    found = []
    for match in NEGATIONS.finditer(text):
        before, after = text[: match.start()].rstrip(), text[match.end() :].lstrip()
        enough = len(words_of(before)) >= 2 and len(words_of(after)) >= 3
        is_inside = before[-1:].isalpha() and after[:1].islower()
        if enough and is_inside and not before.endswith((" if", " or")):
            found.append(f"{before} … {after}")
    for match in CONDITIONS.finditer(text):
        before, after = text[: match.start()], text[match.end() + 1 :].lstrip()
        if len(words_of(before)) >= 3 and len(words_of(after)) >= 3:
            found.append(f"{before} … {after}")
    parts = sentences_of(text)
    found += [
        f"{' '.join(parts[:index])} … {' '.join(parts[index + 1 :])}"
        for index in range(1, len(parts) - 1)
        if LIMITING_SENTENCE.match(parts[index])
    ]
    return random.choice(found) if found else None


def change_splice(
    quotation: GoldQuotation, others: Sequence[GoldQuotation], random: Random
) -> str | None:
    """A sentence of this quotation and one said elsewhere in the article, as if said in one breath.

    Args:
        quotation: The one that begins.
        others: Other quotations of the same article, by whomever.
        random: Chooses.
    """
    far = [
        other
        for other in others
        if other.is_whole
        and max(
            other.pieces[0][0] - quotation.pieces[-1][1],
            quotation.pieces[0][0] - other.pieces[-1][1],
        )
        > FAR_APART
    ]
    if not far or not quotation.is_whole:
        return None
    other = random.choice(far)
    first, last = sentences_of(quotation.text)[0], sentences_of(other.text)[-1]
    heads, tails = _commas(first), _commas(last)
    if heads and tails and random.random() < 0.4:
        head, tail = first[: random.choice(heads)], last[random.choice(tails) :]
        return f"{head}, {tail.lstrip(' ,')}"
    if min(len(words_of(first)), len(words_of(last))) < 4:
        return None
    return f"{re.sub(r',$', '', first.rstrip('.'))}. {capitalized(last)}"


def invent_sentence(quotation: GoldQuotation, random: Random) -> str:
    """A sentence that nobody said."""
    words = WORDS["invented"]
    return f"{random.choice(words['sentences'])}.".format(random.choice(words["topics"]))


def _is_clause(text: str) -> bool:
    """Whether it can stand alone as a sentence."""
    begins_with = words_of(text)[:1]
    return len(words_of(text)) >= LEAST_WORDS and not NO_CLAUSE.intersection(begins_with)


def _commas(sentence: str) -> list[int]:
    """Where a sentence can be broken at a comma, with four words on both sides."""
    return [
        match.start()
        for match in re.finditer(r", ", sentence)
        if min(len(words_of(sentence[: match.start()])), len(words_of(sentence[match.end() :])))
        >= 4
    ]
