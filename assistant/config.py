"""Settings: what a user can set by environment variables (`ONRECORD_*`) and flags."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.chat_model import DEFAULT_REPLY_SECONDS
from assistant.readers.extractive_reader import DEFAULT_READER
from index.embedding.embedder import DEFAULT_MODEL


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the store is, and which models to use."""

    store: Path = Path(".onrecord")
    """The store's folder."""
    embedding_model: str = DEFAULT_MODEL
    """Name or folder of a sentence-transformers model."""
    chroma_url: str | None = None
    """Address of a Chroma server; None for a Chroma index in the store's folder."""
    reader: str = DEFAULT_READER
    """Name or folder of the extractive reader's model; "small" for the smaller of the packaged ones
    alone."""
    threads: int | None = None
    """Threads that each model may use for one question; None for one on each available core. A
    program that answers several questions at once divides the cores, as
    `index.embedding.cpu_cores.cores_per_question` does."""
    llm: str | None = None
    """The chat model that writes answers, as PROVIDER:MODEL; None to cite sentences alone."""
    llm_url: str | None = None
    """Address of the chat model's server; None for the provider's own."""
    llm_timeout: float = DEFAULT_REPLY_SECONDS
    """Time limit for a reply of the chat model in seconds."""
    nli: str | None = None
    """Name or folder of the inference model that checks written sentences; None for the packaged
    check."""
