"""Reads the direct quotations of annotated articles whose speaker's name is certain."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from draft_makers.suite_words import WORDS, any_of
from index.lexicon.name_words import GIVEN_NAMES

OPENING, CLOSING = '“"', '”"'
NAME_TOKEN = r"(?:[A-Z][\w’'-]+|[A-Z]\.)"
FULL_NAME = re.compile(
    rf"\b(?=({NAME_TOKEN}(?: {NAME_TOKEN})??(?: (?:de|van|von|al|bin|De|Van))?"
    r" [A-Z][\w’'-]+[a-z])\b)"
)
NAMES_AT_END = re.compile(rf"(?:{NAME_TOKEN} )*(?:(?:de|van|von|De|Van) )?[A-Z][\w’'-]+$")
HEDGES = re.compile(rf"n['’]t\b|\b{any_of(WORDS['reporter']['hedges'])}\b", re.I)
"""Words of a reporter around a quotation that may turn what it says."""
TURNS = re.compile(rf"\W*{any_of(WORDS['reporter']['turns'])}\b", re.I)
"""Beginnings of what may limit the words before."""
LONGEST_INTERRUPTION = 120
"""Characters of a reporter between two pieces of one quotation."""
FAR_BETTER_KNOWN = 5
"""Times that one name is in the articles for each time of another."""
PERSONS_MARK = re.compile(r"['’]s?$")


@dataclass(frozen=True)
class GoldQuotation:
    """One quotation as an article has it."""

    document: str
    text: str
    """The quoted words without the outer marks; the pieces of an interrupted one with a space."""
    pieces: tuple[tuple[int, int], ...]
    """Where the pieces stand in the article."""
    speaker: str
    """The speaker's full name."""
    others: tuple[str, ...]
    """Full names of others who speak in the article, none of the speaker's last name."""
    is_whole: bool
    """Whether all that the speaker says here is in quotation marks."""
    is_plain: bool
    """Whether no word of the reporter, and nothing that follows, limits it."""


@dataclass(frozen=True)
class _Attribution:
    content: tuple[tuple[int, int], ...]
    source: str
    cue: str


def read_gold_quotations(news: Path) -> list[GoldQuotation]:
    """The quotations of the annotated articles, in order, each once.

    Args:
        news: A folder with `attributions/train`, `attributions/dev` (brat files) and `text`.
    """
    texts = {f.stem: f.read_bytes().decode() for f in sorted((news / "text").glob("*.txt"))}
    renown = Counter(name for text in texts.values() for name in FULL_NAME.findall(text))
    found: dict[str, GoldQuotation] = {}
    seen: set[str] = set()
    for part in ("train", "dev"):
        for file in sorted((news / "attributions" / part).glob("*.ann")):
            name = file.stem.rsplit("_", 1)[0]
            if name in seen:  # the same article, marked by another annotator
                continue
            seen.add(name)
            annotations = file.read_text(encoding="utf-8")
            for quotation in quotations_of(f"{name}.txt", texts[name], annotations, renown):
                found.setdefault(" ".join(words_of(quotation.text)), quotation)
    return list(found.values())


def quotations_of(
    document: str, text: str, annotations: str, renown: Mapping[str, int]
) -> Iterator[GoldQuotation]:
    """The quotations of one article with a sure speaker.

    Args:
        document: Name of the article.
        text: Its text.
        annotations: Its brat annotations.
        renown: How often each full name stands in all articles.
    """
    attributions = list(_attributions(annotations, text))
    full_names = {name for name in FULL_NAME.findall(text) if is_person(name)}
    speakers = [find_full_name(one.source, full_names, renown) for one in attributions]
    for one, speaker in zip(attributions, speakers, strict=True):
        if speaker is None:
            continue
        pieces = list(_quoted_pieces(one.content, text))
        if not pieces:
            continue
        quoted = join_pieces(pieces, text)
        if not 6 <= len(words_of(quoted)) <= 70:
            continue
        whole = all(_is_quoted(span, text) for span in one.content)
        if not whole and len(pieces) > 1:
            continue
        yield GoldQuotation(
            document,
            quoted,
            tuple(pieces),
            speaker,
            tuple(dict.fromkeys(s for s in speakers if s and last_name(s) != last_name(speaker))),
            whole,
            not HEDGES.search(one.cue) and _is_plainly_reported(pieces, text),
        )


def join_pieces(pieces: list[tuple[int, int]], text: str) -> str:
    """An interrupted quotation in one: a comma before a new sentence becomes a full stop."""
    joined = text[slice(*pieces[0])]
    for one, two in pairwise(pieces):
        if joined.endswith(",") and re.search(r"[.!?:]\W*$", text[one[1] : two[0]]):
            joined = joined[:-1].rstrip()
            joined += "" if joined.endswith((".", "!", "?")) else "."
        joined = f"{joined} {text[slice(*two)]}"
    return joined


def words_of(text: str) -> list[str]:
    """Its words in lower case, apostrophes dropped."""
    return re.findall(r"\w+", re.sub(r"['’‘]", "", text.lower()))


