"""`BaseAssistant`: opens what the settings name (store, reader, chat model) and answers questions.

`assistant.langchain` makes it a LangChain Runnable; this module doesn't import LangChain, which
takes long.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol, Self

from assistant.answering.pipeline import LISTED_PASSAGES, answer_question
from assistant.browse.example_questions import example_questions
from assistant.chat_model import ChatModel, open_chat_model
from assistant.config import Settings
from assistant.conversation.history import History
from assistant.conversation.several_questions import divide_questions, join_answers
from assistant.conversation.small_talk import answer_small_talk, is_small_talk
from assistant.conversation.standalone import is_better_as_asked, make_standalone
from assistant.errors import ConversationError, TurnNotSavedError
from assistant.quotes.checking import check_quote
from assistant.readers.extractive_reader import (
    DEFAULT_READER,
    SMALL_READER,
    ExtractiveReader,
    Reader,
    TextToRead,
)
from assistant.readers.large_reader import LargeReader
from assistant.records import Answer, QuoteVerdict, Turn
from assistant.saved.feedback import Feedback
from assistant.stores import open_store
from index.records import Filters, Span
from index.retrieval.retriever import RetrievalMode, Retriever
from index.store.store import Store

if TYPE_CHECKING:
    from assistant.draft_records import DraftReport
    from assistant.generation.answer_writer import AnswerWriter
    from assistant.generation.support.entailment import EntailmentModel
    from assistant.generation.support.support_check import SupportCheck
    from assistant.quotes.drafts.draft_text import Draft


class ConcurrentAnswerer(Protocol):
    """Another process over the same store that answers while this one is busy.

    `assistant.second_process.SecondProcess` is one.
    """

    def start(self) -> None:
        """Start the process; doesn't wait until its models are loaded."""

    def answer(self, question: str, filters: Filters, k: int) -> Answer | None:
        """Its answer; None if it can't answer now."""


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
        threads: int | None = None,
    ) -> None:
        """An assistant over an open store.

        Args:
            store: The store to search.
            reader: The extractive reader, or the name or folder of its model. `DEFAULT_READER` is
                a small one and, for what may be cited, a large one; `SMALL_READER` the small one
                alone.
            model: The chat model that writes answers; None to cite sentences alone.
            mode: Which signals find and rank passages, for `assistant.evaluation`.
            abstains: Whether it refuses if the evidence is not enough; False only for
                `assistant.evaluation`.
            nli: Name or folder of the inference model that checks what the chat model writes;
                None for `assistant.generation.support.word_similarity`.
            threads: Threads of a reader that is given by name; None for one on each core.
        """
        self.store = store
        self.retriever = Retriever(store, mode)
        self.abstains = abstains
        self.close_reader: LargeReader | None = None
        """Reads what may be cited again; there is one beside the packaged reader alone."""
        if isinstance(reader, str):
            if reader == DEFAULT_READER:
                self.close_reader = LargeReader(threads)
            elif reader == SMALL_READER:
                reader = DEFAULT_READER
            reader = ExtractiveReader(reader, threads=threads)
        self.reader = reader
        self.model = model
        self.nli = nli
        self._entailment: EntailmentModel | None = None
        self._loading = Lock()
        self.second_process: ConcurrentAnswerer | None = None
        """Set by `assistant.second_process.run_second_process` while it runs."""
        self._answering = Lock()
        self.history = History(store.folder / "conversations")
        self.feedback = Feedback(store.folder)

    @classmethod
    def open(cls, store: Settings | str | None = None) -> Self:
        """An assistant over an existing store.

        Args:
            store: The store's folder, or settings; None for the default settings.

        Raises:
            StoreError: The store is missing, damaged or was made with another model.
            ChatModelSetupError: The chat model that the settings name can't be used.
        """
        settings = store if isinstance(store, Settings) else _settings(store)
        return cls(
            open_store(settings),
            settings.reader,
            open_configured_chat_model(settings),
            nli=settings.nli,
            threads=settings.threads,
        )

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
            k: Number of passages to list in the answer.
            conversation: Name of the conversation that the question belongs to: a follow-up is
                made standalone with its earlier turns, and the answer is added to it.
            on_text: Called with each piece that the chat model writes, before anything is checked.

        Raises:
            ConversationError: The conversation's file is damaged.
            TurnNotSavedError: It can't be written; the error has the answer.
        """
        # Lone surrogates, which JSON and command lines can contain, can't be searched or printed.
        question = question.encode("utf-8", "replace").decode()
        if conversation is None:
            return self.ask_after((), question, filters, k, on_text)
        turns = self.history.turns(conversation)
        answer = self.ask_after(turns, question, filters, k, on_text)
        try:
            self.history.add_turn(conversation, Turn.of(answer))
        except ConversationError as error:
            raise TurnNotSavedError(f"the answer could not be kept: {error}", answer) from error
        return answer

    def ask_after(
        self,
        turns: Sequence[Turn],
        question: str,
        filters: Filters = Filters(),  # noqa: B008
        k: int = LISTED_PASSAGES,
        on_text: Callable[[str], None] | None = None,
    ) -> Answer:
        """Answer a question that may be a follow-up of earlier turns; adds it to no conversation.

        Each of several questions is answered; small talk gets a reply without a search.

        Args:
            turns: The earlier turns, oldest first.
            question: As the user asked it.
            filters: Limits on the documents searched.
            k: Number of passages to list in the answer.
            on_text: As for `ask`.
        """
        reply = answer_small_talk(question)
        if reply is not None:
            return reply
        turns = [turn for turn in turns if not is_small_talk(turn.question)]
        questions = divide_questions(question)
        if len(questions) == 1:
            return self._ask_one(turns, question, filters, k, on_text)
        answers: list[Answer] = []
        for one in questions:
            before = [*turns, *map(Turn.of, answers)]
            answers.append(self._ask_one(before, one, filters, k, on_text))
        return join_answers(question, answers)

    def _ask_one(
        self,
        turns: Sequence[Turn],
        question: str,
        filters: Filters,
        k: int,
        on_text: Callable[[str], None] | None,
    ) -> Answer:
        """Answer one question, made standalone with the turns before it."""
        standalone = make_standalone(question, turns, filters, self.model, self._is_speaker)
        answer = self._answer(standalone.question, standalone.filters, k, on_text)
        if standalone.may_be_standalone_as_asked and self.model is None:
            as_asked = self._answer(question, standalone.filters, k, None)
            if is_better_as_asked(as_asked, answer):
                answer = as_asked
        if answer.question == question:
            return answer
        return replace(answer, question=question, standalone=answer.standalone or answer.question)

    def _is_speaker(self, name: str) -> bool:
        return bool(self.retriever.people.find(name))

    def _answer(
        self, question: str, filters: Filters, k: int, on_text: Callable[[str], None] | None
    ) -> Answer:
        """Answer in this process, or in the second one while this one is busy."""
        if self.second_process is None:
            return self._answer_in_this_process(question, filters, k, on_text)
        if not self._answering.acquire(blocking=False):
            answer = self.second_process.answer(question, filters, k)
            return answer or self._answer_in_this_process(question, filters, k, on_text)
        try:
            return self._answer_in_this_process(question, filters, k, on_text)
        finally:
            self._answering.release()

    def _answer_in_this_process(
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
            self.close_reader,
        )

    def _writer(self) -> AnswerWriter | None:
        if self.model is None:
            return None
        from assistant.generation.answer_writer import AnswerWriter

        return AnswerWriter(self.model, self._support_check())

    def _support_check(self) -> SupportCheck:
        """The check of written sentences: the inference model if one is named, or the packaged one.

        The model is loaded right away, once: a wrong name must fail before a chat model is asked
        to write.
        """
        if self.nli is None:
            from assistant.generation.support.word_similarity import WordSimilarity

            words = WordSimilarity(self.store.embedder)
            if self.close_reader is None:
                return words
            from assistant.generation.support.close_support import CloseSupport

            return CloseSupport(words, self.close_reader)
        from assistant.generation.support.entailment import EntailmentModel

        with self._loading:
            if self._entailment is None:
                entailment = EntailmentModel(self.nli)
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

    def check_draft(
        self,
        draft: Draft | Path | str,
        filters: Filters = Filters(),  # noqa: B008
        progress: Callable[[int, int], None] | None = None,
        reading: Callable[[int, int], None] | None = None,
    ) -> DraftReport:
        """Every quotation, speaker and figure of a draft, compared with the documents.

        Args:
            draft: The path of a file, text, or what `assistant.quotes.drafts.draft_text` has read.
            filters: Limits on the documents searched.
            progress: Told how many quotations are looked up, and of how many.
            reading: Told before how many characters of the draft are read, and of how many.

        Raises:
            DraftError: The draft can't be read, or there is nothing in it.
        """
        # Loaded here, as it brings the rules of statements, which no answer needs.
        from assistant.quotes.drafts.checking import check_draft
        from assistant.quotes.drafts.draft_text import draft_from_text, read_draft_file

        if isinstance(draft, Path):
            draft = read_draft_file(draft)
        elif isinstance(draft, str):
            draft = draft_from_text(draft)
        return check_draft(draft, self.retriever, filters, progress, reading)

    def count_documents_and_passages(self) -> tuple[int, int]:
        """Number of documents and number of passages in the store."""
        return self.store.catalogue.count()

    def warm_up(self) -> None:
        """Load the models and open the indexes, which takes seconds the first time."""
        self.retriever.retrieve("Who said that it was warm?")  # loads the tagger too
        text = TextToRead("warm up", (Span(0, 7),))
        self.reader.read("warm up", [text])
        if self.close_reader is not None:
            self.close_reader.read_closely("warm up", [text])
        if self.model is not None:
            self._support_check()
        if self.second_process is not None:
            self.second_process.start()

    def example_questions(self, n: int = 3) -> list[str]:
        """Questions about the most frequent speakers; about documents if no speaker has a name."""
        return example_questions(self.store, self.retriever, n)


def open_configured_chat_model(settings: Settings) -> ChatModel | None:
    """The chat model that the settings name; raises as `open_chat_model` does."""
    if not settings.llm:
        return None
    return open_chat_model(settings.llm, settings.llm_url, settings.llm_timeout)


def _settings(folder: str | None) -> Settings:
    return Settings(store=Path(folder)) if folder else Settings()
