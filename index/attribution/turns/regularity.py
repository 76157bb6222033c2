"""Decides by a document's own regularity which of its lines begin speech turns.

A form of label counts if it repeats, if names recur in it and alternate, and if what follows reads
like speech. It is decided for each form by itself, so that a transcript may change its form.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from index.attribution.turns.label_forms import Label, LabelForm
from index.attribution.turns.labelled_blocks import (
    STRONG_KINDS,
    FormFigures,
    LabelledBlocks,
    is_figure,
    is_person_name,
    measure_labels,
)
from index.attribution.turns.labels import LabelKind, read_label
from index.attribution.turns.own_lines import LEAST_DIALOGUE, LEAST_LABELS, choose_own_lines
from index.text.person_names import is_given_name, is_organisation_name, split_name

_DRAMA = re.compile(
    r"(?:ACT|Act|SCENE|Scene) (?:[IVX]+|\d+|[Oo]ne|ONE|[Tt]wo|TWO)\b|(?:INT|EXT)\. "
    r"|(?:Enter|Exit|Exeunt)\b.{0,80}$|(?:CURTAIN|Curtain|BLACKOUT|Blackout)\.?$"
    r"|(?:DRAMATIS PERSONAE|Dramatis Personae|CHARACTERS|Characters|CAST)\b"
)
_MOSTLY = 0.6
"""Share of a form's labels before which what follows reads like sentences."""


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
        if label.form not in (LabelForm.LINE, LabelForm.FULL_STOP)
        and label.parts.kind in STRONG_KINDS
    ]
    has_strong = len(strong) >= LEAST_LABELS and len({one.parts.key for one in strong}) > 1
    for form, labels in by_form.items():
        if form in (LabelForm.LINE, LabelForm.CHANGE, LabelForm.GAP) or is_drama:
            continue
        chosen += _choose_of_form(document, form, labels, known, has_strong)
    if not is_drama:
        chosen += choose_own_lines(document, by_form[LabelForm.LINE], chosen, known)
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
    figures = measure_labels(document, labels, usable)
    is_regular = (
        figures.count > LEAST_LABELS
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
    figures = measure_labels(document, labels, usable)
    if not _is_regular(form, figures, usable, has_strong):
        return []
    counts = Counter(label.parts.key for label in usable)
    style = _style(usable, counts)
    return [label for label in usable if _is_speaker(document, label, counts, style, known)]


def _is_regular(
    form: LabelForm, figures: FormFigures, usable: Sequence[Label], has_strong: bool
) -> bool:
    if form is LabelForm.FULL_STOP:
        return _is_regular_full_stop(figures, usable)
    if figures.count < LEAST_LABELS:
        # Questions without a colon and a single answer show it together.
        return (
            figures.count > 0
            and figures.strong > 0
            and figures.strong + figures.people >= 1
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
        return figures.dialogue >= LEAST_DIALOGUE
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
    sure = [
        label for label in usable if label.parts.kind in STRONG_KINDS or counts[label.parts.key] > 1
    ]
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
    if _is_name(content) or (is_figure(content) and counts[parts.key] < 2):
        return False
    if parts.kind in STRONG_KINDS:
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


def _choose_gaps(labels: Sequence[Label], chosen: Sequence[Label]) -> list[Label]:
    """The labels "Q" and "A" without a colon: beside other labels, or if they alternate."""
    kinds = {label.parts.kind for label in labels}
    if chosen or (len(kinds) > 1 and len(labels) >= LEAST_LABELS):
        return list(labels)
    return []


def _without_unanswered(chosen: list[Label]) -> list[Label]:
    """The labels; none if somebody asks and nobody answers."""
    if all(label.parts.kind is LabelKind.QUESTION for label in chosen):
        return []
    return chosen
