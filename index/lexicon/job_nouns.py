"""Nouns for what somebody does that are no titles: "shopkeeper", "negotiator"."""

from __future__ import annotations

from index.lexicon.data_files import read_words

JOB_NOUNS = frozenset(read_words("job_nouns", language="en"))
"""In the singular, lower case."""
