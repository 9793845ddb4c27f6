"""The sandbox's child process (`python -m … TASK`): reads bytes and writes what it found as JSON."""

from __future__ import annotations

import json
import re
import resource
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, get_type_hints

from articles.reading.sandbox import Limits
from articles.reading.sandbox.encoding import decode, encode
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


def _told(task: dict[str, Any]) -> tuple[Callable[..., object], dict[str, Any]]:
    """The function that the task names, and its arguments of the types that it takes."""
    module, _, name = task["verb"].rpartition(".")
    verb = getattr(import_module(f"articles.reading.{module}"), name)
    kinds = get_type_hints(verb)
    return verb, {argument: decode(kinds[argument], value) for argument, value in task["arguments"].items()}


def _child(task: dict[str, Any]) -> dict[str, object]:
    """Do one task in this process; the answer to write."""
    limits = Limits(**task["limits"])
    try:
        verb, arguments = _told(task)
        _limit(limits)
        return {"found": encode(verb(sys.stdin.buffer.read(), **arguments))}
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
