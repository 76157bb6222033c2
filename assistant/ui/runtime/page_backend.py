"""Behind the tabs: answers questions, reopens conversations, shows sources and the header."""

from __future__ import annotations

import logging
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.browse.completions import Completions
from assistant.conversation.history import History
from assistant.errors import FeedbackError
from assistant.records import Turn
from assistant.saved.feedback import Opinion
from assistant.saved.past_answers import restore_answer
from assistant.ui import render
from assistant.ui.runtime.model_loading import ModelLoading
from assistant.ui.runtime.open_conversation import Exchange, OpenConversation
from assistant.ui.runtime.request_workers import RequestWorkers
from assistant.ui.runtime.source_links import resolve_source_link
from assistant.ui.runtime.visitors import owner_of
from index.errors import OnRecordError
from index.records import Filters

if TYPE_CHECKING:
    from assistant.assistant import BaseAssistant
    from assistant.ui.security.user_accounts import LiveUsers, Users

__all__ = ["PageBackend", "StoppedByUserError"]

NO_DOCUMENTS = (
    "You can't ask anything yet: the store is empty. Add files on the tab “Documents”, or run"
    " `onrecord index FOLDER` in a terminal."
)
LOADING_MODELS = "Loading the models. You can ask already; the answer will wait for them"

_log = logging.getLogger(__name__)


class StoppedByUserError(OnRecordError):
    """The user pressed Stop."""


class PageBackend:
    """The assistant as the page uses it.

    Attributes:
        assistant: Answers the questions.
        completions: Completes and checks names of speakers, outlets and documents.
        workers: Threads in which everything that takes time is run.
    """

    def __init__(
        self,
        assistant: BaseAssistant,
        model_loading: ModelLoading | None,
        users: Users | LiveUsers | None = None,
    ) -> None:
        """Create the worker threads.

        Args:
            assistant: Answers the questions.
            model_loading: Loading of the models that is under way; None if they are loaded.
            users: The users who may sign in; None if there is no sign-in.
        """
        self._users = users
        self.assistant = assistant
        self.completions = Completions(assistant.retriever)
        self.workers = RequestWorkers(model_loading, assistant.model is not None)
        self._model_loading = model_loading

    def masthead(self, user: str | None = None) -> str:
        """The page's header, with the current number of documents.

        Args:
            user: Name of the user who is signed in; None if there is none.
        """
        model = self.assistant.model
        model_name = model.description if model else None
        documents, _ = self.assistant.count_documents_and_passages()
        header = render.masthead(documents, model_name, user)
        return header if documents else header + render.introduction(NO_DOCUMENTS)

    async def loading_notices(self) -> AsyncIterator[str]:
        """The notice above the question box while the models load, or the error if they can't."""
        if self._model_loading is not None:
            if not self._model_loading.is_done:
                yield render.notice(LOADING_MODELS)
                await self._model_loading.wait()
            if self._model_loading.problem is not None:
                yield render.problem_message(self._model_loading.problem)
                return
        yield ""

    async def answer(
        self,
        question: str,
        turns: list[Turn],
        filters: Filters,
        on_text: Callable[[str], None],
        stop: threading.Event,
    ) -> Exchange:
        """Answer a question of a conversation; an error becomes the exchange's text.

        Args:
            question: The user's question.
            turns: The questions and answers before it, which it may refer to.
            filters: Limits on the documents searched.
            on_text: Called with each piece that a chat model writes, before it is checked.
            stop: Set when the user no longer waits for the answer.
        """
        valid_question = question.encode("utf-8", "replace").decode("utf-8")

        def write(piece: str) -> None:
            if stop.is_set():  # ends the chat model's writing, not only the waiting for it
                raise StoppedByUserError("stopped")
            on_text(piece)

        try:
            answer = await self.workers.run_with_models(
                lambda: self.assistant.ask_after(turns, valid_question, filters, on_text=write)
            )
        except OnRecordError as error:
            return Exchange(question, None, render.problem_message(str(error)), str(error))
        return Exchange(
            question, Turn.of(answer), render.answer_view(answer), render.announcement(answer)
        )

    def owner(self, key: str, user: str | None) -> str:
        """The owner of the conversations that a request may see.

        Args:
            key: The visitor's key.
            user: Name of the user who is signed in; None if there is none.
        """
        account = None
        if self._users is not None and user is not None:
            account = self._users.now().find(user)
        return owner_of(key, user, account.id if account else "")

    def history(self, owner: str) -> History:
        """The saved conversations of an owner."""
        return self.assistant.history.for_user(owner)

    def reopen(self, owner: str, name: str) -> OpenConversation:
        """A saved conversation, with the owner's ratings of its answers.

        Raises:
            ConversationError: The owner has no conversation of this name, or its file is damaged.
        """
        catalogue = self.assistant.store.catalogue
        turns = self.history(owner).existing_turns(name)
        opinions = self._opinions(owner)
        exchanges = []
        for turn in turns:
            answer = restore_answer(turn, catalogue)
            exchange = Exchange(
                turn.question, turn, render.answer_view(answer), render.announcement(answer)
            )
            opinion = opinions.get(Opinion.of(name, turn, helpful=True).id)
            if opinion is not None:
                exchange = replace(exchange, helpful=opinion.helpful, comment=opinion.comment)
            exchanges.append(exchange)
        return OpenConversation(name, tuple(exchanges))

    def source_view(self, link: object) -> str:
        """The source view that a link leads to.

        Raises:
            FilterError: The link is not valid, or its document is no longer in the store.
        """
        return render.source_view(resolve_source_link(self.assistant.store.catalogue, link))

    def _opinions(self, owner: str) -> dict[str, Opinion]:
        """An owner's ratings of answers, by the answer's id."""
        try:
            return {opinion.id: opinion for opinion in self.assistant.feedback.opinions(owner)}
        except FeedbackError:
            # The conversation can be shown without ratings.
            _log.warning("ratings could not be read", exc_info=True)
            return {}
