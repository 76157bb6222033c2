"""A conversation as the page holds it while it is open."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from assistant.records import Turn
from assistant.ui import render
from assistant.ui.render.records import Exchange

__all__ = ["Exchange", "Talk"]


@dataclass(frozen=True, slots=True)
class Talk:
    """The exchanges of a conversation, oldest first."""

    id: str | None = None
    """What it is kept under; None before anything is kept."""
    exchanges: tuple[Exchange, ...] = ()

    @property
    def turns(self) -> list[Turn]:
        """Those that were answered."""
        return [one.turn for one in self.exchanges if one.turn is not None]

    def exchange(self, number: int) -> Exchange | None:
        """The exchange with a number from 1, if there is one."""
        return self.exchanges[number - 1] if 0 < number <= len(self.exchanges) else None

    def with_exchange(self, number: int, exchange: Exchange) -> Talk:
        """The same with another exchange under a number, at most one behind the last."""
        return replace(
            self, exchanges=(*self.exchanges[: number - 1], exchange, *self.exchanges[number:])
        )

    def html(self, upto: int | None = None) -> Markup:
        """The exchanges as they are shown, up to a number."""
        return render.conversation(self.exchanges, upto)
