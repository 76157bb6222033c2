"""Are the words of a document read as they were written, in each format and by each maker?

usage: python tests/bench/measure/round_trip.py FOLDER [--only ID ...] [--form FORM ...]
           [--chromium PROGRAM] [--worst N] [--shuffled SEED]

Writes the texts of `suites/round_trip/` to FOLDER as web pages, PDF files (by reportlab,
LibreOffice and Chromium) and Word files (by python-docx and LibreOffice), where they aren't yet,
reads them back, indexes them, and prints for each form (`--shuffled` exchanges layouts between the
texts, which gives files that nobody has seen):

- words: word error rate of the words in order, page furniture and marks of footnotes left out;
- lost, doubled: sentences that are missing or stand there twice;
- whole: the share of the plain text's sentences that are a sentence of the file, too;
- quotes: the share of the texts' quotations, and of every third sentence, that are `verbatim`;
- speakers: the share of the plain text's statements that the file gives the same speaker; and how
  many statements of the file the plain text doesn't have.

Needs LibreOffice (`soffice`), Chromium, and the packages reportlab, pyphen and playwright.
"""

from __future__ import annotations

import argparse
import re
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from document_makers.texts import Text, load_texts
from round_trip_files import FORMS, file_of, write_files
from round_trip_words import MIN_WORDS, Comparison, compare, sentences_of, words_of

from assistant.quotes.checking import check_quote
from index.embedding.hash_embedder import HashEmbedder
from index.errors import DocumentError
from index.ingest.format_registry import extract_document
from index.records import Filters
from index.retrieval.retriever import Retriever
from index.store.store import Store
from index.sync.sync import sync
from index.text.reading_text import ReadingText, make_reading_text
from index.text.sentences import split_sentences

BARS = {"words": 0.005, "quotes": 0.99, "speakers": 0.97}
_QUOTATION = re.compile(r"[“«„](?:[^“”«»„]{20,})[”»“]")


@dataclass
class Reading:
    """What was read from one file, and how it compares."""

    text: Text
    form: str
    comparison: Comparison
    sentences: tuple[int, int]
    """How many sentences of the plain text are sentences of the file, of how many."""
    reading: ReadingText | None
    problem: str = ""
    false_quotes: list[str] = field(default_factory=list)
    quotes: int = 0
    statements: int = 0
    changed_statements: list[str] = field(default_factory=list)
    added_statements: list[str] = field(default_factory=list)


Statements = dict[str, str]
"""Speaker by reported words."""


def read_file(text: Text, form: str, file: Path) -> Reading:
    """Read a file and compare its words and sentences with the text's."""
    expected = sentences_of([*text.plain_lines(), *(note.words for note in text.notes.values())])
    try:
        document = extract_document(file.suffix, file.read_bytes())
        reading = make_reading_text(document.text, document.marks)
        problem = ""
    except DocumentError as error:
        reading, problem = None, str(error)
    read = reading.text if reading else ""
    actual = {tuple(words_of(read[a:b])) for a, b in split_sentences(read)} if read else set()
    wanted = [words for words in map(words_of, expected) if len(words) >= MIN_WORDS]
    same = sum(tuple(words) in actual for words in wanted)
    return Reading(text, form, compare(text, read), (same, len(wanted)), reading, problem)


def quotes_of(text: Text) -> list[str]:
    """The text's quotations, and every third of its sentences."""
    quotations = [quote[0] for block in text.blocks for quote in _QUOTATION.finditer(block.words)]
    sentences = [
        sentence
        for block in text.blocks
        if block.kind != "row"
        for sentence in sentences_of([block.words])
        if len(words_of(sentence)) >= MIN_WORDS
    ]
    return quotations + sentences[::3]


def statements_of(store: Store, name: str, reading: ReadingText) -> Statements:
    """The statements of a document: speaker by reported words, as they are read."""
    statements: Statements = {}
    numbers = [document.number for document in store.catalogue.find_documents(name)]
    for _, statement in store.catalogue.statements(numbers):
        content = reading.text[statement.start : statement.end]
        words = words_of(re.sub(r"[“”\"„«»]", "", content))
        statements[" ".join(words)] = statement.speaker or ""
    return statements


def check_statements(reading: Reading, plain: Statements, statements: Statements) -> None:
    """Note which statements of the plain text the file lacks or gives to somebody else."""
    reading.statements = len(plain)
    for words, speaker in plain.items():
        got = statements.get(words)
        if got is None:
            reading.changed_statements.append(f"{speaker}: {words} -> missing")
        elif got != speaker:
            reading.changed_statements.append(f"{speaker}: {words} -> {got}")
    reading.added_statements = [
        f"{speaker}: {words}" for words, speaker in statements.items() if words not in plain
    ]


