"""Recognise many issues, several at a time. This module and all it imports know no Django, so that its worker
processes start quickly and hold no database connection."""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from tempfile import NamedTemporaryFile

from articles.recognition import Findings, Gazetteer, KnownOfficial, KnownOfficials, PlaceRow, Story, recognise


@dataclass(frozen=True, slots=True)
class Task:
    """The stories of one issue. `doubtful` are names that the archive knows from this issue alone: what an earlier
    recogniser found here is no evidence of itself."""

    issue: int
    stories: tuple[Story, ...]
    day: date | None
    doubtful: frozenset[str] = frozenset()


class Recogniser:
    """The gazetteer and the known names, prepared once for many issues."""

    def __init__(self, gazetteer: Gazetteer, known: Sequence[KnownOfficial]) -> None:
        self._gazetteer = gazetteer
        self._known = KnownOfficials(known)

    def recognise(self, task: Task) -> tuple[Findings, ...]:
        """The findings of each story of an issue."""
        known = self._known.named_in(task.stories, without=task.doubtful)
        return recognise(task.stories, self._gazetteer, known=known, issue_date=task.day)


def recognise_tasks(
    tasks: Iterable[Task], own: Recogniser, rows: Sequence[PlaceRow], known: Sequence[KnownOfficial], jobs: int
) -> Iterator[tuple[Task, Callable[[], tuple[Findings, ...]]]]:
    """The tasks in order, each with what gives its findings; `jobs` at a time and never more than a few ahead.

    One job works in this process with its `own` recogniser.
    """
    if jobs == 1:
        yield from ((task, lambda task=task: own.recognise(task)) for task in tasks)
        return
    with _pool(rows, known, jobs) as pool:
        ahead: deque[tuple[Task, Callable[[], tuple[Findings, ...]]]] = deque()
        for task in tasks:
            ahead.append((task, pool.submit(_recognise, task).result))
            if len(ahead) >= jobs * 2:
                yield ahead.popleft()
        yield from ahead


@contextmanager
def _pool(rows: Sequence[PlaceRow], known: Sequence[KnownOfficial], jobs: int) -> Iterator[ProcessPoolExecutor]:
    # Through a file: a worker that died before it had read so much from its pipe would leave this process waiting.
    with NamedTemporaryFile(suffix=".pickle") as shared:
        shared.write(pickle.dumps((rows, known)))
        shared.flush()
        # Spawned, not forked: a forked worker would share this process's database connection.
        with ProcessPoolExecutor(jobs, get_context("spawn"), _prepare, (shared.name,)) as pool:
            yield pool


_workers: list[Recogniser] = []
"""The recogniser of a worker process."""


def _prepare(shared: str) -> None:
    rows, known = pickle.loads(Path(shared).read_bytes())
    _workers.append(Recogniser(Gazetteer(rows), known))


def _recognise(task: Task) -> tuple[Findings, ...]:
    return _workers[0].recognise(task)
