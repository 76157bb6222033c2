"""The conversation that is open in a browser tab."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from assistant.records import Turn
from assistant.ui import render
from assistant.ui.render.records import Exchange

__all__ = ["Exchange", "OpenConversation"]


@dataclass(frozen=True, slots=True)
class OpenConversation:
    """The questions and answers of a conversation, oldest first."""

    id: str | None = None
    """The name it is saved under; None before anything is saved."""
    exchanges: tuple[Exchange, ...] = ()

    @property
    def turns(self) -> list[Turn]:
        """The exchanges that were answered."""
        return [exchange.turn for exchange in self.exchanges if exchange.turn is not None]

    def exchange(self, number: int) -> Exchange | None:
        """The exchange with this number, from 1; None if there is none."""
        return self.exchanges[number - 1] if 0 < number <= len(self.exchanges) else None

    def with_exchange(self, number: int, exchange: Exchange) -> OpenConversation:
        """A copy with an exchange replaced, or added if the number is the next free one."""
        return replace(
            self, exchanges=(*self.exchanges[: number - 1], exchange, *self.exchanges[number:])
        )

    def html(self, shown: int | None = None) -> Markup:
        """The exchanges as HTML; only the first `shown` of them if that is given."""
        return render.conversation(self.exchanges, shown)
