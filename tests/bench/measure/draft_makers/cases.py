"""The quotations of the drafts: each unchanged, or changed in one of twelve ways."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from draft_makers.gold_quotations import GoldQuotation, read_gold_quotations, words_of
from draft_makers.passage_changes import (
    change_cut,
    change_ellipsis,
    change_splice,
    invent_sentence,
)
from draft_makers.typography import (
    case_changer,
    keep_exactly,
    leave_out_fairly,
    space_with_nbsp,
    turn_apostrophes,
    turn_dashes,
)
from draft_makers.word_changes import (
    change_date,
    change_not,
    change_number,
    change_order,
    change_tense,
    change_word,
    name_changer,
)

CHANGED = (
    *("number", "name", "date", "not", "cut", "splice"),
    *("ellipsis", "speaker", "tense", "word", "order", "invented"),
)
COMMON = 20
"""Occurrences in lower case from which on a word is an ordinary one."""
PER_ARTICLE = 8
"""At most so many changed, and so many unchanged, quotations of one article."""


@dataclass(frozen=True)
class QuotationCase:
    """One quotation of a draft, with what is known about it."""

    id: str
    kind: str
    """One of `CHANGED`, or how it is unchanged: "exact", "apostrophes", …"""
    text: str
    """The words, without marks."""
    speaker: str
    """Full name of the speaker in the draft."""
    document: str
    source: str
    """The quotation as the article has it."""
    is_whole: bool

    @property
    def is_changed(self) -> bool:
        """Whether a check should find fault with it."""
        return self.kind in CHANGED


class Articles:
    """The words of all articles, to see whether a changed quotation is really nobody's."""

    def __init__(self, texts: dict[str, str]) -> None:
        """Read the texts, by name."""
        self._words = {name: f" {' '.join(words_of(text))} " for name, text in texts.items()}
        self._with_word: dict[str, set[str]] = defaultdict(set)
        for name, words in self._words.items():
            for word in set(words.split()):
                self._with_word[word].add(name)
        self._lower = Counter(
            word for text in texts.values() for word in re.findall(r"(?<![\w’'])[a-z]+\b", text)
        )

    @classmethod
    def read(cls, folder: Path) -> Articles:
        """The articles of a folder of .txt files."""
        return cls({f.name: f.read_bytes().decode() for f in sorted(folder.glob("*.txt"))})

    def count_with(self, quotation: str) -> int:
        """In how many articles these words stand in a row."""
        words = words_of(quotation)
        candidates = set.intersection(*(self._with_word.get(word, set()) for word in words))
        return sum(f" {' '.join(words)} " in self._words[name] for name in candidates)

    def is_common_word(self, word: str) -> bool:
        """Whether a word, in lower case, is an ordinary one."""
        return self._lower[word] >= COMMON


def make_cases(news: Path, n: int, seed: int) -> list[QuotationCase]:
    """`n` quotations, half of them changed, the twelve ways alike, in the order of the drafts.

    Args:
        news: As for `read_gold_quotations`.
        n: How many.
        seed: The same gives the same cases.
    """
    random = Random(seed)
    gold = read_gold_quotations(news)
    articles = Articles.read(news / "text")
    each, rest = divmod(n // 2, len(CHANGED))
    wanted = {kind: each + (index < rest) for index, kind in enumerate(CHANGED)}
    cases = [
        *_changed_cases(gold, articles, wanted, random),
        *_unchanged_cases(gold, articles, n - n // 2, random),
    ]
    random.shuffle(cases)
    return cases


def _changed_cases(
    gold: Sequence[GoldQuotation], articles: Articles, wanted: dict[str, int], random: Random
) -> list[QuotationCase]:
    """Changed quotations, the rarest ways first: each source is changed once."""
    by_article: dict[str, list[GoldQuotation]] = defaultdict(list)
    for one in gold:
        by_article[one.document].append(one)
    people = sorted({one.speaker for one in gold})
    ways: dict[str, Callable[[GoldQuotation, Random], str | None]] = {
        "date": change_date,
        "cut": change_cut,
        "number": change_number,
        "ellipsis": change_ellipsis,
        "name": name_changer(people, articles.is_common_word),
        "not": change_not,
        "splice": lambda one, random: change_splice(one, by_article[one.document], random),
        "tense": change_tense,
        "word": change_word,
        "order": change_order,
        "invented": invent_sentence,
        "speaker": lambda one, random: one.text,
    }
    cases: list[QuotationCase] = []
    used: set[GoldQuotation] = set()
    per_article: Counter[str] = Counter()
    made: set[str] = set()
    for kind, change in ways.items():
        count = 0
        for one in random.sample(gold, len(gold)):
            if count == wanted[kind]:
                break
            if one in used or per_article[one.document] >= PER_ARTICLE:
                continue
            text = change(one, random)
            if text is None or text in made or not _is_changed(kind, one, text, articles):
                continue
            speaker = random.choice(one.others) if kind == "speaker" else one.speaker
            cases.append(_case(kind, count, one, text, speaker))
            made.add(text)
            used.add(one)
            per_article[one.document] += 1
            count += 1
    return cases


def _is_changed(kind: str, one: GoldQuotation, text: str, articles: Articles) -> bool:
    """Whether it's really a change: no article has the words, or this one alone if they stay."""
    if kind == "speaker":
        return bool(one.others) and one.is_plain and articles.count_with(text) == 1
    if kind == "cut":
        return articles.count_with(text) == 1
    if kind == "ellipsis":
        return words_of(text) != words_of(one.text)
    return articles.count_with(text) == 0


def _unchanged_cases(
    gold: Sequence[GoldQuotation], articles: Articles, n: int, random: Random
) -> list[QuotationCase]:
    """True quotations, two fifths of them in the source's exact characters."""
    ways: dict[str, Callable[[str, Random], str | None]] = {
        "exact": keep_exactly,
        "apostrophes": turn_apostrophes,
        "dashes": turn_dashes,
        "nbsp": space_with_nbsp,
        "case": case_changer(articles.is_common_word),
        "fair ellipsis": leave_out_fairly,
    }
    shares = {
        "fair ellipsis": 0.12,
        "dashes": 0.08,
        "apostrophes": 0.16,
        "nbsp": 0.12,
        "case": 0.12,
    }
    cases: list[QuotationCase] = []
    used: set[GoldQuotation] = set()
    per_article: Counter[str] = Counter()
    for kind in (*shares, "exact"):
        count = 0
        for one in random.sample(gold, len(gold)):
            if count == round(n * shares.get(kind, 1)) or len(cases) == n:
                break
            if one in used or not one.is_plain or per_article[one.document] >= PER_ARTICLE:
                continue
            text = ways[kind](one.text, random)
            if text is None or (kind != "exact" and text == one.text):
                continue
            cases.append(_case(kind, count, one, text, one.speaker))
            used.add(one)
            per_article[one.document] += 1
            count += 1
    return cases


def _case(kind: str, count: int, one: GoldQuotation, text: str, speaker: str) -> QuotationCase:
    case_id = f"{kind.replace(' ', '-')}-{count:03}"
    whole = one.is_whole or kind == "invented"
    return QuotationCase(case_id, kind, text, speaker, one.document, one.text, whole)
