"""User accounts: names with scrypt password hashes, in a file that is re-read when it changes.

    ada:scrypt$32768$8$3$<salt>$<hash>:<id>

The id is new with each account that is added, and stays when its password is changed: whoever gets
the name of a user who was removed doesn't get their conversations. Older lines have none.
The hash is scrypt's (RFC 7914): its cost as `N$r$p`, then its own salt and the hash in base64.
`onrecord users add` writes the lines. Blank lines and lines that start with `#` are comments,
which reading skips and writing keeps.

The hashing is OpenSSL's, by way of Python's `hashlib`. `argon2-cffi` or `pwdlib` would add 2 MB of
packages (with cffi) for a hash that OWASP ranks one place higher, and existing files would still
need the code here.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import logging
import os
import re
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
"""scrypt's N, r and p, as OWASP recommends: 32 MB and about a quarter of a second per hash."""
MAX_HASH_MEMORY = 2**28
"""Maximum bytes that a hash in a file may need; without it a line could stop the server."""
MAX_NAME_LENGTH = 100
MIN_PASSWORD_LENGTH = 8
MAX_PASSWORD_LENGTH = 1000
_HASH_BYTES = 32
_ID_BYTES = 16
_ID = re.compile("[0-9a-f]{32}")
_MAX_FILE_BYTES = 1_000_000

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Account:
    """A user name and the hash of its password."""

    name: str
    hashed: str
    """As in the file: `scrypt$N$r$p$salt$hash`."""
    id: str = ""
    """Tells accounts of the same name apart; empty if an older version added the account."""

    def accepts(self, password: str) -> bool:
        """Whether this is the password. Takes equally long if it is not."""
        cost, salt, expected = _parsed(self.hashed)
        return hmac.compare_digest(_scrypt(password, salt, cost), expected)


class Users:
    """A fixed set of accounts."""

    def __init__(self, accounts: list[Account]) -> None:
        self._accounts = {account.name: account for account in accounts}
        # Unknown names are checked against this account, which takes equally long.
        self._unknown = Account("", hash_password(secrets.token_urlsafe()))

    @classmethod
    def single(cls, name: str, password: str) -> Users:
        """The one account of `--auth USER:PASSWORD`.

        Raises:
            UsersError: The name or the password is not allowed.
        """
        check_name(name)
        if not password or len(password) > MAX_PASSWORD_LENGTH:
            raise UsersError(f"a password has 1 to {MAX_PASSWORD_LENGTH} characters")
        return cls([Account(name, hash_password(password))])

    def find(self, name: str) -> Account | None:
        """The account with this name, if there is one."""
        return self._accounts.get(name)

    def accepts(self, name: str, password: str) -> bool:
        """Whether name and password are right. Takes equally long for names that don't exist."""
        account = self.find(name)
        right = (account or self._unknown).accepts(password[:MAX_PASSWORD_LENGTH])
        return right and account is not None and len(password) <= MAX_PASSWORD_LENGTH

    def now(self) -> Users:
        """The current accounts: for a fixed set, itself."""
        return self

    def __len__(self) -> int:
        return len(self._accounts)