def last_name(name: str) -> str:
    """The last word of a name."""
    return name.rsplit(" ", 1)[-1]


def is_person(name: str) -> bool:
    """Whether a name begins with a given name."""
    return name.split()[0] in GIVEN_NAMES or name.split()[0].lower() in GIVEN_NAMES


def find_full_name(source: str, full_names: set[str], renown: Mapping[str, int]) -> str | None:
    """The one full name of the article that a source can mean; None if it's not certain.

    Args:
        source: The annotated source: "Clinton spokesman Josh Schwerin, who …", "Rubio".
        full_names: The full names in the article.
        renown: How often each full name stands in all articles: a last name alone doesn't mean
            somebody who has a far better known namesake.
    """
    head = re.split(r"[,(–—]| of | from | who | for ", source.replace("\xa0", " "))[0].strip()
    match = NAMES_AT_END.search(head)
    if match is None:
        return None
    name = match.group()
    if PERSONS_MARK.search(name):
        return None
    tokens = name.split()
    for length in (3, 2):
        ending = " ".join(tokens[-length:])
        if len(tokens) >= length and ending in full_names and is_person(ending):
            return ending
    if len(tokens) > 1 and not tokens[-2].endswith("."):
        return None
    ones = {full for full in full_names if last_name(full) == tokens[-1]}
    if len({full.split()[0] for full in ones}) != 1:
        return None
    found = min(ones, key=lambda full: (len(full), full))
    namesakes = [times for full, times in renown.items() if last_name(full) == tokens[-1]]
    known = sum(renown.get(full, 0) for full in ones)
    return None if max(namesakes, default=0) > FAR_BETTER_KNOWN * known else found


def _attributions(annotations: str, text: str) -> Iterator[_Attribution]:
    spans: dict[str, tuple[tuple[int, int], ...]] = {}
    for line in annotations.splitlines():
        fields = line.split("\t")
        if line.startswith("T") and len(fields) > 2 and " " in fields[1]:
            offsets = fields[1].split(" ", 1)[1]
            spans[fields[0]] = tuple(
                (int(start), int(end)) for start, end in (one.split() for one in offsets.split(";"))
            )
    for line in annotations.splitlines():
        if not line.startswith("E"):
            continue
        roles = dict(reversed(role.split(":")) for role in line.split("\t")[1].split())
        by_role = {re.sub(r"\d+$", "", role): key for key, role in roles.items()}
        content, source = (
            spans.get(by_role.get("Content", "")),
            spans.get(by_role.get("Source", "")),
        )
        if content and source:
            cue = spans.get(by_role.get("Cue", ""), ())
            yield _Attribution(content, _slices(source, text), _slices(cue, text))


def _slices(span: tuple[tuple[int, int], ...], text: str) -> str:
    return " ".join(text[start:end] for start, end in span)


def _is_quoted(span: tuple[int, int], text: str) -> bool:
    piece = text[span[0] : span[1]].strip()
    return len(piece) > 2 and piece[0] in OPENING and piece[-1] in CLOSING


def _quoted_pieces(content: tuple[tuple[int, int], ...], text: str) -> Iterator[tuple[int, int]]:
    """What stands between marks in a content, up to the first long interruption.

    Nothing if the marks are unclear.
    """
    pieces = []
    for start, end in sorted(content):
        piece = text[start:end]
        found = list(re.finditer(r'“([^“”"\n]+)”|"([^“”"\n]+)"', piece))
        outside = re.sub(r'“[^“”"\n]+”|"[^“”"\n]+"', "", piece)
        if not found or re.search(r'[“”"\n]', outside):
            return
        pieces += [
            (start + max(m.span(1), m.span(2))[0], start + max(m.span(1), m.span(2))[1])
            for m in found
        ]
    for number, piece in enumerate(pieces):
        before = text[slice(*pieces[number - 1])].rstrip() if number else ""
        gap = text[pieces[number - 1][1] + 1 : piece[0] - 1] if number else ""
        is_interrupted = before.endswith((",", ".", "!", "?", "—", "-", "…", "–"))
        too_far = len(gap) > LONGEST_INTERRUPTION or re.search(r'["“”\n]', gap)
        if number and (too_far or not is_interrupted):
            return  # what follows is another quotation
        yield _trimmed(piece, text)


def _trimmed(span: tuple[int, int], text: str) -> tuple[int, int]:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_plainly_reported(pieces: list[tuple[int, int]], text: str) -> bool:
    """Whether the sentences around the quotation have no word that may turn it."""
    first, last = pieces[0][0], pieces[-1][1]
    before = re.split(r"[.!?]['”\"’]?\s|\n", text[max(0, first - 300) : first - 1])[-1]
    after = re.split(r"(?<=[.!?])\s|\n", text[last + 1 : last + 301])[0]
    between = " ".join(text[one[1] : two[0]] for one, two in pairwise(pieces))
    if HEDGES.search(" ".join((before, after, between))):
        return False
    following = re.search(r"[“\"]([^”\"]*)", text[last + 1 : last + 200])
    return not (following and TURNS.match(following.group(1))) and not TURNS.match(
        text[last + 1 : last + 40]
    )
