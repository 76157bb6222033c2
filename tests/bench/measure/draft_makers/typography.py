"""What a reporter may do to a true quotation: other typography, a fair ellipsis."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from draft_makers.gold_quotations import words_of
from draft_makers.passage_changes import sentences_of
from draft_makers.suite_words import WORDS, any_of

UNFAIR_TO_LEAVE_OUT = re.compile(rf"n['’]t\b|\?|\b{any_of(WORDS['ellipsis']['not_fair'])}\b", re.I)
"""Words that make it unfair to leave a sentence out: what is said depends on them."""
REFERS_BACK = re.compile(rf"\W*{any_of(WORDS['ellipsis']['refers_back'])}\b", re.I)
LIFTED = re.compile(rf", {any_of(WORDS['ellipsis']['fillers'])},", re.I)


def keep_exactly(text: str, random: Random) -> str | None:
    """The source's own characters."""
    return text


def turn_apostrophes(text: str, random: Random) -> str | None:
    """Straight apostrophes and inner marks curly, or curly ones straight."""
    if re.search("[’‘]", text):
        return re.sub("[’‘]", "'", text)
    if "'" not in text:
        return None
    return re.sub(r"(?<![\w.,!?])'(?=\w)", "‘", text).replace("'", "’")


def turn_dashes(text: str, random: Random) -> str | None:
    """Another form of each dash."""
    if not re.search(r" [-–—] |—|\s--\s|\w--\w", text):
        return None
    dash = random.choice(("—", " — ", " – ", " -- "))
    return re.sub(r"\s*(?:—|--)\s*| [-–] ", dash, text)


def space_with_nbsp(text: str, random: Random) -> str | None:
    """No-break spaces for one to three of the spaces."""
    spaces = [match.start() for match in re.finditer(r"(?<=\w) (?=\w)", text)]
    for at in random.sample(spaces, min(len(spaces), random.randint(1, 3))):
        text = f"{text[:at]}\xa0{text[at + 1 :]}"
    return text if "\xa0" in text else None


def case_changer(is_common_word: Callable[[str], bool]) -> Callable[[str, Random], str | None]:
    """A function that changes the case of the first letter, but of no name.

    Args:
        is_common_word: Whether a word in lower case is an ordinary one.
    """

    def change_first_letter(text: str, random: Random) -> str | None:
        first = re.match(r"[A-Za-z]+", text)
        if first is None or first.group() == "I" or not is_common_word(first.group().lower()):
            return None
        return text[0].swapcase() + text[1:]

    return change_first_letter


def leave_out_fairly(text: str, random: Random) -> str | None:
    """A marked gap for a sentence, or for a filler, on which the rest doesn't depend."""
    parts = sentences_of(text)
    if re.search(r"…|\.\s?\.", text):
        return None
    found = [
        f"{' '.join(parts[:index])} {mark} {' '.join(parts[index + 1 :])}"
        for index in range(1, len(parts) - 1)
        for mark in ("…", "...")
        if not UNFAIR_TO_LEAVE_OUT.search(parts[index])
        and not REFERS_BACK.match(parts[index + 1])
        and len(words_of(parts[index])) >= 3
    ]
    found += [
        f"{text[: match.start()]} … {text[match.end() :].lstrip()}"
        for match in LIFTED.finditer(text)
        if match.start() > 10 and len(text) - match.end() > 10
    ]
    return random.choice(found) if found else None
