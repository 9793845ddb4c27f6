"""Alerts to programs, as a program gets them: real receivers on loopback, which the operator's setting permits."""

import json
import os
import re
import socket
import ssl
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
import trustme
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone
from jsonschema import Draft202012Validator

from articles.corrections import Decision, delist, mask, withdraw
from articles.models import Alert, AlertRequest, Endpoint
from articles.publishing.alerts import asking, calling, hooks
from articles.publishing.alerts.calling import CallError, call
from articles.publishing.alerts.news import MOST_TOLD
from tests import factories
from tests.programs import Program, ask, printed, send, serving, shown, subscribe

pytestmark = pytest.mark.django_db(transaction=True)
SITE = "http://127.0.0.1:8000"
ROOT = Path(__file__).parents[2]


def test_only_who_runs_the_site_turns_it_on(client, program, settings):
    printed()
    assert 'href="/alerts/?program=1"' in client.get("/articles/").content.decode()
    assert "Standard Webhooks" in client.get("/api/docs").content.decode()
    assert "webhook" in client.get("/about/").content.decode()
    settings.WEBHOOKS = False
    for page in ("/articles/", "/api/docs", "/about/"):
        assert "webhook" not in client.get(page).content.decode().lower()
    assert client.get("/alerts/").status_code == 404
    with pytest.raises(CommandError, match="WEBHOOKS"):
        call_command("send_alerts")
    settings.ALERTS = True
    asked = {"carrier": "program", "address": program.url, "how_often": "daily"}
    assert client.post("/alerts/", asked).status_code == 400 and program.calls == 0


def test_a_form_offers_mail_or_a_program(client, program, settings):
    settings.ALERTS = True
    form = client.get("/alerts/?place=&program=1").content.decode()
    assert re.search(r'value="program"[^>]*checked', form) and 'value="mail"' in form
    assert client.post("/alerts/", {"carrier": "mail", "address": program.url, "how_often": "daily"}).status_code == 400
    assert (
        client.post("/alerts/", {"carrier": "mail", "address": "a@b.example", "how_often": "daily"}).status_code == 200
    )
    assert [message.to for message in mail.outbox] == [["a@b.example"]]


def test_nothing_is_kept_until_the_program_proves_that_it_knows_the_secret(client, program):
    secret, confirm = ask(client, program.url, "q=防汛")
    assert program.calls == 0
    looked = client.get(confirm)
    assert "防汛" in shown(looked) and secret not in looked.content.decode()
    refused = client.post(confirm)
    assert refused.status_code == 400 and "404" in shown(refused) and not Alert.objects.exists()
    program.secret, program.wrong = secret, True
    assert "challenge" in shown(client.post(confirm)) and not Alert.objects.exists()
    program.wrong = False
    own = client.post(confirm)["Location"]
    assert program.took[-1]["type"] == "challenge"
    assert program.took[-1]["data"]["list"]["url"] == f"{SITE}/articles/?q=%E9%98%B2%E6%B1%9B"
    page = client.get(own)
    assert program.url in shown(page) and "防汛" in shown(page) and secret not in page.content.decode()
    assert secret not in client.get(confirm).content.decode()


def test_who_does_not_run_the_program_can_do_nothing_with_its_address(client, program):
    own, theirs = subscribe(client, program, "q=防汛"), program.secret
    for query in ("q=防汛", "q=抗旱"):
        _secret, confirm = ask(client, program.url, query)
        assert client.post(confirm).status_code == 400
    assert Alert.objects.count() == 1 and Endpoint.objects.get().secret == theirs
    program.secret, confirm = ask(client, program.url, "q=防汛")  # who does run it, asks again
    assert client.post(confirm)["Location"] == own and Endpoint.objects.get().secret == program.secret != theirs


