"""Does a draft's check read whom the draft gives a quotation to, and nobody who is only mentioned?

    python tests/bench/measure/draft_speakers.py [--mistakes]

Each frame of `suites/draft_speakers.toml` is filled with quotations of a small library of made-up
articles: with the right name and with another speaker's, alone and below a paragraph in which a
third person speaks. A frame that attributes must give `confirmed` and `misattributed`; one that
only mentions somebody neither.
"""

from __future__ import annotations

import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

from support.checked_drafts import make_drafts_checker

from assistant.draft_records import DraftReport

FRAMES = tomllib.loads(
    (Path(__file__).parent / "suites" / "draft_speakers.toml").read_text(encoding="utf-8")
)
ARTICLES = {
    "quay.txt": (
        "LISK, 4 March 2019\n\n“The quay was never built for ships of that size,” said Ilse Varga,"
        " the harbour master. Otto Holm, who leads the council, disagreed. “We can widen the basin"
        " before the next winter,” Otto Holm told reporters.\n\nMarta Brandt, a fisher, was there"
        " too. “Nobody has asked the people who work here,” Marta Brandt said.\n"
    ),
    "school.txt": (
        "LISK, 9 May 2019\n\n“Children should not sit in a hall without heating,” said Peter"
        " Lindqvist, a teacher. “The money is there, and it was promised to us,” said Ada Stene,"
        " the head of the school.\n"
    ),
}
SAID = {
    "Ilse Varga": "The quay was never built for ships of that size",
    "Otto Holm": "We can widen the basin before the next winter",
    "Peter Lindqvist": "Children should not sit in a hall without heating",
}
OTHERS = {"Ilse Varga": "Otto Holm", "Otto Holm": "Marta Brandt", "Peter Lindqvist": "Ada Stene"}
CONTEXTS = ("", "“Nobody has asked the people who work here,” Marta Brandt said.\n\n")


class Tried(NamedTuple):
    """A frame with a name, and what the check found."""

    frame: str
    is_right: bool
    """Whether the name is the right speaker's."""
    check: str
    """`speaker_check`, or "misattributed"."""


def fill(frame: str, words: str, name: str, context: str) -> str:
    """The draft with a frame."""
    quoted = frame.replace("{q,}", f"“{words},”").replace("{q}", f"“{words}.”")
    return f"{context}{quoted.replace('{name}', name)}\n"


def try_frames(check: Callable[[str], DraftReport], frames: list[str]) -> Iterator[Tried]:
    """Check each frame with each quotation, the right name and another one."""
    for frame in frames:
        for speaker, words in SAID.items():
            for name in (speaker, OTHERS[speaker]):
                for context in CONTEXTS:
                    if name in context or (speaker == "Otto Holm" and context):
                        continue
                    report = check(fill(frame, words, name, context))
                    verdicts = [one.verdict for one in report.quotations if words in one.quote]
                    verdict = verdicts[0] if verdicts else None
                    found = verdict.speaker_check if verdict else None
                    if verdict and verdict.verdict == "misattributed":
                        found = "misattributed"
                    yield Tried(frame, name == speaker, found or "nobody")


def main() -> None:
    """Print the shares, and with --mistakes the frames that went wrong."""
    with tempfile.TemporaryDirectory() as folder:
        check = make_drafts_checker(Path(folder), ARTICLES)
        for suite, frames in FRAMES.items():
            tried = list(try_frames(check, frames))
            right = [one for one in tried if one.is_right]
            wrong = [one for one in tried if not one.is_right]
            confirmed = sum(one.check == "confirmed" for one in right)
            accused = sum(one.check == "misattributed" for one in wrong)
            odd = sum(one.check == "misattributed" for one in right)
            odd += sum(one.check == "confirmed" for one in wrong)
            print(
                f"{suite:18} {len(frames)} frames: right name confirmed {confirmed}/{len(right)},"
                f" wrong name misattributed {accused}/{len(wrong)}; the other way round {odd}"
            )
            if "--mistakes" in sys.argv:
                print_mistakes(tried, suite.startswith("attributed"))
        check.store.close()


def print_mistakes(tried: list[Tried], attributes: bool) -> None:
    """Print each frame that has mistakes, with what was found instead."""
    for frame in dict.fromkeys(one.frame for one in tried):
        rows = [one for one in tried if one.frame == frame]
        if attributes:
            rows = [
                one
                for one in rows
                if one.check != ("confirmed" if one.is_right else "misattributed")
            ]
        else:
            rows = [one for one in rows if one.check in ("confirmed", "misattributed")]
        if rows:
            found = [f"{'right' if one.is_right else 'wrong'}: {one.check}" for one in rows]
            print(f"    {frame!r}: {', '.join(found)}")


if __name__ == "__main__":
    main()
