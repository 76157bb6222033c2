"""Words for whole numbers."""

from __future__ import annotations

from index.lexicon.data_files import read_entries


def _read() -> tuple[dict[str, int], dict[str, int]]:
    numbers: dict[str, int] = {}
    scales: dict[str, int] = {}
    for entry in read_entries("number_words", language="en"):
        value, *marks = entry.fields or ("",)
        if not value.isdecimal():
            raise entry.error(f"the number word {entry.word!r} has no value in figures")
        if marks not in ([], ["scale"]):
            raise entry.error(f"{marks[0]!r} is no mark of this list; it has: scale")
        (scales if marks else numbers)[entry.word] = int(value)
    return numbers, scales


NUMBER_WORDS, SCALE_WORDS = _read()
"""Values of number words ("three"), and of scale words that multiply them ("million")."""
