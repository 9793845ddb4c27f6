"""A VAR_DIR's embedded server as the tests see it, and the processes that use it."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from newsroom.database.keeper import Keeper
from newsroom.database.places import Places, find_places

PROJECT = Path(__file__).resolve().parents[2]
DEADLINE = 60.0
NO_GRACE = 0.05

# Registers as a user, says so, and stays until its input ends.
USER_PROGRAM = """
import sys
from pathlib import Path
from newsroom.database.keeper import Keeper
keeper = Keeper(Path(sys.argv[1]), float(sys.argv[2]))
keeper.ensure()
print("ready", flush=True)
sys.stdin.read()
"""


def wait_until(happened: Callable[[], bool]) -> None:
    """Polls, so that a busy machine makes these tests slow and not red."""
    end = time.monotonic() + DEADLINE
    while not happened():
        assert time.monotonic() < end, f"not within {DEADLINE} s"
        time.sleep(0.02)


class Server:
    """What the tests ask and do about the server of one VAR_DIR."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.users: list[subprocess.Popen[str]] = []

    @property
    def places(self) -> Places:
        return find_places(self.var)

    def start_user(self, grace: float = NO_GRACE) -> subprocess.Popen[str]:
        """A process that is about to use the database."""
        command = [sys.executable, "-c", USER_PROGRAM, str(self.var), str(grace)]
        pipe = subprocess.PIPE
        user = subprocess.Popen(command, cwd=PROJECT, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
        self.users.append(user)
        return user

    def user(self, grace: float = NO_GRACE) -> subprocess.Popen[str]:
        """A process that uses the database by now."""
        user = self.start_user(grace)
        assert user.stdout is not None
        assert user.stderr is not None
        assert user.stdout.readline() == "ready\n", user.stderr.read()
        return user

    def leave(self, user: subprocess.Popen[str]) -> None:
        """The process ends of itself; how it ended is its last word."""
        _, errors = user.communicate(timeout=DEADLINE)
        assert user.returncode == 0, errors

    def process(self) -> int:
        """The server's process number."""
        return int((self.places.data / "postmaster.pid").read_text().split("\n", 1)[0])

    def watchdog(self) -> int:
        """Its watchdog's process number, 0 if there is none."""
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                command = (folder / "cmdline").read_bytes()
                if b"watchdog.py\0" + bytes(self.places.home) + b"\0" in command:
                    return int(folder.name)
        return 0

    def is_running(self) -> bool:
        return Keeper(self.var, NO_GRACE).accepts_connections()

    def is_gone(self) -> bool:
        """The server has ended in good order and removed its traces."""
        return not (self.places.data / "postmaster.pid").exists() and not self.is_running()

    def clean_up(self) -> None:
        for user in self.users:
            user.kill()
            user.communicate()
        if watchdog := self.watchdog():
            os.kill(watchdog, signal.SIGKILL)
        with contextlib.suppress(OSError, ValueError):
            os.kill(self.process(), signal.SIGQUIT)
        places = self.places
        shutil.rmtree(places.home, ignore_errors=True)
        shutil.rmtree(places.sockets, ignore_errors=True)


def copy_data(source: Path, var: Path) -> None:
    subprocess.run(["cp", "-a", str(source), str(var)], check=True)
