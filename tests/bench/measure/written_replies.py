"""How well written sentences are told from unsupported ones: a suite of model replies.

usage: python tests/bench/measure/written_replies.py NEWS [--show] [--sets ABCDEFGHIJK]
                                                      [--small | --nli NAME]

NEWS is the folder with `text/` and `metadata.csv`. `suites/evidence.jsonl` has real evidence for
questions, as it was retrieved; `suites/replies.jsonl` what a model might have written from it, each
sentence marked as faithful or not. Sets A, B and C were at hand when the checks were made, D to J
were written afterwards by people who knew neither the checks nor the other sets, and have been
looked at since. When they were unseen (caught of those that must be; of the other unsupported ones;
faithful ones dropped):

    E 39/39  59/73  38/175        H 21/21  52/66  16/87
    F 30/30  29/30  10/83         I 22/22  57/69  11/102
    G        37/42   0/40         J 24/24  66/82  11/103

Half of what was missed in H, two thirds in I and all but one in J are negations put in other words
("liked to linger" for "did not mingle"), which no list of opposites holds. Set K
(`suites/figures.jsonl`) has sentences about made-up reports whose figures are written in many ways,
half of them with a part of a figure or a neighbour of it. Prints, for
each kind of bad sentence, how many are caught, and how many faithful sentences are dropped.
"""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.citations.evidence import Evidence
from assistant.generation.comparison.numbered_evidence import NumberedEvidence
from assistant.generation.evidence_prompt import number_evidence
from assistant.generation.reply_sentences import parse_draft
from assistant.generation.sentence_checking import check_sentence
from assistant.generation.support.close_support import CloseSupport
from assistant.generation.support.entailment import EntailmentModel
from assistant.generation.support.support_check import SupportCheck
from assistant.generation.support.word_similarity import WordSimilarity
from assistant.readers.large_reader import LargeReader
from index.embedding.embedder import SentenceEmbedder
from index.embedding.hash_embedder import HashEmbedder
from index.store.store import Store
from index.sync.sync import sync

SUITES = Path(__file__).parent / "suites"
MUST = frozenset(
    "invented_quote altered_quote wrong_number wrong_date bad_marker smuggling".split()
)
"""Kinds of which none may pass."""
UNSUPPORTED = frozenset("wrong_marker wrong_speaker negation claim_as_fact filler injected".split())


@dataclass(frozen=True)
class Reply:
    """What a model might have written."""

    id: str
    kind: str
    question: str
    all_evidence: list[NumberedEvidence]
    sentences: list[tuple[str, bool]]
    """Each with whether it is faithful."""


SETS = "ABCDEFGHIJK"


def read_replies(news: Path, sets: str = SETS) -> list[Reply]:
    """The suites over the articles in `news`, and over made-up reports (set K)."""
    return [
        *_replies_to_news(news, sets),
        *(
            reply
            for one in _lines("figures.jsonl")
            if one["id"][0] in sets
            for reply in _figures(one)
        ),
    ]


def _figures(report: dict) -> Iterator[Reply]:
    """Replies of one sentence each about a report of which every sentence is evidence."""
    text = "\n".join(report["quotes"])
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts"
        texts.mkdir()
        name = f"{report['date']}_{report['id']}.txt"
        (texts / name).write_text(f"{text}\n", encoding="utf-8")
        store = Store.create(Path(folder) / "store", HashEmbedder())
        sync(store, [texts])
        starts = [text.index(quote) for quote in report["quotes"]]
        pieces = [
            (name, at, at + len(quote)) for at, quote in zip(starts, report["quotes"], strict=True)
        ]
        all_evidence = list(_offered(store, pieces))
        store.close()
    for kind in ("faithful", "wrong_number"):
        for number, sentence in enumerate(report[kind], 1):
            sentences = [(sentence, kind == "faithful")]
            yield Reply(
                f"{report['id']}-{kind[0]}{number}",
                kind,
                report["question"],
                all_evidence,
                sentences,
            )


