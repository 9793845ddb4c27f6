"""Recognise many issues, or compare them with another recogniser, several at a time. This module and all it imports
know no Django, so that its worker processes start quickly and hold no database connection."""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, TypeVar

from articles.recognition import Findings, Gazetteer, KnownOfficial, KnownOfficials, PlaceRow, Story, recognise
from articles.recognition.second_opinion import Disagreement, Namer, disagreements

from .workers import worker_pool

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Task:
    """The stories of one issue. `doubtful` are names that the archive knows from this issue alone: what an earlier
    recogniser found here is no evidence of itself."""

    issue: int
    stories: tuple[Story, ...]
    day: date | None
    doubtful: frozenset[str] = frozenset()
    newspaper: str = ""
    imprint: tuple[str, ...] = ()


Results = Iterator[tuple[Task, Callable[[], tuple[Found, ...]]]]
"""Tasks in their order, each with what gives its result as soon as that is there."""


@dataclass(frozen=True, slots=True)
class Names:
    """What recognition knows beforehand: the gazetteer and the officials."""

    places: Sequence[PlaceRow]
    officials: Sequence[KnownOfficial]


class Recogniser:
    """The names that are known, prepared once for many issues."""

    def __init__(self, names: Names) -> None:
        self._gazetteer = Gazetteer(names.places)
        self._known = KnownOfficials(names.officials)

    def recognise(self, task: Task) -> tuple[Findings, ...]:
        """The findings of each story of an issue."""
        known = self._known.named_in(task.stories, without=task.doubtful)
        return recognise(
            task.stories,
            self._gazetteer,
            known=known,
            issue_date=task.day,
            newspaper=task.newspaper,
            imprint=task.imprint,
        )

    def compare(self, task: Task, namer: Namer) -> tuple[Disagreement, ...]:
        """The names of an issue that `namer` reads differently."""
        return tuple(disagreements(task.stories, self.recognise(task), namer))


def recognise_tasks(tasks: Iterable[Task], own: Recogniser, names: Names, jobs: int, ahead: int) -> Results[Findings]:
    """The tasks in order, each with what gives its findings; `jobs` at a time and at most so many `ahead`.

    One job works in this process with its `own` recogniser.
    """
    return _in_order(tasks, own.recognise, _recognise, (names, None), jobs, ahead)


def compare_tasks(
    tasks: Iterable[Task], own: Recogniser, names: Names, make_namer: Callable[[], Namer], jobs: int, ahead: int
) -> Results[Disagreement]:
    """The same with what gives the names that another recogniser reads differently; each process makes its own."""
    if jobs > 1:
        return _in_order(tasks, own.recognise, _compare, (names, make_namer), jobs, ahead)
    namer = make_namer()
    return _in_order(tasks, lambda task: own.compare(task, namer), _compare, (names, None), jobs, ahead)


def _in_order(
    tasks: Iterable[Task],
    here: Callable[[Task], Any],
    elsewhere: Callable[[Task], Any],
    shared: tuple[Names, Callable[[], Namer] | None],
    jobs: int,
    ahead: int,
) -> Results[Any]:
    if jobs == 1:
        yield from ((task, partial(here, task)) for task in tasks)
        return
    with _pool(shared, jobs) as pool:
        waiting: deque[tuple[Task, Callable[[], Any]]] = deque()
        for task in tasks:
            waiting.append((task, pool.submit(elsewhere, task).result))
            if len(waiting) >= ahead:
                yield waiting.popleft()
        yield from waiting


@contextmanager
def _pool(shared: tuple[Names, Callable[[], Namer] | None], jobs: int) -> Iterator[ProcessPoolExecutor]:
    # Through a file: a worker that died before it had read so much from its pipe would leave this process waiting.
    with NamedTemporaryFile(suffix=".pickle") as file:
        file.write(pickle.dumps(shared))
        file.flush()
        with worker_pool(jobs, _prepare, file.name) as pool:
            yield pool


_workers: list[tuple[Recogniser, Namer | None]] = []
"""The recogniser of a worker process, and the other one where that is compared."""


def _prepare(shared: str) -> None:
    names, make_namer = pickle.loads(Path(shared).read_bytes())
    _workers.append((Recogniser(names), make_namer() if make_namer else None))


def _recognise(task: Task) -> tuple[Findings, ...]:
    return _workers[0][0].recognise(task)


def _compare(task: Task) -> tuple[Disagreement, ...]:
    recogniser, namer = _workers[0]
    assert namer is not None
    return recogniser.compare(task, namer)
