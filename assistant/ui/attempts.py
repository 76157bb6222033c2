"""How often somebody may try to sign in: a wait that grows with each wrong password."""

from __future__ import annotations

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Attempts"]

FREE = 5
"""Wrong passwords in a row that cost nothing: everybody mistypes."""
LONGEST_WAIT = {"address": 900.0, "user": 60.0}
"""Seconds. Less for a user: else anybody could lock out anybody for as long as they like."""
FORGOTTEN = 3600.0
"""Seconds without a wrong password after which the earlier ones are forgotten."""
MOST = 10_000
"""Addresses and users that are remembered, the latest; about 3 MB."""


@dataclass(slots=True)
class _Record:
    failures: int
    at: float
    until: float


class Attempts:
    """Wrong passwords by user and by address. Used from one event loop."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._records: OrderedDict[tuple[str, str], _Record] = OrderedDict()

    def begin(self, user: str, address: str) -> int:
        """Count an attempt as wrong until it turns out right.

        Counted before the password is looked at, so that many at once are not all free.

        Returns:
            Seconds to wait before the password is looked at at all; 0 where it may be now.
        """
        now = self._clock()
        keys = _keys(user, address)
        wait = max(self._wait(key, now) for key in keys)
        if wait > 0:
            return math.ceil(wait)
        for key in keys:
            record = self._records.pop(key, None) or _Record(0, now, now)
            failures = record.failures + 1
            # The exponent is bounded, as a float can't hold 2 ** 2000.
            wait = min(2.0 ** min(failures - FREE, 20), LONGEST_WAIT[key[0]])
            self._records[key] = _Record(failures, now, now + wait if failures >= FREE else now)
        while len(self._records) > MOST:
            self._records.popitem(last=False)
        return 0

    def succeeded(self, user: str, address: str) -> None:
        """The attempt was right: earlier ones are forgotten."""
        for key in _keys(user, address):
            self._records.pop(key, None)

    def __len__(self) -> int:
        return len(self._records)

    def _wait(self, key: tuple[str, str], now: float) -> float:
        record = self._records.get(key)
        if record is None:
            return 0.0
        if now - record.at > FORGOTTEN:
            del self._records[key]
            return 0.0
        return record.until - now


def _keys(user: str, address: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("user", user[:200]), ("address", _network(address))


def _network(address: str) -> str:
    """An address as one household has it: in IPv6 everybody has 2 ** 64 of their own."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address[:100]
    if ip.version == 6 and ip.ipv4_mapped is None:
        return str(ipaddress.ip_network((ip, 64), strict=False))
    return str(ip)
