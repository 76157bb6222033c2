"""The sentences around a quotation: whom they give it to, and whom they only name."""

from __future__ import annotations

import pytest

from assistant.quotes.drafts.frames import (
    find_frame,
    gives_words,
    is_group,
    is_group_around,
    leads_to_words,
    mask_name,
)
from index.records import Span
from index.text.quotations import find_quotations
from index.text.sentences import split_sentences

QUOTE = "“The lake freezes every winter.”"
NAME = "Otto Holm"

GIVES = (
    "In the words of Otto Holm, {q}",
    "{q} That is how Otto Holm saw it.",
    "{q} That is exactly how Otto Holm puts it.",
    "Otto Holm was blunt. {q}",
    "Otto Holm, a baker from Lisk, was not convinced. {q}",
    "Otto Holm left no doubt: {q}",
    "For Otto Holm, {q}",
    "Then came this from Otto Holm: {q}",
    "A short note by the baker Otto Holm: {q}",
    "{q} It was Otto Holm who wrote that.",
    "{q} The quip is Otto Holm’s.",
    "{q} The line comes from Otto Holm.",
    "{q} So said Otto Holm.",
    "{q} Written by Otto Holm, it hangs in the hall.",
    "Otto Holm’s verdict came at once: {q}",
    "And Otto Holm? {q}",
    "What did Otto Holm think? {q}",
    "Otto Holm, on the phone from Lisk: {q}",
    "Hear Otto Holm: {q}",
    "As Otto Holm had it: {q}",
    "Otto Holm had a warning for the town: {q}",
    "Otto Holm spoke of {q}",
    "At noon, Otto Holm has spoken about {q}",
    "Otto Holm used the words {q}",
    "Otto Holm went on: {q}",
    "Otto Holm hit back. {q}",
)
NAMES_ONLY = (
    "Critics of Otto Holm had a warning: {q}",
    "A reply to Otto Holm’s letter was blunt: {q}",
    "Otto Holm’s lawyer was blunt. {q}",
    "Otto Holm heard this line: {q}",
    "Otto Holm got this message: {q}",
    "Otto Holm was booed. {q}",
    "Otto Holm was wrong. {q}",
    "{q} That is what voters make of Otto Holm.",
    "{q} That was a swipe at Otto Holm.",
    "{q} The line is about Otto Holm.",
    "{q} It was Otto Holm whom that hit.",
    "{q} Otto Holm laughed.",
    "On the wall behind Otto Holm: {q}",
    "In a note to Otto Holm: {q}",
    "For Otto Holm, the week began with a flyer: {q}",
    "In the office of Otto Holm, {q}",
    "They spoke of Otto Holm: {q}",
    "Otto Holm spoke with {q}",
)


def read(frame: str) -> list[tuple[str, str]]:
    """The parts of a frame that have the name, masked."""
    text = frame.replace("{q}", QUOTE)
    (quotation,) = find_quotations(text)
    found = find_frame(text, split_sentences(text), Span(quotation.start, quotation.end))
    start = text.index(NAME)
    name = Span(start, start + len(NAME))
    return [
        (place, mask_name(text, part, name))
        for place, part in zip(found._fields, found, strict=True)
        if part and part.start <= name.start < part.end
    ]


@pytest.mark.parametrize("frame", GIVES)
def test_frames_that_give_the_words_to_somebody(frame: str):
    ((place, masked),) = read(frame)
    assert gives_words(masked, place), masked


@pytest.mark.parametrize("frame", NAMES_ONLY)
def test_frames_that_only_name_somebody(frame: str):
    for place, masked in read(frame):
        assert not gives_words(masked, place), masked


@pytest.mark.parametrize(
    ("frame", "leads"),
    [
        ("Otto Holm shrugged: {q}", True),
        ("In the harbour, Otto Holm waved a scarf: {q}", True),
        ("Otto Holm heard it twice: {q}", False),
        ("Otto Holm nodded while a neighbour spoke: {q}", False),
        ("Otto Holm’s dog had a collar: {q}", False),
    ],
)
def test_a_sentence_that_leads_to_a_quotation(frame: str, leads: bool):
    ((_, masked),) = read(frame)
    assert leads_to_words(masked) is leads, masked


def test_a_sentence_on_another_line_is_no_frame():
    assert read("Otto Holm was blunt.\n\n{q}") == []
    assert read("{q}\n\nThat is how Otto Holm sees it.") == []


def test_a_group_is_no_name():
    assert is_group("Someone")
    assert not is_group("Otto Holm")
    assert is_group_around("Critics of Otto Holm")
    assert not is_group_around("Otto Holm")
