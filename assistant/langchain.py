"""`Assistant`: the assistant as a LangChain Runnable, for programs that import On Record."""

from __future__ import annotations

from typing import Any

from langchain_core.runnables import Runnable, RunnableConfig

from assistant.answering.pipeline import LISTED_PASSAGES
from assistant.assistant import BaseAssistant
from assistant.records import Answer
from index.records import Filters

__all__ = ["Assistant"]


class Assistant(BaseAssistant, Runnable[str | dict[str, Any], Answer]):
    """Answers questions over one store.

    >>> assistant = Assistant.open(".onrecord")
    >>> assistant.ask("What did Plokhov say about extradition?").text

    As a Runnable it takes a question, or a dict with `question` and optionally `filters`
    (a `Filters`) and `k`, and returns an `Answer`; `invoke`, `batch`, `stream` and the `|`
    operator work as with any other Runnable.
    """

    def invoke(
        self,
        input: str | dict[str, Any],  # noqa: A002 (LangChain's name)
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> Answer:
        """Answer one question, as LangChain calls it."""
        return self._call_with_config(self._answer_input, input, config, **kwargs)

    def _answer_input(self, given: str | dict[str, Any]) -> Answer:
        if isinstance(given, str):
            return self.ask(given)
        return self.ask(
            given["question"], given.get("filters", Filters()), given.get("k", LISTED_PASSAGES)
        )
