"""Cursors: where the next page of an answer begins, signed so that nobody else can make or change one."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Sequence

import msgspec

_MARK = 16
"""Bytes of the signature that are kept: 128 bits."""

Place = Sequence[str | int | None]
_places = msgspec.msgpack.Decoder(list[str | int | None])


class UnknownCursor(Exception):
    """A cursor that this server did not give out for this question."""


class Cursors:
    """Makes and reads cursors. A cursor is bound to the question it was given out for."""

    def __init__(self, secret: str | None) -> None:
        self._key = secret.encode() if secret else secrets.token_bytes(32)

    def write(self, place: Place, question: str) -> str:
        """The cursor for a place in the answer to a question (its path and parameters)."""
        body = msgspec.msgpack.encode(list(place))
        return base64.urlsafe_b64encode(self._mark(body, question) + body).rstrip(b"=").decode()

    def read(self, cursor: str, question: str) -> list[str | int | None]:
        """The place a cursor stands for; UnknownCursor where it was changed, or given out for another question."""
        try:
            raw = base64.b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            raise UnknownCursor from None
        mark, body = raw[:_MARK], raw[_MARK:]
        if not hmac.compare_digest(mark, self._mark(body, question)):
            raise UnknownCursor
        return _places.decode(body)

    def _mark(self, body: bytes, question: str) -> bytes:
        return hmac.new(self._key, body + b"\0" + question.encode(), hashlib.sha256).digest()[:_MARK]
