"""The child that reads untrusted files: what it finds comes back whole, and its limits hold."""

import json
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import pytest

from articles.reading import bundle, sandbox
from articles.reading.epaper import edition
from articles.reading.readings import DateReading, SourceReading
from articles.reading.sandbox import Limits, encoding
from articles.text.errors import UnreadableInput

PAPER = Path(__file__).parent / "epaper" / "qingyuan"


NO_OTHER = Limits()


def read(limits: Limits = NO_OTHER) -> SourceReading:
    return sandbox.read_limited(
        "epaper.edition", bundle.gather(PAPER), "x.zip", given_date=None, newspaper="", limits=limits
    )  # fmt: skip


def code_of(limits: Limits) -> str:
    with pytest.raises(UnreadableInput) as refused:
        read(limits)
    return refused.value.code


def test_the_child_reads_what_this_process_reads() -> None:
    assert read() == edition.parse(bundle.gather(PAPER), "x.zip")


def test_what_is_given_reaches_the_child() -> None:
    data = (PAPER / "html/2017-07/22/content_401863.htm").read_bytes()
    reading = sandbox.read_limited("epaper.edition", data, "x.htm", given_date=date(2017, 7, 22), newspaper="白沙报")
    assert (reading.issues[0].newspaper, reading.issues[0].date.date) == ("白沙报", date(2017, 7, 22))


@pytest.mark.parametrize("megabytes", [1, 8, 32, 44])
def test_too_little_memory_is_named_as_the_reason(megabytes: int) -> None:
    assert code_of(Limits(memory=megabytes << 20)) == "too_much_memory"


def test_too_little_processor_time_is_a_refusal() -> None:
    assert code_of(Limits(cpu_seconds=0)) in ("too_slow", "crashed")


def test_a_child_that_does_not_end_is_ended() -> None:
    started = time.monotonic()
    assert code_of(Limits(wall_seconds=0.01)) == "too_slow"
    assert time.monotonic() - started < 60


def test_more_output_than_allowed_is_a_refusal() -> None:
    assert code_of(Limits(output=1000)) == "crashed"


def test_it_works_inside_worker_processes() -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        found = pool.submit(edition.read_epaper, bundle.gather(PAPER), "x.zip").result()
    assert found == edition.parse(bundle.gather(PAPER), "x.zip")


def test_readings_survive_json() -> None:
    reading = edition.parse(bundle.gather(PAPER), "x.zip")
    assert encoding.decode(SourceReading, json.loads(json.dumps(encoding.encode(reading)))) == reading


@pytest.mark.parametrize(
    "forged",
    [
        {"date": "2017-02-30"},
        {"basis": "rumour"},
        {"window": ["2017-07-22"]},
        {"evidence": "x"},
        {"evidence": [1]},
        {"confidence": "1"},
        {"confidence": True},
        {"extra": 1},
    ],
)
def test_what_is_no_reading_is_not_let_in(forged: dict[str, object]) -> None:
    plain = encoding.encode(DateReading())
    assert isinstance(plain, dict)
    with pytest.raises(encoding.NotAReadingError):
        encoding.decode(DateReading, plain | forged)  # type: ignore[arg-type]
