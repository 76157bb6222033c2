"""Questions in, verified answers out.

from assistant import Assistant

answer = Assistant.open(".onrecord").ask("What did Plokhov say about extradition?")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.config import Settings
    from assistant.draft_records import DraftFigure, DraftQuotation, DraftReport
    from assistant.langchain import Assistant
    from assistant.records import Answer, Citation, QuoteMatch, QuoteVerdict, Retrieved, Searched
    from index.records import Filters

_MODULE_OF = {
    "Answer": "assistant.records",
    "Assistant": "assistant.langchain",
    "Citation": "assistant.records",
    "DraftFigure": "assistant.draft_records",
    "DraftQuotation": "assistant.draft_records",
    "DraftReport": "assistant.draft_records",
    "Filters": "index.records",
    "QuoteMatch": "assistant.records",
    "QuoteVerdict": "assistant.records",
    "Retrieved": "assistant.records",
    "Searched": "assistant.records",
    "Settings": "assistant.config",
}
__all__ = ["Answer", "Assistant", "Citation", "DraftFigure", "DraftQuotation", "DraftReport"]
__all__ += ["Filters", "QuoteMatch", "QuoteVerdict", "Retrieved", "Searched", "Settings"]


def __getattr__(name: str) -> Any:
    # Imported on first use, so that `onrecord --help` doesn't wait for LangChain.
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'assistant' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_MODULE_OF[name]), name)
