"""An audit hook that no connection gets past: the program has no network, so its tests have none."""

from collections.abc import Callable
from typing import Any

_WATCHED = frozenset({
    "socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname",
    "socket.gethostbyaddr", "socket.getnameinfo",
})  # fmt: skip


def refusal(event: str, arguments: tuple[Any, ...]) -> str | None:
    """Why this audit event is refused; None if it is none of our business. Unix sockets are allowed."""
    if event not in _WATCHED:
        return None
    import socket  # late: every Python that a test starts reads this file

    family = getattr(arguments[0], "family", None) if arguments else None
    if family is not None and family == getattr(socket, "AF_UNIX", None):
        return None
    return f"network: {event}"


def hook(refuse: Callable[[str], None]) -> Callable[[str, tuple[Any, ...]], None]:
    """The hook for sys.addaudithook; ``refuse`` gets the reason and has to stop the call."""

    def listen(event: str, arguments: tuple[Any, ...]) -> None:
        reason = refusal(event, arguments)
        if reason is not None:
            refuse(reason)

    return listen
