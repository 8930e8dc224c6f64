"""The outermost layer: each request gets an id, a log line, a count and a time; each answer its security headers."""

from __future__ import annotations

import re
import time
import uuid

from prometheus_client import Counter, Gauge, Histogram
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from luocdo.app.api.log_lines import LOGGER
from luocdo.app.api.problems import problem

REQUEST_ID = "X-Request-ID"
REQUESTS = Counter("luocdo_requests", "Requests answered", ("method", "route", "status"))
SECONDS = Histogram("luocdo_request_seconds", "From a request to the end of its answer", ("route",))
RUNNING = Gauge("luocdo_requests_running", "Requests being answered", multiprocess_mode="livesum")

# Nothing but what the program itself serves, no frame around it, no page told where a reader came from.
SECURITY = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_OURS = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


class Watch:
    """Watches every request. A fault of the program is logged whole and answered without a word of it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get(REQUEST_ID, "")
        request_id = given if _OURS.fullmatch(given) else uuid.uuid4().hex
        status = 0

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers[REQUEST_ID] = request_id
                for name, value in SECURITY.items():
                    headers.setdefault(name, value)
            await send(message)

        began = time.perf_counter()
        RUNNING.inc()
        try:
            await self._app(scope, receive, watched)
        except Exception:
            LOGGER.exception("a fault of the program", extra={"told": {"request_id": request_id}})
            if status:
                raise  # a part of the answer is gone: all that can be done is to end the connection
            await problem("fault", "the fault was logged under the id of this request")(scope, receive, watched)
        finally:
            RUNNING.dec()
            self._tell(scope, status, time.perf_counter() - began, request_id)

    def _tell(self, scope: Scope, status: int, seconds: float, request_id: str) -> None:
        # By route, not by path: each document would be a series of its own.
        route = getattr(scope.get("route"), "path", "other")
        method = scope["method"] if scope["method"] in _METHODS else "other"
        REQUESTS.labels(method, route, str(status)).inc()
        SECONDS.labels(route).observe(seconds)
        told = {
            "request_id": request_id,
            "method": method,
            "path": scope["path"],
            "route": route,
            "status": status,
            "ms": round(seconds * 1000, 1),
            "client": scope["client"][0] if scope.get("client") else "",
        }
        LOGGER.info("request", extra={"told": told})
