"""Text as HTML: what every other module here is made of.

Whatever comes from a document, a question, a file name or an error goes through `escape`
before it meets a tag. Text keeps its line breaks (`white-space: pre-wrap` in style.css) and
its direction (`dir="auto"`).
"""

from __future__ import annotations

from assistant.markup import escape
from assistant.wording import long_date

DOTS = '<span class="or-dots" aria-hidden="true"><i></i><i></i><i></i></span>'
"""Shows that something is under way."""


class Tag(str):
    """A piece of HTML that is safe as it is."""


def heading(title: str | None, document: str, marker: str = "") -> str:
    """A document's title, or its name where it has none."""
    tag = f'<span class="or-number">{escape(marker)}</span> ' if marker else ""
    name = escape((title or "").strip() or document)
    return f'<h4 class="or-title">{tag}<span dir="auto">{name}</span></h4>'


def meta(*facts: str | None) -> str:
    """A line of facts; the missing ones are left out."""
    shown = (
        fact if isinstance(fact, Tag) else f"<bdi>{escape(fact)}</bdi>" for fact in facts if fact
    )
    return f'<p class="or-meta">{"".join(f"<span>{fact}</span>" for fact in shown)}</p>'


def time(date: str | None) -> Tag | None:
    """A date to be read by people and by programs."""
    if not date:
        return None
    return Tag(f'<time datetime="{escape(date)}">{escape(long_date(date))}</time>')


def listed(value: object) -> str:
    """Several values as one text."""
    if isinstance(value, (list, tuple)):
        return ", ".join(str(item) for item in value)
    return str(value)


def shortened(text: str, most: int) -> str:
    """A text of at most so many characters and "…", cut between two words where it has any."""
    if len(text) <= most:
        return text
    cut = text[: most + 1]
    whole = cut.rpartition(" ")[0].rstrip(" ,;:")
    return f"{whole or text[:most]} …"


def count(number: int, noun: str) -> str:
    """`1 document`, `1,008 documents`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
