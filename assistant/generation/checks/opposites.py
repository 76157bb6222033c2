"""Check "opposites": no word of the evidence is replaced by its opposite ("rose" by "fell")."""

from __future__ import annotations

import re

from assistant.generation.comparison.cited_sentence import CitedSentence
from assistant.generation.comparison.content_words import topic_stems
from assistant.generation.comparison.negation_words import (
    NEARBY_WORDS,
    WORD,
    denied_stems,
    simplified_texts,
    stems_near,
)
from assistant.generation.comparison.opposite_words import (
    opposite_stems,
    similar_stems,
    stem_word,
)
from assistant.generation.comparison.sentence_check import SentenceCheck

_NEGATIVE_PREFIX = re.compile(r"^(?:un|in|im|ir|il|dis|de|non|mis)(?=\w{4})")
_LEAD_OVER_SAME_WORD = 2
"""An opposite must share this many more words around it where the sentence has it too."""
_NEAR_OPPOSITES = 3
"""Words on either side that are compared where only the opposite is in the evidence."""


def find_opposite(sentence: CitedSentence) -> str | None:
    """What is wrong if the evidence has the opposite of a word in the sentence."""
    text, quotes = simplified_texts(sentence)
    denied = set(denied_stems(text)) | set(denied_stems(quotes))
    in_text = {stem_word(word): word for word in WORD.findall(text.lower())}
    in_quotes = {stem_word(word): word for word in WORD.findall(quotes.lower())}
    for stem in sorted(in_text.keys() - denied):
        similar = similar_stems(stem) & in_quotes.keys()
        shared_with_similar = max(
            (_shared_around(text, stem, quotes, other, NEARBY_WORDS) for other in similar),
            default=0,
        )
        distance = NEARBY_WORDS if similar else _NEAR_OPPOSITES
        for opposite, min_shared in opposite_stems(stem).items():
            if opposite not in in_quotes.keys() - denied:
                continue
            lead = _LEAD_OVER_SAME_WORD if similar_stems(opposite) & in_text.keys() else min_shared
            shared = _shared_around(text, stem, quotes, opposite, distance)
            if shared >= shared_with_similar + lead and not _is_same_comparison(
                text, in_text[stem], quotes, in_quotes[opposite]
            ):
                return f"the evidence says “{in_quotes[opposite]}”, not “{in_text[stem]}”"
    without_prefix = {
        stem_word(_NEGATIVE_PREFIX.sub("", word)): word
        for word in in_quotes.values()
        if _NEGATIVE_PREFIX.match(word)
    }
    for stem in sorted((in_text.keys() - in_quotes.keys() - denied) & without_prefix.keys()):
        return f"the evidence says “{without_prefix[stem]}”, not “{in_text[stem]}”"
    return None


def _shared_around(text: str, stem: str, quotes: str, other: str, distance: int) -> int:
    """How many stems are near a word in the sentence and near another one in the evidence."""
    return len(stems_near(text, stem, distance) & stems_near(quotes, other, distance))


def _is_same_comparison(text: str, word: str, quotes: str, opposite: str) -> bool:
    """Whether two opposites say the same with the sides exchanged: "A is more than B", "B less"."""
    in_text, in_quotes = _compared_sides(text, word), _compared_sides(quotes, opposite)
    if not in_text or not in_quotes:
        return re.search(rf"\b{word}\b[,.;]", text.lower()) is not None
    return bool(in_text[1] & in_quotes[0]) and not in_text[1] & in_quotes[1]


def _compared_sides(text: str, word: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """The topic stems before a comparison, and those after its "than"."""
    match = re.search(rf"\b{word}\b(?: \S+){{0,4}}? than ((?:\S+ ?){{1,5}})", text, re.IGNORECASE)
    if match is None:
        return None
    return topic_stems(text[: match.start()]), topic_stems(match[1])


CHECK = SentenceCheck(
    name="opposites", order=100, find_problem=find_opposite, compares_meaning=True
)
