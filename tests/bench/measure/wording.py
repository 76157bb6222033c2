"""Find answers that put words into somebody's mouth.

usage: python tests/bench/measure/wording.py ANSWERS.jsonl --corpus FOLDER [--turns TURNS.jsonl]

ANSWERS.jsonl is what `onrecord ask --batch` writes; FOLDER has the documents that it cites, as
text files. A finding is a line of an answer in which

- a text in quotation marks stands in no quotation marks in the document that is cited for it, and
  in no turn of a transcript ("unquoted"), or not in the document at all ("not there");
- a line that is set apart as the document's text is not its text ("not there");
- more than the quoted words stands behind "X said:" ("doubled attribution");
- the quoted words begin with a transcript's label ("label");
- the quoted words open or close a quotation of their own that they don't contain ("cut within").

Where a document has quotation marks is decided here from its characters alone, by this script's own
reading of them, and not by the product's.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

QUOTED = re.compile(r"“([^“”]*)”")
MARKER = re.compile(r"\[(\d{1,3})\]")
ALSO = re.compile(r"\(also in [\d,]+ other documents?\)")
HEAD = re.compile(r"(?P<head>[^“”\n]{2,400}?): (?=“)")
LABEL = re.compile(
    r"(?:\*\*|_)?(?:Q|A|[A-Z][A-Z.’' -]{2,40}"
    r"|(?:Mr|Mrs|Ms|Dr|Senator|Chairman|Sir)\.? [A-Z][\w’.-]+"
    r"|The (?:Chairman|Chairwoman|President|Presiding Officer|Speaker)[\w ]{0,20})"
    r"(?::|\.(?= )| {2,})"
)
NAME_LABEL = re.compile(r"\s*(?:[A-Z][\w’'.-]*,? ?){1,5}(?:\([^)]{1,40}\) ?)*(?:, [A-Z][\w ]+)?:\s")
SPACE = re.compile(r"\s+")
MARKUP = re.compile(r"[*_\\]|\[\[[^]]*\]\]")
ADDRESS = re.compile(r"\]\(\S+?\)")
RECORD_LABEL = re.compile(r"(?:Mr|Mrs|Ms|The)\.? [A-Z]{2}[A-Z. ]+(?: of [A-Z][a-z]+)?\. ")
"""A label of the Congressional Record, of which one alone makes a transcript."""
MIN_LABELS = 4
"""A document with so many labelled paragraphs is a transcript."""


class Finding(NamedTuple):
    """What is wrong in a line of an answer."""

    kind: str
    question: str
    line: str
    words: str


def find_all(answer: dict[str, Any], folder: Path) -> Iterator[Finding]:
    """The findings in an answer."""
    if answer["status"] != "answered" or answer.get("small_talk"):
        return
    by_marker = {str(one["marker"]): one for one in answer["citations"]}
    question = answer["question"]
    for line in answer["answer"].split("\n"):
        marks = list(MARKER.finditer(line))
        if line.startswith("> "):
            words = ALSO.sub("", line[2:])
            cited = [by_marker[mark[1]] for mark in marks if mark[1] in by_marker]
            bare = plain(re.sub(r"\s*\[\d{1,3}\]\s*$", "", words.rstrip()))
            if not any(bare in plain(document_text(folder, one)) for one in cited):
                yield Finding("not there", question, line, bare)
            continue
        head = HEAD.match(line)
        if head is None:
            continue
        rest = line[head.end() :]
        leftover = MARKER.sub("", ALSO.sub("", QUOTED.sub("", rest)))
        if re.search(r"\w", leftover):
            yield Finding("doubled attribution", question, line, leftover.strip())
        for number, quotation in enumerate(QUOTED.finditer(line, head.end())):
            words = quotation[1].strip()
            if not words:
                continue
            marker = MARKER.search(line, quotation.end())
            citation = by_marker.get(marker[1]) if marker else None
            if citation is None:
                yield Finding("not there", question, line, words)
                continue
            kind = judge(words, document_text(folder, citation), citation)
            if kind:
                yield Finding(kind, question, line, words)
            elif number == 0 and LABEL.match(words):
                yield Finding("label", question, line, words)


def judge(words: str, text: str, citation: dict[str, Any]) -> str | None:
    """What is wrong with words in quotation marks that an answer gives from a document."""
    wanted = plain(words)
    start, end = citation["start"], citation["end"]
    first, last = max(0, start - 3), min(len(text), end + 3)
    if wanted not in plain(text[first:last]):
        return "not there"
    inner = Counter(words)
    if inner["‘"] > inner["’"] or words.count(" '") > len(re.findall(r"\w'(?!\w)|[.,!?]'", words)):
        return "cut within"
    is_in_turn = lies_in_turn(text, start)
    for place in places_of(words, text, first, last):
        if is_in_turn or lies_in_marks(text, place):
            return None
    return "unquoted"


def places_of(words: str, text: str, first: int, last: int) -> Iterator[int]:
    """Where the words begin in `text[first:last]`, whatever its marks and spaces."""
    tokens = re.findall(r"\w+", words)
    divided = r"(?:-\s+)?"
    pattern = r"[\W_]+".join(divided.join(map(re.escape, token)) for token in tokens)
    for match in re.finditer(pattern, text[first:last]):
        yield first + match.start()


def lies_in_marks(text: str, at: int) -> bool:
    """Whether a quotation is open at a character, by the marks of its paragraph before it."""
    begin = text.rfind("\n", 0, at) + 1
    before = text[begin:at]
    first = text[at : at + 1]
    if before.count("“") + before.count("„") > before.count("”"):
        return True
    if before.count("«") > before.count("»"):
        return True
    straight = re.findall(r'(?<!\d)"', before.replace("''", '"').replace("``", '"'))
    if len(straight) % 2:
        return True
    opened = len(re.findall(r"(?<!\w)[‘'](?=\w)", before + first))
    closed = len(re.findall(r"(?<=[\w.,!?])[’'](?!\w)", before))
    mixed = before.count("“") + before.count("”") + len(straight)
    return opened > closed or bool(mixed % 2)


@cache
def labelled_paragraphs(text: str) -> list[int]:
    """The offsets of paragraphs that begin with a speaker's label."""
    starts = [match.end() for match in re.finditer(r"(?:^|\n)[ \t>]*", text)]
    found = [at for at in starts if LABEL.match(text, at) or NAME_LABEL.match(text, at)]
    of_record = any(RECORD_LABEL.match(text, at) for at in found)
    return found if of_record or len(found) >= MIN_LABELS else []


