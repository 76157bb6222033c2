"""Parses caption files (WebVTT and SubRip) into cues: when, by whom, and what is said."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from typing import NamedTuple

from index.errors import DocumentError

__all__ = ["Cue", "parse_cues"]

_TIME = re.compile(r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>\n]{1,200})>")
_TAG = re.compile(r"<[^>\n]{0,300}>|\{\\[^}\n]{0,100}\}")
_ARROW = "-->"
_WORDLESS_SECONDS = 0.001
"""Length of a cue whose time line can't be read."""


class Cue(NamedTuple):
    """Lines of a caption that one voice speaks."""

    seconds: float
    """From the start of the recording."""
    voice: str | None
    """The speaker whom the cue names in a voice tag; None if it names nobody."""
    lines: tuple[str, ...]
    """What is shown, line by line, without tags."""


def parse_cues(text: str) -> list[Cue]:
    """The cues of a WebVTT or SubRip file, in the order of the file.

    A cue with a broken time line keeps its words, and gets the time at which the one before ends.

    Raises:
        DocumentError: There is no time line in it.
    """
    import webvtt

    if _ARROW not in text:
        raise DocumentError("no captions: there is no time line such as 00:00:01.000 --> 00:00:04")
    mended = "WEBVTT\n\n" + _without_header("\n".join(_with_good_time_lines(text)))
    captions = webvtt.from_buffer(io.StringIO(mended), format="vtt")
    return [
        cue for caption in captions.captions for cue in _cues_of(caption.start, caption.raw_text)
    ]


def _without_header(text: str) -> str:
    """The file from its first block with a time line on: the blocks before are about the file."""
    blocks = re.split(r"\n[ \t]*+(?:\n[ \t]*+)*+\n", text)
    first = next((at for at, block in enumerate(blocks) if _ARROW in block), 0)
    kept = blocks[first:]
    kept[0] = re.sub(r"\A\ufeff?WEBVTT[^\n]*\n", "", kept[0])
    return "\n\n".join(kept)


def _with_good_time_lines(text: str) -> Iterator[str]:
    """The lines of a file, with every time line in the form that WebVTT asks for."""
    end = 0.0
    lines = re.split(r"\r\n?|\n", text)
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if _ARROW not in line:
            # The number of a cue, which some files have without an empty line before it.
            is_number = _ARROW in following and line.strip().isdecimal()
            yield "" if is_number else line
            continue
        first, _, second = line.partition(_ARROW)
        start, stop = _seconds_in(first), _seconds_in(second)
        start = end if start is None else start
        stop = start + _WORDLESS_SECONDS if stop is None or stop < start else stop
        end = stop
        yield ""
        yield f"{_as_time(start)} {_ARROW} {_as_time(stop)}"


def _seconds_in(text: str) -> float | None:
    match = _TIME.search(text)
    if match is None:
        return None
    hours, minutes, seconds, fraction = match.groups()
    whole = 3600 * int(hours or 0) + 60 * int(minutes) + int(seconds)
    return whole + int(fraction.ljust(3, "0")) / 1000


def _as_time(seconds: float) -> str:
    milliseconds = round(1000 * seconds)
    hours, rest = divmod(milliseconds, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"


def _cues_of(start: str, raw: str) -> Iterator[Cue]:
    """The cue, or one for each voice that speaks in it."""
    seconds = _seconds_in(start) or 0.0
    voice: str | None = None
    at = 0
    for match in _VOICE.finditer(raw):
        yield from _cue(seconds, voice, raw[at : match.start()])
        voice, at = " ".join(html.unescape(match[1]).split()) or None, match.end()
    yield from _cue(seconds, voice, raw[at:])


def _cue(seconds: float, voice: str | None, raw: str) -> Iterator[Cue]:
    # U+200B and U+00A0 fill the empty second line of captions that roll.
    plain = html.unescape(_TAG.sub("", raw)).replace("\u200b", "").replace("\u00a0", " ")
    lines = tuple(line for line in (" ".join(row.split()) for row in plain.split("\n")) if line)
    if lines:
        yield Cue(seconds, voice, lines)
