"""Words and numbers as the page writes them. Plain text, not HTML."""

from __future__ import annotations

__all__ = ["counted", "document_title", "listed", "sentence", "shortened"]


def document_title(title: str | None, document: str) -> str:
    """A document's title, or its name if it has none."""
    return (title or "").strip() or document


def listed(value: object) -> str:
    """Several values as one text, separated by commas."""
    if isinstance(value, (list, tuple)):
        return ", ".join(str(item) for item in value)
    return str(value)


def sentence(text: str, ends: tuple[str, ...] = (".",)) -> str:
    """The text with a capital letter, and with a full stop unless it has an end already."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith(ends) else f"{text}."


def shortened(text: str, longest: int) -> str:
    """A text cut to `longest` characters and "…", between two words if it has any."""
    if len(text) <= longest:
        return text
    whole_words = text[: longest + 1].rpartition(" ")[0].rstrip(" ,;:")
    return f"{whole_words or text[:longest]} …"


def counted(number: int, noun: str) -> str:
    """`1 document`, `1,008 documents`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
