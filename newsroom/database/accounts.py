"""Under whose name the server runs: PostgreSQL refuses to be root."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsroom.database.errors import DatabaseStartError

# Debian's own database user where it exists, else the user that exists everywhere.
ACCOUNTS_FOR_ROOT = ("postgres", "nobody")


@dataclass(frozen=True, slots=True)
class Account:
    """The user whom the server's processes belong to. `switch` is false when that is who we are already."""

    name: str
    uid: int
    gid: int
    switch: bool

    def popen_arguments(self) -> dict[str, Any]:
        """What subprocess needs to run something as this user."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.switch else {}

    def can(self, test: str, path: Path) -> bool:
        """Whether this user passes `test TEST path` (-x: may enter or run it), asked of the system itself."""
        command = ["/bin/sh", "-c", 'test "$1" "$2"', "sh", test, str(path)]
        return subprocess.run(command, cwd="/", check=False, **self.popen_arguments()).returncode == 0


def choose_account(data: Path) -> Account:
    """Ourselves; for root the owner of existing data, else postgres or nobody."""
    owner = data.stat().st_uid if data.exists() else None
    if os.geteuid() != 0:
        return _ourselves(data, owner)
    if owner is not None:
        return _account(pwd.getpwuid(owner))
    for name in ACCOUNTS_FOR_ROOT:
        try:
            return _account(pwd.getpwnam(name))
        except KeyError:
            continue
    raise DatabaseStartError(
        "PostgreSQL 不能以 root 运行，而本机没有 postgres 或 nobody 用户。请改用普通用户运行。",
        "PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody. Run as an ordinary user.",
    )


def _account(entry: pwd.struct_passwd) -> Account:
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, switch=True)


def _ourselves(data: Path, owner: int | None) -> Account:
    uid = os.geteuid()
    if owner not in (None, uid):
        raise DatabaseStartError(
            f"{data} 属于另一个用户（uid {owner}）。请以该用户或 root 运行，或用 XIANWEN_VAR 另选目录。",
            f"{data} belongs to another user (uid {owner}). Run as that user or as root, "
            "or choose another directory by XIANWEN_VAR.",
        )
    try:
        name = pwd.getpwuid(uid).pw_name
    except KeyError:
        raise DatabaseStartError(
            f"当前用户（uid {uid}）不在 /etc/passwd 中，PostgreSQL 不接受。请先建立该用户。",
            f"the current user (uid {uid}) is not in /etc/passwd, which PostgreSQL needs. Add it there.",
        ) from None
    return Account(name, uid, os.getegid(), switch=False)
