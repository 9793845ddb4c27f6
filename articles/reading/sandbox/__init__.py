"""Reads files that nobody vouches for in a child process with limits, so that a hostile one harms nothing but itself.

The child is a fresh interpreter, not a fork: it holds none of our connections or memory, and it can be started from
threads and from worker processes alike. It gets the bytes as its standard input and writes JSON to a file whose size
is limited; nothing that it writes is executed or unpickled here.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any

from articles.reading.readings import SourceReading
from articles.reading.sandbox.encoding import NotAReadingError, decode, encode
from articles.text.errors import UnreadableInput

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one child may use. A page of a paper takes about 100 MB, 0.5 s and 1 MB of output; a year's folder more."""

    memory: int = 1 << 30
    cpu_seconds: int = 60
    wall_seconds: float = 90.0
    output: int = 256 << 20


def read_limited(
    module: str, data: bytes, name: str, *, given_date: date | None, newspaper: str, limits: Limits = Limits()
) -> SourceReading:
    """What `parse(data, name, given_date=…, newspaper=…)` of a module of this room returns, called in a limited child.

    Raises UnreadableInput: what the function itself raises, or `too_slow`, `too_much_memory`, `crashed`.
    """
    told = {"name": name, "given_date": given_date, "newspaper": newspaper}
    reading: SourceReading = call_limited(SourceReading, f"{module}.parse", data, told, limits)
    return reading


def call_limited(kind: Any, verb: str, data: bytes, arguments: Mapping[str, object], limits: Limits = Limits()) -> Any:
    """What a function of this room (`printed.pdf.parse`) makes of the bytes and the arguments, called in a limited
    child: a value of the given type. Raises UnreadableInput like `read_limited`."""
    task: dict[str, object] = {"verb": verb, "arguments": encode(dict(arguments)), "limits": asdict(limits)}
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as answer:
        source.write(data)
        source.seek(0)
        status = _run(task, source, answer, limits)
        answer.seek(0)
        return _answer(kind, answer.read(limits.output + 1), status, limits)


def _run(task: dict[str, object], source: IO[bytes], answer: IO[bytes], limits: Limits) -> int:
    """Run the child to its end or to the end of its time; its exit status, negative for a signal."""
    command = [sys.executable, "-m", "articles.reading.sandbox.child", json.dumps(task)]
    # Only what an interpreter needs: no passwords or addresses of services reach the child.
    environment = {"PATH": os.defpath, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    environment["OPENBLAS_NUM_THREADS"] = "1"  # numpy's; each would take address space, on large machines all there is
    child = subprocess.Popen(
        command,
        stdin=source,
        stdout=answer,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd="/",
        start_new_session=True,
    )
    try:
        return child.wait(limits.wall_seconds)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)  # with whatever command it waits for
        raise UnreadableInput("too_slow", seconds=round(limits.wall_seconds)) from None
    finally:
        child.kill()
        child.wait()


def _answer(kind: Any, output: bytes, status: int, limits: Limits) -> Any:
    if status == -signal.SIGXCPU:
        raise UnreadableInput("too_slow", seconds=limits.cpu_seconds)
    try:
        answer = json.loads(output)
        if "found" in answer:
            return decode(kind, answer["found"])
        code, place, values = answer["code"], answer["place"], answer["values"]
    except (ValueError, KeyError, TypeError, RecursionError, NotAReadingError):
        raise UnreadableInput("crashed", status=status) from None
    raise UnreadableInput(str(code), str(place), **{str(key): value for key, value in dict(values).items()})
