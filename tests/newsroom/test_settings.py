"""What a stranger on the network and a newcomer at the keyboard get from the settings."""

import os
import re
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from newsroom.port import server_address, trouble_at
from newsroom.secret import kept_secret
from tests.newsroom.servers import PROJECT

NOT_INHERITED = {
    "DATABASE_URL",
    "DEBUG",
    "SITE_URL",
    "EMAIL_URL",
    "DJANGO_ALLOW_ASYNC_UNSAFE",
}  # the last is the browser tests' own


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=PROJECT, env=inherited | environment, capture_output=True, text=True, check=False
    )


def test_the_secret_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret-key"
    key = kept_secret(path)
    assert len(key) > 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert kept_secret(path) == key
    assert list(path.parent.iterdir()) == [path]


def test_the_deployment_check_is_clean_with_the_documented_environment(tmp_path: Path) -> None:
    done = manage("check", "--deploy", "--fail-level=WARNING", SITE_URL="https://a.example", XIANWEN_VAR=str(tmp_path))
    assert done.returncode == 0, done.stderr


def test_a_mailbox_needs_senders_and_a_server_that_checks_them_and_its_password_is_not_told(tmp_path: Path) -> None:
    var, mailbox = str(tmp_path), "imaps://pages%40a.example:geheim@host.example/INBOX"
    done = manage("check", INBOX_URL=mailbox, XIANWEN_VAR=var)
    assert done.returncode != 0 and "INBOX_SENDERS, INBOX_CHECKED_BY" in done.stderr and "geheim" not in done.stderr
    known = {"INBOX_SENDERS": "a@b.example", "INBOX_CHECKED_BY": "mx.a.example", "XIANWEN_VAR": var}
    for wrong in ("https://a:geheim@host.example", "imaps://a:geheim@host.example:x", "imaps://geheim@", "imaps://x"):
        done = manage("check", INBOX_URL=wrong, **known)
        assert done.returncode != 0 and "INBOX_URL: imaps://" in done.stderr and "geheim" not in done.stderr
    done = manage("check", INBOX_URL=mailbox, **{**known, "INBOX_SENDERS": "a@b.example,*@*"})
    assert done.returncode != 0 and "INBOX_SENDERS" in done.stderr
    assert manage("check", INBOX_URL=mailbox, **known).returncode == 0


def test_the_file_of_mailboxes_is_also_known_by_its_former_name(tmp_path: Path) -> None:
    for name in ("MAILBOXES", "MAIL_RULES"):
        done = manage("fetch_mail", "--check", **{name: str(tmp_path / "none.toml")}, XIANWEN_VAR=str(tmp_path))
        assert done.returncode == 1 and f"{tmp_path}/none.toml" in done.stderr


def test_a_hub_that_is_no_address_is_refused(tmp_path: Path) -> None:
    done = manage("check", WEBSUB_HUB="hub.example", XIANWEN_VAR=str(tmp_path))
    assert done.returncode != 0
    assert "WEBSUB_HUB=hub.example" in done.stderr


def test_a_host_that_may_be_called_is_no_address(tmp_path: Path) -> None:
    done = manage("check", WEBHOOK_HOSTS="localhost:9000,http://hooks.example/", XIANWEN_VAR=str(tmp_path))
    assert done.returncode != 0
    assert "WEBHOOK_HOSTS=http://hooks.example/" in done.stderr


def test_another_database_engine_is_refused_in_one_sentence(tmp_path: Path) -> None:
    done = manage("check", DATABASE_URL="sqlite:///x.db", XIANWEN_VAR=str(tmp_path))
    assert done.returncode != 0
    assert "Only postgres://… is supported" in done.stderr


def test_a_site_address_without_a_host_is_refused(tmp_path: Path) -> None:
    done = manage("check", SITE_URL="archive.example", XIANWEN_VAR=str(tmp_path))
    assert done.returncode != 0
    assert "SITE_URL=archive.example" in done.stderr


def test_a_contact_that_is_none_is_refused(tmp_path: Path) -> None:
    done = manage("check", XIANWEN_CONTACT="ask the editors", XIANWEN_VAR=str(tmp_path))
    assert done.returncode != 0 and "XIANWEN_CONTACT=ask the editors" in done.stderr


def test_a_mail_server_needs_a_sender_and_its_password_is_never_shown(tmp_path: Path) -> None:
    server, var = "smtp+tls://reader:geheim@mail.example:587", str(tmp_path)
    done = manage("check", EMAIL_URL=server, XIANWEN_VAR=var)
    assert done.returncode != 0 and "EMAIL_FROM=: " in done.stderr
    done = manage("check", EMAIL_URL=server.replace("587", "geheim"), EMAIL_FROM="a@b.example", XIANWEN_VAR=var)
    assert done.returncode != 0 and "EMAIL_URL: smtp+tls://" in done.stderr and "geheim" not in done.stderr
    assert manage("check", EMAIL_URL=server, EMAIL_FROM="a@b.example", XIANWEN_VAR=var).returncode == 0


def test_an_unreachable_database_server_of_ones_own_starts_no_embedded_one(tmp_path: Path) -> None:
    done = manage("migrate", DATABASE_URL=f"postgres:///x?host={tmp_path}", XIANWEN_VAR=str(tmp_path))
    assert done.returncode != 0
    assert f"{tmp_path}/.s.PGSQL.5432" in done.stderr
    assert not (tmp_path / "postgres").exists()


def test_a_database_that_cannot_start_is_explained_without_a_traceback(folder: Path) -> None:
    done = manage("migrate", PG_BIN="/nowhere", XIANWEN_VAR=str(folder))
    assert done.returncode == 1
    assert "The database did not start: no usable PostgreSQL programs (/nowhere)" in done.stderr
    assert "Traceback" not in done.stderr


def test_static_files_are_hashed_and_every_reference_in_them_exists(tmp_path: Path) -> None:
    done = manage("collectstatic", "--no-input", XIANWEN_VAR=str(tmp_path))
    assert done.returncode == 0, done.stderr
    names = [path.name for path in (tmp_path / "static").iterdir()]
    assert any(re.fullmatch(r"site\.[0-9a-f]{12}\.css", name) for name in names)
    assert "staticfiles.json" in names


@pytest.mark.django_db
def test_public_pages_forbid_everything_inline_and_set_no_cookie(client: Client) -> None:
    answer = client.get("/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert not answer.cookies


@pytest.mark.django_db
def test_the_admin_may_style_inline_but_not_script(client: Client) -> None:
    policy = client.get(reverse("admin:login"))["Content-Security-Policy"]
    assert "style-src 'self' 'unsafe-inline'" in policy
    assert "script-src" not in policy
    assert "default-src 'self'" in policy


@pytest.mark.django_db
def test_a_forged_host_is_refused_and_a_forged_scheme_not_believed(client: Client) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
    request = client.get("/", headers={"x-forwarded-proto": "https", "x-forwarded-host": "evil.example"}).wsgi_request
    assert not request.is_secure()
    assert request.get_host() == "testserver"


def test_a_taken_port_is_named_with_another_to_try() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"PORT={port + 1} make run" in trouble_at("127.0.0.1", port)
    assert trouble_at("127.0.0.1", port) == ""


@pytest.mark.parametrize("port", ["", "abc", "0", "65536", "８０００"])
def test_a_port_that_is_none_is_refused(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(ValueError, match="no port number"):
        server_address()
