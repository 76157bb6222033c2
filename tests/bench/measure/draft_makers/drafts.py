"""Writes quotations into drafts as reporters do, and keeps where each stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from draft_makers.cases import QuotationCase
from draft_makers.gold_quotations import last_name, words_of
from draft_makers.passage_changes import SENTENCE_END

FRAMES = tomllib.loads(
    (Path(__file__).parents[1] / "suites" / "draft_frames.toml").read_text(encoding="utf-8")
)
PER_DRAFT = 15
MARKS = ((("“", "”"), 45), (('"', '"'), 30), (("‘", "’"), 15), (("'", "'"), 10))
"""The marks of a draft, with the share of the drafts that has them."""
INNER_MARKS = re.compile(r"(?<!\w)['‘](?=\w)|[\"“”]")
KEPT_WHOLE = ("cut", "splice", "ellipsis", "fair ellipsis")
"""Quotations of these kinds aren't interrupted: that could make true ones of them."""
START, END = "\ue000", "\ue001"
"""Stand around the quoted words until their place in the draft is known."""


@dataclass(frozen=True)
class WrittenQuotation:
    """A quotation in a draft."""

    case: QuotationCase
    spans: tuple[tuple[int, int], ...]
    """Where its words stand in the draft, without the marks: two places if it's interrupted."""
    text: str
    """All its words in one."""
    name: str
    """The speaker as the sentence names them."""
    frame: str


@dataclass(frozen=True)
class WrittenDraft:
    """A draft, with what is known of its quotations."""

    name: str
    """File name: .txt or .md."""
    text: str
    quotations: tuple[WrittenQuotation, ...]


def write_drafts(
    cases: Sequence[QuotationCase], seed: int, per_draft: int = PER_DRAFT
) -> list[WrittenDraft]:
    """Drafts with all the quotations, in their order.

    Args:
        cases: The quotations.
        seed: The same gives the same drafts.
        per_draft: Quotations of one draft.
    """
    random = Random(seed)
    groups = [cases[first : first + per_draft] for first in range(0, len(cases), per_draft)]
    return [_write_draft(number, group, random) for number, group in enumerate(groups)]


def _write_draft(number: int, cases: Sequence[QuotationCase], random: Random) -> WrittenDraft:
    suffix = random.choice((".txt", ".md"))
    styles, weights = zip(*MARKS, strict=True)
    marks = random.choices(styles, weights)[0]
    lasts = [last_name(name) for name in {case.speaker for case in cases}]
    mentioned: set[str] = set()
    paragraphs = [f"# {random.choice(FRAMES['headings'])}"] if suffix == ".md" else []
    rows: list[tuple[QuotationCase, str, str]] = []
    sentences: list[str] = []
    for case in cases:
        is_short = (
            case.speaker in mentioned
            and lasts.count(last_name(case.speaker)) == 1
            and random.random() < 0.6
        )
        mentioned.add(case.speaker)
        name = last_name(case.speaker) if is_short else case.speaker
        frame, kind = _choose_frame(case, suffix, random)
        sentence = _fill(frame, case.text, name, marks)
        rows.append((case, name, frame))
        if kind == "block":
            if sentences:
                paragraphs.append(" ".join(sentences))
                sentences = []
            paragraphs.append(sentence)
            continue
        sentences.append(sentence)
        if random.random() < 0.4:
            sentences.append(_in_marks_of(random.choice(FRAMES["fillers"]), marks))
        if random.random() < 0.6:
            paragraphs.append(" ".join(sentences))
            sentences = []
    if sentences:
        paragraphs.append(" ".join(sentences))
    text, places = _place("\n\n".join(paragraphs) + "\n")
    return WrittenDraft(f"draft-{number:03}{suffix}", text, tuple(_located(rows, places)))


def _choose_frame(case: QuotationCase, suffix: str, random: Random) -> tuple[str, str]:
    """A frame that suits a quotation, and its kind."""
    kinds = ["whole"] * 6 if case.is_whole else ["partial"]
    if case.is_whole and case.kind not in KEPT_WHOLE and not INNER_MARKS.search(case.text):
        kinds += ["divided"] * (2 if _comma(case.text) else 0)
        kinds += ["sentences"] * (4 if _first_sentence(case.text) else 0)
    if case.is_whole and suffix == ".md":
        kinds.append("block")
    kind = random.choice(kinds)
    return random.choice(FRAMES[kind]), kind


def _fill(frame: str, text: str, name: str, marks: tuple[str, str]) -> str:
    """The frame with a quotation and a name."""
    if INNER_MARKS.search(text) and marks[0] in "‘'":
        marks = ("“", "”") if marks[0] == "‘" else ('"', '"')

    def quoted(words: str) -> str:
        return f"{marks[0]}{START}{words}{END}{marks[1]}"

    comma, sentence = _comma(text), _first_sentence(text)
    parts = {
        "{q,}": quoted(_with_comma(text)),
        "{q}": quoted(_with_stop(text)),
        "{name}": name,
    }
    if "{one.,}" in frame or "{one.}" in frame:
        parts["{one.,}"] = quoted(_with_comma(text[:sentence].rstrip()))
        parts["{one.}"] = quoted(text[:sentence].rstrip())
        parts["{two}"] = quoted(_with_stop(text[sentence:].lstrip()))
    elif "{one,}" in frame:
        parts["{one,}"] = quoted(f"{text[:comma]},")
        parts["{two}"] = quoted(_with_stop(text[comma + 1 :].lstrip()))
    for slot, words in parts.items():
        frame = frame.replace(slot, words)
    return frame


def _comma(text: str) -> int:
    """The comma nearest to the middle with four words on both sides; 0 if there is none."""
    found = [
        match.start()
        for match in re.finditer(r",(?= [a-z])", text)
        if min(len(words_of(text[: match.start()])), len(words_of(text[match.end() :]))) >= 4
    ]
    return min(found, key=lambda at: abs(at - len(text) / 2), default=0)


def _first_sentence(text: str) -> int:
    """Where the first sentence ends; 0 if it's the only one, or very short."""
    match = SENTENCE_END.search(text)
    enough = (
        match
        and len(words_of(text[: match.start()])) >= 4
        and len(words_of(text[match.end() :])) >= 3
    )
    return match.start() if match and enough else 0


def _with_comma(text: str) -> str:
    if text.endswith("...") or text[-1] in "?!…,":
        return text
    return f"{text.removesuffix('.')},"


def _with_stop(text: str) -> str:
    return text if text[-1] in ".?!…" else f"{text.removesuffix(',').rstrip()}."


def _in_marks_of(filler: str, marks: tuple[str, str]) -> str:
    return filler.replace("“", marks[0]).replace("”", marks[1])


def _place(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without the signs around quoted words, and where these stand."""
    places, pieces, at = [], [], 0
    for piece in re.split(f"({START}[^{END}]*{END})", text):
        if piece.startswith(START):
            piece = piece[1:-1]
            places.append((at, at + len(piece)))
        pieces.append(piece)
        at += len(piece)
    return "".join(pieces), places


def _located(
    rows: Sequence[tuple[QuotationCase, str, str]], places: list[tuple[int, int]]
) -> Iterator[WrittenQuotation]:
    left = iter(places)
    for case, name, frame in rows:
        spans = tuple(next(left) for _ in range(2 if "{two}" in frame else 1))
        yield WrittenQuotation(case, spans, case.text, name, frame)
