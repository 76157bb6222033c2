"""Values of front matter as people mean them: without invisible characters, under one name."""

from __future__ import annotations

import re
from collections.abc import Mapping

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|(_))")
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffc]")
_SPACES = re.compile(r"\s+")

_SAME_FACT = {
    **dict.fromkeys(("source", "publisher", "site_name"), "outlet"),
    **dict.fromkeys(("source_url", "canonical", "canonical_url", "original_url"), "url"),
    **dict.fromkeys(("link", "permalink"), "url"),
    "headline": "title",
    "byline": "author",
    "authors": "author",
    "lang": "language",
}
"""Other names of a fact, in lower case."""
OTHER_FACT_NAMES = frozenset(_SAME_FACT)
_OF_PUBLICATION = (
    *("published", "published_time", "published_at", "published_on", "publication_date"),
    *("date_published", "datepublished", "pubdate", "publish_date", "publishdate", "issued"),
)
"""Names of the day of publication, in lower case. That of a change or of a visit is none."""


def clean_value(value: str) -> str:
    r"""A value without characters that nobody sees, and with plain single spaces.

    A program that writes front matter may leave `\_` and `\u2060` for a space that doesn't break
    and for a mark of no width.
    """
    plain = _ESCAPED.sub(lambda match: chr(int(match[1], 16)) if match[1] else " ", value)
    return _SPACES.sub(" ", _INVISIBLE.sub("", plain)).strip()


def name_facts(values: Mapping[str, str]) -> dict[str, str]:
    """The values under the names of the facts that they are; other names stay as they are.

    The day of publication is also the `date`, unless there is one.
    """
    facts: dict[str, str] = {}
    for name, value in values.items():
        known = _SAME_FACT.get(name.casefold(), name)
        is_address = _ADDRESS.fullmatch(value) is not None
        if known == "outlet" and is_address:
            known = "url"
        elif known == "url" and not is_address:
            known = name
        facts.setdefault(known, value)
    if not any(name.casefold() == "date" for name in facts):
        by_name = {name.casefold(): value for name, value in values.items()}
        published = next((by_name[name] for name in _OF_PUBLICATION if by_name.get(name)), None)
        if published:
            facts["date"] = published
    return facts
