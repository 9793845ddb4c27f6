"""No process is left behind when an import is killed."""

import signal
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings

PATIENCE = 60.0
"""Seconds that a busy machine may take to end them."""
SCRIPT = """
import os, time
from articles.importing.workers import worker_pool

if __name__ == "__main__":
    with worker_pool(2) as pool:
        print(*{pool.submit(os.getpid).result() for _ in range(20)}, flush=True)
        time.sleep(600)
"""


def test_workers_end_when_the_process_that_started_them_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    environment = {"PYTHONPATH": str(settings.BASE_DIR)}
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True, env=environment) as running:
        assert running.stdout is not None
        workers = running.stdout.readline().split()
        running.send_signal(signal.SIGKILL)
    assert workers
    end = time.monotonic() + PATIENCE
    while any(map(is_running, workers)) and time.monotonic() < end:
        time.sleep(0.1)
    assert not any(map(is_running, workers))


def is_running(process: str) -> bool:
    """Whether a process is there, and not only its exit status that nobody has asked for."""
    try:
        return "\nState:\tZ" not in Path("/proc", process, "status").read_text()
    except FileNotFoundError:
        return False
