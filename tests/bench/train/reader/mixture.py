"""What is learnt in which order: simple questions first, then more of what the reader is for."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

sys.path.append(str(Path(__file__).parents[1]))

from bundle_rivals import find_in_bundles
from bundles.read_bundles import (
    BundleQuestion,
    Place,
    bundles_to_learn_from,
    read_bundle_claims,
    read_bundle_questions,
    read_bundle_texts,
)
from examples import Builder, varied
from sources import Asked, Example, Paragraph, Sentence, read_qamr, read_squad
from windows import (
    Claim,
    Question,
    Text,
    Windows,
    is_kept_back,
    prepared,
    read_claims,
    read_documents,
    read_questions,
)

from index.records import Span
from index.text.sentences import split_sentences

T = TypeVar("T")
KEPT_BACK = ("Normans", "Scottish_Parliament")
"""Articles that are not trained on, but measured on."""
VARIED = 24
"""Questions on a sentence, at most: QAMR has up to ninety, much alike."""
MISSPELT = 0.1
EMPTIED = 0.5
ALTERED = 0.4
"""Shares of examples that are misspelt, and of answerable paragraphs given once more without their
answer, and once more with another question."""


@dataclass(frozen=True)
class Stage:
    """How many examples of each kind (`examples.Builder` says what they are)."""

    clozes: int = 0
    answered: int = 0
    removed: int = 0
    changed: int = 0
    reported: int = 0
    paragraphs: float = 0
    """How often each question on a paragraph is asked."""
    written: float = 0
    """Share of the written questions."""
    claims: float = 0
    """How often each claim is judged."""
    decided: int = 0
    """How often each written question for yes or no is asked once more."""
    rivals: float = 0
    """Share of the passages that search found for a written question and that don't answer it."""
    rivalled: bool = False
    """Whether the questions of those passages are asked where they are answered, beside them."""
    bundles: int = 0
    """How often each question on a bundle is asked, of each document that answers it and of each
    sentence that only looks like an answer."""


CYCLES: tuple[tuple[Stage, ...], ...] = (
    (
        Stage(clozes=8000, answered=9000, removed=1000),
        Stage(answered=9000, removed=2000, changed=3000, paragraphs=2),
        Stage(answered=4000, removed=1000, changed=1500, paragraphs=3),
    ),
    (Stage(answered=4000, removed=1500, changed=3000, reported=4000, paragraphs=6),),
)
"""In each cycle the learning rate rises and falls once (Loshchilov and Hutter 2017)."""
WRITTEN_CYCLE: tuple[Stage, ...] = (
    Stage(answered=3000, removed=500, changed=1000, paragraphs=0.7, written=1),
)
"""The small reader's last: it starts from the mean of the cycles before."""
LARGE_CYCLE: tuple[Stage, ...] = (
    Stage(answered=5000, removed=500, changed=1000, paragraphs=1),
    Stage(answered=1500, removed=400, changed=400, paragraphs=0.4, written=0.75, claims=2),
)
"""The large reader's only one: the encoder knows the language, so that it needs no clozes."""
FURTHER_CYCLE: tuple[Stage, ...] = (
    Stage(answered=1500, changed=400, paragraphs=0.3, written=0.7, claims=2, decided=1, rivals=0.5),
)
"""What the large reader learns when it goes on: what only looks like an answer, and yes from no."""
BUNDLES_CYCLE: tuple[Stage, ...] = (
    Stage(
        answered=600,
        changed=200,
        paragraphs=0.1,
        written=0.15,
        claims=1,
        decided=1,
        rivals=0.6,
        rivalled=True,
        bundles=1,
    ),
)
"""The same where several documents are about one matter, of which most only seem to tell."""
SMALL_BUNDLES_CYCLE: tuple[Stage, ...] = (
    Stage(answered=1500, removed=300, changed=500, paragraphs=0.3, written=0.4, bundles=3),
)
"""What the small reader learns of that, last of all."""


@dataclass(frozen=True)
class Sources:
    """All that is trained on."""

    asked: list[Asked]
    sentences: list[Sentence]
    paragraphs: list[Paragraph]
    written: list[Question]
    claims: list[Claim]
    texts: dict[str, Text]
    """The documents that the written questions and the claims are about."""
    rivals: list[tuple[Question, str, Span]]
    """Questions, each with a document and the place of a passage of it, which doesn't answer."""
    bundles: list[BundleQuestion]
    found: dict[str, list[Place]]
    """Of each question on a bundle, sentences that search finds and that don't answer it."""


def read_sources(data: Path, rivals: Path | None = None) -> Sources:
    """What DATA holds, but for the articles kept back; and the file that rivals.py made, if any."""
    asked, sentences = read_qamr(data / "reader")
    paragraphs = list(read_squad(data / "wiki" / "squad.json", leave=KEPT_BACK))
    folders = [data / "news" / "text", data / "statements" / "text"]
    written = [one for one in read_questions() if not is_kept_back(one.document)]
    claims = [one for one in read_claims() if not is_kept_back(one.document)]
    named = {one.document for one in read_questions(("statements.jsonl",))}
    news = {one.document for one in (*written, *claims)} - named
    texts = prepared(read_documents(folders, news))
    texts |= prepared(read_documents(folders, named), with_turns=True)
    by_id = {one.id: one for one in written}
    rows = map(json.loads, rivals.read_text(encoding="utf-8").splitlines()) if rivals else ()
    passages = [
        (by_id[row["question"]], row["document"], Span(row["start"], row["end"])) for row in rows
    ]
    learnt = bundles_to_learn_from()
    for name in sorted(learnt):
        own = {f"{name}/{file}": text for file, text in read_bundle_texts(name).items()}
        texts |= prepared(own, with_turns=True)
    bundles = list(read_bundle_questions(learnt))
    claims += read_bundle_claims(learnt)
    found = find_in_bundles(bundles, texts)
    return Sources(asked, sentences, paragraphs, written, claims, texts, passages, bundles, found)


