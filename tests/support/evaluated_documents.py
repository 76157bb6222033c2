"""Documents and questions about them, made up; run as a program, evaluates them, to be killed.

python evaluated.py STORE FOLDER QA OUT [SECONDS]
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

PEOPLE = """
    Ada Brandt, Otto Lind, Rosa Lindqvist, Tomas Okafor, Mei Tanaka, Igor Melnik, Nora Vance,
    Paul Ferrer, Ines Duarte, Karl Sommer
""".replace("\n", " ").split(",")
THINGS = """
    harbour railway vaccine pipeline museum satellite forest hospital bridge festival embassy
    tariff reactor ferry orchard library stadium glacier lighthouse brewery tunnel airport canal
    quarry vineyard theatre fortress aquarium monastery refinery
""".split()
VERBS = "close open sell repair paint flood move burn insure inspect".split()
MONTHS = "January March April June July August October November December February".split()


def make_documents(folder: Path) -> None:
    """Write an article about each thing."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, thing in enumerate(THINGS):
        (folder / f"{thing}.txt").write_text(
            f"News of the {thing}\n\n{evidence(number)} The weather was mild that week, and"
            f" visitors came from everywhere.\n\nTickets sold out early on Sunday.\n"
        )


def evidence(number: int) -> str:
    """The sentence in which somebody says when something happens to a thing."""
    person, verb = PEOPLE[number % 10].strip(), VERBS[number // 3]
    month, day = MONTHS[number % 10], number + 1
    return f"{person} said that workers would {verb} the {THINGS[number]} on {day} {month}."


def make_questions(path: Path) -> None:
    """A question about each thing, and as many third ones about what no document tells."""
    rows = []
    for number, thing in enumerate(THINGS):
        person = PEOPLE[number % 10].strip()
        rows.append(
            {
                "id": f"{number:02}",
                "type": "when",
                "question": f"When would workers {VERBS[number // 3]} the {thing}?",
                "answers": [f"{number + 1} {MONTHS[number % 10]}"],
                "speaker": person,
                "document": f"{thing}.txt",
                "evidence": [evidence(number)],
            }
        )
        if number % 3 == 0:
            question = f"Which zebra swallowed {number} umbrellas during a pillow fight?"
            rows.append({"id": f"{number:02}-open", "question": question, "answers": []})
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))


def main() -> None:
    """Evaluate with no model, and each answer delayed, so that the run can be killed."""
    from assistant.evaluation import evaluate, read_test_set
    from assistant.langchain import Assistant
    from assistant.readers.extractive_reader import NoReader
    from index.embedding.hash_embedder import HashEmbedder
    from index.store.store import Store
    from index.sync.sync import sync

    store_folder, folder, questions, out = map(Path, sys.argv[1:5])
    delay = float(sys.argv[5]) if len(sys.argv) > 5 else 0.0

    class Slow(Assistant):
        def ask(self, *args, **kwargs):
            time.sleep(delay)
            answer = super().ask(*args, **kwargs)
            print(answer.question, flush=True)
            return answer

    store = Store.create(store_folder, HashEmbedder())
    sync(store, [folder])
    evaluate(Slow(store, NoReader()), read_test_set(questions), out)
    store.close()


if __name__ == "__main__":
    main()
