"""The analysis of words that the word index and all comparisons of words share.

English stemming is Tantivy's (the Snowball project's Porter2 stemmer), so that a word compared here
is the word that the index holds.
"""

from __future__ import annotations

from typing import Any

import tantivy


def _analyzer() -> Any:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in (
        tantivy.Filter.remove_long(60),
        tantivy.Filter.lowercase(),
        tantivy.Filter.ascii_fold(),
        tantivy.Filter.stopword("english"),
        tantivy.Filter.stemmer("english"),
    ):
        builder = builder.filter(step)
    return builder.build()


def _word_for_word() -> Any:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in (tantivy.Filter.lowercase(), tantivy.Filter.ascii_fold()):
        builder = builder.filter(step)
    return builder.build()


ANALYZER = _analyzer()
WORD_FOR_WORD = _word_for_word()
"""Every word as it stands, but for case and accents, which phrases are found without."""


def stems(text: str) -> list[str]:
    """The words of `text` as they are indexed: lower case, folded, stemmed, no stop words."""
    # Half a character, as JSON and command lines can hold, is no word.
    found: list[str] = ANALYZER.analyze(text.encode("utf-8", "replace").decode())
    return found
