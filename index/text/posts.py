"""The lines of posts of social networks that aren't their words: authors, days, counts."""

from __future__ import annotations

import re

from index.lexicon.page_labels import POST_COUNTS
from index.records import Span

__all__ = ["POST_HANDLE", "POST_HEAD", "is_about_post", "read_post_signature"]

_HANDLE = r"@\w[\w.]{0,40}(?:@[\w.-]{1,60})?"
_WHEN = (
    r"(?:\d{1,3} ?(?:s|m|h|d|min|hrs?)|(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})"
    r"(?:,? \d{4})?|\d{4}-\d\d-\d\d)"
)
"""How long ago or on which day: "3h", "Jul 3", "3 July 2021"."""
_SEAL = r"(?:[✓✔☑🔵]\ufe0f?|Verified account)"
POST_HEAD = re.compile(
    rf"(?P<name>[^\W\d_][^\n@·|:]{{1,60}}?)[ \u00a0]*(?:{_SEAL}[ \u00a0]*)?"
    rf"(?:\({_HANDLE}\)|{_HANDLE})[ \u00a0]*[·•|—–-][ \u00a0]*{_WHEN}"
)
"""Author and day above a post: "Ada Brandt @adabrandt · Jul 3"."""
POST_HANDLE = re.compile(rf"{_HANDLE}(?:[ \u00a0]*[·•|—–-][ \u00a0]*(?:{_WHEN})?)?")
"""The line below an author's name: "@adabrandt", "@adabrandt · 3h"."""
_SIGNATURE = re.compile(
    rf"[—–-]{{1,2}} ?(?P<name>[^\W\d_][^\n@·|:]{{1,60}}?) \({_HANDLE}\)(?:,? {_WHEN})?\.?"
)
_COUNTED = f"(?:{'|'.join(sorted(POST_COUNTS, key=len, reverse=True))})"
_COUNT = rf"[\d.,]++(?: ?[KM]\b)?(?: {_COUNTED})?"
_ABOUT = re.compile(
    rf"replying to .{{1,200}}|{_COUNT}(?:[ ·]++{_COUNT})*+|{_COUNTED}"
    rf"|\d{{1,2}}[:.]\d\d(?: ?[AP]\.?M\.?)?(?: ?[·•|-] ?.{{1,80}})?|(?:[·•] ?)?{_WHEN}?"
    r"|(?:show|view|see) (?:this thread|more|more replies)|translate (?:tweet|post)|pinned(?: \w+)?"
    r"|.{1,60} (?:retweeted|reposted|boosted)|quote (?:tweet|post)|(?:https?://)?pic\.\S+|https?://\S+"
    r"|twitter (?:for|web) .{1,30}|gif|alt|image",
    re.IGNORECASE,
)


def is_about_post(words: str) -> bool:
    """Whether a line is what a network says about a post: "Replying to @bolind", "12 likes"."""
    return len(words) <= 240 and _ABOUT.fullmatch(words.strip(" \u00a0·•")) is not None


def read_post_signature(text: str, line: Span) -> Span | None:
    """Where the author stands in a line such as "— Ada Brandt (@adabrandt) July 3, 2021"."""
    match = _SIGNATURE.fullmatch(text, *line) if line.end - line.start <= 160 else None
    return Span(*match.span("name")) if match else None
