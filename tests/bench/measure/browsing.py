"""What a user waits for besides answers: lists, counts, completions, filters, removing; and memory.

usage: python tests/bench/measure/browsing.py STORE [NAME ...]

STORE is one that `large_store.py` made; documents are removed from a copy of it beside it. With
names, only what begins with one of them is measured. Each is done with the store newly opened, as
in a new process, but for filters, which are measured in a process that has loaded the indexes.
Prints one JSON line: for each the median of processor milliseconds and of those that passed, over
three runs (one if it takes more than five seconds), and megabytes of memory. Processor time is what
to compare on a machine with other work.

To compare two versions, run each with its own code on its own copy of a store: a store gets the
indexes and counts that it lacks when a newer version opens it and writes to it.
"""

import json
import resource
import shutil
import statistics
import sys
import time
from collections import Counter
from itertools import islice
from pathlib import Path

from assistant.browse.completions import Completions
from assistant.browse.overview import overview
from assistant.browse.people import find_one_person, list_people, read_person
from assistant.browse.statements import fold_statements, list_folded_statements, select_statements
from assistant.browse.timeline import timeline
from index.embedding.hash_embedder import HashEmbedder
from index.records import Filters
from index.retrieval.retriever import Retriever
from index.store.store import Store
from index.sync.sync import remove_documents

EMBEDDER = HashEmbedder(384)
QUESTIONS = (
    "What did Clinton say about the emails?",
    "Who warned that prices would rise?",
    "How many people were killed in Mosul?",
    "What does Trump promise on trade?",
)
LONG_MS = 5_000


class Stopwatch:
    """Measures what is asked for, by name."""

    def __init__(self, names):
        self._names = names
        self.figures = {}

    def measure(self, name, work, prepare=lambda: None):
        if self._names and not name.startswith(self._names):
            return
        passed, used = [], []
        while len(used) < 3 and sum(passed) < LONG_MS:
            before = prepare()
            start, processor = time.perf_counter(), time.process_time()
            work(before)
            used.append((time.process_time() - processor) * 1000)
            passed.append((time.perf_counter() - start) * 1000)
        middle = statistics.median
        self.figures[name] = {"cpu_ms": round(middle(used), 1), "ms": round(middle(passed), 1)}
        print(name, self.figures[name], file=sys.stderr, flush=True)


def draw_timeline(store):
    """What the tab "Who said what" counts."""
    retriever = Retriever(store)
    folded = list(fold_statements(retriever, list(select_statements(retriever))))
    each_once = [(one.info, one.statement) for one in folded]
    return timeline(each_once, retriever.people.main_name_of)


def measure_lists(watch, folder, speaker):
    def opened():
        return Store.open(folder, EMBEDDER)

    by = Filters(speakers=(speaker,))
    watch.measure("open", lambda _: opened())
    watch.measure("statements, first 100", lambda s: list(islice(_folded(s), 100)), opened)
    watch.measure("statements of one speaker", lambda s: list(_folded(s, by)), opened)
    watch.measure(
        "statements, first 100 of one", lambda s: list(islice(_folded(s, by), 100)), opened
    )
    watch.measure("timeline", draw_timeline, opened)
    watch.measure("people, first page", lambda s: list(list_people(s)[1]), opened)
    watch.measure(
        "people, one of them",
        lambda s: read_person(s, find_one_person(s.catalogue.people(), speaker)),
        opened,
    )
    for kind in ("speaker", "outlet", "document"):
        watch.measure(
            f"completions, {kind}",
            lambda s, kind=kind: Completions(Retriever(s)).suggest(kind, "a"),
            opened,
        )
    watch.measure("stats", overview, opened)
    watch.measure("list, all documents", lambda s: list(s.catalogue.documents()), opened)


def _folded(store, filters=Filters()):  # noqa: B008
    return list_folded_statements(store, filters)


def measure_filters(watch, store, speaker, document):
    infos = list(store.catalogue.documents())
    outlets = [name for name, _ in Counter(info.outlet for info in infos).most_common()]
    dates = sorted(info.date for info in infos if info.date)
    tenth = Filters(after=dates[len(dates) * 4 // 10], before=dates[len(dates) // 2])
    retriever = Retriever(store)
    for question in QUESTIONS:
        retriever.retrieve(question)
    for name, filters in {
        "none": Filters(),
        "outlet": Filters(outlets=(outlets[3 % len(outlets)],)),
        "dates": tenth,
        "document": Filters(documents=(document,)),
        "all but a document": Filters(excluded_documents=(document,)),
        "speaker": Filters(speakers=(speaker,)),
    }.items():
        watch.measure(
            f"filter, {name}",
            lambda _, f=filters: [retriever.retrieve(question, f) for question in QUESTIONS],
        )


def measure_remove(watch, folder, document):
    """Remove one document from a copy of the store, that an earlier removal has written to."""
    copy = folder.with_name(f"{folder.name}-copy")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy)
    store = Store.open(copy, EMBEDDER)
    others = [info for info in store.catalogue.documents() if info.name != document][:3]
    remove_documents(store, others[:1])
    rest = iter([store.catalogue.find_documents(document), others[1:2], others[2:3]])
    watch.measure("remove", lambda _: remove_documents(store, next(rest)))
    store.close()
    shutil.rmtree(copy)


def main(folder, *names):
    folder, watch = Path(folder), Stopwatch(names)
    store = Store.open(folder, EMBEDDER)
    documents, passages = store.catalogue.count()
    speaker = next(iter(store.catalogue.people().people.values())).name
    document = next(islice(store.catalogue.documents(), documents // 2, None)).name
    measure_lists(watch, folder, speaker)
    if not names or any(name.startswith("filter") for name in names):
        measure_filters(watch, store, speaker, document)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    if not names or "remove" in names:
        measure_remove(watch, folder, document)
    facts = {"documents": documents, "passages": passages, "peak_mb": memory}
    print(json.dumps({**facts, **watch.figures}))


if __name__ == "__main__":
    main(*sys.argv[1:])
