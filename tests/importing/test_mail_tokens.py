"""Mailboxes that take tokens and no passwords: a real IMAP server that knows XOAUTH2, a token endpoint over HTTPS."""

import io
import json
import ssl
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qsl

import pytest
import trustme
from django.core.management import CommandError, call_command

from articles.importing.mail.mailboxes import MailboxesError, read_mailboxes
from articles.models import MailRule
from tests.letters import ACCESS_TOKEN, PAGE, SENDER, USER, files_in, letter, send

SECRET, REFRESH = "client/secret", "refresh+1"
MAILBOX = """
[[mailbox]]
host = "127.0.0.1"
port = {port}
encrypted = false
user = "{user}"
checked_by = "mx.archive.example"

[mailbox.oauth]
token_url = "{url}"
client_id = "our-client"
client_secret_variable = "CLIENT_SECRET"
refresh_token_file = "{file}"
"""


class Endpoint(ThreadingHTTPServer):
    """Answers each request with what it was told to, and keeps what it was asked."""

    daemon_threads = True

    def __init__(self, context):
        super().__init__(("127.0.0.1", 0), Asked)
        self.socket = context.wrap_socket(self.socket, server_side=True)
        self.url = f"https://localhost:{self.server_port}/token"
        self.asked = []
        self.answers(access_token=ACCESS_TOKEN, token_type="Bearer", expires_in=3599)

    def answers(self, status=200, text=None, **values):
        self.answer = status, text or json.dumps(values)


class Asked(BaseHTTPRequestHandler):
    def do_POST(self):
        assert self.headers["Content-Type"] == "application/x-www-form-urlencoded"
        self.server.asked.append(dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode())))
        status, text = self.server.answer
        self.send_response(status)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *arguments):
        pass


@pytest.fixture
def endpoint(tmp_path, monkeypatch):
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    server = Endpoint(context)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def token_file(tmp_path):
    """What the operator's consent gave, kept in a folder of its own."""
    made = tmp_path / "tokens" / "pages"
    made.parent.mkdir()
    made.write_text(f"{REFRESH}\n", encoding="utf-8")
    return made


@pytest.fixture
def mailboxes(db, endpoint, mailbox, mail_port, token_file, tmp_path, settings, monkeypatch):
    monkeypatch.setenv("CLIENT_SECRET", SECRET)
    file = tmp_path / "mail.toml"
    filled = MAILBOX.format(port=mail_port, user=USER, url=endpoint.url, file=token_file)
    file.write_text(filled, encoding="utf-8")
    settings.MAILBOXES, settings.INBOX = str(file), None
    MailRule.objects.create(name="版面", mailbox=f"{USER} 127.0.0.1", senders=[SENDER])
    return file


def change(mailboxes, old, new):
    text = mailboxes.read_text(encoding="utf-8")
    assert old in text
    mailboxes.write_text(text.replace(old, new), encoding="utf-8")


def check():
    said = io.StringIO()
    call_command("fetch_mail", "--check", stdout=said)
    return said.getvalue()


def failure():
    """What a run says that takes nothing, without any secret in it."""
    with pytest.raises(CommandError) as told:
        check()
    text = str(told.value)
    assert not {secret for secret in (SECRET, REFRESH, ACCESS_TOKEN) if secret in text}
    return text


def test_letters_are_taken_with_a_token_that_is_had_for_the_run(mailbox, mailboxes, endpoint, token_file, tmp_path):
    send(mailbox, letter(("要闻.txt", PAGE)))
    pages = tmp_path / "pages"
    pages.mkdir()
    call_command("fetch_mail", pages, stdout=io.StringIO())
    assert list(files_in(pages).values()) == [PAGE]
    asked = {
        "grant_type": "refresh_token",
        "refresh_token": REFRESH,
        "client_id": "our-client",
        "client_secret": SECRET,
    }
    assert endpoint.asked == [asked]
    assert token_file.read_text(encoding="utf-8") == f"{REFRESH}\n"


def test_a_refresh_token_that_the_server_replaces_is_kept_for_its_owner_alone(mailboxes, endpoint, token_file):
    change(mailboxes, "client_secret_variable", 'scope = "imap offline"\n#')
    token_file.chmod(0o644)
    endpoint.answers(access_token=ACCESS_TOKEN, refresh_token="refresh+2", scope="imap")
    check()
    assert token_file.read_text(encoding="utf-8") == "refresh+2" and token_file.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in token_file.parent.iterdir()] == [token_file.name]
    check()
    assert [each["refresh_token"] for each in endpoint.asked] == [REFRESH, "refresh+2"]
    assert endpoint.asked[0]["scope"] == "imap offline" and "client_secret" not in endpoint.asked[0]


