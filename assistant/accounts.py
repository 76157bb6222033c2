"""Who may sign in: names with hashed passwords, in a file of lines `name:hash`.

    ada:scrypt$32768$8$3$<salt>$<hash>

The hash is scrypt's (RFC 7914) with its own salt and its cost written beside it: `N$r$p`, then
salt and hash in base64. Made by `onrecord users add`; blank lines and lines that begin with `#`
are left alone by reading and by writing.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import logging
import os
import secrets
import tempfile
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import UsersError

__all__ = [
    "Account",
    "LiveUsers",
    "Users",
    "UsersFile",
    "check_name",
    "check_password",
    "hash_password",
]

COST = (2**15, 8, 3)
"""N, r and p: 32 MB and about a quarter of a second, as OWASP advises for scrypt."""
MOST_MEMORY = 2**28
"""Bytes that a hash in a file may ask for; with any number a line could stop the server."""
LONGEST_NAME = 100
SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 1000
_LENGTH = 32
_MAX_BYTES = 1_000_000

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Account:
    """A name with what its password is checked against."""

    name: str
    hashed: str
    """As in the file: `scrypt$N$r$p$salt$hash`."""

    def accepts(self, password: str) -> bool:
        """Whether this is the password; takes as long whether it is or not."""
        cost, salt, expected = _parsed(self.hashed)
        return hmac.compare_digest(_scrypt(password, salt, cost), expected)


class Users:
    """Some accounts."""

    def __init__(self, accounts: list[Account]) -> None:
        self._accounts = {account.name: account for account in accounts}
        # Whoever is not there is checked against this, which takes the same time.
        self._nobody = Account("", hash_password(secrets.token_urlsafe()))

    @classmethod
    def single(cls, name: str, password: str) -> Users:
        """The one account of `--auth USER:PASSWORD`.

        Raises:
            UsersError: The name or the password is none.
        """
        check_name(name)
        if not password or len(password) > LONGEST_PASSWORD:
            raise UsersError(f"a password has 1 to {LONGEST_PASSWORD} characters")
        return cls([Account(name, hash_password(password))])

    def find(self, name: str) -> Account | None:
        """The account of a name, if there is one."""
        return self._accounts.get(name)

    def accepts(self, name: str, password: str) -> bool:
        """Whether the password is that of the name; as slow for names that don't exist."""
        account = self.find(name)
        right = (account or self._nobody).accepts(password[:LONGEST_PASSWORD])
        return right and account is not None and len(password) <= LONGEST_PASSWORD

    def now(self) -> Users:
        """These; those of a file may change meanwhile."""
        return self

    def __len__(self) -> int:
        return len(self._accounts)


