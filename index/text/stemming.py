"""Word stems of English text, the same for the word index and for all comparisons of wording.

The stemmer is Tantivy's (Porter2 of the Snowball project), so that a stem compared in memory equals
the stem that the word index stores.
"""

from __future__ import annotations

from typing import Any

import tantivy


def _stemming_analyzer() -> Any:
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


def _exact_analyzer() -> Any:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in (tantivy.Filter.lowercase(), tantivy.Filter.ascii_fold()):
        builder = builder.filter(step)
    return builder.build()


STEMMING_ANALYZER = _stemming_analyzer()
"""Tantivy analyzer: lower case, accents removed, no stop words, stemmed."""
EXACT_ANALYZER = _exact_analyzer()
"""Tantivy analyzer for phrase search: keeps every word, ignoring only letter case and accents."""


def stems(text: str) -> list[str]:
    """The stems of the words of `text` in order: lower case, no accents, no stop words."""
    # Tantivy takes valid Unicode alone; JSON and command lines can hold half a surrogate pair.
    analysed: list[str] = STEMMING_ANALYZER.analyze(text.encode("utf-8", "replace").decode())
    return analysed
