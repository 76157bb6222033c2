"""The assistant as a LangChain Runnable: what programs import."""

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
    (a `Filters`) and `k`, and gives an `Answer`; `invoke`, `batch`, `stream` and the `|`
    operator work as with any other.
    """

    def invoke(
        self,
        input: str | dict[str, Any],  # noqa: A002 (LangChain's name)
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> Answer:
        """Answer one question, as LangChain calls it."""
        return self._call_with_config(self._answer, input, config, **kwargs)

    def _answer(self, asked: str | dict[str, Any]) -> Answer:
        if isinstance(asked, str):
            return self.ask(asked)
        return self.ask(
            asked["question"], asked.get("filters", Filters()), asked.get("k", LISTED_PASSAGES)
        )
