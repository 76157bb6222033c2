"""Turns at the threads: a visitor with many requests doesn't make another wait for all of them."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future

import pytest

from assistant.ui.runtime.fair_turns import MAX_WAITING, FairTurns
from index.errors import OnRecordError


def order_of(visitors: list[str], places: int = 1) -> list[str]:
    """The order in which requests of these visitors, sent at once, are worked on."""
    done: list[str] = []

    async def request(turns: FairTurns, visitor: str) -> None:
        async with turns.turn(visitor):
            await asyncio.sleep(0)
            done.append(visitor)

    async def all_requests() -> None:
        turns = FairTurns(places)
        await asyncio.gather(*(request(turns, visitor) for visitor in visitors))

    asyncio.run(all_requests())
    return done


def test_another_visitor_is_served_next():
    done = order_of([*["many"] * 150, "one", "two", "one"])
    assert len(done) == 153
    assert done.index("one") <= 3
    assert done.index("two") <= 4
    assert max(at for at, visitor in enumerate(done) if visitor == "one") <= 6


def test_one_visitor_alone_gets_all_places():
    assert order_of(["a"] * 20, places=4) == ["a"] * 20


def test_too_many_of_one_visitor_are_refused_and_others_are_not():
    async def run() -> None:
        turns = FairTurns(1)
        async with turns.turn("first"):
            waiting = [
                asyncio.create_task(turns.turn("many").__aenter__()) for _ in range(MAX_WAITING)
            ]
            await asyncio.sleep(0)
            with pytest.raises(OnRecordError, match="waiting already"):
                async with turns.turn("many"):
                    pass
            other = asyncio.create_task(turns.turn("other").__aenter__())
            await asyncio.sleep(0)
            for task in (*waiting, other):
                task.cancel()
            await asyncio.gather(*waiting, other, return_exceptions=True)
        async with turns.turn("many"):
            pass

    asyncio.run(run())


def test_a_request_that_is_given_up_takes_no_place():
    async def run() -> None:
        turns = FairTurns(1)
        async with turns.turn("a"):
            tasks = [asyncio.create_task(turns.turn("b").__aenter__()) for _ in range(3)]
            await asyncio.sleep(0)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        async with asyncio.timeout(5), turns.turn("c"):
            pass

    asyncio.run(run())


def test_a_place_is_kept_while_the_work_of_a_request_that_was_given_up_goes_on():
    work: Future[None] = Future()
    work.set_running_or_notify_cancel()

    async def first(turns: FairTurns) -> None:
        async with turns.turn("a") as place:
            place.work = work
            await asyncio.wrap_future(work)

    async def second(turns: FairTurns) -> None:
        async with turns.turn("b"):
            pass

    async def run() -> None:
        turns = FairTurns(1)
        given_up = asyncio.create_task(first(turns))
        await asyncio.sleep(0)
        waiting = asyncio.create_task(second(turns))
        given_up.cancel()
        await asyncio.gather(given_up, return_exceptions=True)
        for _ in range(5):
            await asyncio.sleep(0)
        assert not waiting.done()
        work.set_result(None)
        async with asyncio.timeout(5):
            await waiting

    asyncio.run(run())
