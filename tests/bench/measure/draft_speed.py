"""How long a draft of 3,000 words with 30 quotations takes, beside 30 single quote checks.

    python tests/bench/measure/draft_speed.py STORE

The draft is made of paragraphs of the store's own documents, two of three quotations as they stand,
one of three with a word changed or invented. Times are compared within one run, in seconds of the
clock and of the processor: machines are noisy.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from assistant.config import Settings
from assistant.quotes.checking import check_quote
from assistant.quotes.drafts.checking import check_draft
from assistant.quotes.drafts.draft_text import draft_from_text
from assistant.stores import open_store
from index.retrieval.retriever import Retriever
from index.store.store import Store
from index.text.quotations import find_quotations

WORDS, QUOTATIONS, RUNS = 3_000, 30, 5


def paragraphs(store: Store) -> Iterator[str]:
    documents = list(store.catalogue.documents())
    random.Random(0).shuffle(documents)
    for document in documents:
        yield from store.catalogue.text(document).split("\n")


def make_draft(store: Store) -> str:
    quoted: list[str] = []
    plain: list[str] = []
    for text in paragraphs(store):
        found = [one for one in find_quotations(text) if len(text[slice(*one.inner)].split()) > 5]
        if len(text.split()) < 15 or len(find_quotations(text)) != len(found) or len(found) > 1:
            continue
        if not found:
            plain.append(text)
        elif len(quoted) < QUOTATIONS:
            start, end = found[0].inner
            middle = text.find(" ", (start + end) // 2)
            changed = len(quoted) % 3 == 2
            quoted.append(f"{text[:middle]} zebra{text[middle:]}" if changed else text)
        if len(quoted) == QUOTATIONS and len(plain) > QUOTATIONS:
            break
    chosen: list[str] = []
    for number, text in enumerate(quoted):
        chosen.append(text)
        words = sum(len(one.split()) for one in chosen)
        if words + WORDS * (QUOTATIONS - number) // QUOTATIONS < WORDS:
            chosen.append(plain[number])
    return "\n\n".join(chosen)


def best_of(work: Callable[[], object]) -> tuple[float, float]:
    """The least seconds of the clock and of the processor in `RUNS` runs."""
    times = []
    for _ in range(RUNS):
        clock, processor = time.perf_counter(), time.process_time()
        work()
        times.append((time.perf_counter() - clock, time.process_time() - processor))
    return min(one[0] for one in times), min(one[1] for one in times)


def main() -> None:
    """Print the times and their ratios."""
    store = open_store(Settings(store=Path(sys.argv[1])))
    retriever = Retriever(store)
    draft = draft_from_text(make_draft(store))
    report = check_draft(draft, retriever)
    quoted = [(one.quote, one.speaker) for one in report.quotations if one.verdict]
    print(
        f"{len(draft.text.split())} words, {len(report.quotations)} quotations,"
        f" {len(quoted)} looked up, {len(report.figures)} figures: {report.counts}"
    )
    whole = best_of(lambda: check_draft(draft, retriever))
    single = best_of(lambda: [check_quote(quote, retriever, who) for quote, who in quoted])
    for name, (clock, processor) in (("draft", whole), ("single checks", single)):
        print(f"{name:14} {clock:.3f} s, {processor:.3f} s of the processor")
    parts = check_draft(draft, retriever).timings_ms
    print({name: round(ms) for name, ms in parts.items()}, "ms")
    store.close()


if __name__ == "__main__":
    main()
