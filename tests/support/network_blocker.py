"""Keeps this process from reaching anything but this machine."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any


class OutsideCall(OSError):
    """Something tried to reach another machine."""


ATTEMPTS: list[str] = []
"""What was tried and refused."""

_originals: dict[str, Any] = {}


def block() -> None:
    """From now on, refuse and note every connection and look-up that leaves the machine."""
    if _originals:
        return
    for name in ("connect", "connect_ex", "sendto"):
        _originals[name] = getattr(socket.socket, name)
        setattr(socket.socket, name, _guarded(name))
    _originals["getaddrinfo"] = socket.getaddrinfo
    socket.getaddrinfo = _getaddrinfo


def unblock() -> None:
    """Undo `block`."""
    for name in ("connect", "connect_ex", "sendto"):
        setattr(socket.socket, name, _originals.pop(name))
    socket.getaddrinfo = _originals.pop("getaddrinfo")


def _guarded(name: str) -> Any:
    original = _originals[name]

    def guarded(self: socket.socket, *args: Any) -> Any:
        address = args[-1]
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_here(address[0]):
            _refuse(f"{name} to {address[0]}:{address[1]}")
        return original(self, *args)

    return guarded


def _getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
    name = host.decode() if isinstance(host, bytes) else host
    if name and name.endswith(".invalid"):
        # Reserved (RFC 2606): stands for a name that is not found.
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    if name and not _is_here(name) and not _is_address(name):
        _refuse(f"look-up of {name}")
    return _originals["getaddrinfo"](host, *args, **kwargs)


def _refuse(what: str) -> None:
    ATTEMPTS.append(what)
    raise OutsideCall(f"tests may not leave this machine: {what}")


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_here(host: str) -> bool:
    if host in ("", "localhost"):
        return True
    return _is_address(host) and ipaddress.ip_address(host).is_loopback
