"""Reads the header that a program put over a text that it fetched: "URL: …", "Scraped: …"."""

from __future__ import annotations

import re

from index.ingest.metadata.given_values import clean_value
from index.ingest.metadata.metadata import (
    METADATA_NAMES,
    Metadata,
    metadata_from,
    read_front_matter,
)

_MAX_HEADER = 8_000
"""Characters at the start of a file in which its header must end."""
_HEADER = re.compile(
    r"[\ufeff\s]{0,100}+(?:[-=*_#~]{3,200}+[ \t]*\r?\n)?"
    r"(?P<lines>(?:[ \t#*]{0,4}[^\W\d_][\w /.()-]{0,40}[ \t]?:[ \t]*[^\r\n]{0,2000}"
    r"(?:\r?\n|\Z)){2,40}+)"
    r"(?:[ \t]*[-=*_#~]{3,200}+[ \t]*(?:\r?\n|\Z)|[ \t]*(?:\r?\n|\Z))"
)
_LINE = re.compile(r"[ \t#*]{0,4}(?P<name>[^\r\n:]{1,42}?)[ \t]?:[ \t]*(?P<value>[^\r\n]*)")
_OF_MACHINE = re.compile(
    r"(?:(?:date|time)[ _-])?(?:scraped|retrieved|fetched|crawled|downloaded|accessed|archived"
    r"|extracted|captured)(?:[ _-](?:at|on|date|time|by|from))?"
    r"|(?:date|time) of (?:access|download|retrieval)"
    r"|(?:scrape|crawl|fetch|download|access)[ _-](?:date|time)"
    r"|(?:number of )?(?:characters?|chars|words?|bytes|tokens)(?:[ _-]?count)?|length|size"
    r"|(?:(?:source|original|page|canonical)[ _-])?(?:url|link|uri)|file(?:name)?"
    r"|content[ _-](?:type|length)|encoding|charset|http[ _-]status|status[ _-]?code|user-agent"
    r"|md5|sha-?1|sha-?256|checksum",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$")
_MACHINE_VALUE = re.compile(r"[\d/@]")
_SENTENCE = re.compile(r"[^\W\d_].{20,}[.!?][”\"’)]?$")
_NAMES = {
    "headline": "title",
    "name": "title",
    "source": "outlet",
    "publisher": "outlet",
    "site": "outlet",
    "published": "date",
    "publication date": "date",
    "date published": "date",
    "pubdate": "date",
    "by": "author",
    "byline": "author",
    "lang": "language",
}


def read_machine_header(text: str) -> tuple[Metadata, int]:
    """Read the lines "Name: value" that a program put over a text.

    Args:
        text: The whole file.

    Returns:
        The metadata, and the offset at which the text begins; no metadata and 0 if there is no
        such header. A header must name an address, or what only a program notes, such as the
        number of characters; and it must hold no sentences.
    """
    match = _HEADER.match(text[:_MAX_HEADER])
    if match is None:
        return Metadata(), 0
    facts: dict[str, str] = {}
    of_machine = 0
    for line in _LINE.finditer(match["lines"]):
        name, value = line["name"].strip(), clean_value(line["value"])
        is_address = _ADDRESS.match(value) is not None
        by_machine = bool(_OF_MACHINE.fullmatch(name) and _MACHINE_VALUE.search(value))
        known = by_machine or name.casefold() in METADATA_NAMES or name.casefold() in _NAMES
        if _SENTENCE.match(value) and not known:
            return Metadata(), 0
        of_machine += by_machine
        if is_address:
            name = "url"
        facts.setdefault(_NAMES.get(name.casefold(), name), value)
    unknown = sum(name.casefold() not in METADATA_NAMES for name in facts) - of_machine
    if of_machine == 0 or unknown > of_machine:
        return Metadata(), 0
    return metadata_from(facts, date_evidence=text[:_MAX_HEADER]), match.end()


def read_text_head(text: str) -> tuple[Metadata, int]:
    """Read the front matter or the machine's header that a text file may start with.

    Returns:
        The metadata, and the offset at which the content starts.
    """
    metadata, content_start = read_front_matter(text)
    return (metadata, content_start) if content_start else read_machine_header(text)
