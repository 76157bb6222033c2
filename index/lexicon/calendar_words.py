"""The months and the days of the week, with their short forms."""

from __future__ import annotations

from index.lexicon.data_files import read_entries

_MONTHS = read_entries("months", language="en")
_WEEKDAYS = read_entries("weekdays", language="en")

MONTHS = tuple(entry.word for entry in _MONTHS)
"""Names of the months in order, lower case."""
MONTH_ABBREVIATIONS = tuple(short for entry in _MONTHS for short in entry.fields)
"""Short forms of the months in order, lower case, without a full stop."""
MONTH_NUMBERS = {
    word: number for number, entry in enumerate(_MONTHS, 1) for word in (entry.word, *entry.fields)
}
"""The number (1 to 12) of each month, by its name and by its short forms."""
MONTH_PATTERNS = tuple(
    f"(?:{'|'.join(sorted((entry.word, *entry.fields), key=len, reverse=True))})"
    for entry in _MONTHS
)
"""For each month a regular expression of its name and its short forms, lower case."""
WEEKDAYS = tuple(entry.word for entry in _WEEKDAYS)
"""Names of the days of the week in order, lower case."""
DATE_NAMES = frozenset((*MONTHS, *WEEKDAYS))
"""Names of months and days, lower case, without their short forms."""
WEEKDAY_PATTERN = "|".join(
    word
    for entry in _WEEKDAYS
    for word in sorted((entry.word, *entry.fields), key=len, reverse=True)
)
"""Regular expression (ungrouped) of the days' names and short forms, lower case."""
