"""Chat models: the only module that calls them, through LangChain.

Messages in, pieces of text out. A model replies within a time limit or the call fails; messages
about a failure contain neither the key nor anything that the server sent.
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

from assistant.errors import ChatModelReplyError, ChatModelSetupError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

DEFAULT_REPLY_SECONDS = 60.0
"""Time limit for a whole reply unless the settings say otherwise."""
MAX_RETRIES = 2
"""How often a request is repeated if the server is busy or can't be reached."""
FIRST_RETRY_SECONDS = 0.5
"""Wait before the first retry; each further one waits twice as long."""
MAX_REPLY_CHARACTERS = 20_000
"""A longer reply is cut off."""
PROVIDER_EXTRAS = {"openai": "openai", "anthropic": "anthropic", "ollama": "ollama"}
"""Providers whose package is an optional extra of On Record, with the extra's name."""
_KEY_VARIABLES = {"openai": "OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY"}
_WITHOUT_TEMPERATURE = re.compile(r"o\d|gpt-[5-9]")
"""Names of reasoning models, which accept no temperature."""
_NAME_FORMAT = "write it as PROVIDER:MODEL, for example openai:gpt-4o-mini or ollama:llama3.2"
T = TypeVar("T")
Message = tuple[str, str]
"""Role (`system`, `human` or `ai`) and text."""


class _CutOff(ConnectionError):
    """The connection ended before the reply did."""


class ChatModel:
    """A chat model with a time limit. May be used by several threads."""

    def __init__(
        self,
        model: BaseChatModel,
        name: str,
        place: str | None = None,
        timeout: float = DEFAULT_REPLY_SECONDS,
        first_retry_seconds: float = FIRST_RETRY_SECONDS,
    ) -> None:
        """Wrap a model.

        Args:
            model: A chat model of LangChain.
            name: Its name in answers and messages.
            place: Its server's address, if the settings give one.
            timeout: Time limit for a reply in seconds, from the request to the last word.
            first_retry_seconds: Wait before the first retry.
        """
        self.name = name
        self.timeout = timeout
        self._first_retry_seconds = first_retry_seconds
        self._model = model
        self._place = place
        self._says_when_it_ends = type(model).__module__.startswith("langchain_openai")

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """The reply piece by piece, as the model writes it.

        Raises:
            ChatModelReplyError: The model can't be reached, refuses, breaks off or takes too
                long; the pieces so far are then incomplete.
        """
        end = time.monotonic() + self.timeout
        pieces: Queue[str | BaseException | None] = Queue()
        stop = threading.Event()
        # In its own thread: otherwise a server that sends nothing could not be timed out.
        threading.Thread(
            target=self._produce, args=(list(messages), pieces, stop, end), daemon=True
        ).start()
        length = 0
        try:
            while length < MAX_REPLY_CHARACTERS:
                try:
                    piece = pieces.get(timeout=max(0.0, end - time.monotonic()))
                except Empty:
                    raise ChatModelReplyError(
                        f"{self.description} did not finish within {self.timeout:g} seconds "
                        "(--llm-timeout allows more)"
                    ) from None
                if piece is None:
                    return
                if isinstance(piece, BaseException):
                    raise ChatModelReplyError(_failure_message(piece, self.description)) from None
                length += len(piece)
                yield piece
        finally:
            stop.set()

    def reply(self, messages: Sequence[Message]) -> str:
        """The whole reply; raises as `stream` does."""
        return "".join(self.stream(messages))[:MAX_REPLY_CHARACTERS]

    @property
    def langchain_model(self) -> BaseChatModel:
        """The LangChain model itself, for libraries that need one."""
        return self._model

    def call_with_retries(self, work: Callable[[], T]) -> T:
        """The result of `work`, which calls the model itself; repeated as a request is.

        Raises:
            ChatModelReplyError: As for `stream`.
        """
        for attempt in range(MAX_RETRIES + 1):
            try:
                return work()
            except Exception as error:
                if attempt == MAX_RETRIES or not _is_temporary(error):
                    raise ChatModelReplyError(_failure_message(error, self.description)) from None
                time.sleep(self._first_retry_seconds * 2**attempt)
        raise AssertionError("unreachable")

    @property
    def description(self) -> str:
        """The model's name, with its server's address if the settings give one."""
        return f"the model {self.name}" + (f" at {self._place}" if self._place else "")

    def _produce(
        self,
        messages: Sequence[Message],
        pieces: Queue[str | BaseException | None],
        stop: threading.Event,
        end: float,
    ) -> None:
        """Put the reply's pieces into the queue, then None or the exception."""
        has_begun = False
        for attempt in range(MAX_RETRIES + 1):
            ended = False
            try:
                for chunk in self._model.stream(list(messages)):
                    text = chunk.text
                    ended = ended or bool(chunk.response_metadata.get("finish_reason"))
                    if stop.is_set():
                        return
                    if text:
                        has_begun = True
                        pieces.put(str(text))
                # A broken connection can look like the end of a reply.
                cut_off = self._says_when_it_ends and not ended
                pieces.put(_CutOff() if cut_off else None)
                return
            except Exception as error:
                wait = self._first_retry_seconds * 2**attempt
                last = attempt == MAX_RETRIES or time.monotonic() + wait > end
                # A second reply would not go on from the words that have already arrived.
                if has_begun or last or not _is_temporary(error):
                    pieces.put(error)
                    return
                if stop.wait(wait):
                    return


