"""Count short answers that are not of the kind that their question asks for.

usage: python tests/bench/measure/wrong_kind.py ANSWERS.jsonl [ANSWERS.jsonl ...] [--list]

ANSWERS.jsonl is what `onrecord ask --batch` writes: a line an answer, with its question. Counted
are the questions for who, when, how many or how much, and which with a plural; an answer without a
short answer is of no wrong kind. The patterns are this script's own, not the product's: what the
product takes for a date shall not decide whether it gave one.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
DAYS = "mon|tues|wednes|thurs|fri|satur|sun"
NUMBERS = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    "|hundred|thousand|million|billion|trillion|dozen|half|third|quarter|once|twice|none|nobody"
    "|no one|all|both"
)
QUESTIONS = {
    "how many/much": re.compile(r"\bhow (?:many|much|long|old|often|far|tall|high|big)\b", re.I),
    "when": re.compile(
        r"(?:^|, )(?:until |since |by )?"
        r"when (?:did|do|does|is|are|was|were|will|would|has|have|can)\b"
        r"|\b(?:what|which) (?:day|date|year|month|time)\b",
        re.I,
    ),
    "which + plural": re.compile(
        r"\bwhich (?:(?:two|three|four|five|\d+) )?(?:\w+ )?"
        r"(?!\w*ss\b|was\b|is\b|has\b|does\b)\w+s\b"
        r"|\b(?:which|what) (?:two|three|four|five|\d)\b|\blist (?:all|every)",
        re.I,
    ),
    "who": re.compile(r"^\W*(?:\w+ ){0,2}who(?:m|se|'s|’s)?\b", re.I),
}
"""The first that a question matches is its kind."""
PRONOUN = re.compile(
    r"\W*(?:i|me|you|he|him|she|her|it|we|us|they|them|this|that|these|those|who|what|which|how|when"
    r"|when|there|many|much|the|a|an)\W*",
    re.I,
)
DATE = re.compile(
    rf"\b(?:1[5-9]|20)\d\d\b|\b(?:{MONTHS})[a-z]*\b|\b(?:{DAYS})day\b|\d(?:st|nd|rd|th)\b|\d[:.]\d\d"
    r"|\d ?[ap]\.?m\b|\b(?:yesterday|today|tomorrow|tonight|now|never|noon|midnight|morning|evening"
    r"|afternoon|night|spring|summer|autumn|fall|winter|weekend|easter|christmas|o'clock|o’clock)\b"
    r"|\b(?:week|month|year|decade|century|day|hour|minute)s?\b"
    r"|^\W*(?:after|before|when|once|until|as soon as|during|since)\b",
    re.I,
)
NUMBER = re.compile(rf"\d|\b(?:{NUMBERS})\b", re.I)
MEASURE = re.compile(
    r"[$€£¥%]|\bper ?cent|\b(?:dollar|euro|pound|crown|kron|mark|franc|cent|penn|penc|yen|yuan"
    r"|rupee|ro?uble|peso)|\b(?:second|minute|hour|day|week|month|year|decade|centur)|\b(?:met|kilomet|mile"
    r"|feet|foot|inch|ton|kilo|litre|hectare|acre|time|point|degree)|\b(?:million|billion|thousand"
    r"|hundred|half|third|quarter|twice|double|once)",
    re.I,
)
DAY_ALONE = re.compile(rf"\W*\d{{1,2}} (?:{MONTHS})[a-z]*(?: \d{{4}})?\W*", re.I)


def kind_of(question: str) -> str | None:
    """The kind of answer that a question asks for, of those that are counted."""
    return next((kind for kind, pattern in QUESTIONS.items() if pattern.search(question)), None)


def is_wrong(kind: str, question: str, short: str) -> bool:
    """Whether a short answer is not of its question's kind."""
    if PRONOUN.fullmatch(short) or not re.search(r"\w", short):
        return True
    if kind == "when":
        return not DATE.search(short)
    if kind == "how many/much":
        many = re.search(r"\bhow many\b", question, re.I)
        if DAY_ALONE.fullmatch(short) or not NUMBER.search(short):
            return True
        return not many and not MEASURE.search(short) and not re.fullmatch(r"\W*[\d.,]+\W*", short)
    if kind == "which + plural":
        return len([part for part in re.split(r",| and | or |;|\n", short) if part.strip()]) < 2
    return _is_no_person(question, short)


def _is_no_person(question: str, short: str) -> bool:
    if re.search(r"\b[Ww]ho(?: is| was|'s|’s) (?:[A-Z]\S+ ?){1,3}\?*$", question):
        return not re.search(r"\b[a-z]{3,}|\b(?:Minister|Secretary|Chair|Director|Mayor)\b", short)
    if DATE.fullmatch(short.strip()) or re.fullmatch(r"[\W\d]+", short):
        return True
    has_name = re.search(r"\b[A-Z]\w+", short)
    has_group = re.search(
        r"(?:er|or|ist|ian|man|men|woman|women|people|person|guard|police|[^su]s)\b", short
    )
    return not (has_name or has_group) or len(short.split()) > 15


def count(files: Iterable[Path]) -> tuple[Counter, Counter, list[str]]:
    """Short answers by kind, those of the wrong kind, and these with their questions."""
    given, wrong, shown = Counter(), Counter(), []
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            answer = json.loads(line)
            kind, short = kind_of(answer["question"]), answer.get("short_answer")
            if kind is None or answer["status"] != "answered" or not short:
                continue
            given[kind] += 1
            if is_wrong(kind, answer["question"], short):
                wrong[kind] += 1
                shown.append(f"{kind}: {answer['question']} {short!r}")
    return given, wrong, shown


def main() -> None:
    """Print the counts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("answers", nargs="+", type=Path)
    parser.add_argument("--list", action="store_true", help="print each answer of the wrong kind")
    arguments = parser.parse_args()
    given, wrong, shown = count(arguments.answers)
    for kind in QUESTIONS:
        print(f"{kind:16} {wrong[kind]:4} of {given[kind]:4}")
    total = sum(given.values())
    all_wrong = sum(wrong.values())
    print(f"{'all':16} {all_wrong:4} of {total:4}, {all_wrong / max(total, 1):.1%}")
    if arguments.list:
        print("\n".join(shown))


if __name__ == "__main__":
    main()
