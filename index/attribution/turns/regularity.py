"""Decides by a document's own regularity which of its lines begin speech turns.

A form of label counts if it repeats, if names recur in it and alternate, and if what follows reads
like speech. It is decided for each form by itself, so that a transcript may change its form.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.attribution.turns.label_forms import Label, LabelForm
from index.attribution.turns.labels import LabelKind, read_label
from index.attribution.turns.stage_directions import separates_blocks
from index.records import Span
from index.text.person_names import is_given_name, is_organisation_name, split_name

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
_DRAMA = re.compile(
    r"(?:ACT|Act|SCENE|Scene) (?:[IVX]+|\d+|[Oo]ne|ONE|[Tt]wo|TWO)\b|(?:INT|EXT)\. "
    r"|(?:Enter|Exit|Exeunt)\b.{0,80}$|(?:CURTAIN|Curtain|BLACKOUT|Blackout)\.?$"
    r"|(?:DRAMATIS PERSONAE|Dramatis Personae|CHARACTERS|Characters|CAST)\b"
)
_STRONG = (LabelKind.TITLED, LabelKind.OFFICE, LabelKind.QUESTION, LabelKind.ANSWER)
_LEAST_LABELS = 3
"""A form with fewer labels shows no regularity."""
_MOSTLY = 0.6
"""Share of a form's labels before which what follows reads like sentences."""
_LEAST_DIALOGUE = 0.15
"""Share of turns with a question or somebody addressed, in forms whose labels may be any words.
Lists of recipes, programmes and ratings have hardly any; the shortest dialogue has one in six."""


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


def choose_labels(document: LabelledBlocks, named: Iterable[str] = ()) -> list[Label]:
    """The labels of speech turns, in the order of the text.

    Args:
        document: The document.
        named: Last names of people of whom something else tells that they take part.
    """
    by_form: dict[LabelForm, list[Label]] = defaultdict(list)
    for label in document.labels:
        by_form[label.form].append(label)
    is_drama = is_play(document)
    known = {name.casefold() for name in named}
    chosen: list[Label] = []
    strong = [
        label
        for label in document.labels
        if label.form not in (LabelForm.LINE, LabelForm.FULL_STOP) and label.parts.kind in _STRONG
    ]
    has_strong = len(strong) >= _LEAST_LABELS and len({one.parts.key for one in strong}) > 1
    for form, labels in by_form.items():
        if form in (LabelForm.LINE, LabelForm.CHANGE, LabelForm.GAP) or is_drama:
            continue
        chosen += _choose_of_form(document, form, labels, known, has_strong)
    if not is_drama:
        chosen += _choose_lines(document, by_form[LabelForm.LINE], chosen, known)
        chosen += _choose_gaps(by_form[LabelForm.GAP], chosen)
        if chosen:
            chosen += by_form[LabelForm.CHANGE]
    chosen = _without_unanswered(chosen)
    return sorted(chosen, key=lambda label: label.start)


def choose_running_labels(document: LabelledBlocks, labels: Sequence[Label]) -> list[Label]:
    """The labels of a transcript that is printed without paragraphs; empty if it is none.

    Args:
        document: The document.
        labels: What may be labels, inside paragraphs too.
    """
    usable = [label for label in labels if label.parts.kind is not LabelKind.HEADING]
    figures = _measure(document, labels, usable)
    is_regular = (
        figures.count > _LEAST_LABELS
        and figures.recurring >= 0.5
        and figures.sentences >= _MOSTLY
        and figures.dialogue >= 0.5
        and figures.headings <= 0.34
        and usable[0].start * 5 <= len(document.text)
        and sum(document.words_of(label)[:1] in '“"‘' for label in usable) * 4 < len(usable)
    )
    if not is_regular:
        return []
    counts = Counter(label.parts.key for label in usable)
    style = _style(usable, counts)
    return [label for label in usable if _is_speaker(document, label, counts, style, set())]


def is_play(document: LabelledBlocks) -> bool:
    """Whether a document is a play: it has acts, scenes, entrances and exits."""
    hits = (_DRAMA.match(document.text, *block) for block in document.blocks)
    return sum(hit is not None for hit in hits) > 1


def _choose_of_form(
    document: LabelledBlocks,
    form: LabelForm,
    labels: Sequence[Label],
    known: set[str],
    has_strong: bool,
) -> list[Label]:
    usable = [label for label in labels if label.parts.kind is not LabelKind.HEADING]
    figures = _measure(document, labels, usable)
    if not _is_regular(form, figures, usable, has_strong):
        return []
    counts = Counter(label.parts.key for label in usable)
    style = _style(usable, counts)
    return [label for label in usable if _is_speaker(document, label, counts, style, known)]


