"""Are true quotations given to the right speaker confirmed, and to another one contradicted?

    python tests/bench/measure/speaker_verdicts.py GOLD STORE [--everywhere] [--last-names]
        [--errors]

GOLD is a folder of brat files that mark sources and contents, STORE has their articles. Which
quotations are taken, and how the name of their speaker is found, is told in `named_quotations.py`.
Each is checked with the right name, and with each other person who is a source in the article:
in its document alone, or with --everywhere in the whole store. A quotation whose words aren't found
or come out as altered counts in the total. --last-names gives the right speakers' last names alone.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from named_quotations import NamedQuotation, read_named_quotations

from assistant.quotes.checking import check_quote
from assistant.records import QuoteVerdict
from index.embedding.embedder import SentenceEmbedder
from index.records import Filters
from index.retrieval.retriever import Retriever
from index.store.store import Store
from index.text.person_names import parse_name


def outcome_of(verdict: QuoteVerdict) -> str:
    """`misattributed`, `confirmed`, `unclear`, `contradicted` or, if altered, the verdict."""
    if verdict.verdict in ("misattributed", "altered", "not_found"):
        return verdict.verdict
    return str(verdict.speaker_check)


def last_word_of(name: str) -> str:
    """The last name alone, as typed."""
    parsed = parse_name(name)
    return name.split()[-1] if parsed and " " in name else name


def show(title: str, outcomes: Iterable[str]) -> None:
    """Print how often each outcome came out, with its share."""
    counts = Counter(outcomes)
    total = sum(counts.values()) or 1
    shares = ", ".join(f"{key} {n} ({n / total:.2%})" for key, n in counts.most_common())
    print(f"{title}: {total}: {shares}")


def tell(kind: str, claimed: str, verdict: QuoteVerdict, quotation: NamedQuotation) -> None:
    """Print one check that came out badly."""
    match = verdict.matches[0] if verdict.matches else None
    said = match and (match.speaker, match.cue)
    print(
        f"{kind} {outcome_of(verdict)}: {quotation.document} {quotation.place} claimed {claimed!r},"
        f" gold {quotation.source!r} = {quotation.name!r}, ours {said}: {quotation.quote[:90]!r}"
    )


def main() -> None:
    """Check all quotations and print the shares."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("store", type=Path)
    parser.add_argument("--everywhere", action="store_true")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--last-names", action="store_true")
    given = parser.parse_args()
    retriever = Retriever(Store.open(given.store, SentenceEmbedder()))
    catalogue = retriever.store.catalogue
    texts = {info.name: catalogue.text(info) for info in catalogue.documents()}
    right: list[tuple[NamedQuotation, str]] = []
    wrong: list[str] = []
    for quotation in read_named_quotations(given.gold, texts):
        within = Filters() if given.everywhere else Filters(documents=(quotation.document,))
        name = last_word_of(quotation.name) if given.last_names else quotation.name
        verdict = check_quote(quotation.quote, retriever, name, within, nearest=False)
        right.append((quotation, outcome_of(verdict)))
        if given.errors and outcome_of(verdict) != "confirmed":
            tell("right", name, verdict, quotation)
        for other in quotation.others:
            verdict = check_quote(quotation.quote, retriever, other, within, nearest=False)
            wrong.append(outcome_of(verdict))
            if given.errors and outcome_of(verdict) != "misattributed":
                tell("wrong", other, verdict, quotation)
    show("with the right name", (outcome for _, outcome in right))
    for means in ("name", "pronoun", "description"):
        show(f"  source is a {means}", (o for quotation, o in right if quotation.means == means))
    show("with another person's name", wrong)


if __name__ == "__main__":
    main()
