"""Reads the statements of a text, with what must hold for every one of them."""

from itertools import pairwise

from index.attribution.extraction import extract_statements
from index.records import Statement
from index.text.sentences import split_sentences


def found(text: str, speaker: str | None = None) -> list[Statement]:
    """What is found, with what must hold for every statement of every text."""
    all_found = list(extract_statements(text, split_sentences(text), speaker))
    assert all(one.start <= after.start for one, after in pairwise(all_found))
    for one in all_found:
        assert text[one.start : one.end].strip()
        if one.speaker_span:
            assert text[one.speaker_span.start : one.speaker_span.end].strip()
        if one.cue_span:
            assert " ".join(text[one.cue_span.start : one.cue_span.end].split()) == one.cue
        else:
            assert one.cue is None
    return all_found


def said(text: str, speaker: str | None = None) -> list[tuple[str | None, str | None, str, str]]:
    return [
        (one.speaker, one.cue, one.kind, text[one.start : one.end]) for one in found(text, speaker)
    ]
