"""Runs PostgreSQL's programs, and others that must outlive the process which starts them."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from newsroom.database.places import Places

# The shell ends at once and leaves us no child to wait for.
DETACH = '"$@" </dev/null >&2 & echo $!'


def run(places: Places, command: Sequence[str | Path], lock: int, text: str = "") -> bool:
    """Runs `command` as the server's user, its output in the server's log; whether it succeeded."""
    with places.log.open("ab") as log:
        done = subprocess.run(
            [os.fspath(part) for part in command],
            input=text.encode(),
            stdout=log,
            stderr=log,
            pass_fds=[lock],
            check=False,
            **_surroundings(places, as_server=True),
        )
    return done.returncode == 0


def spawn(places: Places, command: Sequence[str], lock: int, *, as_server: bool = False) -> int:
    """Starts a program that outlives us and holds the locked descriptor; its process number."""
    with places.log.open("ab") as log:
        done = subprocess.run(
            ["/bin/sh", "-c", DETACH, "sh", *command],
            stdout=subprocess.PIPE,
            stderr=log,
            pass_fds=[lock],
            start_new_session=True,
            check=True,
            **_surroundings(places, as_server=as_server),
        )
    return int(done.stdout)


def _surroundings(places: Places, *, as_server: bool) -> dict[str, Any]:
    """No PG* variable of the user's shell may reach the server, nor a working folder that it cannot enter."""
    environment = {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}
    account = places.account.popen_arguments() if as_server else {}
    return {"cwd": places.home, "env": environment, **account}
