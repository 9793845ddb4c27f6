"""Many programs told in one run: real receivers, each a host of its own (all of 127.0.0.0/8 is this machine)."""

import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from threading import Event, Lock

import pytest
from django.db import connection
from django.utils import timezone

from articles.models import Alert, AlertDelivery, Endpoint
from articles.publishing.alerts import sending
from articles.publishing.alerts.arrivals import last_arrival
from articles.publishing.alerts.dispatching import MOST_AT_ONCE
from tests.programs import Program, later, printed, run, send, serving, subscribe, until

pytestmark = pytest.mark.django_db(transaction=True)
LONG = 8  # seconds: less than a call may take


class Gauge:
    """How many calls are under way, and were at most. Each stays until so many are, and a moment longer."""

    def __init__(self, enough):
        self.under_way, self.most, self.lock = 0, 0, Lock()
        self.enough, self.are_enough = enough, Event()

    def __call__(self):
        with self.lock:
            self.under_way += 1
            self.most = max(self.most, self.under_way)
            if self.under_way >= self.enough:
                self.are_enough.set()
        self.are_enough.wait(LONG)
        time.sleep(0.3)
        with self.lock:
            self.under_way -= 1


@pytest.fixture
def programs(client, settings):
    """Make receivers at the names given, each subscribed to everything."""
    settings.WEBHOOKS, settings.WEBHOOK_HOSTS = True, set()
    with ExitStack() as running:

        def made(*names, **asked):
            started = [running.enter_context(contextmanager(serving)(Program(name=name))) for name in names]
            settings.WEBHOOK_HOSTS |= {program.host for program in started}
            for program in started:
                subscribe(client, program, **asked)
            return started

        yield made


def hosts(number):
    return [f"127.0.0.{2 + each}" for each in range(number)]


def test_programs_that_answer_slowly_delay_no_others(programs):
    *others, first, second, third = programs(*hosts(20))
    printed(headline="甲")
    waited = []

    def until_all_others_were_told():
        end = time.monotonic() + LONG
        while not (told := all(program.took for program in others)) and time.monotonic() < end:
            time.sleep(0.05)
        waited.append(told)

    for slow in (first, second, third):
        slow.before_it_answers = until_all_others_were_told
    assert send().startswith("寄出 20 封，0 个提醒没有新报道，0 个没有寄成。")
    assert waited == [True, True, True]
    assert all(program.news() == ["甲"] for program in (*others, first, second, third))


def test_so_many_are_called_at_once_and_no_more(programs):
    gauge = Gauge(enough=MOST_AT_ONCE)
    for program in programs(*hosts(MOST_AT_ONCE + 4)):
        program.before_it_answers = gauge
    printed()
    send()
    assert gauge.are_enough.is_set() and gauge.most == MOST_AT_ONCE


@pytest.mark.parametrize("runs", [1, 2])
def test_one_host_is_called_once_at_a_time_and_a_program_is_told_in_order(programs, monkeypatch, runs):
    monkeypatch.setattr("articles.publishing.alerts.news.MOST_TOLD", 1)
    titles = list("甲乙丙丁")
    one, other = programs("127.0.0.2", "127.0.0.2")
    (elsewhere,) = programs("127.0.0.3")
    same, any_host = Gauge(enough=1), Gauge(enough=2)
    one.before_it_answers = other.before_it_answers = lambda: (same(), any_host())
    elsewhere.before_it_answers = any_host
    for title in titles:
        printed(headline=title)
        last_arrival()
    later()
    with ThreadPoolExecutor(runs) as pool:
        assert all("0 个没有寄成" in said for said in pool.map(with_own_connection, [run] * runs))
    assert same.most == 1 and any_host.most == 2
    assert one.news() == other.news() == elsewhere.news() == titles


def with_own_connection(work):
    with closing(connection):
        return work()


