"""What every test shares: a test database that belongs to one run alone; a real IMAP server for who asks for one."""

import imaplib
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import get_commands
from django.core.management.commands import flush
from django.db import DatabaseError, connection
from django.db.backends.base.creation import TEST_DATABASE_PREFIX
from pytest_django import DjangoDbBlocker

from newsroom.connecting import as_owner
from tests.letters import PASSWORD, USER

RUN = "XIANWEN_TEST_RUN"


class FlushAsOwner(flush.Command):
    """What empties the database between tests: the site's role, under which they run, may not."""

    def handle(self, **options: Any) -> None:
        with as_owner(connection):
            super().handle(**options)


def pytest_configure() -> None:
    """What the settings must be for tests. Two runs at once must not take each other's database away: its name holds
    the run's process number."""
    # Static files as they lie in the project: nobody has to collect and hash them before testing.
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    settings.STATIC_ROOT = settings.BASE_DIR / "static"
    # A password that is slow to guess is slow to make, and pytest-django's admin_client makes one for each test.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    get_commands()["flush"] = FlushAsOwner()
    os.environ.setdefault(RUN, str(os.getpid()))
    name = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = f"{TEST_DATABASE_PREFIX}{name}_{os.environ[RUN]}"


@pytest.fixture(scope="session")
def owner() -> Iterator[ExitStack]:
    """As long as it is open, the owner of the tables is at work, who makes and drops databases."""
    with ExitStack() as stack:
        stack.enter_context(as_owner(connection))
        yield stack


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: DjangoDbBlocker, owner: ExitStack
) -> None:
    """Drops what killed runs left on the embedded server, where every run is on this machine."""
    if connection.settings_dict["ENGINE"] != "newsroom.database":
        return
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{TEST_DATABASE_PREFIX}%"])
        for (name,) in cursor.fetchall():
            run = re.fullmatch(r"\w+?_(\d{1,8})(_gw\d{1,3})?", name)
            if run and not Path(f"/proc/{run[1]}").exists():
                try:
                    cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
                except DatabaseError:
                    continue  # the run's other worker is dropping it


@pytest.fixture(scope="session", autouse=True)
def journal(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What tests take out on request is no business of the archive on this machine."""
    settings.SUPPRESSION_LOG = tmp_path_factory.mktemp("journal") / "suppressions.jsonl"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker, owner: ExitStack) -> Iterator[None]:
    """The owner makes the database, the tests run as the site does, and the owner drops the database at the end. The
    session of an import that a test killed may outlive its client; the server's own (autovacuum) go by themselves."""
    owner.close()
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
    owner.enter_context(as_owner(connection))


@pytest.fixture(scope="module")
def mail_port() -> Iterator[int]:
    """Where the server listens that has one mailbox."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        number = free.getsockname()[1]
    server = [sys.executable, "-m", "tests.imap_server", "--no-tls", "--host", "127.0.0.1", "--port", str(number)]
    with subprocess.Popen(
        [*server, "dict", "--demo-user", USER, "--demo-password", PASSWORD], cwd=settings.BASE_DIR
    ) as running:
        while running.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", number)).close()
                break
            except ConnectionRefusedError:
                time.sleep(0.05)
        yield number
        running.terminate()


@pytest.fixture
def mailbox(mail_port: int) -> Iterator[imaplib.IMAP4]:
    """Our end of the mailbox, empty afterwards."""
    with imaplib.IMAP4("127.0.0.1", mail_port) as box:
        box.login(USER, PASSWORD)
        box.select("INBOX")
        yield box
        box.select("INBOX")
        box.store("1:*", "+FLAGS", r"(\Deleted)")
        box.expunge()
