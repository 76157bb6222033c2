"""Tells work that grows with a line's length from work that grows with its square or faster.

No clock decides: the time for a line is compared with that for one four times as long. Work in
proportion takes four times as long for it, work with the square sixteen times.
"""

from __future__ import annotations

import gc
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

LENGTH = 4_000
"""Characters of the shortest line; long enough for what is bounded to have reached its bound."""
LONGER = 4
TOO_MUCH = 8.0
"""Times as long for a line four times as long: between 4 (in proportion) and 16 (the square)."""
_HANGS = 10.0
"""Seconds after which a line counts as one that hangs: what doubles with each character would
never end, so that there would be nothing to compare."""
_RUNS = 3
_MEASURABLE = 0.02
"""Seconds of work that some processors' clocks need to tell them from none."""
_ENOUGH = 0.2
"""Seconds of work from which once is enough."""

PIECES = (
    *("A", "a", "1", " ", "\t", "\u00a0", "-", ".", ",", ":", ";", "/", "_", "*", "#", "é", "É"),
    *("'", "’", '"', "“", "”", "‘", "«", "»", "„", "''", "``", "(", ")", "[", "]", "<", ">", "—"),
    *("UN-", "UN-EU-US ", "Aa", "Aa ", "Aa-", "aa ", "a ", "A ", "A.", "A. ", "a. ", "a-", "a, "),
    *("Mr. ", "John Smith ", "John Smith, ", "John Smith’s ", "a'", "a’s ", "1,", "1.", "1 "),
    *("12 May 2015 ", "May 1, ", "2015-01-02 ", "“a” ", '"a" ', "'a' ", "'a ", "‘a’ ", "«a "),
    *("(a) ", "![", "[1] ", "<a> ", "www.", "a@", "http://", "? ", "… ", "--", "_a ", "``a "),
    *("said ", "he said ", "said that ", "He said so. ", "“I think that it is so,” he said. "),
    *(
        "according to ",
        "of the ",
        "not ",
        "that ",
        "it ",
        "his ",
        "and ",
        "asked by ",
        "rather than ",
    ),
)
"""What lines are made of that are awkward to read."""
PROSE = "The mayor of Riverside, Ada Brandt, said on Monday that the bridge “will open in May.” "


class _Hangs(Exception):
    pass


def line_of(piece: str, length: int) -> str:
    """A line of one piece over and over."""
    return piece * (length // len(piece))


def glance(work: Callable[[str], object], line: str) -> float:
    """About how long the work takes: enough to tell what needs a closer look."""
    with _stopped(_HANGS):
        start = time.perf_counter()
        work(line)
        return time.perf_counter() - start
    return float("inf")


def seconds(work: Callable[[str], object], line: str) -> float:
    """How long the work takes the processor, done so often that it can be measured.

    The least of several such measurements; infinite where the work does not end.
    """
    least = float("inf")
    for _ in range(_RUNS):
        taken, times = 0.0, 0
        with _stopped(_HANGS):
            start = time.process_time()
            while taken < _MEASURABLE:
                work(line)
                times += 1
                taken = time.process_time() - start
            least = min(least, taken / times)
        if taken > _ENOUGH or least == float("inf"):
            break
    return least


def grows_too_fast(work: Callable[[str], object], make: Callable[[int], str]) -> bool:
    """Whether work grows faster than in proportion to a line, at two lengths or at longer ones.

    Args:
        work: What is done with a line.
        make: A line of about so many characters.
    """
    length = LENGTH
    before = seconds(work, make(length))
    for _ in range(2):
        length *= LONGER
        after = seconds(work, make(length))
        if after < TOO_MUCH * before:
            return False
        if after == float("inf"):
            return True
        before = after
    return True


@contextmanager
def _stopped(limit: float) -> Iterator[None]:
    """Ends what takes the processor for longer, which regular expressions look out for."""

    def stop(*_: object) -> None:
        raise _Hangs

    before = signal.signal(signal.SIGVTALRM, stop)
    collects = gc.isenabled()
    gc.disable()
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    try:
        yield
    except _Hangs:
        pass
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
        if collects:
            gc.enable()
