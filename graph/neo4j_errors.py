"""What Neo4j and its driver raise, as StoreErrors that say in one line what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from luocdo.graph.errors import StoreError

PATIENCE_SECONDS = 30.0
"""How long a server that went away is tried again."""
OLDEST = 5
"""The oldest major version of Neo4j that knows the queries used here."""

# The first that stands in the server's code or message is told.
_REASONS = (
    (r"Security\.Unauthorized", "user or password is wrong: LUOCDO_STORE_USER, LUOCDO_STORE_PASSWORD, or in the URL"),
    (r"Security\.CredentialsExpired", "the password must be changed first: `ALTER CURRENT USER SET PASSWORD`"),
    (r"Security\.AuthenticationRateLimit", "too many wrong passwords: wait some seconds"),
    (r"Security\.Forbidden", "this user may not do that: ask for the role `editor`, to read `reader`"),
    (r"DatabaseNotFound", "no such database on this server: name another in the URL, or create it"),
    (r"No space left on device|DiskFull|disk is full|not enough space", "the disk of the server is full"),
    # What a server answers whose disk is full; why stands in its own log alone.
    (r"TransactionLogError|TransactionCommitFailed", "the server cannot write: is its disk full? Its debug.log says"),
    (r"no such fulltext schema index", "a full text index is missing: `luocdo ingest` makes it anew"),
    (r"ReadOnly|read-only|Cluster\.NotALeader", "the database is read-only: nothing can be loaded into it"),
    (r"TransactionTimedOut|LockAcquisitionTimeout", "it took longer than allowed: ask for less, or set a longer time"),
    (r"Transaction\.Terminated", "somebody with the rights to do so ended it on the server"),
    (r"MemoryPoolOutOfMemory|OutOfMemory", "the server's memory is too small for this: give it a larger heap"),
    (r"DatabaseUnavailable|is unavailable", "the database does not run: its log says why (a full disk stops it)"),
    (r"UnsupportedProtocol|Unsupported(?:Server|Protocol)|protocol version", f"no Neo4j {OLDEST} or newer answers"),
    (r"[Cc]ertificate|\bSSL\b|\bTLS\b", "no secure connection: +ssc takes a certificate of the server's own"),
)
_HOPELESS = re.compile(r"MemoryPoolOutOfMemory|TransactionTimedOut|LockAcquisitionTimeout|No space left|DiskFull")


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turn what the driver raises into a StoreError that names the store and the reason."""
    try:
        yield
    except (Neo4jError, DriverError, ConfigurationError) as error:
        raise StoreError(f"{name}: {reason(error, secure='+s' in name.partition(':')[0])}") from error
    except UnicodeEncodeError as error:
        raise StoreError(f"{name}: a text holds a lone surrogate at {error.start}") from error


def reason(error: Exception, *, secure: bool = False) -> str:
    """One line for an error of the driver. Its own words are the server's; they never hold the password.

    `secure`: the connection was to be encrypted, which a driver that asks for routes does not tell from no server.
    """
    said = " ".join(f"{getattr(error, 'code', '') or ''} {_causes(error)}".split())
    for pattern, words in _REASONS:
        if re.search(pattern, said):
            return words
    if isinstance(error, AuthError):
        return _REASONS[0][1]
    if secure and isinstance(error, ServiceUnavailable):
        return "no secure connection to a Neo4j there: is it running, has it a certificate? Without +s none is needed"
    if isinstance(error, ServiceUnavailable | SessionExpired):
        return "no Neo4j answers there: is it running, and is the address right?"
    return said or type(error).__name__


def may_pass(error: Exception) -> bool:
    """Whether the same may succeed when it is tried again: a deadlock, a lost connection, a server that starts."""
    if isinstance(error, IncompleteCommit):
        return True
    retryable = isinstance(error, Neo4jError | DriverError) and error.is_retryable()
    return retryable and not _HOPELESS.search(str(error))


def check_version(name: str, agent: str) -> str:
    """The version in what the server calls itself, `Neo4j/5.26.28`; StoreError if it is too old."""
    version = agent.partition("/")[2]
    major = re.match(r"\d+", version)
    if major is None or int(major[0]) < OLDEST:
        raise StoreError(f"{name}: {agent} is too old: luocdo needs Neo4j {OLDEST} or newer")
    return version


def _causes(error: BaseException) -> str:
    """The words of an error and of those that caused it: a certificate is told of two causes down."""
    words = []
    seen: BaseException | None = error
    while seen is not None:
        words.append(str(seen))
        seen = seen.__cause__
    return " ".join(words)
