"""The server's data: made once, checked at each start, handed to PostgreSQL."""

import os
import shutil
from pathlib import Path

from newsroom.database.binaries import MAJOR, binaries_for
from newsroom.database.errors import DatabaseStartError
from newsroom.database.places import DATABASE, PORT, ROLE, Places, make_socket_folder
from newsroom.database.processes import run, spawn

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
    "log_checkpoints": "off",
}


def start_server(places: Places, lock: int) -> int:
    """Starts the server, on fresh data if there are none, and returns its process number.

    `lock` is server.lock, held; the server inherits it. That it is held proves that no server of ours is running.
    """
    binaries = binaries_for(places.account)
    if places.data.exists():
        _check_version(places.data)
    else:
        _make_cluster(places, binaries, lock)
    make_socket_folder(places)
    _forget_dead_server(places)
    if places.log.exists() and places.log.stat().st_size > LOG_BYTES:
        places.log.replace(places.log.with_suffix(".log.1"))
    settings = {**SERVER_SETTINGS, "unix_socket_directories": str(places.sockets)}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return spawn(places, [str(binaries / "postgres"), "-D", str(places.data), *options], lock, as_server=True)


def _check_version(data: Path) -> None:
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


def _make_cluster(places: Places, binaries: Path, lock: int) -> None:
    """A new cluster with its empty database, made aside and renamed, so that half of one never counts."""
    _check_space(places.home)
    for left in places.home.glob("data.making-*"):
        shutil.rmtree(left)
    making = places.home / f"data.making-{os.getpid()}"
    making.mkdir(mode=0o700)
    os.chown(making, places.account.uid, places.account.gid)
    text = ["--encoding=UTF8", "--locale=C.UTF-8"]
    initdb: list[str | Path] = [
        binaries / "initdb",
        "-D",
        making,
        "-U",
        ROLE,
        *text,
        "--auth=trust",
        "--no-instructions",
    ]
    single: list[str | Path] = [binaries / "postgres", "--single", "-D", making, "postgres"]
    made = run(places, initdb, lock) and run(places, single, lock, f'CREATE DATABASE "{DATABASE}"\n')
    if not made:
        raise DatabaseStartError(
            "无法建立数据目录，原因见日志末尾。",
            "the data folder could not be made; the log ends with the reason.",
            log=places.log,
        )
    making.rename(places.data)


def _check_space(home: Path) -> None:
    free, needed = shutil.disk_usage(home).free >> 20, FRESH_DATA_BYTES >> 20
    if free < needed:
        raise DatabaseStartError(
            f"{home} 所在磁盘只剩 {free} MB，需要 {needed} MB。请清理磁盘，或用 XIANWEN_VAR 另选目录。",
            f"only {free} MB are free for {home}, {needed} MB are needed. "
            "Make room, or choose another directory by XIANWEN_VAR.",
        )


def _forget_dead_server(places: Places) -> None:
    """Removes a process number that belongs to somebody else by now, for which PostgreSQL would not start.

    A server that somebody started by hand on these data has them as its working folder: then the file stays,
    and PostgreSQL refuses by itself.
    """
    pidfile = places.data / "postmaster.pid"
    try:
        number = int(pidfile.read_text().split("\n", 1)[0])
        if Path(f"/proc/{number}/cwd").readlink() == places.data:
            return
    except (OSError, ValueError):
        pass
    for path in (pidfile, places.sockets / f".s.PGSQL.{PORT}", places.sockets / f".s.PGSQL.{PORT}.lock"):
        path.unlink(missing_ok=True)
