"""A real IMAP server with one mailbox."""

import imaplib
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.letters import PASSWORD, USER

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def mail_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        number = free.getsockname()[1]
    server = [sys.executable, "-m", "tests.imap_server", "--no-tls", "--host", "127.0.0.1", "--port", str(number)]
    with subprocess.Popen([*server, "dict", "--demo-user", USER, "--demo-password", PASSWORD], cwd=ROOT) as running:
        while running.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", number)).close()
                break
            except ConnectionRefusedError:
                time.sleep(0.05)
        yield number
        running.terminate()


@pytest.fixture
def mailbox(mail_port):
    """Our end of the mailbox, empty afterwards."""
    with imaplib.IMAP4("127.0.0.1", mail_port) as box:
        box.login(USER, PASSWORD)
        box.select("INBOX")
        yield box
        box.select("INBOX")
        box.store("1:*", "+FLAGS", r"(\Deleted)")
        box.expunge()
