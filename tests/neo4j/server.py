"""A real Neo4j server without a container engine: fetched by Maven, one Java process on loopback ports.

`python -m tests.neo4j.server start|stop` keeps one for development under build/; the tests start their own.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import neo4j
from neo4j.exceptions import Neo4jError, ServiceUnavailable

from tests.project import ROOT

POM = Path(__file__).with_name("pom.xml")
JARS = ROOT / "build" / "neo4j" / "lib"
DEVELOPMENT = ROOT / "build" / "neo4j" / "server"
USER = "neo4j"
_ADMIN = "org.neo4j.server.startup.Neo4jAdminCommand"
# What the console launcher starts as its child: by itself it is one process, so that a kill meets the server.
_SERVER = "org.neo4j.server.CommunityEntryPoint"
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""For a server of a few tests: it starts in half the time and answers more slowly once warm."""
_START_SECONDS, _STOP_SECONDS, _FETCH_SECONDS = 240, 60, 600

SETTINGS = {
    "server.default_listen_address": "127.0.0.1",
    "server.default_advertised_address": "127.0.0.1",
    "server.memory.pagecache.size": "256m",
    "dbms.usage_report.enabled": "false",
    # A quarter of a gigabyte of empty log files a database otherwise.
    "db.tx_log.preallocate": "false",
    # Tests give a wrong password now and then; the right one shall be taken after.
    "dbms.security.auth_max_failed_attempts": "0",
    # Once the databases are closed nothing is lost; without this a server waits ten seconds more for nobody.
    "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",
    "internal.dbms.bolt.netty_server_shutdown_timeout": "1s",
    "internal.server.bolt.thread_pool_shutdown_wait_time": "1s",
}


class Lacking(Exception):
    """What a server needs is not on this machine; the message says what."""


class Ports(NamedTuple):
    """Where a server listens, on 127.0.0.1."""

    bolt: int
    http: int


