"""An assistant without models: it knows one text and finds sentences by shared words."""

from __future__ import annotations

import contextlib
import queue
import re
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from gradio_client import Client

from assistant import Assistant
from assistant.errors import QuestionError
from assistant.records import Answer, Citation, Retrieved, Searched, Turn
from assistant.ui import serve
from index.attribution.extraction import extract_statements
from index.embedding.hash_embedder import HashEmbedder
from index.records import Document, Filters
from index.store.store import Store
from index.text.sentences import split_sentences

TEXT = (
    "SOCHI (Sputnik) — Active cooperation between Russian and other law enforcement agencies in"
    " combating cybercrime continues, Sergey Plokhov has said.\n"
    "“The most active cooperation in this part is currently conducted jointly with Belarus,"
    " Armenia, the Republic of Korea, Poland, Turkey, and France...\n"
    "The number of requests demonstrates that there is very active cooperation,” he explained.\n"
    "“This year, the competent authorities of European states refused 42 times on political"
    " grounds to extradite people to us,” he continued.\n"
)
NAME = "sputnik_2022-10-14_law-enforcement-cooperation.txt"
FACTS = {
    "document": NAME,
    "document_id": "d1",
    "title": "Cooperation With Foreign Law Enforcers Ongoing Despite Politics",
    "outlet": "Sputnik International",
    "date": "2022-10-14",
}


class StandIn(Assistant):
    """Answers from `text`; `facts` describe the document it says it is from.

    Only its answers are made up: the store behind it holds the document.
    """

    def __init__(self, text: str = TEXT, **facts: str | None) -> None:
        self._folder = tempfile.TemporaryDirectory()
        folder = Path(self._folder.name)
        super().__init__(Store.create(folder / "store", HashEmbedder()))
        self.text = text
        self.facts = FACTS | facts
        told = {name: self.facts[name] for name in ("title", "outlet", "date")}
        document = Document(
            name=self.facts["document"], path=folder / "document.txt", text=text,
            sha256="0" * 64, **told,
        )  # fmt: skip
        number = self.store.catalogue.add_pending(document, "")
        sentences = split_sentences(text, None)
        self.store.catalogue.add_statements(number, extract_statements(text, sentences, None))
        self.store.catalogue.publish([number])
        self.facts |= {"document_id": document.id}
        self.go_on = threading.Event()
        """Cleared, it keeps every question waiting."""
        self.go_on.set()
        self.models = threading.Event()
        self.models.set()

    def ask(self, question: str, filters: Filters | None = None, k: int = 20) -> Answer:
        if not question.strip():
            raise QuestionError("the question is empty")
        if "explode" in question:
            raise RuntimeError("secret detail")
        assert self.go_on.wait(30)
        wanted = set(re.findall(r"\w{5,}", question.lower()))
        sentences = [m.span() for m in re.finditer(r"[^\n]+(?:\.\.\.\n[^\n]+)?", self.text)]
        best = max(sentences, key=lambda span: self._overlap(span, wanted))
        if self._overlap(best, wanted) < 2:
            return self._answer(question, "not_found", "Nothing in 1 document answers this.", 0.12)
        quote = self.text[slice(*best)]
        cited = Citation(
            marker=1, start=best[0], end=best[1], quote=quote, path=f"/docs/{NAME}", page=None,
            sha256="0" * 64, **self.facts,
        )  # fmt: skip
        text = f"{quote} — {cited.outlet}, {cited.date} [1]"
        return self._answer(question, "answered", text, 0.93, cited)

    def ask_after(
        self,
        turns: Sequence[Turn],
        question: str,
        filters: Filters | None = None,
        k: int = 20,
        on_text: Callable[[str], None] | None = None,
    ) -> Answer:
        return self.ask(question)

    def warm_up(self) -> None:
        assert self.models.wait(30)

    def examples(self, n: int = 3) -> list[str]:
        return [
            "With which countries is cooperation against cybercrime most active?",
            "How often did European states refuse to extradite people?",
            "What did Sergey Plokhov say about law enforcement agencies?",
        ][:n]

    def _overlap(self, span: tuple[int, int], wanted: set[str]) -> int:
        return len(wanted & set(re.findall(r"\w+", self.text[slice(*span)].lower())))

    def _answer(
        self, question: str, status: str, text: str, confidence: float, *cited: Citation
    ) -> Answer:
        near = [
            Retrieved(start=m.start(), end=m.end(), score=0.5, text=m.group(), **self.facts)
            for m in re.finditer(r"[^\n]+", self.text)
        ]
        return Answer(
            question=question,
            status=status,
            text=text,
            short_answer="Belarus, Armenia, the Republic of Korea, Poland, Turkey, and France"
            if "Belarus" in text
            else None,
            confidence=confidence,
            citations=cited,
            retrieved=tuple(near),
            searched=Searched(documents=1),
            timings_ms={"total": 1.0},
        )


def client_of(url: str, **options: object) -> Client:
    """Gradio's own client, which reports its use to its makers unless it is told not to."""
    return Client(url, verbose=False, analytics_enabled=False, **options)


@contextlib.contextmanager
def running(assistant: object, **options: object) -> Iterator[str]:
    """The address of a chat that is served in a thread meanwhile."""
    outcome: queue.Queue[str | BaseException] = queue.Queue()
    stop = threading.Event()

    def run() -> None:
        try:
            serve(assistant, port=0, when_ready=outcome.put, stop=stop, **options)
        except BaseException as error:
            outcome.put(error)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        first = outcome.get(timeout=60)
        if isinstance(first, BaseException):
            raise first
        yield first
    finally:
        stop.set()
        thread.join(20)