def _measure(
    document: LabelledBlocks, labels: Sequence[Label], usable: Sequence[Label]
) -> FormFigures:
    if not usable:
        return FormFigures(0, 0, 0, 0, 0, 0, 1, 0)
    counts = Counter(label.parts.key for label in usable)
    contents = [document.words_of(label) for label in usable]
    total = len(usable)
    return FormFigures(
        count=total,
        strong=sum(label.parts.kind in _STRONG for label in usable) / total,
        recurring=sum(counts[label.parts.key] > 1 for label in usable) / total,
        sentences=sum(is_sentence_like(content) for content in contents) / total,
        dialogue=sum(_DIALOGUE.search(content) is not None for content in contents) / total,
        quoted=sum(_QUOTED.match(content) is not None for content in contents) / total,
        headings=1 - total / len(labels),
        people=sum(is_person_name(label.parts.name) for label in usable) / total,
        capitals=sum(label.parts.words.isupper() for label in usable) / total,
        small=sum(content[:1].islower() for content in contents) / total,
    )


def _is_regular(
    form: LabelForm, figures: FormFigures, usable: Sequence[Label], has_strong: bool
) -> bool:
    if form is LabelForm.FULL_STOP:
        return _is_regular_full_stop(figures, usable)
    if figures.count < _LEAST_LABELS:
        # Questions without a colon and a single answer show it together.
        return (
            figures.count > 0
            and figures.strong == 1
            and figures.sentences == 1
            and figures.quoted == 0
            and (has_strong or len({label.parts.key for label in usable}) > 1)
        )
    if (
        figures.sentences < _MOSTLY
        or figures.quoted > 0.5
        or figures.headings > 0.34
        or figures.small > 0.5
    ):
        return False
    if figures.strong >= 0.5:
        return True
    if figures.recurring >= 0.4:
        return figures.dialogue >= _LEAST_DIALOGUE
    return figures.dialogue >= 0.5 and (
        (figures.people + figures.strong >= _MOSTLY and (figures.strong > 0 or figures.count > 4))
        or (figures.capitals == 1 and figures.strong > 0)
    )


def _is_regular_full_stop(figures: FormFigures, usable: Sequence[Label]) -> bool:
    """A single label shows the form if its name is in capitals: "Mr. GRADY. Mr. Speaker, …"."""
    if any(
        re.search(r"[A-Z]{3}", label.parts.name) and not label.parts.words.isupper()
        for label in usable
    ):
        return True
    return figures.count >= 2 and figures.recurring > 0 and figures.sentences >= _MOSTLY


def _style(usable: Sequence[Label], counts: Counter[str]) -> str:
    """How the names of recurring labels are written: in capitals, as single words, or else."""
    sure = [label for label in usable if label.parts.kind in _STRONG or counts[label.parts.key] > 1]
    capitals = sum(label.parts.words.isupper() for label in sure)
    single = sum(label.parts.kind is LabelKind.WORD for label in sure)
    if capitals * 4 >= len(sure) * 3:
        return "capitals"
    return "single" if single * 2 > len(sure) else "names"


def _is_speaker(
    document: LabelledBlocks, label: Label, counts: Counter[str], style: str, known: set[str]
) -> bool:
    """Whether a label of a regular form names a speaker."""
    parts = label.parts
    content = document.words_of(label)
    if _is_name(content) or (_FIGURE.match(content) and counts[parts.key] < 2):
        return False
    if parts.kind in _STRONG:
        return True
    if style == "capitals" and not parts.words.isupper():
        return parts.kind is LabelKind.NAME and (is_person_name(parts.name) or parts.key in known)
    if counts[parts.key] > 1 or parts.key in known:
        return parts.kind is LabelKind.NAME or _is_word_of_no_other_use(document, label, counts)
    if parts.kind is LabelKind.NAME:
        return is_person_name(parts.name) or not _has_ordinary_word(document, parts.name)
    return style in ("single", "capitals") and not _has_ordinary_word(document, parts.name)


def _is_word_of_no_other_use(document: LabelledBlocks, label: Label, counts: Counter[str]) -> bool:
    """Whether a single word that recurs as a label is a name; "Will" and "Grace" recur often."""
    parts = label.parts
    return (
        counts[parts.key] > 2
        or is_given_name(parts.name)
        or not _has_ordinary_word(document, parts.name)
    )


