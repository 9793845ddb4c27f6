"""Embedded servers for the tests, each with a VAR_DIR of its own."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.newsroom.servers import Server, copy_data, wait_until


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that every user may enter; pytest's own are closed, which changes where root's data lie."""
    with tempfile.TemporaryDirectory(prefix="xianwen-test-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(scope="session")
def fresh_data() -> Iterator[Path]:
    """A VAR_DIR with the data of a stopped server, for the tests to copy: making one takes seconds."""
    with tempfile.TemporaryDirectory(prefix="xianwen-test-") as name:
        Path(name).chmod(0o755)
        server = Server(Path(name))
        server.leave(server.user())
        wait_until(server.is_gone)
        yield Path(name)
        server.clean_up()


@pytest.fixture
def server(fresh_data: Path, folder: Path) -> Iterator[Server]:
    """The server of a VAR_DIR with fresh data, not yet started."""
    var = folder / "var"
    copy_data(fresh_data, var)
    server = Server(var)
    yield server
    server.clean_up()
