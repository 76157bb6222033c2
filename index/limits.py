"""Size limits: the largest files that are read, and how much is embedded in one batch."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["BATCH_SIZES", "LIMITS", "BatchSizes", "Limits"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Largest sizes of a source file that are accepted or analysed in full."""

    file_bytes: int = 200 * 1024**2
    """Size of a file in bytes; a larger file is skipped with a message."""
    unpacked_bytes: int = 500 * 1024**2
    """Unpacked size of a Word file in bytes; a larger file is skipped with a message."""
    analysed_characters: int = 5 * 1024**2
    """Characters of a web page's HTML in which the main text is searched for; of a larger page all
    visible text is used."""
    analysed_elements: int = 20_000
    """Elements of a web page in which the main text is searched for; of a page with more, all
    visible text is used. The search takes seconds for so many, and grows faster than their number.
    The largest of 247 real pages has 15,635."""
    analysed_nesting: int = 400_000
    """The depths of a web page's elements added up, as another limit on the search for the main
    text, which reads the text of an element again for each element around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchSizes:
    """How much text is embedded and written to the store in one batch."""

    characters: int = 60_000
    """Characters of text in a batch; 60,000 take a few seconds and a few MB of memory."""
    passages: int = 50
    """Passages of one document that are added to a batch together."""


LIMITS = Limits()
BATCH_SIZES = BatchSizes()
