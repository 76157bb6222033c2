"""The English words and names that the packaged model knows whole: some twenty thousand."""

from __future__ import annotations

from functools import cache

from index.embedding.embedder import load_packaged_model

__all__ = ["known_words"]


@cache
def known_words() -> frozenset[str]:
    """Words in lower case without accents. The model splits all other words into parts.

    They are the commonest words of books and of Wikipedia, names among them, so that a word that is
    not one of them is rare or misspelt.
    """
    vocabulary = load_packaged_model().tokenizer().get_vocab()
    return frozenset(word for word in vocabulary if word.isalpha())
