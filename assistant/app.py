"""Wiring: settings -> store -> retriever -> assistant, which is a LangChain Runnable."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from langchain_core.runnables import Runnable, RunnableConfig

from assistant.answer import RETRIEVED, answer_question
from assistant.config import Settings
from assistant.quotes import check_quote
from assistant.reader import DEFAULT_READER, ExtractiveReader, Reader, Text
from assistant.records import Answer, Citation, QuoteVerdict
from index.embedding import SentenceEmbedder
from index.errors import FilterError
from index.records import Filters, Span
from index.retriever import Retriever
from index.store import Store
from index.sync import Progress, rebuild


class Assistant(Runnable[str | dict[str, Any], Answer]):
    """Answers questions over one store.

    >>> assistant = Assistant.open(".onrecord")
    >>> assistant.ask("What did Plokhov say about extradition?").text

    As a Runnable it takes a question, or a dict with `question` and optionally `filters`
    (a `Filters`) and `k`, and gives an `Answer`; `invoke`, `batch`, `stream` and the `|`
    operator work as with any other.
    """

    def __init__(self, store: Store, reader: Reader | str = DEFAULT_READER) -> None:
        """An assistant over an open store.

        Args:
            store: Where it searches.
            reader: What reads for it, or the name or folder of a model that does.
        """
        self.store = store
        self.retriever = Retriever(store)
        self.reader = ExtractiveReader(reader) if isinstance(reader, str) else reader

    @classmethod
    def open(cls, store: Settings | str | None = None) -> Assistant:
        """An assistant over an existing store.

        Args:
            store: The store's folder, or full settings.

        Raises:
            StoreError: The store is missing, damaged or made with another model.
        """
        settings = store if isinstance(store, Settings) else _settings(store)
        return cls(open_store(settings), settings.reader)

    def ask(
        self,
        question: str,
        filters: Filters = Filters(),  # noqa: B008
        k: int = RETRIEVED,
    ) -> Answer:
        """Answer one question; see `assistant.answer.answer_question`."""
        # Half a character, as JSON and command lines can hold, could not be searched or printed.
        question = question.encode("utf-8", "replace").decode()
        return answer_question(question, self.retriever, self.reader, filters, k)

    def check_quote(
        self,
        quote: str,
        speaker: str | None = None,
        filters: Filters = Filters(),  # noqa: B008
    ) -> QuoteVerdict:
        """Whether the documents have these words; see `assistant.quotes.check_quote`."""
        return check_quote(quote, self.retriever, speaker, filters)

    def invoke(
        self,
        input: str | dict[str, Any],  # noqa: A002 (LangChain's name)
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> Answer:
        """Answer one question, as LangChain calls it."""
        return self._call_with_config(self._answer, input, config, **kwargs)

    def surroundings(self, citation: Citation, margin: int = 400) -> tuple[str, str, str]:
        """The text before a citation, what stands at its place, and the text after it."""
        found = self.store.catalogue.find(citation.document_id)
        if not found:
            raise FilterError(f"the document {citation.document!r} is no longer in the store")
        number, (start, end) = found[0].number, (citation.start, citation.end)
        read = self.store.catalogue.quote
        before = read(number, max(0, start - margin), start)
        return before, read(number, start, end), read(number, end, end + margin)

    def counts(self) -> tuple[int, int]:
        """Number of documents and of passages in the store."""
        return self.store.catalogue.count()

    def warm_up(self) -> None:
        """Load the models and open the indexes, which takes seconds the first time."""
        self.retriever.retrieve("warm up")
        self.reader.read("warm up", [Text("warm up", (Span(0, 7),))])

    def examples(self, n: int = 3) -> list[str]:
        """Questions about documents in the store, by their titles."""
        titles = [info.title for info in self.store.catalogue.documents() if info.title]
        step = max(1, len(titles) // n)
        return [f"What was said about: {title.rstrip(' .,;:?')}?" for title in titles[::step][:n]]

    def _answer(self, asked: str | dict[str, Any]) -> Answer:
        if isinstance(asked, str):
            return self.ask(asked)
        return self.ask(
            asked["question"], asked.get("filters", Filters()), asked.get("k", RETRIEVED)
        )


def open_store(settings: Settings) -> Store:
    """Open the store that the settings name; raises as `Store.open` does."""
    embedder = SentenceEmbedder(settings.embedding_model)
    return Store.open(settings.store, embedder, settings.chroma_url)


def create_store(settings: Settings) -> Store:
    """Open that store, making it if there is none; raises as `Store.create` does."""
    embedder = SentenceEmbedder(settings.embedding_model)
    return Store.create(settings.store, embedder, settings.chroma_url)


def rebuild_store(settings: Settings, progress: Progress | None = None) -> int:
    """Make the store's indexes again for these settings; gives the number of passages."""
    embedder = SentenceEmbedder(settings.embedding_model)
    store = Store.open(settings.store, embedder, settings.chroma_url, to_rebuild=True)
    try:
        return rebuild(store, progress)
    finally:
        store.close()


def _settings(folder: str | None) -> Settings:
    return Settings(store=Path(folder)) if folder else Settings()
