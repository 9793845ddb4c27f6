"""Keeps one embedded PostgreSQL server for all processes that use the same VAR_DIR.

Three locks in the server's home, all dropped by the system when their holders end, say what is true; process numbers
left in files are never believed:

- `users.lock`, shared: held by each process that uses the database, as long as it lives;
- `server.lock`, exclusive: held by whoever starts the server, then by the server and its children;
- `watchdog.lock`, exclusive: held by the program that stops the server after its last user.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from psycopg.pq import Ping, PGconn

from newsroom.database.binaries import MAJOR, binaries_for
from newsroom.database.errors import DatabaseStartError
from newsroom.database.places import Places, find_places, make_socket_folder

ROLE = DATABASE = "xianwen"
PORT = 5432  # only part of the socket's name: the server listens on no network
START_SECONDS = 90.0  # recovery after a crash on a slow disk
POLL_SECONDS = 0.03
FRESH_DATA_BYTES = 300 * 2**20  # a new cluster with its first WAL segments
LOG_BYTES = 5 * 2**20

SERVER_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": str(PORT),
    "cluster_name": "xianwen",
    "max_connections": "60",
    "shared_buffers": "256MB",
    # Containers give 64 MB of /dev/shm, and a parallel hash join may take 2 x 3 processes of this.
    "work_mem": "8MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    "jit": "off",
}


class Keeper:
    """One process's hold on the embedded server under `var`; `grace` is how long it outlives its last user."""

    def __init__(self, var: Path, grace: float) -> None:
        self._var = var
        self._grace = grace
        self._users: int | None = None
        self._thread_lock = threading.Lock()

    @cached_property
    def places(self) -> Places:
        return find_places(self._var)

    def ensure(self) -> None:
        """Returns when the server accepts connections, starting it if need be; DatabaseStartError otherwise."""
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
                self._spawn(command, lock)
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
        places = self.places
        binaries = binaries_for(places.account)
        if places.data.exists():
            self._check_version()
        else:
            self._initialise(binaries, lock)
        make_socket_folder(places)
        self._forget_dead_server()
        if places.log.exists() and places.log.stat().st_size > LOG_BYTES:
            places.log.replace(places.log.with_suffix(".log.1"))
        settings = {**SERVER_SETTINGS, "unix_socket_directories": str(places.sockets)}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        command = [str(binaries / "postgres"), "-D", str(places.data), *options]
        pid = self._spawn(command, lock, as_server=True)
        os.pwrite(lock, f"{pid}\n".encode(), 0)

    def _check_version(self) -> None:
        data = self.places.data
        try:
            found = (data / "PG_VERSION").read_text().strip()
        except OSError:
            found = "?"
        if found != str(MAJOR):
            raise DatabaseStartError(
                f"{data} 是 PostgreSQL {found} 的数据，程序是 {MAJOR}。请用旧版本导出、新版本导入，见 docs/database.md。",
                f"{data} holds data of PostgreSQL {found}, the programs are {MAJOR}. "
                "Dump with the old version and restore with the new one: see docs/database.md.",
            )

    def _initialise(self, binaries: Path, lock: int) -> None:
        """A new cluster with its empty database, made aside and renamed, so that half of one never counts."""
        places = self.places
        self._check_space()
        for left in places.home.glob("data.making-*"):
            shutil.rmtree(left)
        making = places.home / f"data.making-{os.getpid()}"
        making.mkdir(mode=0o700)
        os.chown(making, places.account.uid, places.account.gid)
        encoding = ["--encoding=UTF8", "--locale=C.UTF-8"]
        initdb = [binaries / "initdb", "-D", making, "-U", ROLE, *encoding, "--auth=trust", "--no-instructions"]
        create = [binaries / "postgres", "--single", "-D", making, "postgres"]
        self._run(initdb, lock)
        self._run(create, lock, f'CREATE DATABASE "{DATABASE}"\n')
        making.rename(places.data)

    def _check_space(self) -> None:
        free = shutil.disk_usage(self.places.home).free
        if free < FRESH_DATA_BYTES:
            raise DatabaseStartError(
                f"{self.places.home} 所在磁盘只剩 {free >> 20} MB，需要 {FRESH_DATA_BYTES >> 20} MB。",
                f"only {free >> 20} MB are free for {self.places.home}; {FRESH_DATA_BYTES >> 20} MB are needed.",
            )

    def _forget_dead_server(self) -> None:
        """Removes a process number that belongs to somebody else by now, for which PostgreSQL would not start.

        A server that somebody started by hand on these data stands in its data folder: its file stays, and
        PostgreSQL refuses by itself.
        """
        pidfile = self.places.data / "postmaster.pid"
        try:
            number = int(pidfile.read_text().split("\n", 1)[0])
            if Path(f"/proc/{number}/cwd").readlink() == self.places.data:
                return
        except (OSError, ValueError):
            pass
        pidfile.unlink(missing_ok=True)
        for name in (f".s.PGSQL.{PORT}", f".s.PGSQL.{PORT}.lock"):
            (self.places.sockets / name).unlink(missing_ok=True)

    def _run(self, command: list[Path | str], lock: int, text: str = "") -> None:
        with self.places.log.open("ab") as log:
            done = subprocess.run(
                [os.fspath(part) for part in command],
                input=text.encode(),
                stdout=log,
                stderr=log,
                pass_fds=[lock],
                check=False,
                **self._surroundings(as_server=True),
            )
        if done.returncode != 0:
            raise self._failed()

    def _spawn(self, command: list[str], lock: int, *, as_server: bool = False) -> int:
        """Starts a program that outlives us and holds `lock`; a shell in between leaves us no child to wait for."""
        script = '"$@" </dev/null >&2 & echo $!'
        with self.places.log.open("ab") as log:
            done = subprocess.run(
                ["/bin/sh", "-c", script, "sh", *command],
                stdout=subprocess.PIPE,
                stderr=log,
                pass_fds=[lock],
                start_new_session=True,
                check=True,
                **self._surroundings(as_server=as_server),
            )
        return int(done.stdout)

    def _surroundings(self, *, as_server: bool) -> dict[str, object]:
        """No PG* variable of the user's shell may reach the server, nor a working folder it cannot enter."""
        environment = {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}
        account = self.places.account.popen_arguments() if as_server else {}
        return {"cwd": self.places.home, "env": environment, **account}

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
        log = self.places.log
        return DatabaseStartError("原因见日志末尾。", "the end of its log tells why.", log=log)

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