class UsersFile:
    """A file of user accounts."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def accounts(self) -> list[Account]:
        """The accounts in the order of the file.

        Raises:
            UsersError: The file can't be read, or a line is malformed; the message names it.
        """
        accounts: dict[str, Account] = {}
        lines: dict[str, int] = {}
        for number, line in enumerate(self._lines(), 1):
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            place = f"{self.path}, line {number}"
            name, colon, rest = line.strip().partition(":")
            hashed, _, identity = rest.partition(":")
            if not colon:
                raise UsersError(f"{place}: not NAME:HASH; make lines with `onrecord users add`")
            try:
                check_name(name)
                _parsed(hashed)
                if identity and not _ID.fullmatch(identity):
                    raise UsersError("the id behind the hash is none that `onrecord users` made")
            except UsersError as error:
                raise UsersError(f"{place}: {error}") from None
            if name in accounts:
                raise UsersError(f"{place}: {name!r} is on line {lines[name]} already; remove one")
            accounts[name], lines[name] = Account(name, hashed, identity), number
        return list(accounts.values())

    def add(self, name: str, password: str) -> bool:
        """Add an account, or change its password. Returns whether the name is new.

        Raises:
            UsersError: The name or the password is not allowed, or the file can't be read or
                written.
        """
        check_name(name)
        check_password(password)
        accounts = self.accounts() if self.path.exists() else []
        known = {account.name: account.id for account in accounts}
        identity = known.get(name, secrets.token_hex(_ID_BYTES))
        line = f"{name}:{hash_password(password)}" + (f":{identity}" if identity else "")
        lines = self._lines() if self.path.exists() else []
        if name in known:
            lines = [line if _has_name(name, old) else old for old in lines]
        else:
            lines.append(line)
        self._write(lines)
        return name not in known

    def remove(self, name: str) -> None:
        """Remove an account.

        Raises:
            UsersError: The account is not in the file, or the file can't be read or written.
        """
        names = [account.name for account in self.accounts()]
        if name not in names:
            raise UsersError(
                f"no user {name!r} in {self.path}; it has {', '.join(names) or 'none'}"
            )
        self._write([line for line in self._lines() if not _has_name(name, line)])

    def _lines(self) -> list[str]:
        try:
            if not self.path.is_file() and self.path.exists():
                raise UsersError(f"{self.path} is no file of users")
            with self.path.open("rb") as file:
                data = file.read(_MAX_FILE_BYTES + 1)
        except FileNotFoundError:
            raise UsersError(
                f"no file {self.path}; make it with `onrecord users add {self.path} NAME`"
            ) from None
        except OSError as error:
            raise UsersError(f"{self.path} can't be read: {error.strerror}") from None
        if len(data) > _MAX_FILE_BYTES:
            raise UsersError(f"{self.path} is larger than a file of users is")
        try:
            return data.decode().splitlines()
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            raise UsersError(f"{self.path}, line {line}: not valid UTF-8") from None

    def _write(self, lines: list[str]) -> None:
        """Replace the file as a whole, readable by its owner only."""
        text = "".join(f"{line}\n" for line in lines)
        folder = self.path.resolve().parent
        try:
            # Created with mode 0600 in the same folder, so that it can be renamed in one step.
            handle, temporary = tempfile.mkstemp(prefix=f".{self.path.name}.", dir=folder)
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    file.write(text)
                    file.flush()
                    os.fsync(file.fileno())
                Path(temporary).replace(self.path.resolve())
            except BaseException:
                with suppress(OSError):
                    Path(temporary).unlink()
                raise
        except OSError as error:
            raise UsersError(f"{self.path} can't be written: {error.strerror}") from None


class LiveUsers:
    """The accounts of a file, read again whenever the file changes."""

    def __init__(self, file: UsersFile) -> None:
        """Read the file.

        Raises:
            UsersError: The file can't be read, or has no accounts.
        """
        self._file = file
        self._state = self._seen()
        self._users = Users(file.accounts())
        if not len(self._users):
            raise UsersError(
                f"{file.path} has no users; add one with `onrecord users add {file.path} NAME`"
            )

    def now(self) -> Users:
        """The current accounts; the previous ones if the file can't be read at the moment."""
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
    """The hash of a password, with a new salt, in the form that the file has."""
    salt = secrets.token_bytes(16)
    hashed = _scrypt(password, salt, COST)
    return "$".join(["scrypt", *map(str, COST), _encoded(salt), _encoded(hashed)])


def check_name(name: str) -> None:
    """Check that a user name is allowed.

    Raises:
        UsersError: It is not.
    """
    is_allowed = name == name.strip() and name.isprintable() and not set(name) & set(':"#')
    if not name or len(name) > MAX_NAME_LENGTH or not is_allowed:
        raise UsersError(
            f"{name[:40]!r} can't be a user's name; write 1 to {MAX_NAME_LENGTH} characters without"
            ' `:`, `"` and `#`'
        )


def check_password(password: str) -> None:
    """Check that a password is allowed.

    Raises:
        UsersError: It is too short or too long. The message doesn't contain it.
    """
    if not MIN_PASSWORD_LENGTH <= len(password) <= MAX_PASSWORD_LENGTH:
        raise UsersError(
            f"a password has {MIN_PASSWORD_LENGTH} to {MAX_PASSWORD_LENGTH} characters,"
            f" not {len(password)}"
        )


def _has_name(name: str, line: str) -> bool:
    # `check_name` allows no name that starts with #, hence no comment matches.
    return line.strip().partition(":")[0] == name


def _parsed(hashed: str) -> tuple[tuple[int, int, int], bytes, bytes]:
    """Cost, salt and hash.

    Raises:
        UsersError: The text is no such hash, or its cost is too high.
    """
    parts = hashed.split("$")
    try:
        kind, *numbers, salt, value = parts
        n, r, p = (int(number) for number in numbers)
        decoded = base64.b64decode(salt, validate=True), base64.b64decode(value, validate=True)
    except (ValueError, binascii.Error):
        kind = ""
    if kind != "scrypt":
        raise UsersError("not a hash that `onrecord users add` made")
    if n < 2 or n & (n - 1) or r < 1 or not 1 <= p <= 16 or 128 * n * r > MAX_HASH_MEMORY:
        raise UsersError(f"a hash with the cost {n}, {r}, {p} can't be checked")
    if len(decoded[0]) < 8 or len(decoded[1]) != _HASH_BYTES:
        raise UsersError("the hash is cut short")
    return (n, r, p), *decoded


def _scrypt(password: str, salt: bytes, cost: tuple[int, int, int]) -> bytes:
    n, r, p = cost
    # The same letters can be composed differently on another keyboard. Lone surrogates, which
    # can't be encoded, can't be typed either.
    encoded = unicodedata.normalize("NFC", password).encode("utf-8", "replace")
    memory = 128 * r * (n + p + 2)
    return hashlib.scrypt(
        encoded, salt=salt, n=n, r=r, p=p, maxmem=memory + 2**20, dklen=_HASH_BYTES
    )


def _encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()
