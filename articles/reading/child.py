"""The sandbox's child process: `python -m articles.reading.child TASK` reads bytes and writes a reading as JSON."""

from __future__ import annotations

import json
import re
import resource
import sys
from datetime import date
from importlib import import_module
from pathlib import Path

from articles.reading.encoding import encode
from articles.reading.sandbox import Limits
from articles.text.errors import UnreadableInput

PEAK = re.compile(r"^VmPeak:\s{0,16}(\d{1,15}) kB$", re.MULTILINE)
AIR = 16 << 20
"""Bytes. A process whose size once came so near to its limit was refused memory: parsers ask for a few MB at once."""


def _limit(limits: Limits) -> None:
    """Bind this process to the limits for good: memory, time, file size, no core file, few open files."""
    for what, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, limits.output),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        hard = resource.getrlimit(what)[1]
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        # A little air above the processor time lets the child die of SIGXCPU, which says why, and not of SIGKILL.
        resource.setrlimit(what, (bound, bound + 2 if what == resource.RLIMIT_CPU else bound))


def _ran_out(limits: Limits) -> bool:
    """Whether this process has used up its memory: parsers written in C tell of it by any error of their own."""
    try:
        peak = PEAK.search(Path("/proc/self/status").read_text())
    except (OSError, MemoryError):
        return False
    return peak is not None and (int(peak[1]) << 10) + AIR > limits.memory


def _too_much(limits: Limits) -> dict[str, object]:
    return {"code": "too_much_memory", "place": "", "values": {"limit": limits.memory}}


def _child(task: dict[str, object]) -> dict[str, object]:
    """Do one task in this process; the answer to write."""
    limits = Limits(**task["limits"])  # type: ignore[arg-type]
    try:
        parse = import_module(f"articles.reading.{task['module']}").parse
        _limit(limits)
        day = date.fromisoformat(str(task["given_date"])) if task["given_date"] else None
        data = sys.stdin.buffer.read()
        reading = parse(data, str(task["name"]), given_date=day, newspaper=str(task["newspaper"]))
        return {"reading": encode(reading)}
    except UnreadableInput as refusal:
        return {"code": refusal.code, "place": refusal.place, "values": encode(refusal.values)}
    except MemoryError:
        return _too_much(limits)
    except RecursionError:
        return {"code": "too_deep", "place": "", "values": {}}
    except Exception as error:
        if _ran_out(limits):
            return _too_much(limits)
        return {"code": "unexpected", "place": "", "values": {"reason": f"{type(error).__name__}: {error}"[:500]}}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_child(json.loads(sys.argv[1])), ensure_ascii=False))