def test_a_client_that_was_itself_permitted_needs_no_refresh_token(mailboxes, endpoint, token_file):
    change(mailboxes, f'refresh_token_file = "{token_file}"', 'scope = "https://mail.example/.default"')
    endpoint.answers(access_token=ACCESS_TOKEN, refresh_token="unasked")
    check()
    assert endpoint.asked == [
        {
            "grant_type": "client_credentials",
            "client_id": "our-client",
            "client_secret": SECRET,
            "scope": "https://mail.example/.default",
        }
    ]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        ("invalid_grant", "授权已过期或被收回：请重新授权，把新的 refresh token 写进 {file}"),
        ("invalid_client", "请看 client_id 和密钥对不对，密钥过期了没有"),
        ("unauthorized_client", "请看应用有没有得到许可"),
        ("interaction_required", "请看 token_url、client_id 和 scope"),
    ],
)
def test_a_refusal_is_told_with_its_reason_and_what_to_do(mailboxes, endpoint, token_file, error, told):
    endpoint.answers(400, error=error, error_description="AADSTS1: expired\r\nTrace ID: 1" + "x" * 999)
    text = failure()
    assert f"信箱没有取成（{USER} 127.0.0.1）：没有取到令牌：{error} AADSTS1: expired Trace ID: 1x" in text
    assert told.format(file=token_file) in text and len(text) < 500
    assert token_file.read_text(encoding="utf-8") == f"{REFRESH}\n"


@pytest.mark.parametrize("text", ["<html>Service unavailable", "[]", "null", '{"token_type": "Bearer"}', "{"])
def test_what_is_no_answer_of_a_token_endpoint_is_told_with_its_status(mailboxes, endpoint, text):
    endpoint.answers(503, text)
    assert f"{endpoint.url} 答的不是令牌（HTTP 503）" in failure()


def test_a_token_that_the_mailbox_refuses_is_told(mailboxes, endpoint):
    endpoint.answers(access_token="other")
    text = failure()
    assert "信箱服务器不认这个令牌" in text and "请看 user 是不是授权的那个信箱" in text


def test_an_endpoint_that_is_away_or_has_no_valid_certificate_is_told(mailboxes, endpoint, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    assert "连不上" in failure() and endpoint.asked == []
    change(mailboxes, endpoint.url, "https://127.0.0.1:1/token")
    assert "https://127.0.0.1:1/token 连不上" in failure()


def test_a_file_without_token_and_a_folder_that_keeps_none_are_told_before_anybody_is_asked(
    mailboxes, endpoint, token_file, monkeypatch
):
    monkeypatch.setattr("os.access", lambda folder, _mode: folder != token_file.parent)  # root may write anywhere
    assert f"{token_file} 所在的文件夹写不进去" in failure()
    token_file.write_text(" \n")
    assert f"{token_file} 是空的" in failure()
    token_file.unlink()
    assert f"请把授权得到的 refresh token 写进 {token_file}" in failure()
    assert endpoint.asked == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[mailbox.oauth]", 'password_variable = "X"\n[mailbox.oauth]', "password_variable：和 oauth 只能写一个。"),
        ("[mailbox.oauth]", "oauth = 1\n[mailbox.other]", "mailbox[1].oauth：写法不对。请写成 [mailbox.oauth]。"),
        ("https://", "http://", 'mailbox[1].oauth.token_url：写法不对。请写成 token_url = "https://…"。'),
        ("client_id", "client", 'mailbox[1].oauth.client_id：没有写。请写成 client_id = "…"。'),
        ("client_secret_variable", "client_secret", "mailbox[1].oauth.client_secret：没有这个键。请删去或改正"),
        ("CLIENT_SECRET", "NO_SUCH", "mailbox[1].oauth.client_secret_variable：环境里没有变量 NO_SUCH。"),
        ("refresh_token_file =", "#", 'mailbox[1].oauth.scope：没有写。请写成 scope = "…"。'),
    ],
)
def test_what_is_wrong_in_the_table_is_told_with_its_place_and_remedy(tmp_path, old, new, told):
    file = tmp_path / "mail.toml"
    text = MAILBOX.format(port=1, user=USER, url="https://login.example/token", file="token")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(MailboxesError) as failed:
        read_mailboxes(file, {"CLIENT_SECRET": SECRET, "X": "x"})
    assert str(failed.value).startswith(str(file)) and told in str(failed.value)