def make_cycle(
    sources: Sources, stages: Sequence[Stage], seed: int, scale: float = 1.0
) -> list[list[Example]]:
    """The examples of each stage of a cycle, in the order in which they are learnt.

    Args:
        sources: What they are made from.
        stages: How many of each kind.
        seed: Of all that is drawn.
        scale: Share of the examples to make, for a quick try.
    """
    build = Builder(sources.sentences, seed)
    asked = list(varied(sources.asked, VARIED, build.chance))
    made = []
    for stage in stages:
        examples = list(_examples(build, sources, asked, stage))
        examples = build.chance.sample(examples, max(1, int(scale * len(examples))))
        made.append(
            [build.misspelt(one) if build.chance.random() < MISSPELT else one for one in examples]
        )
    return made


def _examples(
    build: Builder, sources: Sources, asked: Sequence[Asked], stage: Stage
) -> list[Example]:
    chance = build.chance
    found: list[Example | None] = []
    for _ in range(stage.clozes):
        if chance.random() < 0.75:
            found.append(build.cloze(chance.choice(sources.sentences).text))
        else:
            context = chance.choice(sources.paragraphs).context
            span = chance.choice(split_sentences(context))
            found.append(build.cloze(context[span.start : span.end], context))
    found += [build.answered(one) for one in _some(asked, stage.answered, chance)]
    found += [build.removed(one) for one in _some(asked, stage.removed, chance)]
    found += [build.changed(one) for one in _some(asked, stage.changed, chance)]
    if stage.reported:
        # Twice, as the questions made from a sentence differ each time.
        reported = [one for text in sources.sentences * 2 for one in build.reported(text)]
        found += _some(reported, stage.reported, chance)
    windows = Windows(sources.texts, chance.randrange(2**32))
    written = _some(sources.written, round(stage.written * len(sources.written)), chance)
    written += [one for one in sources.written if one.verdict] * stage.decided
    found += windows.examples(written)
    rivals = _some(sources.rivals, round(stage.rivals * len(sources.rivals)), chance)
    found += [windows.rival(*one) for one in rivals]
    if stage.rivalled:
        asked_again = {question.id: question for question, *_ in rivals}
        found += [windows.asked(one) for one in asked_again.values()]
    found += [windows.claim(one) for one in _often(sources.claims, stage.claims, chance)]
    for asked_of_all in sources.bundles * stage.bundles:
        found += examples_of_bundle(windows, asked_of_all, sources.found[asked_of_all.id])
    for one in _often(sources.paragraphs, stage.paragraphs, chance):
        found.append(build.paragraph(one))
        if one.answers and chance.random() < EMPTIED:
            found.append(build.emptied(one))
        if one.answers and chance.random() < ALTERED:
            other = build.altered(one.question, one.context)
            if other:
                found.append(build.paragraph(replace(one, question=other, answers=[])))
    return [one for one in found if one is not None]


def examples_of_bundle(
    windows: Windows, asked: BundleQuestion, found: Sequence[Place] = ()
) -> Iterator[Example | None]:
    """The question of each document that answers it, and of what only looks like an answer."""
    told: dict[str, list[Span]] = {}
    for document, span in asked.evidence:
        told.setdefault(f"{asked.bundle}/{document}", []).append(span)
    words: dict[str, list[Span]] = {}
    # What decides for yes or no may be no words of an answer.
    for document, span in asked.answers or (asked.evidence if asked.verdict else ()):
        words.setdefault(f"{asked.bundle}/{document}", []).append(span)

    def of_document(document: str) -> Question:
        answers, evidence = tuple(words.get(document, ())), tuple(told.get(document, ()))
        kind = "yes-no" if asked.asks_yes_or_no else asked.kind
        return Question(
            asked.id, document, kind, asked.text, answers, evidence, asked.verdict, asked.missing
        )

    size = windows.size()  # One for all, so that they fill a batch without padding.
    for document in words:
        yield windows.asked(of_document(document), size)
    for name, place in (*asked.near, *found):
        document = f"{asked.bundle}/{name}"
        yield windows.near(of_document(document), document, place, told.get(document, ()), size)


def _often(pool: Sequence[T], times: float, chance: random.Random) -> list[T]:
    """Each so many times; for a fraction more, that share of them once more."""
    whole, part = divmod(times, 1)
    return list(pool) * int(whole) + _some(pool, round(part * len(pool)), chance)


def _some(pool: Sequence[T], n: int, chance: random.Random) -> list[T]:
    return chance.sample(list(pool), min(n, len(pool)))
