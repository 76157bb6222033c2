"""Wiring: settings -> store -> retriever, reader and chat model -> answers.

`assistant.langchain` makes it a LangChain Runnable; nothing here waits for LangChain to be
imported.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol, Self

from assistant.answering.pipeline import LISTED_PASSAGES, answer_question
from assistant.chat_model import ChatModel, open_chat_model
from assistant.config import Settings
from assistant.conversation.history import History
from assistant.conversation.standalone import follow_up, says_more
from assistant.quotes.checking import check_quote
from assistant.readers.extractive_reader import DEFAULT_READER, ExtractiveReader, Reader, TextToRead
from assistant.records import Answer, QuoteVerdict, Turn
from assistant.saved.feedback import Feedback
from assistant.stores import open_store
from index.records import Filters, Span
from index.retrieval.retriever import RetrievalMode, Retriever
from index.store.store import Store
from index.text.person_names import is_full_name

if TYPE_CHECKING:
    from assistant.generation.checks.entailment import Entailment
    from assistant.generation.checks.sentence import SupportCheck
    from assistant.generation.writer import Writer


class AnswersBeside(Protocol):
    """Another process over the same store, which answers while this one is answering."""

    def start(self) -> None:
        """Let it load its models; does not wait for it."""

    def answer(self, question: str, filters: Filters, k: int) -> Answer | None:
        """Its answer, or None where the question is to be answered here."""


class BaseAssistant:
    """Answers questions over one store."""

    def __init__(
        self,
        store: Store,
        reader: Reader | str = DEFAULT_READER,
        model: ChatModel | None = None,
        mode: RetrievalMode = "all",
        abstains: bool = True,
        nli: str | None = None,
    ) -> None:
        """An assistant over an open store.

        Args:
            store: Where it searches.
            reader: What reads for it, or the name or folder of a model that does.
            model: The chat model that writes its answers; None for the sources' own words.
            mode: Which signals find and rank passages, for `assistant.evaluation`.
            abstains: Whether it may refuse to answer, for `assistant.evaluation`.
            nli: Name or folder of the inference model that checks what the chat model writes;
                None for `assistant.generation.checks.support`.
        """
        self.store = store
        self.retriever = Retriever(store, mode)
        self.abstains = abstains
        self.reader = ExtractiveReader(reader) if isinstance(reader, str) else reader
        self.model = model
        self.nli = nli
        self._entailment: Entailment | None = None
        self._loading = Lock()
        self.beside: AnswersBeside | None = (
            None  # set by `assistant.second_process.answering_beside`
        )
        self._answering = Lock()
        self.history = History(store.folder / "conversations")
        self.feedback = Feedback(store.folder)

    @classmethod
    def open(cls, store: Settings | str | None = None) -> Self:
        """An assistant over an existing store.

        Args:
            store: The store's folder, or full settings.

        Raises:
            StoreError: The store is missing, damaged or made with another model.
        """
        settings = store if isinstance(store, Settings) else _settings(store)
        return cls(open_store(settings), settings.reader, named_model(settings), nli=settings.nli)

    def ask(
        self,
        question: str,
        filters: Filters = Filters(),  # noqa: B008
        k: int = LISTED_PASSAGES,
        conversation: str | None = None,
        on_text: Callable[[str], None] | None = None,
    ) -> Answer:
        """Answer one question; see `assistant.answering.pipeline.answer_question`.

        Args:
            question: In plain words.
            filters: Limits on the documents searched.
            k: Passages to list in the answer.
            conversation: Name of the conversation that it belongs to; what it leaves open is
                taken from the turns before, and the answer is kept with them.
            on_text: Told each piece that the chat model writes, before anything is checked.

        Raises:
            ConversationError: The conversation's file is damaged or can't be written.
        """
        # Half a character, as JSON and command lines can hold, could not be searched or printed.
        question = question.encode("utf-8", "replace").decode()
        if conversation is None:
            return self._answered(question, filters, k, on_text)
        turns = self.history.turns(conversation)
        answer = self.ask_after(turns, question, filters, k, on_text)
        self.history.add(conversation, Turn.of(answer))
        return answer

    def ask_after(
        self,
        turns: Sequence[Turn],
        question: str,
        filters: Filters = Filters(),  # noqa: B008
        k: int = LISTED_PASSAGES,
        on_text: Callable[[str], None] | None = None,
    ) -> Answer:
        """Answer a question that may take something from the turns before it; keeps nothing.

        Args:
            turns: Those before, oldest first.
            question: As it was asked.
            filters: Limits on the documents searched.
            k: Passages to list in the answer.
            on_text: As for `ask`.
        """
        found = follow_up(question, turns, filters, self.model, self._speaks)
        answer = self._answered(found.question, found.filters, k, on_text)
        if found.may_be_whole and self.model is None:
            alone = self._answered(question, found.filters, k, None)
            if says_more(alone, answer):
                answer = alone
        if answer.question == question:
            return answer
        return replace(answer, question=question, standalone=answer.question)

    def _speaks(self, name: str) -> bool:
        return bool(self.retriever.people.names_of(name))

    def _answered(
        self, question: str, filters: Filters, k: int, on_text: Callable[[str], None] | None
    ) -> Answer:
        if self.beside is None:
            return self._answered_here(question, filters, k, on_text)
        if not self._answering.acquire(blocking=False):
            told = self.beside.answer(question, filters, k)
            return told or self._answered_here(question, filters, k, on_text)
        try:
            return self._answered_here(question, filters, k, on_text)
        finally:
            self._answering.release()

    def _answered_here(
        self, question: str, filters: Filters, k: int, on_text: Callable[[str], None] | None
    ) -> Answer:
        return answer_question(
            question,
            self.retriever,
            self.reader,
            filters,
            k,
            self._writer(),
            on_text,
            self.abstains,
        )

    def _writer(self) -> Writer | None:
        if self.model is None:
            return None
        from assistant.generation.writer import Writer

        return Writer(self.model, self._support_check())

    def _support_check(self) -> SupportCheck:
        """What measures support: the model that was named for it, or the packaged measure.

        The model is loaded once, and at once: a name that is wrong is told before a chat model is
        asked to write.
        """
        if self.nli is None:
            from assistant.generation.checks.support import Support

            return Support(self.store.embedder)
        from assistant.generation.checks.entailment import Entailment

        with self._loading:
            if self._entailment is None:
                entailment = Entailment(self.nli)
                entailment.load()
                self._entailment = entailment
            return self._entailment

    def check_quote(
        self,
        quote: str,
        speaker: str | None = None,
        filters: Filters = Filters(),  # noqa: B008
    ) -> QuoteVerdict:
        """Whether the documents have these words; see `assistant.quotes.checking.check_quote`."""
        return check_quote(quote, self.retriever, speaker, filters)

    def counts(self) -> tuple[int, int]:
        """Number of documents and of passages in the store."""
        return self.store.catalogue.count()

    def warm_up(self) -> None:
        """Load the models and open the indexes, which takes seconds the first time."""
        self.retriever.retrieve("warm up")
        self.reader.read("warm up", [TextToRead("warm up", (Span(0, 7),))])
        if self.model is not None:
            self._support_check()
        if self.beside is not None:
            self.beside.start()

    def examples(self, n: int = 3) -> list[str]:
        """Questions about those who are heard most; about documents where nobody has a name."""
        heard = self._heard(n)
        if heard:
            return [f"What did {name} say?" for name in heard]
        titles = self.store.catalogue.sample_titles(n)
        return [f"What was said about: {one.rstrip(' .,;:?')}?" for one in titles]

    def _heard(self, n: int) -> list[str]:
        """Up to `n` who are heard most, by a full name, and more than once."""
        full = [
            (said, name)
            for name, (said, _) in self.retriever.people.names.items()
            if said > 1 and len(name.split()) in (2, 3) and name.istitle() and is_full_name(name)
        ]
        return [name for _, name in sorted(full, key=lambda one: (-one[0], one[1]))[:n]]


def named_model(settings: Settings) -> ChatModel | None:
    """The chat model that the settings name; raises as `open_chat_model` does."""
    if not settings.llm:
        return None
    return open_chat_model(settings.llm, settings.llm_url, settings.llm_timeout)


def _settings(folder: str | None) -> Settings:
    return Settings(store=Path(folder)) if folder else Settings()
