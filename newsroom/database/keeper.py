"""Keeps one embedded PostgreSQL server for all processes that use the same VAR_DIR.

Three locks in the server's home, all dropped by the system when their holders end, say what is true; no process
number left in a file is believed without them:

- `users.lock`, shared: held by each process that uses the database, as long as it lives;
- `server.lock`, exclusive: held by whoever starts the server, then by the server and its children;
- `watchdog.lock`, exclusive: held by the program that stops the server after its last user.
"""

import fcntl
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from psycopg.pq import PGconn, Ping

from newsroom.database.cluster import start_server
from newsroom.database.errors import DatabaseStartError
from newsroom.database.places import DATABASE, PORT, ROLE, Places, find_places
from newsroom.database.processes import spawn

START_SECONDS = 90.0  # recovery after a crash on a slow disk
POLL_SECONDS = 0.03


class Keeper:
    """One process's hold on the embedded server of `var`; it outlives its last user by `grace` seconds."""

    def __init__(self, var: Path, grace: float) -> None:
        self._var = var
        self._grace = grace
        self._users: int | None = None
        self._thread_lock = threading.Lock()

    @cached_property
    def places(self) -> Places:
        return find_places(self._var)

    def ensure(self) -> None:
        """Returns when the server accepts connections, started if need be; DatabaseStartError otherwise."""
        with self._thread_lock:
            deadline = time.monotonic() + START_SECONDS
            self._register(deadline)
            self._ensure_watchdog()
            self._ensure_server(deadline)

    @property
    def in_use(self) -> bool:
        """Whether this process has registered as a user."""
        return self._users is not None

    def accepts_connections(self) -> bool:
        address = f"host={self.places.sockets} port={PORT} user={ROLE} dbname={DATABASE} connect_timeout=5"
        return PGconn.ping(address.encode()) == Ping.OK

    def _register(self, deadline: float) -> None:
        if self._users is not None:
            return
        users = self._open("users.lock")
        while not _locked(users, fcntl.LOCK_SH):  # the watchdog is stopping the server just now
            if time.monotonic() > deadline:
                raise self._stuck()
            time.sleep(POLL_SECONDS)
        self._users = users

    def _ensure_watchdog(self) -> None:
        lock = self._open("watchdog.lock")
        try:
            if _locked(lock, fcntl.LOCK_EX):
                program = Path(__file__).with_name("watchdog.py")
                command = [sys.executable, str(program), str(self.places.home), str(lock), str(self._grace)]
                spawn(self.places, command, lock)
        finally:
            os.close(lock)

    def _ensure_server(self, deadline: float) -> None:
        started = False
        while not self.accepts_connections():
            with self._server_lock() as lock:
                if lock is not None:
                    if started:
                        raise self._failed()
                    self._start(lock)
                    started = True
            if time.monotonic() > deadline:
                raise self._stuck()
            time.sleep(POLL_SECONDS)

    @contextmanager
    def _server_lock(self) -> Iterator[int | None]:
        """The locked descriptor, or None while somebody else starts, runs or stops the server."""
        lock = self._open("server.lock")
        try:
            yield lock if _locked(lock, fcntl.LOCK_EX) else None
        finally:
            os.close(lock)

    def _start(self, lock: int) -> None:
        os.ftruncate(lock, 0)
        number = start_server(self.places, lock)
        os.pwrite(lock, f"{number}\n".encode(), 0)

    def _open(self, name: str) -> int:
        path = self.places.home / name
        try:
            return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise DatabaseStartError(
                f"无法打开 {path}（{error.strerror}）。请检查权限。",
                f"cannot open {path} ({error.strerror}). Check its permissions.",
            ) from error

    def _failed(self) -> DatabaseStartError:
        return DatabaseStartError("原因见日志末尾。", "its log ends with the reason.", log=self.places.log)

    def _stuck(self) -> DatabaseStartError:
        return DatabaseStartError(
            f"{START_SECONDS:.0f} 秒内没有应答。",
            f"no answer within {START_SECONDS:.0f} seconds.",
            log=self.places.log,
        )


def _locked(descriptor: int, how: int) -> bool:
    try:
        fcntl.flock(descriptor, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
