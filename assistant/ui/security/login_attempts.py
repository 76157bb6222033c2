"""Limits on sign-in attempts: a wait that grows with each wrong password.

Wrong passwords are counted in three ways:

- by client address, whatever the user name: one client can't try many names;
- by user name and client address together: a client that also has an account of its own can't
  clear its count by signing in to that;
- by user name alone, over all addresses: many clients together can't guess one password. Here
  only the number of *different* addresses counts until there are `FREE_ATTEMPTS` of them, so that
  a single client can't lock a user out. A client that has signed in as the user before is not
  held up by the others at all.

Behind a proxy that doesn't tell its clients apart, the address is unknown. Then every failure
counts for the user name, and nothing else is counted.

Compared with the `limits` package: that counts per fixed or sliding window, has no wait that grows
and no bound on the number of keys that it remembers, and needs the three rules above around it all
the same.
"""

from __future__ import annotations

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["LoginAttempts"]

FREE_ATTEMPTS = 5
"""Wrong passwords in a row without a wait: everybody mistypes."""
MAX_WAIT_OF_ADDRESS = 900.0
"""Seconds."""
MAX_WAIT_OF_USER = 60.0
"""Seconds. Shorter, because attackers with many addresses can make a user wait."""
FORGOTTEN_AFTER = 3600.0
"""Seconds without a wrong password after which earlier ones are forgotten."""
MAX_RECORDS = 15_000
"""Addresses, users and pairs of them that are remembered, the latest; about 5 MB."""
MAX_TRUSTED = 10_000
"""Pairs of user and address that have signed in, the latest."""

_Key = tuple[str, ...]
"""`("address", network)`, `("pair", user, network)` or `("user", user)`."""


@dataclass(slots=True)
class _Record:
    failures: int
    last_failure: float
    blocked_until: float
    networks: frozenset[str] = frozenset()
    """For a user: the first few networks that failures came from."""


class LoginAttempts:
    """Counts wrong passwords and says how long to wait. Used from one event loop."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._records: OrderedDict[_Key, _Record] = OrderedDict()
        self._trusted: OrderedDict[tuple[str, str], None] = OrderedDict()

    def begin(self, user: str, address: str | None) -> int:
        """Count an attempt as failed until `succeeded` says otherwise.

        It is counted before the password is checked, so that many attempts at once are not all
        free.

        Args:
            user: The user name that was sent.
            address: The client's address; None where it is unknown.

        Returns:
            Seconds to wait before the password may be checked; 0 if it may be checked now.
        """
        now = self._clock()
        user = user[:200]
        network = None if address is None else _network(address)
        keys = self._keys(user, network)
        wait = max(self._remaining(key, now) for key in keys)
        if wait > 0:
            return math.ceil(wait)
        for key in keys:
            self._count_failure(key, network, now)
        while len(self._records) > MAX_RECORDS:
            self._records.popitem(last=False)
        return 0

    def succeeded(self, user: str, address: str | None) -> None:
        """The password was right: forget the failures, and trust this address with this user."""
        user = user[:200]
        network = None if address is None else _network(address)
        for key in (*self._keys(user, network), ("user", user)):
            self._records.pop(key, None)
        if network is None:
            return
        self._trusted[user, network] = None
        self._trusted.move_to_end((user, network))
        while len(self._trusted) > MAX_TRUSTED:
            self._trusted.popitem(last=False)

    def __len__(self) -> int:
        return len(self._records)

    def _keys(self, user: str, network: str | None) -> list[_Key]:
        """What an attempt is counted under."""
        if network is None:
            return [("user", user)]
        keys: list[_Key] = [("address", network), ("pair", user, network)]
        if (user, network) not in self._trusted:
            keys.append(("user", user))
        return keys

    def _remaining(self, key: _Key, now: float) -> float:
        """Seconds until the next attempt under a key is allowed."""
        record = self._records.get(key)
        if record is None:
            return 0.0
        if now - record.last_failure > FORGOTTEN_AFTER:
            del self._records[key]
            return 0.0
        return record.blocked_until - now

    def _count_failure(self, key: _Key, network: str | None, now: float) -> None:
        record = self._records.pop(key, None) or _Record(0, now, now)
        failures, networks = record.failures + 1, record.networks
        if key[0] == "user" and network is not None and failures <= FREE_ATTEMPTS:
            networks |= {network}
            if networks == record.networks:  # only the number of different networks counts
                failures = record.failures
        longest = MAX_WAIT_OF_USER if key[0] == "user" else MAX_WAIT_OF_ADDRESS
        # The exponent is bounded, as a float can't hold 2 ** 2000.
        wait = min(2.0 ** min(failures - FREE_ATTEMPTS, 20), longest)
        blocked_until = now + wait if failures >= FREE_ATTEMPTS else now
        self._records[key] = _Record(failures, now, blocked_until, networks)


def _network(address: str) -> str:
    """The address of an IPv4 client; for IPv6 the /64 network, all of which one household has."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address[:100]
    if ip.version == 6 and ip.ipv4_mapped is None:
        return str(ipaddress.ip_network((ip, 64), strict=False))
    return str(ip)