def test_a_program_is_told_once_in_the_form_of_the_api(client, program):
    county = factories.place("禾丰县", slug="hefeng")
    own = subscribe(client, program, "place=hefeng&sort=oldest")
    made = printed("2031-05-06", "开头一句。", "另一句。禾丰县有雨。", headline="题")
    factories.article_place(county, made)
    printed("2031-05-07", headline="别处的")
    assert send(0).startswith("寄出 0 封")  # daily
    assert send().startswith("寄出 1 封，0 个提醒没有新报道，0 个没有寄成。")
    (told,) = program.took
    (article,) = told["data"]["articles"]
    assert article.pop("sentence") == "禾丰县有雨。"
    assert article == client.get(f"/api/v1/articles/{made.public_id}").json()
    assert told["data"]["alert"] == SITE + own
    assert client.get(told["data"]["list"]["api"].removeprefix(SITE)).json()["count"] == 1
    document = client.get("/api/v1/openapi.json").json()
    assert "articles.new" in document["webhooks"]
    article["sentence"] = ""  # taken out above
    held = {"components": document["components"], "$ref": "#/components/schemas/News"}
    Draft202012Validator(held).validate(told)
    send()
    assert program.news() == ["题"]


def test_at_once_and_in_english(client, program):
    subscribe(client, program, how_often="at-once", root="/en/")
    printed(headline="甲")
    send(0, at_once=True)
    assert program.took[0]["data"]["list"] == {
        "name": "All articles", "url": f"{SITE}/en/articles/", "api": f"{SITE}/en/api/v1/articles",
    }  # fmt: skip
    assert program.news() == ["甲"]


def test_a_program_is_told_everything_however_much_came(client, program, monkeypatch):
    subscribe(client, program)
    page = factories.page(factories.issue())
    titles = {factories.article(page, headline=f"第{number}篇").headline for number in range(2 * MOST_TOLD + 1)}
    monkeypatch.setattr("articles.publishing.alerts.sending.MOST_MESSAGES", 2)
    send()
    first = [len(each["data"]["articles"]) for each in program.took]
    told = program.news()
    send()
    assert first == [MOST_TOLD, MOST_TOLD] and set(told + program.news()) == titles
    assert len(told) == 2 * MOST_TOLD and len(set(program.numbers)) == 4


def test_what_was_taken_out_is_told_to_no_program(client, program):
    subscribe(client, program)
    by, name = Decision(who="chief", reason="on request"), "禾东篱"
    _kept, withdrawn, delisted, masked = (printed("2031-05-06", f"{name}到场。", headline=each) for each in "甲乙丙丁")
    program.status = 500
    send()
    program.status = 200
    withdraw(withdrawn, by, "2031-7")
    delist(delisted, by, "2031-8")
    mask(masked, name, by, "2031-9")
    send(minutes=5)
    assert json.dumps(program.took, ensure_ascii=False).count("禾某某到场") == 2  # its paragraph, its sentence
    assert sorted(program.news()) == ["丁", "甲"]


def test_what_is_not_taken_comes_again_after_growing_pauses_and_ends(client, program):
    own = subscribe(client, program, how_often="at-once")
    printed(headline="甲")
    program.status, program.numbers = 503, []
    assert "localhost" in send(at_once=True)
    printed(headline="乙")
    pauses = [int(each.total_seconds() / 60) for each in hooks.PAUSES]
    assert pauses == sorted(pauses) and sum(pauses) > 3 * 24 * 60 - 300
    for tried, minutes in enumerate(pauses, start=1):
        send(minutes=minutes - 1, at_once=True)
        assert len(program.numbers) == tried
        send(minutes=1, at_once=True)
    assert len(program.numbers) == len(pauses) + 1 and len(set(program.numbers)) == 1
    page = shown(client.get(own))
    assert "起停送" in page and "503" in page
    program.status = 200
    send(minutes=9999)
    assert program.news() == []
    assert "收下了试送" in shown(client.post(own, {"test": own.split("/")[-2]}))
    send(at_once=True)
    assert program.news() == ["甲", "乙"] and "停送" not in shown(client.get(own))


