"""All that is due: several hosts are called at once, each by one call at a time, so that one which answers slowly
delays nobody else. Threads call, and do nothing else: the database, and all that follows from an answer, is one
thread's. Several processes may do this side by side, and share the hosts."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import date
from random import shuffle

from django.db.models import QuerySet

from articles.models import Alert, AlertDelivery

from .hooks import Message, post
from .letters import shortened
from .sending import Carrier, Outcome, send
from .turns import BusyError

MOST_AT_ONCE = 8

Turns = Generator[Message | Outcome | None, AlertDelivery | None, None]
"""Sending the alerts of one host. What it gives other than a message ends its turn."""


def send_all(due: QuerySet[Alert], until: int, today: date, carrier: Carrier) -> Iterator[Outcome]:
    """What became of each, as soon as it is known. Raises what `send` raises for all."""
    by_host = defaultdict(list)
    for alert in due:
        by_host[carrier.host_of(alert)].append(alert)
    hosts = list(by_host.values())
    shuffle(hosts)  # runs that begin together seldom meet
    waiting = deque(_turns(each, due, until, today, carrier) for each in hosts)
    calls: dict[Future[AlertDelivery], Turns] = {}
    with ThreadPoolExecutor(MOST_AT_ONCE) as threads:
        while waiting or calls:
            is_free = bool(waiting) and len(calls) < MOST_AT_ONCE
            answered = wait(calls, timeout=0 if is_free else None, return_when=FIRST_COMPLETED).done
            # What was taken is noted before anything else is begun, so that a run that is killed repeats little.
            turns: list[tuple[Turns, AlertDelivery | None]]
            turns = [(calls.pop(each), each.result()) for each in answered] or [(waiting.popleft(), None)]
            for host, made in turns:
                try:
                    step = host.send(made)
                except StopIteration:
                    continue
                if isinstance(step, Message):
                    calls[threads.submit(post, step)] = host
                    continue
                waiting.append(host)
                if step:
                    yield step


def _turns(alerts: Iterable[Alert], due: QuerySet[Alert], until: int, today: date, carrier: Carrier) -> Turns:
    for alert in alerts:
        try:
            yield (yield from send(alert, due, until, today, carrier))
        except BusyError as error:
            yield Outcome("failed", f"{shortened(alert.address)}：{error}")
            return  # nor is anything else sent there
