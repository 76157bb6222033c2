"""Markup inside a paragraph of Markdown: emphasis, links, code, tags, escapes, notes.

Offsets count in the words of the block, which are its lines without the signs before them
(`>`, `-`, `#`), joined by newlines.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from index.ingest.plain_text.markdown_emphasis import DelimiterRun, make_run, match_runs
from index.ingest.plain_text.markdown_links import FOOTNOTE, find_link_end, skip_attributes
from index.text.reading_text import MarkKind, ReadingMark

_SPECIAL = re.compile(r"[\\`*_~=\[\]!<&]")
_RUN = {sign: re.compile(rf"{re.escape(sign)}+") for sign in "`*_~="}
_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")
_TAG = re.compile(
    r"</?(?P<name>[A-Za-z][A-Za-z0-9:-]{0,40}+)"
    r"(?:\s++[A-Za-z_:@][\w.:@-]{0,80}+(?:\s*+=\s*+(?:[^\s\"'=<>`]++|'[^']{0,4000}+'|\"[^\"]{0,4000}+\"))?+"
    r"){0,60}+\s*+/?>|<[!?][^<>]{0,4000}+>"
)
_AUTOLINK = re.compile(
    r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]{0,4000}+|[\w.+-]{1,64}+@[\w.-]{1,255}+)>"
)
_WIKI_LINK = re.compile(r"\[\[(?!Page )(?:[^\[\]\n|]{1,200}\|)?(?P<words>[^\[\]\n|]{1,200})\]\]")
_SPACE_ENTITY = re.compile(r"&(?:nbsp|ensp|emsp|thinsp|#160|#x[aA]0|#8239|#x202[fF]);")
_EMPTY_ENTITY = re.compile(r"&(?:shy|zwj|zwnj|ZeroWidthSpace|#8203|#173);")
STRUCK_TAGS = frozenset(("del", "s", "strike"))
"""Names of the HTML elements whose words are withdrawn."""
_RAISED_TAGS = frozenset(("sup", "sub"))
BLOCK_TAGS = frozenset(
    "address article aside blockquote body br caption center dd details div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section "
    "summary table tbody td tfoot th thead tr ul".split()
)
"""Names of the HTML elements that begin or end a line."""


@dataclass(slots=True)
class InlineMarks:
    """The marks of a block's words, and the line breaks that end a line for good."""

    marks: list[ReadingMark] = field(default_factory=list)
    hard_breaks: set[int] = field(default_factory=set)
    """Offsets of newlines behind a backslash or a `<br>`."""


def mark_inline(
    words: str, definitions: frozenset[str] = frozenset(), *, keep_images: bool = False
) -> InlineMarks:
    """Find the markup in the words of a block.

    Args:
        words: The words of one paragraph, heading or cell.
        definitions: The labels that reference links may lead to, normalised.
        keep_images: Whether what stands for a picture is read, as in a heading without words.
    """
    scanner = _Scanner(words, definitions, keep_images)
    scanner.scan()
    return scanner.found


def may_hold_markup(words: str) -> bool:
    """Whether words have any of the characters that markup begins with."""
    return _SPECIAL.search(words) is not None


@dataclass(slots=True)
class _Bracket:
    """An opening bracket that may begin a link or a picture."""

    start: int
    is_image: bool
    first_run: int
    """Number of delimiter runs before it."""
    active: bool = True


