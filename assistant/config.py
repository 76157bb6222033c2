"""What a user can set, from the environment (`ONRECORD_*`) and then from flags."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.chat_model import TIMEOUT
from assistant.readers.extractive_reader import DEFAULT_READER
from index.embedding.embedder import DEFAULT_MODEL


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the store is and what it is made with. Does nothing by itself."""

    store: Path = Path(".onrecord")
    embedding_model: str = DEFAULT_MODEL
    chroma_url: str | None = None
    reader: str = DEFAULT_READER
    llm: str | None = None
    """The chat model that writes answers, as PROVIDER:MODEL; None for the sources' own words."""
    llm_url: str | None = None
    llm_timeout: float = TIMEOUT
    """Seconds that a reply of the chat model may take."""
    nli: str | None = None
    """The inference model that checks what is written; None for On Record's own measure."""
