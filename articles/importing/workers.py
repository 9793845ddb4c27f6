"""Worker processes that end with the process that started them, also where that was killed (`kill -9`)."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any


def worker_pool(jobs: int, prepare: Callable[..., None] | None = None, *arguments: Any) -> ProcessPoolExecutor:
    """A pool of so many processes, each prepared by a function of a module, with these arguments.

    They are spawned, not forked: a forked worker would share this process's database connection.
    """
    return ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (prepare, arguments))


def _begin(prepare: Callable[..., None] | None, arguments: tuple[Any, ...]) -> None:
    Thread(target=_end_with_parent, daemon=True).start()
    if prepare:
        prepare(*arguments)


def _end_with_parent() -> None:
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
