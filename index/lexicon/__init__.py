"""Language as data: one copy of each list of words, a folder for each language."""

from index.lexicon.data_files import fingerprint

__all__ = ["fingerprint"]