def test_what_a_later_run_told_is_not_told_again_by_one_that_began_before(programs):
    (program,) = programs("127.0.0.2")
    printed(headline="甲")
    carrier, until_then = sending.to_programs(), last_arrival()
    earlier = sending.send(
        Alert.objects.get(), sending.due(carrier, timezone.localdate(), until_then), until_then, None, carrier
    )
    printed(headline="乙")
    send()
    later()  # by its day it is due
    with pytest.raises(StopIteration, match="settled"):
        next(earlier)
    send()
    assert program.news() == ["甲", "乙"]


def test_what_became_of_each_is_kept_with_it(programs):
    fine, busy, gone, closed = programs(*hosts(4))
    (english,) = programs("127.0.0.9", root="/en/")
    busy.status, gone.status, english.status = 503, 410, 500
    closed.server_close()
    printed()
    said = send()
    assert said.startswith("寄出 1 封，0 个提醒没有新报道，4 个没有寄成。")
    assert f"✗ http://{busy.host}/…：程序回答 503，而不是 2xx。" in said
    logged = {
        each.endpoint.alert.address: (each.status, each.endpoint.failures, each.endpoint.ended_at is None, each.why)
        for each in AlertDelivery.objects.select_related("endpoint__alert")
    }
    assert logged == {
        fine.url: (200, 0, True, ""),
        busy.url: (503, 1, True, "程序回答 503，而不是 2xx。"),
        gone.url: (410, 1, False, "程序回答 410，而不是 2xx。"),
        closed.url: (None, 1, True, "程序没有应答，或应答不完整。"),
        english.url: (500, 1, True, "The program answered 500 and not 2xx."),
    }
    assert set(Endpoint.objects.exclude(why="").values_list("alert__telling", flat=True)) == {last_arrival()}
    assert Alert.objects.get(address=fine.url).telling is None


def in_a_process_of_its_own(hosts):
    """The command, working on the test database."""
    code = (
        "import django; django.setup();"
        "from django.conf import settings; from django.db import connection;"
        f"connection.settings_dict['NAME'] = {connection.settings_dict['NAME']!r};"
        "from django.core.management import call_command; call_command('send_alerts', at_once=True)"
    )
    own = {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "WEBHOOKS": "1", "WEBHOOK_HOSTS": ",".join(hosts)}
    return subprocess.Popen(
        [sys.executable, "-c", code], env=os.environ | own, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )


def test_two_processes_share_what_is_due_and_tell_nobody_twice(programs):
    called = programs(*hosts(20), how_often="at-once")
    printed(headline="甲")
    gauge = Gauge(enough=MOST_AT_ONCE + 1)  # more than one process calls
    for program in called:
        program.numbers.clear()
        program.before_it_answers = gauge
    running = [in_a_process_of_its_own([program.host for program in called]) for _process in range(2)]
    said = [process.communicate(timeout=60)[0] for process in running]
    sent = [int(re.match(r"寄出 (\d+) 封，0 个提醒没有新报道，0 个没有寄成。", each)[1]) for each in said]
    assert sum(sent) == len(called) and all(sent) and gauge.are_enough.is_set()
    assert all(len(program.numbers) == 1 and program.news() == ["甲"] for program in called)


def test_a_run_that_is_killed_while_programs_are_called_repeats_what_they_did_not_answer(programs):
    quick, *others = called = programs(*hosts(3), how_often="at-once")
    printed(headline="甲")
    is_killed = Event()
    for program in called:
        program.numbers.clear()
    for program in others:
        program.before_it_answers = lambda: is_killed.wait(60)
    with in_a_process_of_its_own([program.host for program in called]) as running:
        until(lambda: all(program.took for program in called) and Alert.objects.filter(telling=None).count() == 1)
        running.kill()
    is_killed.set()
    send(at_once=True)
    assert [len(program.numbers) for program in called] == [1, 2, 2]
    assert all(len(set(program.numbers)) == 1 for program in called) and quick.news() == ["甲"]
    assert not Alert.objects.exclude(telling=None).exists()
