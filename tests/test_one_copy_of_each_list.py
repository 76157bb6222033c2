"""Lists of words are data of `index/lexicon/`: no module has one of its own.

A list is what a string, a regular expression or a display of strings ("a", "b", …) names one after
the other: reporting verbs, titles, months, days of the week, given names.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from index.lexicon.calendar_words import MONTH_NUMBERS
from index.lexicon.data_files import read_entries, read_words
from index.lexicon.name_words import GIVEN_NAMES
from index.lexicon.reporting_verbs import REPORTING_VERBS
from index.records import StatementStance

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted(
    path.relative_to(ROOT)
    for top in ("index", "assistant", "prompts")
    for path in (ROOT / top).rglob("*.py")
    if path.relative_to(ROOT).parts[:2] != ("index", "lexicon")
)
LISTS = {
    # Stances are named by verbs, as values of a field.
    "reporting verbs": {word for one in REPORTING_VERBS for word, _ in one.forms}
    - {*get_args(StatementStance)},
    "titles": {*read_words("courtesy_titles"), *read_words("titles")},
    "months": set(MONTH_NUMBERS),
    "days of the week": {
        word for entry in read_entries("weekdays") for word in (entry.word, *entry.fields)
    },
    "given names": set(GIVEN_NAMES),
}
FEW = {"reporting verbs": 5, "titles": 4, "months": 3, "days of the week": 3, "given names": 4}
"""From how many on they are a list."""
DISPLAYS = (ast.Tuple, ast.List, ast.Set, ast.Dict)


def copies(code: str) -> Iterator[tuple[int, str, list[str]]]:
    """The lists in a module, each with its line, its kind and its words."""
    tree = ast.parse(code)
    prose = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if id(node) in prose or not isinstance(node, (ast.Constant, ast.JoinedStr, *DISPLAYS)):
            continue
        for words in _listed(node):
            for kind, known in LISTS.items():
                found = sorted(known.intersection(words))
                # In prose such words stand between others.
                if len(found) >= FEW[kind] and 2 * len(found) >= len(words):
                    yield node.lineno, kind, found


def _listed(node: ast.AST) -> Iterator[set[str]]:
    """The words that a part of a module names one after the other, lower case."""
    if isinstance(node, DISPLAYS):
        parts = node.keys if isinstance(node, ast.Dict) else node.elts
        yield {word for part in parts for word in _bare(_text_of(part))}
        return
    text = re.sub(r"\(\?:\w+\)\?", "", _text_of(node))
    yield {word for part in text.split() for word in _bare(part)}
    if "|" in text:
        for group in re.split(r"\((?:\?(?:P<\w+>|[a-z-]*:|<?[=!]))?|\)", text):
            yield {word for part in group.split("|") for word in _bare(part)}


def _text_of(node: ast.AST | None) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return ")".join(map(_text_of, node.values))
    return ""


def _bare(part: str) -> set[str]:
    """A word without the signs of a regular expression around it, with and without what it may
    end in: "Mrs?" is "mr" and "mrs"; nothing where it is no single word."""
    part = re.sub(r"\(\?:\w+\)\?|\\b|\\\.", "", part).strip("^$.,;:()'\" ").lower()
    return {
        word
        for word in (part.replace("?", ""), re.sub(r"\w\?", "", part))
        if re.fullmatch(r"[a-z]+(?:-[a-z]+)*", word)
    }


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_no_module_has_a_list_of_its_own(module: Path):
    found = [
        f"{module}:{line}: {kind}: {', '.join(words)}"
        for line, kind, words in copies((ROOT / module).read_text(encoding="utf-8"))
    ]
    assert not found, "take these from index/lexicon, or add them there:\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ('"said told asked warned added".split()', "reporting verbs"),
        ('re.compile(r"\\b(?:said|says|tells?|warned|admitted) that\\b")', "reporting verbs"),
        ('{"say": 1, "tell": 2, "ask": 3, "deny": 4, "claim": 5}', "reporting verbs"),
        ('r"(?:Mrs?|Ms|Dr|Sens?)\\\\."', "titles"),
        ('rf"{BEFORE}(?:President|Minister|Senator|Mayor) {NAME}"', "titles"),
        ('("jan(?:uary)?", "feb(?:ruary)?", "may")', "months"),
        ('"Jan|Feb|Sept?|Dec"', "months"),
        ('["Monday", "Tuesday", "Sunday"]', "days of the week"),
        ('frozenset({"anna", "bernard", "helen", "robert"})', "given names"),
    ],
)
def test_a_copy_is_seen(code: str, kind: str):
    assert kind in [found for _, found, _ in copies(f"WORDS = {code}")]


@pytest.mark.parametrize(
    "code",
    [
        '"""Who said, told, asked, warned or added it."""',
        '"It says who said what, and tells whom they asked and warned, or what they added to it."',
        '"said told asked warned"',
        "[one.group() for one in VERBS]",
    ],
)
def test_prose_and_a_few_words_are_no_copy(code: str):
    assert list(copies(f"{code}")) == []
