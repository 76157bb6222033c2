"""Changes of single words in a quotation: number, name, date, not, tense, word, order.

Each function gives the changed text, or None where the quotation has nothing to change in this way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

from draft_makers.gold_quotations import GoldQuotation, last_name
from draft_makers.suite_words import WORDS

MONTH = r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
FIGURE = re.compile(
    r"(?<![\w.,/-])(\$?)(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)"
    r"(?![\d/:]|[.,]\d|(?:st|nd|rd|th|s|ers?)\b)"
)
DAY = re.compile(rf"({MONTH}) (\d{{1,2}})(?!\d)")
YEAR = re.compile(r"(?<![\d,.$])\b(1[89]\d\d|20[0-2]\d)(?!\d|,\d)(?:s\b)?")
AUXILIARIES = r"is|are|was|were|will|would|should|could|must|can"
TO_TAKE_OUT = (
    re.compile(rf"\b(?:{AUXILIARIES}|do|does|did|have|has|had)( not)\b(?! (?:only|just))"),
    re.compile(r"\w( never)\b(?! mind)"),
    re.compile(r"\b(?:is|was|are|were|have|has|had|be)( no)\b(?! (?:one|longer|more))"),
)
NEGATED = re.compile(r"\b(ca|wo|(?!ai)\w+?)n['’]t\b", re.I)
ASKS = re.compile(r"\s(?:I|you|he|she|it|we|they|the|that)\b")
TO_NEGATE = re.compile(
    rf"(?<=[a-z,] )({AUXILIARIES})(?= [a-z])(?! (?:not|never|no|nothing|i|we|they)\b)"
)
NAMES_BEFORE = re.compile(r"(?:[A-Z][\w’'-]*|[A-Z]\.)\s$")
TITLES_BEFORE = re.compile(
    r"(?:Mrs?|Ms|Sen|Senator|Gov|Governor|President|Secretary|Congressman|Rep|General|Dr|Judge)\.?\s$"
)
AROUND_AND = re.compile(r"(?<=[\w,] )\b([a-z]{3,})( (?:and|or) )([a-z]{3,})\b(?!-)")
SIDE_BY_SIDE = re.compile(r"(?<=[\w,] )(?=\b([a-z]{4,})( )([a-z]{4,})\b(?![-’']))")
APOSTROPHE = "['’]"


def change_number(quotation: GoldQuotation, random: Random) -> str | None:
    """Another number: "14 million" to "24 million", "two" to "five", "4.6" to "46"."""
    text = quotation.text
    found: list[tuple[int, int, str]] = []
    for match in FIGURE.finditer(text):
        figure = match.group(2)
        is_year = YEAR.fullmatch(figure) and not match.group(1)
        if is_year or re.search(rf"{MONTH} $", text[: match.start()]):
            continue
        found.append((*match.span(2), f"{int(figure[0]) % 9 + 1}{figure[1:]}"))
        if re.fullmatch(r"\d+\.\d+", figure):
            found.append((*match.span(2), figure.replace(".", "")))
    found += _swaps(text, WORDS["number"]["swaps"], random)
    return _replaced(text, found, random)


def change_date(quotation: GoldQuotation, random: Random) -> str | None:
    """Another day, month or year, or another time seen from the day of speaking."""
    text = quotation.text
    found = _swaps(text, WORDS["date"]["swaps"], random, case_matters=True)
    found += [
        (*match.span(1), str(int(match.group(1)) + random.choice((-8, -3, -1, 1, 2))))
        for match in YEAR.finditer(text)
    ]
    found += [(*match.span(2), str(int(match.group(2)) % 28 + 1)) for match in DAY.finditer(text)]
    return _replaced(text, found, random)


def name_changer(
    people: Sequence[str], is_common_word: Callable[[str], bool]
) -> Callable[[GoldQuotation, Random], str | None]:
    """A function that puts another person, place or party into a quotation.

    Args:
        people: Full names to put in.
        is_common_word: Whether a word in lower case is an ordinary one ("king", "price").
    """
    lasts = sorted({last_name(one) for one in people})
    full_name = re.compile(rf"\b(?:{'|'.join(map(re.escape, people))})\b")
    known = {one for one in lasts if not is_common_word(one.lower())}

    def change_name(quotation: GoldQuotation, random: Random) -> str | None:
        text = quotation.text
        found: list[tuple[int, int, str]] = []
        for match in full_name.finditer(text):
            last = last_name(match.group())
            other = random.choice([one for one in people if last_name(one) != last])
            found.append((*match.span(), other))
        for match in re.finditer(r"\b[A-Z][\w-]+\b", text):
            before = text[: match.start()]
            if match.group() not in known or text[match.end() :][:2].strip()[:1].isupper():
                continue
            if NAMES_BEFORE.search(before) and not TITLES_BEFORE.search(before):
                continue
            found.append((*match.span(), random.choice([o for o in lasts if o != match.group()])))
        for start, end, other in _swaps(text, WORDS["name"]["places"], random, case_matters=True):
            if not NAMES_BEFORE.search(text[:start]) and not re.match(r"\s[A-Z]", text[end:]):
                found.append((start, end, other))
        return _replaced(text, found, random)

    return change_name


def change_not(quotation: GoldQuotation, random: Random) -> str | None:
    """A negation taken out, or one put in."""
    text = quotation.text
    taken = [(*match.span(1), "") for pattern in TO_TAKE_OUT for match in pattern.finditer(text)]
    taken += [
        (*match.span(), _positive(match.group(1)))
        for match in NEGATED.finditer(text)
        if not ASKS.match(text[match.end() :])
    ]
    taken += [(*match.span(), "can") for match in re.finditer(r"\bcannot\b", text)]
    put = [
        (*match.span(), "cannot" if match.group() == "can" else f"{match.group()} not")
        for match in TO_NEGATE.finditer(text)
        if re.search(r"[.?!]|$", text[match.end() :]).group() != "?"
    ]
    return _replaced(text, taken if taken and (not put or random.random() < 0.5) else put, random)


def change_tense(quotation: GoldQuotation, random: Random) -> str | None:
    """A verb in another tense."""
    text = quotation.text
    words = WORDS["tense"]
    found = _swaps(text, [[was, now] for was, now in words["swaps"]], random, one_way=True)
    subjects = "|".join(words["subjects"])
    for was, now in words["after_subject"]:
        for match in re.finditer(rf"\b(?:{subjects}) ({was})\b(?! to be\b)", text, re.I):
            found.append((*match.span(1), now))
    return _replaced(text, found, random)


def change_word(quotation: GoldQuotation, random: Random) -> str | None:
    """A content word for another."""
    text = quotation.text
    found = [
        (start, end, other)
        for start, end, other in _swaps(text, WORDS["word"]["opposites"], random, case_matters=True)
        if not _needs_other_article(text[:start], other)
    ]
    return _replaced(text, found, random)


def change_order(quotation: GoldQuotation, random: Random) -> str | None:
    """Two words that stand side by side, or on both sides of "and", transposed."""
    text = quotation.text
    found, beside = (
        [
            (match.start(1), match.end(3), "".join(match.group(3, 2, 1)))
            for match in pattern.finditer(text)
            if match.group(1) != match.group(3)
        ]
        for pattern in (AROUND_AND, SIDE_BY_SIDE)
    )
    return _replaced(text, found if found and random.random() < 0.4 else beside or found, random)


def _positive(verb: str) -> str:
    """The verb of a contraction: "ca" of "can't" is "can"."""
    positive = {"ca": "can", "wo": "will"}.get(verb.lower(), verb)
    return positive.capitalize() if verb[0].isupper() else positive


def _needs_other_article(before: str, word: str) -> bool:
    """Whether "a" or "an" stands before and doesn't go with the word."""
    article = re.search(r"\b(an?) $", before, re.I)
    return bool(article) and (article.group(1).lower() == "an") != (word[0] in "aeiou")


def _swaps(
    text: str,
    groups: Sequence[Sequence[str]],
    random: Random,
    *,
    case_matters: bool = False,
    one_way: bool = False,
) -> list[tuple[int, int, str]]:
    """Places where a word of a group stands, each with another of the group."""
    found = []
    for group in groups:
        is_pair = one_way or (len(group) == 2 and " " in "".join(group))
        for word in group[:1] if is_pair else group:
            pattern = re.escape(word).replace("'", APOSTROPHE)
            flags = re.NOFLAG if case_matters else re.I
            for match in re.finditer(rf"(?<![\w’'-]){pattern}(?![\w’-]|'\w)", text, flags):
                other = random.choice([one for one in group if one != word])
                if match.group()[0].isupper() and not case_matters:
                    other = other[0].upper() + other[1:]
                found.append((*match.span(), other))
    return found


def _replaced(text: str, found: list[tuple[int, int, str]], random: Random) -> str | None:
    """The text with one of the replacements; None if there is none."""
    if not found:
        return None
    start, end, other = random.choice(sorted(set(found)))
    return text[:start] + other + text[end:]
