"""Who may ask: requests addressed to this server, with a key where keys are asked for, and not too many at once."""

from __future__ import annotations

import base64
import hashlib
import hmac
import ipaddress
import math
import time
from collections import OrderedDict

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from luocdo.app.api.problems import Fault, problem
from luocdo.app.settings import Settings

_LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")
_OPEN = frozenset({"/health", "/ready"})
"""What whoever watches over the server asks without a key."""
_MOST_CLIENTS = 10_000
CHALLENGE = 'Bearer, Basic realm="luocdo", charset="UTF-8"'


class Gate:
    """Lets a request through or answers why not."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._hosts = hosts_of(settings)
        keys = [*settings.api_keys, *([settings.admin_token] if settings.api_keys and settings.admin_token else [])]
        self._keys = [each.get_secret_value().encode() for each in keys]
        # Each worker sees its share of the requests only.
        self._buckets = Buckets(settings.rate_limit / settings.workers) if settings.rate_limit else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            try:
                self._check(scope)
            except Fault as fault:
                await problem(fault.kind, fault.detail, fault.headers)(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _check(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        if self._hosts is not None and _name_of(headers.get("host", "")) not in self._hosts:
            raise Fault("wrong-host", "the Host of this request is none of the names this server goes by")
        if scope["path"] in _OPEN:
            return
        key = key_of(headers) or _basic_password(headers)
        if self._keys and not is_one_of(key, self._keys):
            raise Fault(
                "no-key",
                "give a key as `Authorization: Bearer KEY`, or as the password in a browser",
                headers={"WWW-Authenticate": CHALLENGE},
            )
        if self._buckets is not None:
            wait = self._buckets.wait(_client(scope, key if self._keys else ""))
            if wait:
                raise Fault("too-many-requests", "wait a little", headers={"Retry-After": str(math.ceil(wait))})


def hosts_of(settings: Settings) -> frozenset[str] | None:
    """The names requests may be addressed to; None for any.

    A server on loopback goes by loopback names alone, or a page of another site could be made to reach it by a
    name of that site's own that leads here.
    """
    told = frozenset(each.lower() for each in settings.allowed_hosts)
    if told:
        return None if "*" in told else told
    return frozenset(_LOOPBACK_NAMES) if is_loopback(settings.host) else None


def is_loopback(host: str) -> bool:
    """Whether an address is reached from this machine alone."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def key_of(headers: Headers) -> str:
    """The key or token a request brings, else an empty string."""
    scheme, _, value = headers.get("authorization", "").partition(" ")
    return value.strip() if scheme.lower() == "bearer" else headers.get("x-api-key", "")


def _basic_password(headers: Headers) -> str:
    """The key that a browser sends as a password: who opens the explorer is asked for it once."""
    scheme, _, value = headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return ""
    try:
        return base64.b64decode(value, validate=True).decode().partition(":")[2]
    except ValueError:
        return ""


def is_one_of(key: str, known: list[bytes]) -> bool:
    """Whether a key is known; the time this takes does not tell which, or how much of it was right."""
    given = key.encode("utf-8", "replace")
    matches = [hmac.compare_digest(given, each) for each in known]
    return any(matches)


class Buckets:
    """So many requests a minute for each client, in any rhythm: a bucket that fills while nothing is taken."""

    def __init__(self, a_minute: float) -> None:
        self._size, self._a_second = max(a_minute, 1.0), a_minute / 60
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str) -> float:
        """Take one; 0.0, or the seconds until there is one again."""
        now = time.monotonic()
        left, then = self._left.pop(client, (self._size, now))
        left = min(self._size, left + (now - then) * self._a_second)
        taken = left >= 1
        self._left[client] = (left - 1 if taken else left, now)
        if len(self._left) > _MOST_CLIENTS:
            self._left.popitem(last=False)
        return 0.0 if taken else (1 - left) / self._a_second


def _client(scope: Scope, key: str) -> str:
    """Who a request is counted for: whose key it brings, else where it comes from."""
    if key:
        return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
    return scope["client"][0] if scope.get("client") else ""


def _name_of(host: str) -> str:
    """The name in a Host header, without its port."""
    name, colon, port = host.lower().rpartition(":")
    return name if colon and port.isdecimal() else host.lower()
