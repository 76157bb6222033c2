"""Whom do pronouns and descriptions of speakers mean: right, wrong or left open?

    python tests/bench/measure/pronoun_sources.py [SUITE] [--texts FOLDER] [--wrong]

SUITE (default: pronoun_sources_dev.jsonl beside this script) has a line for each mention: document,
start, end (characters), kind, person (null if it means nobody whom the document names) and also
(other names of the person). FOLDER holds the articles, which are not part of the repository.
A resolved mention is right if it gives one of the names, or another with the same last name.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from index.attribution.coreference.antecedent_model import AntecedentModel
from index.attribution.coreference.resolver import ResolvedSpeaker, SpeakerResolver
from index.attribution.extraction import extract_statements
from index.ingest.metadata.title_and_outlet import find_headline_span, is_title_case
from index.records import Span
from index.text.quotations import find_quotations
from index.text.sentences import split_sentences

SUITES = Path(__file__).parent / "suites"
TEXTS = Path(__file__).resolve().parents[4] / "shared" / "data" / "news" / "text"
_NAME_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_LEFT_OUT = frozenset("the jr sr ii iii".split())


class MarkedMention(NamedTuple):
    """A mention of a speaker and whom it means."""

    document: str
    span: Span
    kind: str
    names: Sequence[str]
    """Names of the person, the fullest first; empty if the document names nobody."""


Outcome = Literal["right", "wrong", "open"]


def read_mentions(suite: Path) -> dict[str, list[MarkedMention]]:
    """The mentions of a suite by document."""
    mentions = defaultdict(list)
    for line in suite.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        names = [row["person"], *row["also"]] if row["person"] else []
        span = Span(row["start"], row["end"])
        mentions[row["document"]].append(MarkedMention(row["document"], span, row["kind"], names))
    return dict(mentions)


def read_text(folder: Path, document: str) -> str:
    """A document's text; ends the program where there is none."""
    path = folder / document
    if not path.is_file():
        sys.exit(
            f"{path}: no such article. The articles are not part of the repository;"
            " give their folder with --texts"
        )
    return path.read_bytes().decode()


def speaker_spans(text: str) -> set[Span]:
    """Where statements mention their speakers."""
    statements = extract_statements(text, split_sentences(text))
    return {one.speaker_span for one in statements if one.speaker_span}


def resolve_all(
    text: str, spans: set[Span], model: AntecedentModel | None = None
) -> dict[Span, ResolvedSpeaker | None]:
    """The speakers of mentions, resolved in the order of the text as for statements."""
    sentences = split_sentences(text)
    quotations = find_quotations(text, Span(sentences[0].start, sentences[-1].end))
    headline = find_headline_span(text)
    title_case = headline if headline and is_title_case(text[slice(*headline)]) else None
    resolver = SpeakerResolver(text, sentences, quotations, title_case, model)
    return {span: resolver.resolve(span) for span in sorted(spans)}


def is_name_of(name: str, mention: MarkedMention) -> bool:
    """Whether a name is one of the person's whom a mention means."""
    found = _name_words(name)
    names = [_name_words(one) for one in mention.names]
    return bool(found) and (found in names or (bool(names) and found[-1:] == names[0][-1:]))


def _name_words(name: str) -> list[str]:
    plain = [word.removesuffix("'s") for word in _NAME_WORD.findall(name.lower().replace("’", "'"))]
    return [word for word in plain if word not in _LEFT_OUT]


def judge(text: str, mention: MarkedMention, speaker: ResolvedSpeaker | None) -> Outcome:
    """What has become of a mention."""
    own_words = " ".join(text[slice(*mention.span)].lower().split())
    if speaker is None or not speaker.is_named_person or speaker.name.lower() == own_words:
        return "open"
    return "right" if is_name_of(speaker.name, mention) else "wrong"


def main() -> None:
    """Print the shares."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("suite", type=Path, nargs="?", default=SUITES / "pronoun_sources_dev.jsonl")
    parser.add_argument("--texts", type=Path, default=TEXTS)
    parser.add_argument("--wrong", action="store_true", help="print what is resolved wrongly")
    options = parser.parse_args()
    counts: Counter[tuple[str, bool, Outcome]] = Counter()
    for document, mentions in read_mentions(options.suite).items():
        text = read_text(options.texts, document)
        spans = speaker_spans(text) | {one.span for one in mentions}
        speakers = resolve_all(text, spans)
        for one in mentions:
            speaker = speakers[one.span]
            outcome = judge(text, one, speaker)
            counts[one.kind, bool(one.names), outcome] += 1
            if options.wrong and outcome == "wrong":
                print(document, one.span, text[slice(*one.span)], one.names[:1], speaker)
    named = sum(count for (_, has_name, _), count in counts.items() if has_name)
    for kind in sorted({kind for kind, _, _ in counts}):
        shares = [f"{result} {counts[kind, True, result]}" for result in ("right", "wrong", "open")]
        print(f"{kind}: {', '.join(shares)}; of nobody named: {counts[kind, False, 'wrong']} wrong")
    right, wrong = (
        sum(count for (_, has_name, found), count in counts.items() if has_name and found == result)
        for result in ("right", "wrong")
    )
    invented = sum(
        count for (_, has_name, found), count in counts.items() if not has_name and found == "wrong"
    )
    nobody = sum(count for (_, has_name, _), count in counts.items() if not has_name)
    print(f"of {named} that can be resolved: right {right / named:.3f}, wrong {wrong / named:.3f}")
    print(
        f"of {nobody} that can't: {invented} resolved; all wrong {(wrong + invented) / named:.3f}"
    )


if __name__ == "__main__":
    main()
