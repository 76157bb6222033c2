"""A conversation as the page holds it while it is open."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.records import Turn
from assistant.ui import render

__all__ = ["Exchange", "Talk"]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question of a conversation, with what the page shows for it."""

    question: str
    turn: Turn | None
    """None where there was an error in the place of an answer."""
    body: str
    """HTML of the answer or the error."""
    announcement: str
    helpful: bool | None = None
    comment: str = ""


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

    def html(self, upto: int | None = None) -> str:
        """The exchanges as they are shown, up to a number."""
        shown = self.exchanges[:upto]
        return "".join(
            render.exchange(
                number,
                one.question,
                one.body,
                one.announcement,
                render.actions(
                    number,
                    last=number == len(self.exchanges),
                    answered=one.turn is not None,
                    rating=one.helpful,
                    comment=one.comment,
                ),
            )
            for number, one in enumerate(shown, 1)
        )
