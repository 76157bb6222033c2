"""Tells from a table's heads which column names the speaker, and which has their words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

_SPEAKER = re.compile(
    r"speakers?|speaking|witness(?:es)?|who|who (?:said it|spoke|speaks)|said by|spokes(?:person"
    r"|man|woman)|speaker(?:'s|’s)? name|name of (?:the )?speaker|interviewees?|respondents?"
)
_NAMED = re.compile(r"names?|persons?|members?|officials?|delegates?|councill?ors?|sources?")
_STATEMENT = re.compile(
    r"(?:the )?(?:statements?|quotes?|quotations?|testimony|words|verbatim|remarks?|said)"
    r"|what (?:was|they|he|she) said|statement made|exact words"
)
_SPOKEN = re.compile(r"comments?|answers?|repl(?:y|ies)|responses?|text|intervention")
_DATE = re.compile(r"dates?|when|day|date (?:of|and) \w+|said on")


class StatementColumns(NamedTuple):
    """The columns (from 0) of a table of statements."""

    speaker: int
    statement: int
    date: int | None = None


def find_statement_columns(heads: Mapping[int, str]) -> StatementColumns | None:
    """The columns of a table whose heads name a speaker and their words.

    A head such as "Name" or "Comment" may stand for other things, so it counts only beside a clear
    one: "Name | Statement", "Speaker | Comment".

    Args:
        heads: The text of the first row's cells, by column.

    Returns:
        None if the heads don't say, or name two columns of a kind.
    """
    names = {column: " ".join(text.lower().split()).strip(" :?") for column, text in heads.items()}
    clear_speaker, speaker = _find(names, _SPEAKER), _find(names, _NAMED)
    clear_statement, statement = _find(names, _STATEMENT), _find(names, _SPOKEN)
    if len(clear_speaker) == 1 and len(clear_statement) == 1:
        pair = clear_speaker[0], clear_statement[0]
    elif len(clear_speaker) == 1 and not clear_statement and len(statement) == 1:
        pair = clear_speaker[0], statement[0]
    elif len(clear_statement) == 1 and not clear_speaker and len(speaker) == 1:
        pair = speaker[0], clear_statement[0]
    else:
        return None
    dates = _find(names, _DATE)
    return StatementColumns(*pair, dates[0] if len(dates) == 1 else None)


def _find(names: Mapping[int, str], pattern: re.Pattern[str]) -> list[int]:
    return [column for column, name in names.items() if pattern.fullmatch(name)]