def open_chat_model(
    name: str,
    url: str | None = None,
    timeout: float = DEFAULT_REPLY_SECONDS,
    first_retry_seconds: float = FIRST_RETRY_SECONDS,
) -> ChatModel:
    """The chat model of this name. Sends nothing yet.

    Args:
        name: As `PROVIDER:MODEL`.
        url: The server's address, if it is not the provider's own.
        timeout: Time limit for a reply in seconds.
        first_retry_seconds: Wait before the first retry.

    Raises:
        ChatModelSetupError: The name is malformed, the provider is unknown or not installed, or
            the key is missing.
    """
    provider, _, model = name.partition(":")
    if not provider.strip() or not model.strip():
        raise ChatModelSetupError(f"{name!r} is not the name of a chat model; {_NAME_FORMAT}")
    provider, model = provider.strip().lower(), model.strip()
    if url is not None and not url.startswith(("http://", "https://")):
        raise ChatModelSetupError(
            f"{url!r} is not the address of a chat model's server; it begins with http:// or "
            "https://"
        )
    extra = PROVIDER_EXTRAS.get(provider)
    if extra and importlib.util.find_spec(f"langchain_{extra}") is None:
        raise ChatModelSetupError(
            f"chat models of {provider} need another package: pip install 'onrecord[{extra}]'"
        )
    options = _options(provider, model, url, timeout)
    from langchain.chat_models import init_chat_model

    try:
        made = init_chat_model(model, model_provider=provider, **options)
    except ImportError as error:
        package = str(error.name or f"langchain-{provider}").replace("_", "-").split(".")[0]
        raise ChatModelSetupError(
            f"chat models of {provider} need another package: pip install {package}"
        ) from error
    except ValueError as error:
        if "Unsupported provider" in str(error) or "model_provider" in str(error):
            known = ", ".join(PROVIDER_EXTRAS)
            raise ChatModelSetupError(
                f"there is no provider {provider!r}; with On Record come {known}, and others of "
                "LangChain work once their package is installed"
            ) from None
        raise ChatModelSetupError(_setup_message(provider, name)) from None
    except Exception:
        # Its message may contain the key.
        raise ChatModelSetupError(_setup_message(provider, name)) from None
    return ChatModel(made, name, url, timeout, first_retry_seconds)


def _options(provider: str, model: str, url: str | None, timeout: float) -> dict[str, Any]:
    """Arguments for LangChain's class of the provider.

    Its own retries are switched off: not every class has them, and ours share one time limit.
    """
    options: dict[str, Any] = {} if _WITHOUT_TEMPERATURE.match(model) else {"temperature": 0}
    if url:
        options["base_url"] = url
    if provider == "ollama":
        options["client_kwargs"] = {"timeout": timeout}
    else:
        options |= {"timeout": timeout, "max_retries": 0}
    if provider == "openai" and url and not os.environ.get("OPENAI_API_KEY"):
        # The client insists on a key, even for the user's own server, which needs none.
        options["api_key"] = "none"
    return options


def _setup_message(provider: str, name: str) -> str:
    key = _KEY_VARIABLES.get(provider)
    if key and not os.environ.get(key):
        other = ", or give --llm-url for a server that needs none" if provider == "openai" else ""
        return f"{name} needs a key; set the environment variable {key}{other}"
    return f"{name} can't be used as a chat model; {_NAME_FORMAT}"


def _is_temporary(error: BaseException) -> bool:
    """Whether the same request may succeed later: the server is busy, down or unreachable."""
    status = getattr(error, "status_code", None)
    if isinstance(status, int):
        return status in (408, 409, 429) or status >= 500
    return _is_unreachable(error)


def _is_unreachable(error: BaseException) -> bool:
    names = {kind.__name__ for kind in type(error).__mro__}
    return bool(names & {"APIConnectionError", "TransportError", "ConnectionError", "OSError"})


def _failure_message(error: BaseException, model: str) -> str:
    """Why there is no reply, without any text of the server's."""
    status = getattr(error, "status_code", None)
    names = " ".join(kind.__name__ for kind in type(error).__mro__)
    if status in (401, 403):
        return f"{model} did not accept the key ({status})"
    if status == 404:
        return f"{model} is not known to the server (404)"
    if status == 429:
        return f"{model} is busy (429); try again later"
    if isinstance(status, int):
        return f"{model} failed ({status})"
    if "Timeout" in names:
        return f"{model} did not answer in time (--llm-timeout allows more)"
    if _is_unreachable(error):
        return f"{model} can't be reached, or broke off"
    if isinstance(error, (ValueError, KeyError, TypeError, AttributeError)):
        return f"{model} sent something that is not a reply"
    return f"{model} failed ({type(error).__name__})"