def check_quotes(reading: Reading, retriever: Retriever, name: str) -> None:
    """Note which quotes of the text aren't found word by word in the file."""
    filters = Filters(documents=(name,))
    for quote in quotes_of(reading.text):
        reading.quotes += 1
        verdict = check_quote(quote, retriever, filters=filters, nearest=False).verdict
        if verdict != "verbatim":
            reading.false_quotes.append(f"{verdict}: {quote}")


def check_in_store(readings: Sequence[Reading], folder: Path) -> None:
    """Index the files, and check quotes and statements."""
    shutil.rmtree(folder / "store", ignore_errors=True)
    store = Store.create(folder / "store", HashEmbedder())
    files = [file_of(folder, reading.form, reading.text) for reading in readings]
    sync(store, files)
    retriever = Retriever(store)
    plain: dict[str, Statements] = {}
    for reading, file in zip(readings, files, strict=True):
        if reading.reading is None:
            continue
        statements = statements_of(store, file.name, reading.reading)
        if reading.form == "txt":
            plain[reading.text.id] = statements
        check_statements(reading, plain[reading.text.id], statements)
        check_quotes(reading, retriever, file.name)
    store.close()


def print_table(readings: Sequence[Reading]) -> None:
    """One line a form."""
    print(
        f"{'form':18} {'files':>5} {'words':>7} {'lost':>5} {'doubled':>7} {'whole':>6}"
        f" {'quotes':>7} {'speakers':>8} {'added':>6}"
    )
    for form in FORMS:
        own = [reading for reading in readings if reading.form == form]
        if not own:
            continue
        words = sum(one.comparison.errors for one in own) / sum(one.comparison.words for one in own)
        whole = sum(one.sentences[0] for one in own) / sum(one.sentences[1] for one in own)
        quotes = 1 - _share(own, "false_quotes", "quotes")
        speakers = 1 - _share(own, "changed_statements", "statements")
        print(
            f"{form:18} {len(own):5} {words:7.4f} {sum(len(one.comparison.lost) for one in own):5}"
            f" {sum(len(one.comparison.doubled) for one in own):7} {whole:6.3f} {quotes:7.4f}"
            f" {speakers:8.4f} {sum(len(one.added_statements) for one in own):6}"
        )
    print(f"bars: words at most {BARS['words']}, quotes {BARS['quotes']}, speakers", end=" ")
    print(f"{BARS['speakers']}, nothing lost or doubled")


def _share(readings: Sequence[Reading], part: str, whole: str) -> float:
    total = sum(getattr(reading, whole) for reading in readings)
    return sum(len(getattr(reading, part)) for reading in readings) / max(1, total)


def print_worst(readings: Sequence[Reading], number: int) -> None:
    """What is wrong with the files of each form that have most errors."""
    for form in FORMS:
        own = [reading for reading in readings if reading.form == form]
        own.sort(key=_badness, reverse=True)
        for reading in own[:number]:
            if _badness(reading) > 0:
                _print_reading(reading)


def _badness(reading: Reading) -> float:
    rate = reading.comparison.errors / max(1, reading.comparison.words)
    return rate * 10 + len(reading.false_quotes) + len(reading.changed_statements)


def _print_reading(reading: Reading) -> None:
    comparison = reading.comparison
    print(
        f"\n== {reading.text.id}, {reading.form}: {comparison.errors} of {comparison.words} words"
    )
    lists = (
        ("", [reading.problem] if reading.problem else []),
        ("words", comparison.differences),
        ("lost", comparison.lost),
        ("doubled", comparison.doubled),
        ("quote", reading.false_quotes),
        ("statement", reading.changed_statements),
        ("added", reading.added_statements),
    )
    for name, items in lists:
        for item in items[:6]:
            print(f"   {name} {item[:200]}")
        if len(items) > 6:
            print(f"   {name} … {len(items) - 6} more")


def main() -> None:
    """Write, read, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="*", default=())
    parser.add_argument("--form", nargs="*", default=FORMS)
    parser.add_argument("--chromium", default=shutil.which("chromium") or "chromium")
    parser.add_argument("--shuffled", type=int, help="a seed; FOLDER must be another one")
    parser.add_argument("--worst", type=int, default=3)
    settings = parser.parse_args()
    texts = load_texts(settings.only, settings.shuffled)
    write_files(texts, settings.folder.resolve(), settings.chromium)
    readings, seconds = [], dict.fromkeys(FORMS, 0.0)
    for form in FORMS:
        if form != "txt" and not any(form.startswith(name) for name in settings.form):
            continue
        for text in texts:
            file = file_of(settings.folder.resolve(), form, text)
            if file.exists():
                began = time.perf_counter()
                readings.append(read_file(text, form, file))
                seconds[form] += time.perf_counter() - began
    check_in_store(readings, settings.folder.resolve())
    print_worst(readings, settings.worst)
    print()
    print_table(readings)
    print("seconds:", ", ".join(f"{form} {spent:.1f}" for form, spent in seconds.items()))


if __name__ == "__main__":
    main()
