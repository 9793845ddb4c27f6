"""Where the embedded server keeps its data and its socket."""

import hashlib
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from newsroom.database.accounts import Account, choose_account
from newsroom.database.binaries import REACHABLE_FOR_ALL
from newsroom.database.errors import DatabaseStartError

# A socket's full path may have 107 bytes; its file name takes 16 of them. Spaces, commas and the like mean
# something in PostgreSQL's settings, so any other path gets a short stand-in under /tmp.
PLAIN_SHORT_PATH = re.compile(r"/[A-Za-z0-9._/-]{1,85}")
POINTER = "postgres.location"
ROLE = DATABASE = "xianwen"
SITE_ROLE = "xianwen_site"
"""Under which the site works. ROLE owns everything; see newsroom/connecting.py."""
PORT = 5432  # only part of the socket's name: the server listens on no network


@dataclass(frozen=True, slots=True)
class Places:
    """All paths of one embedded server, and the account it runs under."""

    home: Path
    account: Account

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    @property
    def sockets(self) -> Path:
        inside = self.home / "socket"
        if PLAIN_SHORT_PATH.fullmatch(str(inside)):
            return inside
        return Path("/tmp") / f"xianwen-{_digest(self.home)}"


def find_places(var: Path) -> Places:
    """The places for this VAR_DIR, made where they are missing.

    Data lie in `var/postgres`. Root's server runs as an unprivileged user; where that user cannot reach var
    (below a folder such as /root of mode 700), data lie in /var/lib/xianwen/ instead, and
    `var/postgres.location` says so.
    """
    var = var.resolve()
    pointer = var / POINTER
    try:
        home = Path(pointer.read_text().strip()) if pointer.exists() else var / "postgres"
        _make_folder(home)
        account = choose_account(home / "data")
        if account.switch and not (home / "data").exists() and not account.can("-x", home):
            home.rmdir()
            home = REACHABLE_FOR_ALL / _digest(var)
            _make_folder(REACHABLE_FOR_ALL)
            _make_folder(home)
            pointer.write_text(f"{home}\n")
    except OSError as error:
        raise _not_writable(error) from error
    return Places(home, account)


def _make_folder(home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    if home.stat().st_uid == os.geteuid():
        home.chmod(0o755)
    if not os.access(home, os.W_OK):
        raise PermissionError(13, "Permission denied", str(home))


def _not_writable(error: OSError) -> DatabaseStartError:
    return DatabaseStartError(
        f"无法写入 {error.filename}（{error.strerror}）。请检查权限，或用 XIANWEN_VAR 另选目录。",
        f"cannot write {error.filename} ({error.strerror}). Check its permissions, "
        "or choose another directory by XIANWEN_VAR.",
    )


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:16]


def make_socket_folder(places: Places) -> None:
    """A folder that only the server's user and root may enter; what somebody else put there is refused."""
    folder = places.sockets
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        pass
    else:
        os.chown(folder, places.account.uid, places.account.gid)
    found = folder.lstat()
    private = stat.S_ISDIR(found.st_mode) and not found.st_mode & 0o077
    if not private or found.st_uid != places.account.uid:
        raise DatabaseStartError(
            f"{folder} 不是属于 {places.account.name} 的私有目录（700）。请将它删除。",
            f"{folder} is not a private folder (mode 700) of {places.account.name}. Remove it.",
        )
