"""Stops the embedded server when its last user has ended, however that user ended.

Every process that uses the database holds a shared lock on `users.lock` for as long as it lives; the system
lets go of it even after kill -9. This small detached program waits for the exclusive lock. It is run as a file,
needs only the standard library, and gets three arguments: the folder of the locks, the descriptor of
`watchdog.lock` that the starter has locked for it, and the seconds of grace.
"""

import contextlib
import fcntl
import os
import signal
import sys
import time
from pathlib import Path

FAST_SHUTDOWN, IMMEDIATE_SHUTDOWN = signal.SIGINT, signal.SIGQUIT
KILL = signal.SIGKILL
"""For a server whose data were removed: in ending, it would remove the socket of the one that is there now."""
FAST_SHUTDOWN_SECONDS = 60.0
POLL_SECONDS = 0.02


def main(home: Path, own_lock: int, grace: float) -> None:
    users = os.open(home / "users.lock", os.O_RDWR)
    # Opened now: should the folder be removed and made anew, the new server is another watchdog's.
    server = os.open(home / "server.lock", os.O_RDWR | os.O_CREAT, 0o600)
    while True:
        fcntl.flock(users, fcntl.LOCK_EX)
        fcntl.flock(users, fcntl.LOCK_UN)
        time.sleep(grace)
        if acquired(users):
            break
    # Whoever comes now waits for users.lock until the server has stopped, then starts it and a new watchdog.
    stop_server(server, FAST_SHUTDOWN if stands(home / "users.lock", users) else KILL)
    for lock in (server, own_lock, users):
        os.close(lock)


def stands(path: Path, lock: int) -> bool:
    """Whether the folder of the locks is still the one that they were opened in."""
    try:
        return os.path.samestat(path.stat(), os.fstat(lock))
    except FileNotFoundError:
        return False


def acquired(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def stop_server(lock: int, how: signal.Signals) -> None:
    """The server and its children hold server.lock; the starter wrote the server's process number into it."""
    deadline = time.monotonic() + FAST_SHUTDOWN_SECONDS
    signalled = False
    while not acquired(lock):
        if not signalled:
            signalled = send(how, os.pread(lock, 20, 0))
        if time.monotonic() > deadline and how is FAST_SHUTDOWN:
            how, signalled = IMMEDIATE_SHUTDOWN, False
        time.sleep(POLL_SECONDS)


def send(how: signal.Signals, written: bytes) -> bool:
    """False as long as the starter has not yet written whom to signal."""
    if not written.strip().isdigit():
        return False
    # The server may have been killed; then its children still hold the lock, and are ending.
    with contextlib.suppress(ProcessLookupError):
        os.kill(int(written), how)
    return True


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
