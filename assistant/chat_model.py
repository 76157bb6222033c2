"""The one seam to chat models: any of LangChain's, as text in and pieces of text out.

A model answers within its time or fails; its failures are told in words that hold neither its key
nor anything that a server sent.
"""

from __future__ import annotations

import importlib.util
import os
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from queue import Empty, Queue
from typing import TYPE_CHECKING, Any, TypeVar

from assistant.errors import ModelError, ModelFailed

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

TIMEOUT = 60.0
"""Seconds that a reply may take, if nothing else is asked for."""
RETRIES = 2
"""Times that a request is tried again where the server is busy or can't be reached."""
BACK_OFF = 0.5
"""Seconds before the first of these; each further one waits twice as long."""
LONGEST = 20_000
"""Characters of a reply that are read; a model that goes on is cut off."""
PACKAGES = {"openai": "openai", "anthropic": "anthropic", "ollama": "ollama"}
"""Providers that come as an extra of On Record."""
_KEYS = {"openai": "OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY"}
_REASONS = re.compile(r"o\d|gpt-[5-9]")
"""Models that take no temperature."""
_FORM = "write it as PROVIDER:MODEL, for example openai:gpt-4o-mini or ollama:llama3.2"
T = TypeVar("T")
Message = tuple[str, str]
"""Who speaks (`system`, `human` or `ai`), and the words."""


class _CutOff(ConnectionError):
    """A reply came without its end."""


class ChatModel:
    """A chat model with a time limit. May be used by several threads."""

    def __init__(
        self, model: BaseChatModel, name: str, place: str | None = None, timeout: float = TIMEOUT
    ) -> None:
        """Wrap a model.

        Args:
            model: One of LangChain's.
            name: What it is called in answers and messages.
            place: Where its server is, if it was given.
            timeout: Seconds that a reply may take, from the request to its last word.
        """
        self.name = name
        self.timeout = timeout
        self._model = model
        self._place = place
        self._says_when_it_ends = type(model).__module__.startswith("langchain_openai")

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """The reply piece by piece, as the model writes it.

        Raises:
            ModelFailed: It can't be reached, refuses, breaks off or takes too long. What came
                before was not all.
        """
        end = time.monotonic() + self.timeout
        pieces: Queue[str | BaseException | None] = Queue()
        stop = threading.Event()
        # In a thread of its own, as a server that sends nothing can't be waited for otherwise.
        threading.Thread(
            target=self._produce, args=(list(messages), pieces, stop, end), daemon=True
        ).start()
        length = 0
        try:
            while length < LONGEST:
                try:
                    piece = pieces.get(timeout=max(0.0, end - time.monotonic()))
                except Empty:
                    raise ModelFailed(
                        f"{self.called} did not finish within {self.timeout:g} seconds "
                        "(--llm-timeout allows more)"
                    ) from None
                if piece is None:
                    return
                if isinstance(piece, BaseException):
                    raise ModelFailed(_reason(piece, self.called)) from None
                length += len(piece)
                yield piece
        finally:
            stop.set()

    def reply(self, messages: Sequence[Message]) -> str:
        """The whole reply; raises as `stream` does."""
        return "".join(self.stream(messages))[:LONGEST]

    @property
    def langchain(self) -> BaseChatModel:
        """The model itself, for libraries that want one of LangChain's."""
        return self._model

    def attempt(self, work: Callable[[], T]) -> T:
        """What `work` gives, which uses the model by itself; tried again as a reply is.

        Raises:
            ModelFailed: As for `stream`.
        """
        for attempt in range(RETRIES + 1):
            try:
                return work()
            except Exception as error:
                if attempt == RETRIES or not _may_pass(error):
                    raise ModelFailed(_reason(error, self.called)) from None
                time.sleep(BACK_OFF * 2**attempt)
        raise AssertionError("unreachable")

    @property
    def called(self) -> str:
        """What it is, and where its server is if that was given."""
        return f"the model {self.name}" + (f" at {self._place}" if self._place else "")

    def _produce(
        self,
        messages: Sequence[Message],
        pieces: Queue[str | BaseException | None],
        stop: threading.Event,
        end: float,
    ) -> None:
        """Put the reply's pieces into the queue, then None, or what went wrong."""
        begun = False
        for attempt in range(RETRIES + 1):
            ended = False
            try:
                for chunk in self._model.stream(list(messages)):
                    text = chunk.text
                    ended = ended or bool(chunk.response_metadata.get("finish_reason"))
                    if stop.is_set():
                        return
                    if text:
                        begun = True
                        pieces.put(str(text))
                # A connection that is cut can look like the end of a reply.
                cut_off = self._says_when_it_ends and not ended
                pieces.put(_CutOff() if cut_off else None)
                return
            except Exception as error:
                wait = BACK_OFF * 2**attempt
                last = attempt == RETRIES or time.monotonic() + wait > end
                # Once words have come, a second reply would be another one.
                if begun or last or not _may_pass(error):
                    pieces.put(error)
                    return
                if stop.wait(wait):
                    return