class UsersFile:
    """A file of users."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def accounts(self) -> list[Account]:
        """The accounts in the order of the file.

        Raises:
            UsersError: The file can't be read, or a line is none; the message names it.
        """
        found: dict[str, Account] = {}
        lines: dict[str, int] = {}
        for number, line in enumerate(self._lines(), 1):
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            place = f"{self.path}, line {number}"
            name, colon, hashed = line.strip().partition(":")
            if not colon:
                raise UsersError(f"{place}: not NAME:HASH; make lines with `onrecord users add`")
            try:
                check_name(name)
                _parsed(hashed)
            except UsersError as error:
                raise UsersError(f"{place}: {error}") from None
            if name in found:
                raise UsersError(f"{place}: {name!r} is on line {lines[name]} already; remove one")
            found[name], lines[name] = Account(name, hashed), number
        return list(found.values())

    def add(self, name: str, password: str) -> bool:
        """Write an account, or its new password; gives whether the name is new.

        Raises:
            UsersError: The name or the password is none, or the file can't be read or written.
        """
        check_name(name)
        check_password(password)
        known = {account.name for account in self.accounts()} if self.path.exists() else set()
        line = f"{name}:{hash_password(password)}"
        lines = self._lines() if self.path.exists() else []
        if name in known:
            lines = [line if _is_of(name, old) else old for old in lines]
        else:
            lines.append(line)
        self._write(lines)
        return name not in known

    def remove(self, name: str) -> None:
        """Take an account out.

        Raises:
            UsersError: It is not in the file, or the file can't be read or written.
        """
        names = [account.name for account in self.accounts()]
        if name not in names:
            raise UsersError(
                f"no user {name!r} in {self.path}; it has {', '.join(names) or 'none'}"
            )
        self._write([line for line in self._lines() if not _is_of(name, line)])

    def _lines(self) -> list[str]:
        try:
            if not self.path.is_file() and self.path.exists():
                raise UsersError(f"{self.path} is no file of users")
            with self.path.open("rb") as file:
                data = file.read(_MAX_BYTES + 1)
        except FileNotFoundError:
            raise UsersError(
                f"no file {self.path}; make it with `onrecord users add {self.path} NAME`"
            ) from None
        except OSError as error:
            raise UsersError(f"{self.path} can't be read: {error.strerror}") from None
        if len(data) > _MAX_BYTES:
            raise UsersError(f"{self.path} is larger than a file of users is")
        try:
            return data.decode().splitlines()
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            raise UsersError(f"{self.path}, line {line}: not valid UTF-8") from None

    def _write(self, lines: list[str]) -> None:
        """All lines at once or none, readable by the owner alone."""
        text = "".join(f"{line}\n" for line in lines)
        folder = self.path.resolve().parent
        try:
            # Made with 0600, and beside the file, so that it can take its place in one step.
            handle, made = tempfile.mkstemp(prefix=f".{self.path.name}.", dir=folder)
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    file.write(text)
                    file.flush()
                    os.fsync(file.fileno())
                Path(made).replace(self.path.resolve())
            except BaseException:
                with suppress(OSError):
                    Path(made).unlink()
                raise
        except OSError as error:
            raise UsersError(f"{self.path} can't be written: {error.strerror}") from None


class LiveUsers:
    """The accounts of a file as it is now: who is taken out can no longer sign in."""

    def __init__(self, file: UsersFile) -> None:
        """Read the file.

        Raises:
            UsersError: It can't be read, or there is nobody in it.
        """
        self._file = file
        self._state = self._seen()
        self._users = Users(file.accounts())
        if not len(self._users):
            raise UsersError(
                f"{file.path} has no users; add one with `onrecord users add {file.path} NAME`"
            )

    def now(self) -> Users:
        """The accounts; those before, where the file can't be read at the moment."""
        state = self._seen()
        if state != self._state:
            try:
                self._users = Users(self._file.accounts())
            except UsersError as error:
                _log.warning("the users stay as they were: %s", error)
            self._state = state
        return self._users

    def _seen(self) -> tuple[int, int, int] | None:
        try:
            facts = self._file.path.stat()
        except OSError:
            return None
        return facts.st_mtime_ns, facts.st_size, facts.st_ino


def hash_password(password: str) -> str:
    """A password as the file keeps it, with a new salt."""
    salt = secrets.token_bytes(16)
    hashed = _scrypt(password, salt, COST)
    return "$".join(["scrypt", *map(str, COST), _encoded(salt), _encoded(hashed)])


def check_name(name: str) -> None:
    """Do nothing if somebody can have this name.

    Raises:
        UsersError: Nobody can.
    """
    fine = name == name.strip() and name.isprintable() and not set(name) & set(':"#')
    if not name or len(name) > LONGEST_NAME or not fine:
        raise UsersError(
            f"{name[:40]!r} can't be a user's name; write 1 to {LONGEST_NAME} characters without"
            ' `:`, `"` and `#`'
        )


def check_password(password: str) -> None:
    """Do nothing if this can be somebody's password.

    Raises:
        UsersError: It is too short or too long. The message doesn't repeat it.
    """
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise UsersError(
            f"a password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters,"
            f" not {len(password)}"
        )


def _is_of(name: str, line: str) -> bool:
    # A line that begins with # has no name that `check_name` lets through.
    return line.strip().partition(":")[0] == name


def _parsed(hashed: str) -> tuple[tuple[int, int, int], bytes, bytes]:
    """Cost, salt and hash; raises UsersError where it is none."""
    parts = hashed.split("$")
    try:
        kind, *numbers, salt, value = parts
        n, r, p = (int(number) for number in numbers)
        decoded = base64.b64decode(salt, validate=True), base64.b64decode(value, validate=True)
    except (ValueError, binascii.Error):
        kind = ""
    if kind != "scrypt":
        raise UsersError("not a hash that `onrecord users add` made")
    if n < 2 or n & (n - 1) or r < 1 or not 1 <= p <= 16 or 128 * n * r > MOST_MEMORY:
        raise UsersError(f"a hash with the cost {n}, {r}, {p} can't be checked")
    if len(decoded[0]) < 8 or len(decoded[1]) != _LENGTH:
        raise UsersError("the hash is cut short")
    return (n, r, p), *decoded


def _scrypt(password: str, salt: bytes, cost: tuple[int, int, int]) -> bytes:
    n, r, p = cost
    # The same letters, typed on another keyboard; half characters can't be typed at all.
    typed = unicodedata.normalize("NFC", password).encode("utf-8", "replace")
    memory = 128 * r * (n + p + 2)
    return hashlib.scrypt(typed, salt=salt, n=n, r=r, p=p, maxmem=memory + 2**20, dklen=_LENGTH)


def _encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()
