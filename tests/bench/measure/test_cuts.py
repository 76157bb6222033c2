"""The count of misleading and fair cuts that are warned of, and the suite that it is for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cuts import count_warnings, read_suite

SUITES = Path(__file__).parent / "suites"


def quote(number: int, label: str, kind: str) -> dict[str, str]:
    return {"id": str(number), "label": label, "kind": kind}


def test_a_misleading_cut_needs_a_warning_of_the_right_kind():
    suite = [quote(1, "misleading", "splice"), quote(2, "misleading", "splice")]
    figures = count_warnings(suite, {"1": ["cut_end", "splice"], "2": ["cut_end"]})
    assert figures.quotes == {"misleading splice": 2}
    assert figures.warned == {"misleading splice": 1}
    assert figures.warned_otherwise["misleading splice"] == 1
    assert figures.share("misleading") == 0.5
    assert figures.share("fair") == 0.0


def test_a_fair_quote_needs_no_warning_at_all():
    suite = [quote(1, "fair", "whole"), quote(2, "fair", "end"), quote(3, "fair", "end")]
    figures = count_warnings(suite, {"1": [], "2": ["cut_end"], "3": []})
    assert figures.share("fair") == pytest.approx(1 / 3)
    assert figures.warned["fair end"] == 1


@pytest.mark.parametrize(
    ("name", "least"), [("cuts", 200), ("cuts_second", 139), ("cuts_third", 60)]
)
def test_a_suite_is_half_misleading_and_its_articles_are_there(shared: Path, name: str, least: int):
    suite = read_suite(SUITES / f"{name}.jsonl")
    labels = [one["label"] for one in suite]
    assert labels.count("misleading") >= least
    assert labels.count("fair") >= least
    assert len({one["id"] for one in suite}) == len(suite)
    articles = shared / "data" / "news" / "text"
    assert [one["id"] for one in suite if not (articles / one["document"]).is_file()] == []


def test_the_third_suite_has_articles_of_its_own_and_their_words(shared: Path):
    others = {
        one["document"]
        for name in ("cuts", "cuts_second")
        for one in read_suite(SUITES / f"{name}.jsonl")
    }
    for one in read_suite(SUITES / "cuts_third.jsonl"):
        assert one["document"] not in others
        article = shared / "data" / "news" / "text" / one["document"]
        text = words_of(article.read_text(encoding="utf-8"))
        joined = one["quote"].replace("...", "…")
        sentences = re.split(r"…|\[[^\]]{2,}\]|[.?!] ", re.sub(r"\[(\w)\]", r"\1", joined))
        assert [part for part in sentences if words_of(part) not in text] == [], one["id"]


def words_of(text: str) -> str:
    """The words of a text, each with a space before and behind it."""
    return " ".join(["", *re.findall(r"[^\W_]+", text.casefold()), ""])
