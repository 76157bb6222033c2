"""What search finds in a bundle for a question, without what answers it."""

from __future__ import annotations

from bundle_rivals import FOUND, find_in_bundles
from bundles.read_bundles import BundleQuestion
from windows import prepared

from index.records import Span

PIER = "The pier cost 4 million crowns. "
TEXTS = prepared(
    {
        "M1/a.txt": PIER + "The pier opened late in the spring of that year. Yes.",
        "M1/b.txt": "The mill cost 9 million crowns. A brass band played on the hill.",
        "M2/c.txt": "What did the pier cost? The pier cost nothing at all, said Kerr.",
    }
)


def test_the_nearest_that_neither_answer_nor_are_marked_are_found_in_the_questions_own_bundle():
    question = BundleQuestion(
        "M1-01", "M1", "how-much", "What did the pier cost?",
        (("a.txt", Span(14, 30)),), (("a.txt", Span(0, 31)),), (), None, None, False,
    )  # fmt: skip
    (found,) = find_in_bundles([question], TEXTS).values()
    wordings = [TEXTS[f"M1/{name}"].text[one.start : one.end] for name, one in found]
    assert 2 <= len(wordings) <= FOUND
    assert set(wordings[:2]) == {
        "The mill cost 9 million crowns.", "The pier opened late in the spring of that year.",
    }  # fmt: skip
    assert PIER.strip() not in wordings and "Yes." not in wordings
    assert not any("Kerr" in wording for wording in wordings)