def test_a_program_that_is_gone_is_left_alone_and_forgotten(client, program):
    own = subscribe(client, program)
    printed()
    program.status, program.calls = 410, 0
    send()
    send(minutes=9999)
    assert program.calls == 1
    assert "起停送：程序回答 410" in shown(client.get(own))
    Endpoint.objects.update(ended_at=timezone.now() - hooks.KEPT - timedelta(days=1))
    send()
    assert not Alert.objects.exists() and not Endpoint.objects.exists()


def test_a_test_says_what_the_program_answered_and_an_alert_is_ended_there(client, program):
    own = subscribe(client, program, "q=防汛")
    key = own.split("/")[-2]
    program.status = 302
    assert "302" in shown(client.post(own, {"test": key}))
    assert client.post(own, {"test": "x"}).status_code == 404
    program.status = 204
    assert "收下了试送" in shown(client.post(own, {"test": key}))
    assert program.took[-1]["type"] == "test" and program.took[-1]["data"]["alert"] == SITE + own
    client.post(own, {"leave": key})
    assert not Alert.objects.exists() and not Endpoint.objects.exists()


def test_mail_that_cannot_be_sent_holds_no_program_up(client, program, settings):
    subscribe(client, program)
    settings.ALERTS, settings.EMAIL_HOST, settings.EMAIL_PORT = True, "127.0.0.1", 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    Alert.objects.create(
        address="a@b.example", query="", language="zh-hans", how_often="daily", told=0, last_sent="2031-05-06"
    )
    printed(headline="甲")
    assert "连不上" in send()
    assert program.news() == ["甲"]


REFUSED = [
    "http://example.org/", "https://user:secret@example.org/", "https://example.org:25/", "ftp://example.org/", "https://",
    "https://例.example/", "https://example.org/ x", "https://example.org:x/", "https://example.org/#x", "javascript:1",
    "https://example.org/\r\nX: y", "https:example.org", "https://[::1/",
]  # fmt: skip


def test_addresses_that_are_never_called_are_refused_when_they_are_asked_for(client, program):
    for url in REFUSED:
        answer = client.post("/alerts/", {"carrier": "program", "address": url, "how_often": "daily"})
        assert answer.status_code == 400 and "errorlist" in answer.content.decode(), url


NOT_PUBLIC = [
    "localhost", "127.0.0.1", "127.1", "2130706433", "0x7f.1", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1",
    "169.254.169.254", "100.64.0.1", "224.0.0.1", "255.255.255.255", "198.18.0.1", "[::1]", "[::]",
    "[fe80::1]", "[fc00::1]", "[fec0::1]", "[ff02::1]", "[::ffff:127.0.0.1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]", "[2001:db8::1]", "[2001::1]",
]  # fmt: skip


def test_machines_that_are_not_on_the_internet_are_not_even_knocked_at(monkeypatch):
    def knocked(*arguments):
        raise AssertionError(arguments)

    monkeypatch.setattr(socket, "create_connection", knocked)
    for host in NOT_PUBLIC:
        with pytest.raises(CallError, match=r"不在公开的互联网上|找不到主机"):
            call(f"https://{host}/", {}, b"")


def test_addresses_of_the_internet_are_called():
    public = ("1.1.1.1", "8.8.8.8", "2606:4700::1111", "2a01:4f8::1", "::ffff:8.8.8.8")
    assert all(calling.is_public(calling.ip_address(each)) for each in public)