def _has_ordinary_word(document: LabelledBlocks, name: str) -> bool:
    words = [word.casefold() for word in split_name(name) if len(word) > 1]
    return any(word in document.lower_case_words for word in words if word[0].isalpha()) or (
        is_organisation_name(split_name(name))
    )


def _is_name(words: str) -> bool:
    """Whether what follows a label is a name alone: "President: Mrs. Lindqvist (Sweden)"."""
    parts = read_label(words) if len(words) < 100 and words[-1:] not in ".?!…" else None
    return parts is not None and parts.kind in (LabelKind.NAME, LabelKind.TITLED)


def is_person_name(name: str) -> bool:
    """Whether capitalised words are a full name that begins with a common given name."""
    words = split_name(name)
    return 2 <= len(words) <= 5 and is_given_name(words[0]) and not is_organisation_name(words)


def is_sentence_like(content: str) -> bool:
    """Whether what follows a label is something that somebody may say."""
    return bool(_SENTENCE.search(content)) and not _FIGURE.match(content)


def _choose_lines(
    document: LabelledBlocks, labels: Sequence[Label], chosen: Sequence[Label], known: set[str]
) -> list[Label]:
    """Labels on lines of their own: those that stand before speech and recur."""
    lines = {document.block_numbers[label.block.start]: label for label in labels}
    usable = [
        label
        for number, label in lines.items()
        if label.parts.kind is not LabelKind.HEADING
        and _stands_before_speech(document, number, lines)
    ]
    counts = Counter(label.parts.key for label in usable)
    sure = [
        label
        for label in usable
        if (
            label.parts.kind is not LabelKind.WORD
            and (
                label.parts.kind in _STRONG
                or counts[label.parts.key] > 1
                or label.parts.tail
                or label.parts.has_time
            )
        )
        or (label.parts.kind is LabelKind.WORD and counts[label.parts.key] > 2)
    ]
    figures = _measure(document, labels or [], sure)
    is_regular = (
        len(sure) >= _LEAST_LABELS
        and figures.recurring >= 0.4
        and figures.dialogue >= _LEAST_DIALOGUE
        and len({label.parts.key for label in sure}) > 1
        and len(sure) * 12 >= len(document.blocks)
    )
    if not is_regular or len(chosen) > len(sure):
        return []
    sure_starts = {label.start for label in sure}
    return [
        label
        for label in usable
        if label.start in sure_starts
        or label.parts.key in known
        or is_person_name(label.parts.name)
        or _has_details_below(document, label)
    ]


def _stands_before_speech(
    document: LabelledBlocks, number: int, lines: Mapping[int, Label]
) -> bool:
    """Whether speech follows a line: behind at most one line with a constituency or a role."""
    following = document.next_block(number)
    for _ in range(2):
        if not _is_details_line(document, following) or following in lines:
            break
        following = document.next_block(following)
    if following >= len(document.blocks) or following in lines:
        return False
    block = document.blocks[following]
    return is_sentence_like(
        document.text[block.start : block.start + 600][: block.end - block.start]
    )


def _has_details_below(document: LabelledBlocks, label: Label) -> bool:
    return _is_details_line(
        document, document.next_block(document.block_numbers[label.block.start])
    )


def _is_details_line(document: LabelledBlocks, number: int) -> bool:
    """Whether a block is "(Oldcastle West) (Lab)"."""
    if number >= len(document.blocks):
        return False
    block = document.blocks[number]
    return block.end - block.start < 120 and DETAILS.fullmatch(document.text, *block) is not None


DETAILS = re.compile(
    r"(?:\([^()\n]{2,60}\)\s*){1,3}|[A-Z][\w.]{0,12} \([A-Z]{2,3}\)"
    r"|\d{4}-\d\d-\d\d \d{1,2}:\d\d(?: \[p\.\d+\])?"
)
"""A line below a name with the constituency, the party and the time of the speaker."""


def _choose_gaps(labels: Sequence[Label], chosen: Sequence[Label]) -> list[Label]:
    """The labels "Q" and "A" without a colon: beside other labels, or if they alternate."""
    kinds = {label.parts.kind for label in labels}
    if chosen or (len(kinds) > 1 and len(labels) >= _LEAST_LABELS):
        return list(labels)
    return []


def _without_unanswered(chosen: list[Label]) -> list[Label]:
    """The labels; none if somebody asks and nobody answers."""
    if all(label.parts.kind is LabelKind.QUESTION for label in chosen):
        return []
    return chosen
