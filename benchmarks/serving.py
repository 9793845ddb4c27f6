"""A filled archive of its own, served as `make run` serves it, for the benchmark of pages."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

import inputs
from pagemaker.cases import CASES

HOST = "127.0.0.1"
PATIENCE = 60.0
"""Seconds that the server may take to answer for the first time."""
PRINTED = 4
"""Generated pages as PDF, for the types that show a picture."""


def prepare(folder: Path) -> None:
    """Let this process and those that it starts use the archive in that folder. Call it before Django is imported."""
    folder.mkdir(parents=True, exist_ok=True)
    sys.path.insert(0, str(inputs.ROOT))
    os.environ |= {"XIANWEN_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "newsroom.settings", "PORT": str(_free_port())}
    for name in ("DATABASE_URL", "SITE_URL", "DEBUG"):
        os.environ.pop(name, None)


def fill(folder: Path, count: int) -> None:
    """The real pages and that many generated ones, and a few as PDF, which later runs find there."""
    generated = folder / f"generated-{count}"
    generated.mkdir(exist_ok=True)
    for number in range(count):
        (generated / f"{number:05}.txt").write_text(inputs.page(number), encoding="utf-8")
    for seed in range(PRINTED):
        (generated / f"{seed:05}.pdf").write_bytes(CASES["pdf"](seed)[0])
    manage("migrate", "--verbosity", "0")
    manage("load_gazetteer")
    for pages, newspaper in ((inputs.ROOT / "fixtures" / "pages", "焦作日报"), (generated, "青川日报")):
        manage("import_pages", str(pages), "--newspaper", newspaper)
    manage("collectstatic", "--no-input", "--verbosity", "0")


def manage(*arguments: str) -> None:
    """A command of the project. An import that refuses some generated page ends with 1, and that is no harm here."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=inputs.ROOT, check=False, stdout=subprocess.DEVNULL
    )
    if done.returncode > int(arguments[0] == "import_pages"):
        sys.exit(done.returncode)


@contextmanager
def served() -> Iterator[str]:
    """The site's root address, while it is served."""
    root = f"http://{HOST}:{os.environ['PORT']}"
    command = [sys.executable, "-m", "gunicorn", "--config", "python:newsroom.server", "newsroom.wsgi"]
    server = subprocess.Popen(command, cwd=inputs.ROOT, stdout=subprocess.DEVNULL)
    try:
        _wait_for(f"{root}/healthz")
        yield root
    finally:
        server.terminate()
        server.wait()


def _wait_for(url: str) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(url):
                return
        except URLError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