def lies_in_turn(text: str, at: int) -> bool:
    """Whether a character is in a transcript, behind a speaker's label."""
    labels = labelled_paragraphs(text)
    return any(label <= at + 40 for label in labels)


@cache
def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def document_text(folder: Path, citation: dict[str, Any]) -> str:
    """The text of a cited document."""
    return _read(folder / citation["document"])


def plain(text: str) -> str:
    """Text without markup and with one kind of quotation mark and of space, to be compared."""
    text = MARKUP.sub("", ADDRESS.sub("]", text)).replace("[", "").replace("]", "")
    text = re.sub(r"``|''|[“”„«»\"‘’‚‹›`]", "'", text)
    text = re.sub(r"-\s*", "", text)  # words are divided at the ends of lines
    return SPACE.sub(" ", text).replace("''", "'").strip()


def main() -> None:
    """Print the findings and their counts."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("answers", type=Path, nargs="+")
    parser.add_argument("--corpus", type=Path, required=True)
    args = parser.parse_args()
    rows = [
        json.loads(line)
        for path in args.answers
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    answered = [row for row in rows if row["status"] == "answered"]
    quoted = sum(len(QUOTED.findall(row["answer"])) for row in answered)
    apart = sum(row["answer"].count("\n> ") for row in answered)
    findings = [one for row in answered for one in find_all(row, args.corpus)]
    for one in findings:
        print(f"{one.kind}: {one.question}\n    {one.line}\n    in question: {one.words}")
    counts = ", ".join(f"{n} {kind}" for kind, n in Counter(f.kind for f in findings).items())
    print(
        f"{len(answered)} answers, {quoted} quotations, {apart} texts set apart: "
        f"{len(findings)} findings{counts and f' ({counts})'}"
    )


if __name__ == "__main__":
    main()