def _replies_to_news(news: Path, sets: str) -> list[Reply]:
    evidence = {one["id"]: one for one in _lines("evidence.jsonl")}
    replies = [one for one in _lines("replies.jsonl") if one["id"][0] in sets]
    wanted = {one["evidence"] for one in replies}
    if not replies:
        return []
    documents = {piece[0] for key in wanted for piece in evidence[key]["evidence"]}
    with tempfile.TemporaryDirectory() as folder, _store(news, documents, Path(folder)) as store:
        all_evidence = {key: list(_offered(store, evidence[key]["evidence"])) for key in wanted}
    return [
        Reply(
            one["id"],
            one["kind"],
            evidence[one["evidence"]]["question"],
            all_evidence[one["evidence"]],
            [(text, ok) for text, ok in one["sentences"]],
        )
        for one in replies
    ]


class _store:  # noqa: N801 (a context manager that reads as a function)
    """A store of some of the articles, without a model."""

    def __init__(self, news: Path, documents: set[str], folder: Path) -> None:
        texts = folder / "texts"
        texts.mkdir()
        for name in documents:
            (texts / name).symlink_to((news / "text" / name).resolve())
        with (news / "metadata.csv").open(newline="", encoding="utf-8") as source:
            rows = [row for row in csv.DictReader(source) if row["file"] in documents]
        with (texts / "metadata.csv").open("w", newline="", encoding="utf-8") as target:
            writer = csv.DictWriter(target, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        self._store = Store.create(folder / "store", HashEmbedder())
        sync(self._store, [texts])

    def __enter__(self) -> Store:
        return self._store

    def __exit__(self, *_: object) -> None:
        self._store.close()


def _offered(store: Store, pieces: Sequence[tuple[str, int, int]]) -> Iterator[NumberedEvidence]:
    for marker, (name, start, end) in enumerate(pieces, 1):
        (document,) = store.catalogue.find_documents(name)
        text = store.catalogue.quote(document.number, start, end)
        evidence = number_evidence(store.catalogue, Evidence(document, start, end, text), marker)
        assert evidence is not None
        yield evidence


def _lines(name: str) -> list[dict]:
    return [json.loads(line) for line in (SUITES / name).read_text(encoding="utf-8").splitlines()]


@dataclass
class Figures:
    """What became of the sentences."""

    bad: Counter[str]
    caught: Counter[str]
    faithful: int
    """Sentences of replies in which all are faithful."""
    dropped: int
    shown: list[str]

    def share(self, kinds: frozenset[str]) -> float:
        """Of the bad sentences of some kinds, the share that is caught."""
        return sum(self.caught[k] for k in kinds) / max(1, sum(self.bad[k] for k in kinds))


def measured(replies: Sequence[Reply], support: SupportCheck) -> Figures:
    """Check every sentence as `assistant.generation.answer_writer` does, without rewriting any."""
    found = Figures(Counter(), Counter(), 0, 0, [])
    for reply in replies:
        drafts = parse_draft(" ".join(text for text, _ in reply.sentences))
        antecedents: tuple[str, ...] = ()
        for draft, (text, ok) in zip(drafts, reply.sentences, strict=False):
            finding = check_sentence(
                draft, reply.all_evidence, support, reply.question, antecedents
            )
            antecedents = antecedents if finding.reason else finding.antecedents
            if not ok:
                found.bad[reply.kind] += 1
                found.caught[reply.kind] += finding.reason is not None
            elif reply.kind == "faithful":
                found.faithful += 1
                found.dropped += finding.reason is not None
            if ok == (finding.reason is not None):
                found.shown.append(f"{reply.id} {reply.kind}: {text} | {finding.reason}")
    return found


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path)
    parser.add_argument("--show", action="store_true", help="the sentences that are told wrong")
    parser.add_argument("--sets", default=SETS)
    parser.add_argument("--small", action="store_true", help="without the large reader")
    parser.add_argument("--nli", help="a model that is asked in the place of the packaged measure")
    options = parser.parse_args()
    support: SupportCheck = CloseSupport(WordSimilarity(SentenceEmbedder()), LargeReader())
    if options.small:
        support = WordSimilarity(SentenceEmbedder())
    if options.nli:
        support = EntailmentModel(options.nli)
    found = measured(read_replies(options.news, options.sets), support)
    for kind, count in sorted(found.bad.items()):
        print(f"{kind:16} {found.caught[kind]:3} of {count}")
    print(f"must be caught   {found.share(MUST):.3f}")
    print(f"unsupported      {found.share(UNSUPPORTED):.3f}")
    share = found.dropped / found.faithful
    print(f"faithful sentences dropped: {found.dropped} of {found.faithful} ({share:.3f})")
    if options.show:
        print("\n".join(found.shown))


if __name__ == "__main__":
    main()
