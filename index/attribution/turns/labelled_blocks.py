"""The blocks of a document with what may be its labels, and what such labels have in common."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.attribution.turns.label_forms import Label
from index.attribution.turns.labels import LabelKind
from index.attribution.turns.stage_directions import separates_blocks
from index.records import Span
from index.text.person_names import is_given_name, is_organisation_name, split_name

STRONG_KINDS = (LabelKind.TITLED, LabelKind.OFFICE, LabelKind.QUESTION, LabelKind.ANSWER)
"""Kinds of labels that are hardly anything else."""
DETAILS = re.compile(
    r"(?:\([^()\n]{2,60}\)\s*){1,3}|[A-Z][\w.]{0,12} \([A-Z]{2,3}\)"
    r"|\d{4}-\d\d-\d\d \d{1,2}:\d\d(?: \[p\.\d+\])?"
)
"""A line below a name with the constituency, the party and the time of the speaker."""
_PUNCTUATION = ".,;:!?…()[]“”\"'’‘»—–-"
_SENTENCE = re.compile(r"[.?!…,。？！](?:[”\"’'»)\]*_]|\s)*$|[.?!…]\s+[^\W\d_a-z]|--|—")
_FIGURE = re.compile(r"[^\w]{0,3}\d[\d\s.,%$€£/:–-]*(?:\s?\w{1,12}){0,3}[.]?$")
_DIALOGUE = re.compile(
    r"\?|\b(?:I|I['’](?:m|d|ll|ve)|[Ww]e|[Ww]e['’]\w+|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our|me|us|[Tt]hanks?"
    r"|[Ww]ir|[Ii]ch|Sie|[Nn]ous|[Jj]e|[Vv]ous|[Nn]osotros|[Uu]sted(?:es)?|[Мм]ы|[Яя]|[Вв]ы"
    r"|Mr|Mrs|Ms|Madam|Sir|Señor|Monsieur|Madame|Herr|Frau)\b"
    r"|^[“\"]?(?:Yes|Yeah|No|Not|None|Then|And|But|Well|So|It|That|They|He|She|Oh|Okay|OK|Right"
    r"|Good)\b"
)
_QUOTED = re.compile(r"[“\"«„‘][^”\"»’]*+[”\"»’][.,]?\s*$")


@dataclass(frozen=True)
class LabelledBlocks:
    """A document's blocks and what may be its labels."""

    text: str
    blocks: Sequence[Span]
    labels: Sequence[Label]
    block_numbers: Mapping[int, int]
    """Index of each block by its start."""

    @cached_property
    def lower_case_words(self) -> frozenset[str]:
        """The words of the document that stand somewhere in lower case."""
        words: set[str] = set()
        for block in self.blocks:
            words.update(self.text[block.start : block.end].split())
        return frozenset(word.strip(_PUNCTUATION) for word in words if word[:1].islower())

    def words_of(self, label: Label) -> str:
        """The first words that follow a label: in its block, or in the next one."""
        if not label.is_alone:
            words = self.text[label.content : min(label.block.end, label.content + 600)]
            return words.rstrip(" \t|")
        following = self.next_block(self.block_numbers[label.block.start])
        if following < len(self.blocks):
            block = self.blocks[following]
            return self.text[block.start : min(block.end, block.start + 600)]
        return ""

    def next_block(self, number: int) -> int:
        """The next block that holds words, behind rules and credits."""
        number += 1
        while number < len(self.blocks) and separates_blocks(self.text, self.blocks[number]):
            number += 1
        return number


@dataclass(frozen=True)
class FormFigures:
    """What the labels of one form have in common."""

    count: int
    strong: float
    """Share of labels that are titled names, offices, or questions and answers."""
    recurring: float
    """Share of labels whose speaker has another label."""
    sentences: float
    """Share of labels before something like a sentence."""
    dialogue: float
    """Share of labels before a question or words that address somebody."""
    quoted: float
    """Share of labels before a single quotation."""
    headings: float
    """Share of header fields among all labels of the form."""
    people: float
    """Share of labels that are full names with a common given name."""
    capitals: float = 0
    """Share of labels in capitals alone."""
    small: float = 0
    """Share of labels before words that begin with a small letter."""


def measure_labels(
    document: LabelledBlocks, labels: Sequence[Label], usable: Sequence[Label]
) -> FormFigures:
    """What labels of one form have in common.

    Args:
        document: The document.
        labels: All labels of the form.
        usable: Those of them that may name a speaker.
    """
    if not usable:
        return FormFigures(0, 0, 0, 0, 0, 0, 1, 0)
    counts = Counter(label.parts.key for label in usable)
    contents = [document.words_of(label) for label in usable]
    total = len(usable)
    return FormFigures(
        count=total,
        strong=sum(label.parts.kind in STRONG_KINDS for label in usable) / total,
        recurring=sum(counts[label.parts.key] > 1 for label in usable) / total,
        sentences=sum(is_sentence_like(content) for content in contents) / total,
        dialogue=sum(_DIALOGUE.search(content) is not None for content in contents) / total,
        quoted=sum(_QUOTED.match(content) is not None for content in contents) / total,
        headings=1 - total / len(labels),
        people=sum(is_person_name(label.parts.name) for label in usable) / total,
        capitals=sum(label.parts.words.isupper() for label in usable) / total,
        small=sum(content[:1].islower() for content in contents) / total,
    )


def is_person_name(name: str) -> bool:
    """Whether capitalised words are a full name that begins with a common given name."""
    words = split_name(name)
    return 2 <= len(words) <= 5 and is_given_name(words[0]) and not is_organisation_name(words)


def is_sentence_like(content: str) -> bool:
    """Whether what follows a label is something that somebody may say."""
    return bool(_SENTENCE.search(content)) and not _FIGURE.match(content)


def is_figure(content: str) -> bool:
    """Whether what follows a label is a figure: "45 percent"."""
    return _FIGURE.match(content) is not None
