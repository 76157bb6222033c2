"""Word lists: one copy of each list, one folder for each language."""

from index.lexicon.data_files import fingerprint

__all__ = ["fingerprint"]