def test_a_name_is_looked_up_once_and_one_bad_address_of_it_is_enough(program, settings, monkeypatch):
    looked, real = [], socket.getaddrinfo

    def lookup(host, port, *arguments, **named):
        if host != "rebinding.example":
            return real(host, port, *arguments, **named)
        looked.append(host)
        first = found if len(looked) == 1 else ["127.0.0.1"]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in first]

    reached = []
    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    monkeypatch.setattr(socket, "create_connection", lambda where, patience: reached.append(where) or 1 / 0)
    found = ["93.184.215.14", "127.0.0.1"]
    with pytest.raises(CallError, match="不在公开"):
        call("https://rebinding.example/", {}, b"")
    looked.clear()
    found = ["93.184.215.14"]
    with pytest.raises(ZeroDivisionError):
        call("https://rebinding.example/", {}, b"")
    assert looked == ["rebinding.example"] and reached == [("93.184.215.14", 443)]


def test_an_answer_that_comes_in_drops_is_cut_off(client, program, monkeypatch):
    monkeypatch.setattr(calling, "PATIENCE", 0.7)
    program.secret, confirm = ask(client, program.url)
    program.drops = 60
    began = time.monotonic()
    answer = client.post(confirm)
    assert answer.status_code == 400 and "没有应答" in shown(answer)
    assert time.monotonic() - began < 5


def test_https_needs_a_certificate_of_that_name(client, settings, tmp_path, monkeypatch):
    authority = trustme.CA()
    settings.WEBHOOKS = True
    for name, is_fine in (("localhost", True), ("elsewhere.example", False)):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(name).configure_cert(context)
        for server in serving(Program(context)):
            settings.WEBHOOK_HOSTS = {server.host}
            server.secret, confirm = ask(client, server.url, f"q={name}")
            monkeypatch.delenv("SSL_CERT_FILE", raising=False)
            assert "证书无效" in shown(client.post(confirm))
            authority.cert_pem.write_to_path(tmp_path / "ca.pem")
            monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
            answer = client.post(confirm)
            assert (answer.status_code == 302) is is_fine
            assert is_fine or ("证书无效" in shown(answer) and not server.took)


def test_nobody_has_one_host_called_again_and_again(client, program):
    own = subscribe(client, program)
    AlertRequest.objects.all().delete()
    key = own.split("/")[-2]
    program.calls = 0
    for _ in range(asking.MOST_CALLS_A_DAY + 2):
        answer = client.post(own, {"test": key})
    assert answer.status_code == 429 and program.calls == asking.MOST_CALLS_A_DAY
    _secret, confirm = ask(client, program.url)
    refused = client.post(confirm)
    assert refused.status_code == 429 and refused["Retry-After"] and program.calls == asking.MOST_CALLS_A_DAY


def test_editors_see_how_many_programs_there_are_and_none_of_their_addresses(client, admin_client, program):
    subscribe(client, program)
    Endpoint.objects.update(ended_at=timezone.now())
    page = admin_client.get("/admin/").content.decode()
    assert "另有 1 个送到程序，其中 1 个送不到" in page and program.host not in page


def test_the_receiver_of_the_documentation_receives(client, settings, tmp_path):
    """docs/api.md's program, run as it stands there."""
    (code,) = re.findall(
        r"```python receiver.py\n(.*?)```", (ROOT / "docs" / "api.md").read_text(encoding="utf-8"), re.S
    )
    (tmp_path / "receiver.py").write_text(code, encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings.WEBHOOKS, settings.WEBHOOK_HOSTS = True, {f"127.0.0.1:{port}"}
    secret, confirm = ask(client, f"http://127.0.0.1:{port}/", "q=防汛")
    environment = os.environ | {"WEBHOOK_SECRET": secret, "PORT": str(port), "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(
        [sys.executable, tmp_path / "receiver.py"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as receiver:
        try:
            for _attempt in range(50):
                with socket.socket() as knock:
                    if not knock.connect_ex(("127.0.0.1", port)):
                        break
                time.sleep(0.1)
            assert client.post(confirm).status_code == 302
            printed("2031-05-06", "开头一句。县里研究防汛。", headline="汛前检查")
            send()
        finally:
            receiver.terminate()
        assert receiver.stdout.read().decode().splitlines() == ["2031-05-06 汛前检查 | 开头一句。县里研究防汛。"]