def open_chat_model(name: str, url: str | None = None, timeout: float = TIMEOUT) -> ChatModel:
    """The model that a user names. Nothing is sent anywhere yet.

    Args:
        name: As `PROVIDER:MODEL`.
        url: Of the server, where it is not the provider's own.
        timeout: Seconds that a reply may take.

    Raises:
        ModelError: The name is none, the provider is unknown or not installed, or it needs a key.
    """
    provider, _, model = name.partition(":")
    if not provider.strip() or not model.strip():
        raise ModelError(f"{name!r} names no chat model; {_FORM}")
    provider, model = provider.strip().lower(), model.strip()
    if url is not None and not url.startswith(("http://", "https://")):
        raise ModelError(
            f"{url!r} is no address of a chat model; it begins with http:// or https://"
        )
    extra = PACKAGES.get(provider)
    if extra and importlib.util.find_spec(f"langchain_{extra}") is None:
        raise ModelError(
            f"chat models of {provider} need another package: pip install 'onrecord[{extra}]'"
        )
    options = _options(provider, model, url, timeout)
    from langchain.chat_models import init_chat_model

    try:
        made = init_chat_model(model, model_provider=provider, **options)
    except ImportError as error:
        package = str(error.name or f"langchain-{provider}").replace("_", "-").split(".")[0]
        raise ModelError(
            f"chat models of {provider} need another package: pip install {package}"
        ) from error
    except ValueError as error:
        if "Unsupported provider" in str(error) or "model_provider" in str(error):
            known = ", ".join(PACKAGES)
            raise ModelError(
                f"there is no provider {provider!r}; with On Record come {known}, and others of "
                "LangChain work once their package is installed"
            ) from None
        raise ModelError(_no_model(provider, name)) from None
    except Exception:
        # What it says may hold the key.
        raise ModelError(_no_model(provider, name)) from None
    return ChatModel(made, name, url, timeout)


def _options(provider: str, model: str, url: str | None, timeout: float) -> dict[str, Any]:
    """What the provider's class of LangChain is made with.

    Trying again is left to us, as not all of them can, and one time limit holds for all tries.
    """
    options: dict[str, Any] = {} if _REASONS.match(model) else {"temperature": 0}
    if url:
        options["base_url"] = url
    if provider == "ollama":
        options["client_kwargs"] = {"timeout": timeout}
    else:
        options |= {"timeout": timeout, "max_retries": 0}
    if provider == "openai" and url and not os.environ.get("OPENAI_API_KEY"):
        # The client wants one, which a server of one's own doesn't ask for.
        options["api_key"] = "none"
    return options


def _no_model(provider: str, name: str) -> str:
    key = _KEYS.get(provider)
    if key and not os.environ.get(key):
        other = ", or give --llm-url for a server that needs none" if provider == "openai" else ""
        return f"{name} needs a key; set the environment variable {key}{other}"
    return f"{name} can't be used as a chat model; {_FORM}"


def _may_pass(error: BaseException) -> bool:
    """Whether the same request may succeed later: the server is busy, down or out of reach."""
    status = getattr(error, "status_code", None)
    if isinstance(status, int):
        return status in (408, 409, 429) or status >= 500
    return _is_unreachable(error)


def _is_unreachable(error: BaseException) -> bool:
    names = {kind.__name__ for kind in type(error).__mro__}
    return bool(names & {"APIConnectionError", "TransportError", "ConnectionError", "OSError"})


def _reason(error: BaseException, called: str) -> str:
    """Why there is no reply, in words of our own."""
    status = getattr(error, "status_code", None)
    names = " ".join(kind.__name__ for kind in type(error).__mro__)
    if status in (401, 403):
        return f"{called} did not accept the key ({status})"
    if status == 404:
        return f"{called} is not known there (404)"
    if status == 429:
        return f"{called} has no time for us (429); try again later"
    if isinstance(status, int):
        return f"{called} failed ({status})"
    if "Timeout" in names:
        return f"{called} did not answer in time (--llm-timeout allows more)"
    if _is_unreachable(error):
        return f"{called} can't be reached, or broke off"
    if isinstance(error, (ValueError, KeyError, TypeError, AttributeError)):
        return f"{called} sent what is no reply"
    return f"{called} failed ({type(error).__name__})"
