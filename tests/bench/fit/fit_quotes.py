"""How much of a quote must be in the documents for it to be called altered, not unknown.

usage: python tests/bench/fit/fit_quotes.py STORE QUOTES.jsonl OTHER_TEXTS_DIR [SENTENCES]

Prints, for each share of a quote's words (`QUOTE_SUPPORT` in quotes/place_search.py) and each
length of quote, how many altered quotes have less of it and are lost, and how many that nobody said
have as much and are falsely recognised. Altered are the quotes of the file whose verdict is that,
and sentences of the store's documents that are changed here by one to three words, by a cut or by
joining two; unknown are those of the file and sentences of texts that are not in the store.
"""

import json
import random
import sys
from pathlib import Path

from assistant.quotes.comparable_words import QuoteWords
from assistant.quotes.places import find_near_places
from index.embedding.hash_embedder import HashEmbedder
from index.store.store import Store
from index.text.sentences import split_sentences

SHARES = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)
LENGTHS = ((1, 3), (4, 6), (7, 10), (11, 20), (21, 500))


class AnyModel(HashEmbedder):
    """Opens a store whatever it was made with: no vectors are used here."""


def sentences_of(text, least=3, most=60):
    found = [text[span.start : span.end] for span in split_sentences(text)]
    return [sentence for sentence in found if least <= len(sentence.split()) <= most]


def altered(sentence, other, rng):
    """The sentence with one to three words changed, with a cut, or joined to another one."""
    words, others = sentence.split(), other.split()
    kind = rng.choice(("words", "words", "cut", "join"))
    if kind == "words":
        for _ in range(min(rng.randint(1, 3), max(1, len(words) // 4))):
            words[rng.randrange(len(words))] = rng.choice(others)
    elif kind == "cut" and len(words) > 5:
        start = rng.randrange(1, len(words) - 3)
        del words[start : start + rng.randint(1, 3)]
    else:
        words += others
    return " ".join(words)


def support(store, quote):
    wanted = QuoteWords(quote)
    places, share = find_near_places(wanted, store, None)
    exact = places and places[0].alignment.verdict != "altered"
    return None if exact or not wanted.words else (len(wanted.words), share)


def main(folder, quotes, others, number=600):
    store = Store(Path(folder), AnyModel())
    rng = random.Random(1)
    rows = [json.loads(line) for line in Path(quotes).read_text(encoding="utf-8").splitlines()]
    changed = [row["quote"] for row in rows if row["verdict"] == "altered"]
    unknown = [row["quote"] for row in rows if row["verdict"] == "not_found"]
    infos = list(store.catalogue.documents())
    pool = [s for info in rng.sample(infos, 200) for s in sentences_of(store.catalogue.text(info))]
    changed += [altered(rng.choice(pool), rng.choice(pool), rng) for _ in range(int(number))]
    files = sorted(Path(others).rglob("*.txt"))
    foreign = [
        s for file in rng.sample(files, min(60, len(files))) for s in sentences_of(file.read_text())
    ]
    unknown += rng.sample(foreign, min(int(number), len(foreign)))
    found = [[support(store, quote) for quote in kind] for kind in (changed, unknown)]
    for least, most in LENGTHS:
        lost, false = (
            [s for f in kind if f and least <= f[0] <= most for s in f[1:]] for kind in found
        )
        print(f"{least} to {most} words: {len(lost)} altered, {len(false)} unknown")
        for share in SHARES:
            print(
                f"  {share:.2f}  lost {sum(s < share for s in lost):4}"
                f"  falsely recognised {sum(s >= share for s in false):4}"
            )


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