class _Scanner:
    def __init__(self, words: str, definitions: frozenset[str], keep_images: bool) -> None:
        self.words = words
        self.found = InlineMarks()
        self._definitions = definitions
        self._keep_images = keep_images
        self._runs: list[DelimiterRun] = []
        self._brackets: list[_Bracket] = []
        self._struck: list[int] = []
        self._ticks: dict[int, list[int]] | None = None
        self._comments_end = True

    def scan(self) -> None:
        at = 0
        while match := _SPECIAL.search(self.words, at):
            at = self._read(match[0], match.start())
        self._emphasise(0)

    def _read(self, sign: str, at: int) -> int:
        """Mark what begins with a sign; the offset behind it."""
        if sign in "*_~=":
            return self._read_run(sign, at)
        readers = {
            "\\": self._read_escape,
            "`": self._read_code,
            "[": self._read_bracket,
            "]": self._close_bracket,
            "!": self._read_image,
            "<": self._read_tag,
            "&": self._read_entity,
        }
        return readers[sign](at)

    def _mark(self, start: int, end: int, kind: MarkKind) -> None:
        if end > start:
            self.found.marks.append(ReadingMark(start, end, kind))

    def _drop(self, start: int, end: int, kind: MarkKind = MarkKind.ASIDE) -> None:
        """Leave words out, with one of two spaces around them."""
        before, after = self.words[start - 1 : start], self.words[end : end + 1]
        spaced = after == " " and before in ("", " ", "\n")
        # An aside between words is read as a space, which must not stand before a comma.
        joins = before.isalnum() == after.isalnum()
        self._mark(start, end + spaced, kind if joins else MarkKind.NOTHING)

    def _read_run(self, sign: str, at: int) -> int:
        run = _RUN[sign].match(self.words, at)
        end = run.end() if run else at + 1
        if sign not in "~=" or end - at == 2:
            self._runs.append(make_run(self.words, at, end))
        return end

    def _emphasise(self, first_run: int) -> None:
        for start, end, close, close_end in match_runs(self._runs[first_run:]):
            if self.words[start] == "~":
                self._drop(start, close_end)
            else:
                self._mark(start, end, MarkKind.NOTHING)
                self._mark(close, close_end, MarkKind.NOTHING)
        del self._runs[first_run:]

    def _read_escape(self, at: int) -> int:
        if _ESCAPED.match(self.words, at):
            self._mark(at, at + 1, MarkKind.NOTHING)
            return at + 2
        if self.words[at + 1 : at + 2] == "\n":
            self._mark(at, at + 1, MarkKind.NOTHING)
            self.found.hard_breaks.add(at + 1)
        return at + 1

    def _read_code(self, at: int) -> int:
        run = _RUN["`"].match(self.words, at)
        end = run.end() if run else at + 1
        if self._ticks is None:
            self._ticks = {}
            for ticks in _RUN["`"].finditer(self.words):
                self._ticks.setdefault(len(ticks[0]), []).append(ticks.start())
        places = self._ticks.get(end - at, [])
        following = bisect_left(places, end)
        if following == len(places):
            return end
        close = places[following]
        self._mark(at, end, MarkKind.NOTHING)
        self._mark(close, close + end - at, MarkKind.NOTHING)
        return close + end - at

    def _read_bracket(self, at: int) -> int:
        if note := FOOTNOTE.match(self.words, at):
            colon = self.words[note.end() : note.end() + 1] == ":"
            self._mark(at, note.end() + colon, MarkKind.NOTHING)
            return note.end() + colon
        if wiki := _WIKI_LINK.match(self.words, at):
            self._mark(at, wiki.start("words"), MarkKind.NOTHING)
            self._mark(wiki.end("words"), wiki.end(), MarkKind.NOTHING)
            return wiki.end()
        self._brackets.append(_Bracket(at, False, len(self._runs)))
        return at + 1

    def _read_image(self, at: int) -> int:
        if self.words[at + 1 : at + 2] != "[":
            return at + 1
        self._brackets.append(_Bracket(at, True, len(self._runs)))
        return at + 2

    def _close_bracket(self, at: int) -> int:
        if not self._brackets:
            return at + 1
        bracket = self._brackets.pop()
        opener = bracket.start + bracket.is_image
        end = find_link_end(self.words, opener, at, self._definitions) if bracket.active else None
        if end is None:
            return at + 1
        if bracket.is_image and not self._keep_images:
            del self._runs[bracket.first_run :]
            self._drop(bracket.start, end)
            return end
        self._emphasise(bracket.first_run)
        self._mark(bracket.start, opener + 1, MarkKind.NOTHING)
        self._mark(at, end, MarkKind.NOTHING)
        if not bracket.is_image:
            # A link holds no other link.
            for outer in self._brackets:
                outer.active = outer.active and outer.is_image
        return end

    def _read_tag(self, at: int) -> int:
        if self.words.startswith("<!--", at):
            return self._read_comment(at)
        if link := _AUTOLINK.match(self.words, at):
            self._mark(at, at + 1, MarkKind.NOTHING)
            self._mark(link.end() - 1, link.end(), MarkKind.NOTHING)
            return link.end()
        tag = _TAG.match(self.words, at)
        if tag is None:
            return at + 1
        self._mark_tag((tag["name"] or "").lower(), tag[0], at, tag.end())
        return tag.end()

    def _mark_tag(self, name: str, tag: str, start: int, end: int) -> None:
        if name in STRUCK_TAGS and not tag.startswith("</"):
            self._struck.append(start)
        elif name in STRUCK_TAGS and self._struck:
            self._drop(self._struck.pop(), end)
            return
        if name == "br" and (newline := re.compile(r"[ \t]*\n").match(self.words, end)):
            self.found.hard_breaks.add(newline.end() - 1)
        raised = name in _RAISED_TAGS and tag[1] != "/" and self.words[start - 1 : start].isdigit()
        apart = raised or name in BLOCK_TAGS
        self._mark(start, end, MarkKind.SPACE if apart else MarkKind.NOTHING)

    def _read_comment(self, at: int) -> int:
        end = self.words.find("-->", at + 4) if self._comments_end else -1
        if end < 0:
            # Looking for the end of each of many comments would take too long.
            self._comments_end = False
            return at + 1
        self._drop(at, end + 3, MarkKind.NOTHING)
        return end + 3

    def _read_entity(self, at: int) -> int:
        if space := _SPACE_ENTITY.match(self.words, at):
            self._mark(at, space.end(), MarkKind.SPACE)
            return space.end()
        if empty := _EMPTY_ENTITY.match(self.words, at):
            self._mark(at, empty.end(), MarkKind.NOTHING)
            return empty.end()
        if self.words.startswith("&amp;", at):
            self._mark(at + 1, at + 5, MarkKind.NOTHING)
            return at + 5
        return at + 1


def skip_heading_attributes(words: str) -> int:
    """Where the words of a heading end before `{#id}`; their length if there is none."""
    brace = words.rfind("{")
    if brace > 0 and skip_attributes(words, brace) == len(words):
        return len(words[:brace].rstrip())
    return len(words)