class Server:
    """One server with its own home folder; made anew or taken up again from the folder."""

    def __init__(self, home: Path, *, heap: str = "512m", java: Sequence[str] = QUICK) -> None:
        """Prepare the folder. Ports and password stay the same over restarts. Lacking says what is not there."""
        self.home, self._heap, self._options = home, heap, java
        self.settings = dict(SETTINGS)
        self._jars = jars()
        self._process: subprocess.Popen[bytes] | None = None
        self._watch: subprocess.Popen[bytes] | None = None
        self._driver: neo4j.Driver | None = None
        kept = self._state()
        self.password: str = kept.get("password") or secrets.token_hex(16)
        self.ports = Ports(*kept["ports"]) if kept else Ports(*free_ports(2))
        if not kept:
            self.home.mkdir(parents=True, exist_ok=True)
            (self.home / "conf").mkdir(exist_ok=True)
            self.configure()
            self.admin("dbms", "set-initial-password", self.password)
            self._keep(None)

    @property
    def url(self) -> str:
        """The address without user and password."""
        return f"neo4j://127.0.0.1:{self.ports.bolt}"

    def store_url(self, scheme: str = "neo4j") -> str:
        """The address as a store's, with user and password."""
        return f"{scheme}://{USER}:{quote(self.password, safe='')}@127.0.0.1:{self.ports.bolt}"

    @property
    def auth(self) -> tuple[str, str]:
        """User and password."""
        return USER, self.password

    @property
    def pid(self) -> int | None:
        """The process of the server, None where it does not run."""
        if self._process:
            return self._process.pid if self._process.poll() is None else None
        pid = self._state().get("pid")
        return pid if pid and f"--home-dir={self.home}" in _command_line(pid) else None

    def configure(self, changes: Mapping[str, str] | None = None) -> None:
        """Write neo4j.conf, with more settings or others; it is read at the next start."""
        self.settings |= changes or {}
        listen = {
            "server.bolt.listen_address": f"127.0.0.1:{self.ports.bolt}",
            "server.bolt.advertised_address": f"127.0.0.1:{self.ports.bolt}",
            "server.http.listen_address": f"127.0.0.1:{self.ports.http}",
            "server.http.advertised_address": f"127.0.0.1:{self.ports.http}",
            "server.memory.heap.initial_size": self._heap,
            "server.memory.heap.max_size": self._heap,
        }
        lines = [f"{name}={value}\n" for name, value in {**listen, **self.settings}.items()]
        (self.home / "conf" / "neo4j.conf").write_text("".join(lines), encoding="utf-8")

    def start(self, *, tied: bool = True) -> Server:
        """Start and wait until it answers over Bolt. Tied: it ends when this process ends, however it does."""
        if self.pid:
            return self
        memory = [f"-Xms{self._heap}", f"-Xmx{self._heap}", "-Dfile.encoding=UTF-8"]
        home = [f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}"]
        with (self.home / "console.log").open("ab") as log:
            self._process = subprocess.Popen(
                [_java(), *self._options, *memory, *self._classpath(), _SERVER, *home, "--console-mode"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        pid = self._process.pid
        if tied:
            # Reads nothing until this process is gone and the pipe with it.
            self._watch = subprocess.Popen(["sh", "-c", f"read _; kill -9 {pid}"], stdin=subprocess.PIPE)
        self._keep(pid)
        self._wait()
        return self

    def stop(self) -> None:
        """Shut down in order, as `systemctl stop` would."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it as a power cut would."""
        self._end(signal.SIGKILL)

    @contextmanager
    def restarted(self, changes: Mapping[str, str]) -> Iterator[None]:
        """The server with other settings while the block runs, then as it was."""
        before = dict(self.settings)
        self.stop()
        self.configure(changes)
        try:
            self.start()
            yield
        finally:
            self.stop()
            self.settings = before
            self.configure()
            self.start()

    def driver(self) -> neo4j.Driver:
        """A driver of the owner of all rights; the caller closes it."""
        return neo4j.GraphDatabase.driver(self.url, auth=self.auth)

    @property
    def kept_driver(self) -> neo4j.Driver:
        """The same, kept until the server ends, for what tests do before every test."""
        if self._driver is None:
            self._driver = self.driver()
        return self._driver

    def admin(self, *arguments: str, folder: Path | None = None) -> str:
        """Run `neo4j-admin`, mostly of use while the server is stopped; what it printed."""
        done = subprocess.run(
            [_java(), *self._classpath(), _ADMIN, *arguments],
            env={**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")},
            capture_output=True, text=True, cwd=folder,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"neo4j-admin {arguments[0]}: {done.stdout}{done.stderr}")
        return done.stdout

    def log(self) -> str:
        """What the server said on its console, the last of it."""
        return (self.home / "console.log").read_text(encoding="utf-8", errors="replace")[-4000:]

    def _classpath(self) -> list[str]:
        lib = self.home / "lib"
        if not lib.exists():
            lib.symlink_to(self._jars)
        return ["-cp", f"{lib}/*"]

    def _wait(self) -> None:
        end = time.monotonic() + _START_SECONDS
        # Directly: the driver's routing waits longer after each failure.
        direct = f"bolt://127.0.0.1:{self.ports.bolt}"
        while time.monotonic() < end and self.pid:
            with (
                suppress(ServiceUnavailable, Neo4jError, OSError),
                neo4j.GraphDatabase.driver(direct, auth=self.auth) as driver,
                driver.session() as session,
            ):
                session.run("RETURN 1").consume()
                return
            time.sleep(0.1)
        self.kill()
        raise RuntimeError(f"Neo4j does not answer: {self.log()}")

    def _end(self, sign: signal.Signals) -> None:
        pid = self.pid
        if self._driver:
            self._driver.close()
            self._driver = None
        if self._watch:
            self._watch.kill()
            self._watch.communicate()
            self._watch = None
        if pid:
            os.kill(pid, sign)
            end = time.monotonic() + _STOP_SECONDS
            while self.pid and time.monotonic() < end:
                time.sleep(0.05)
            if self.pid:
                os.kill(pid, signal.SIGKILL)
        if self._process:
            self._process.wait()
            self._process = None
        self._keep(None)

    def _state(self) -> dict[str, object]:
        try:
            return dict(json.loads((self.home / "state.json").read_text(encoding="utf-8")))
        except FileNotFoundError:
            return {}

    def _keep(self, pid: int | None) -> None:
        state = {"url": self.url, "user": USER, "password": self.password, "ports": self.ports, "pid": pid}
        _write_secret(self.home / "state.json", json.dumps(state))


def jars() -> Path:
    """The folder of the server's jars, fetched by Maven the first time; Lacking where that cannot be."""
    if shutil.which("java") is None:
        raise Lacking("no Java: Neo4j needs Java 17 or 21")
    if JARS.is_dir():
        return JARS
    if shutil.which("mvn") is None:
        raise Lacking("no Maven: mvn fetches the Neo4j server")
    beside = JARS.with_name(f"lib.{os.getpid()}.part")
    goal = ["-q", "-B", "-f", str(POM), "dependency:copy-dependencies", f"-DoutputDirectory={beside}"]
    done = subprocess.run(["mvn", *goal], capture_output=True, text=True, timeout=_FETCH_SECONDS)
    if done.returncode:
        raise Lacking(f"Maven cannot fetch Neo4j: {done.stdout[-500:]}")
    with suppress(OSError):  # another process was there first
        beside.rename(JARS)
    shutil.rmtree(beside, ignore_errors=True)
    return JARS


def free_ports(count: int) -> list[int]:
    """Ports of 127.0.0.1 that nothing listens on now."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    try:
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()


def _java() -> str:
    return shutil.which("java") or "java"


def _command_line(pid: int) -> str:
    """How a process was called, empty if there is none: a number is used again after its process ended."""
    if Path("/proc/self/cmdline").exists():
        with suppress(OSError):
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        return ""
    return subprocess.run(["ps", "-ww", "-o", "args=", "-p", str(pid)], capture_output=True, text=True).stdout


def _write_secret(path: Path, text: str) -> None:
    """A file that only its owner may read."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as stream:
        stream.write(text)


def main(command: str) -> None:
    """Start or stop the server for development."""
    if command == "stop" and not DEVELOPMENT.exists():
        return
    server = Server(DEVELOPMENT, heap="1g", java=())
    if command == "stop":
        server.stop()
        return
    server.start(tied=False)
    settings = {"": server.url, "_USER": USER, "_PASSWORD": server.password}
    shell = DEVELOPMENT / "env"
    _write_secret(shell, "".join(f"export LUOCDO_STORE{name}='{value}'\n" for name, value in settings.items()))
    print(f"{server.url}   (http://127.0.0.1:{server.ports.http})")
    print(f"to use it: . {shell.relative_to(ROOT)}   (sets LUOCDO_STORE, user and password)")


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except Lacking as lacking:
        sys.exit(f"make neo4j: {lacking}")
