"""How a program fares, as who runs it sees it: the log, a message sent once more, and warnings by mail."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from html import unescape
from smtplib import SMTPRecipientsRefused
from threading import Event

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from articles.corrections import Decision, delist, lift, mask, withdraw
from articles.models import Alert, AlertDelivery, Endpoint
from articles.publishing.alerts import asking, deliveries, hooks
from articles.publishing.alerts.turns import only_sender
from tests.programs import printed, run, send, shown, subscribe

pytestmark = pytest.mark.django_db(transaction=True)
MAILBOX = "ops@program.example"


class Refusing(EmailBackend):
    """A server that refuses every recipient."""

    def send_messages(self, messages):
        raise SMTPRecipientsRefused({MAILBOX: (550, f"no mailbox {MAILBOX}".encode())})


def key_of(own):
    return own.split("/")[-2]


def rows(page):
    """The log as it stands on the page: time, answer, what, attempt, seconds, number."""
    body = "".join(re.findall(r"<tbody>(.*?)</tbody>", page.content.decode(), re.S))
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in re.findall(r"<tr>(.*?)</tr>", body, re.S)]
    return [[re.sub(r"<[^>]+>|\s+", " ", cell).strip() for cell in row] for row in cells]


def sent(client, own, number=0):
    """What a delivery of the log brought, as its link shows it: the JSON, and the page in words."""
    links = re.findall(r'href="(\?sent=\d+)#sent"', client.get(own).content.decode())
    page = client.get(own + links[number])
    return json.loads(unescape(re.search(r"<pre[^>]*>(.*?)</pre>", page.content.decode(), re.S)[1])), shown(page)


def links_in(message):
    return [link.removeprefix("http://127.0.0.1:8000") for link in re.findall(r"http://\S+", message.body)]


def warn(client, own, mailbox=MAILBOX):
    """Name a mailbox, open its mail, confirm; where the mail's link leads."""
    assert client.post(own, {"warn": key_of(own), "mailbox": mailbox}).status_code == 200
    (link,) = links_in(mail.outbox.pop())
    assert mailbox in shown(client.get(link))
    assert client.post(link, {"confirm": "1"})["Location"] == own
    return link


@pytest.fixture
def mailboxes(settings):
    settings.ALERTS, settings.DEFAULT_FROM_EMAIL = True, "alerts@archive.example"


def test_the_page_tells_the_last_deliveries_and_when_the_next_is(client, program):
    own = subscribe(client, program, how_often="at-once")
    assert "还没有送过什么" in shown(client.get(own))
    for title in "甲乙":
        printed(headline=title)
    program.status = 503
    send(at_once=True)
    send(minutes=5, at_once=True)
    retry = timezone.localtime(Endpoint.objects.get().retry_at).strftime("%m-%d %H:%M")
    last, first = rows(client.get(own))
    assert last[1:4] == [f"503 没有收下。 {retry} 以后再送。", "2 篇", "2"]
    assert first[1:4] == ["503 没有收下。", "2 篇", "1"]
    assert re.fullmatch(r"\d\d-\d\d \d\d:\d\d:\d\d", last[0]) and re.fullmatch(r"\d+\.\d\d", last[4])
    assert program.numbers[-1].startswith(last[5]) and last[5] == first[5]
    program.status = 202
    send(minutes=30, at_once=True)
    assert rows(client.get(own))[0][1:4] == ["202", "2 篇", "3"]
    program.server_close()
    client.post(own, {"test": key_of(own)})
    assert rows(client.get(f"/en{own}"))[0][1:4] == ["程序没有应答，或应答不完整。", "Test", "1"]


def test_few_rows_are_kept_and_not_for_long_and_go_with_the_alert(client, program, monkeypatch):
    monkeypatch.setattr(deliveries, "MOST_KEPT", 2)
    own = subscribe(client, program, how_often="at-once")
    for title in "甲乙丙":
        printed(headline=title)
        send(at_once=True)
        client.post(own, {"test": key_of(own)})
    kinds = list(AlertDelivery.objects.values_list("kind", flat=True))
    assert sorted(kinds) == ["articles.new", "articles.new", "test", "test"]
    AlertDelivery.objects.filter(kind="test").update(at=timezone.now() - deliveries.KEPT - timedelta(minutes=1))
    send()
    assert AlertDelivery.objects.count() == 2
    client.post(own, {"leave": key_of(own)})
    assert not AlertDelivery.objects.exists()


def test_what_was_sent_is_shown_as_the_program_had_it(client, program):
    own = subscribe(client, program, "q=防汛", root="/en/")
    for title in "甲乙":
        printed("2031-05-06", "县里研究<防汛>。", "另一段。", headline=title)
    send()
    client.post(own, {"test": key_of(own)})
    news, tested = program.took
    chinese = own.removeprefix("/en")
    assert sent(client, chinese, 1)[0] == news and len(news["data"]["articles"]) == 2
    assert sent(client, chinese)[0] == tested
    assert "一字不差" in sent(client, chinese, 1)[1] and "Word for word" in sent(client, own, 1)[1]
    AlertDelivery.objects.update(sha256="")  # as those are that were kept before this was
    assert "?sent=" not in client.get(own).content.decode()


@pytest.mark.parametrize("take_out", [withdraw, delist])
def test_what_was_taken_out_since_is_not_shown_as_sent(client, program, take_out):
    own, name, by = subscribe(client, program), "禾东篱", Decision(who="chief", reason="on request")
    stays, goes = printed("2031-05-06", f"禾丰县县长{name}到场。"), printed(headline="乙")
    send()
    (told,) = program.took
    masked = mask(stays, name, by, "2031-7")
    assert name not in sent(client, own)[1] and "禾某某" in sent(client, own)[1]
    lift(masked, "chief")
    made = take_out(goes, by, "2031-8")
    data, words = sent(client, own)
    assert [each["id"] for each in data["data"]["articles"]] == [stays.public_id]
    assert goes.public_id not in words and "其中 1 篇已不在档案里" in words
    lift(made, "chief")
    assert sent(client, own)[0] == told


def test_what_others_were_sent_or_is_kept_no_more_is_not_shown(client, program):
    other = subscribe(client, program, "q=防汛")
    Alert.objects.update(address="https://other.example/")
    own = subscribe(client, program)
    printed("2031-05-06", "县里研究防汛。")
    send()
    assert sent(client, own)[0]["data"]["articles"]
    mine = AlertDelivery.objects.get(endpoint=key_of(own))
    for page in (client.get(f"{other}?sent={mine.pk}"), client.get(f"{own}?sent=0"), client.get(f"{own}?sent=x")):
        assert page.status_code == 404 and "<pre" not in page.content.decode()
        assert "记录已经不在" in shown(page)
    Alert.objects.filter(pk=key_of(own)).update(query="place=nowhere")
    page = client.get(f"{own}?sent={mine.pk}")
    assert "没有这个地方" in shown(page) and "<pre" not in page.content.decode()


def test_what_was_not_taken_is_sent_once_more_at_wish_and_the_rest_follows(client, program):
    own = subscribe(client, program)
    printed(headline="甲")
    program.status, program.numbers = 503, []
    send()
    page = client.get(own)
    assert 'name="again"' in page.content.decode()
    printed(headline="乙")
    for _wish in range(len(hooks.PAUSES) + 1):
        assert "503" in shown(client.post(own, {"again": key_of(own)}))
    endpoint = Endpoint.objects.get()
    assert endpoint.failures == 1 and endpoint.ended_at is None  # who asks in vain is not given up sooner
    program.status = 200
    assert "收下了再送的一条" in shown(client.post(own, {"again": key_of(own)}))
    assert program.news() == ["甲"] and len(set(program.numbers)) == 1
    assert Endpoint.objects.get().failures == 0 and 'name="again"' not in client.get(own).content.decode()
    assert "没有要再送的" in shown(client.post(own, {"again": key_of(own)}))
    send()
    assert program.news() == ["乙"]


def test_one_that_was_stopped_goes_on_where_the_last_message_is_taken_at_wish(client, program):
    own = subscribe(client, program)
    printed(headline="甲")
    program.status = 410
    send()
    assert "已停送" in shown(client.get(own))
    program.status = 200
    client.post(own, {"again": key_of(own)})
    printed(headline="乙")
    send()
    assert program.news() == ["甲", "乙"]


def test_a_message_is_not_sent_twice_at_once(client, program, monkeypatch):
    monkeypatch.setattr("articles.publishing.alerts.turns.PATIENCE", 1)
    own = subscribe(client, program)
    printed(headline="甲")
    program.status = 503
    send()
    program.status, program.numbers = 200, []
    taken, done = Event(), Event()

    def another_sends() -> None:
        with closing(connection), only_sender(hooks.host_of(Alert.objects.get())):
            taken.set()
            done.wait()

    with ThreadPoolExecutor() as others:
        other = others.submit(another_sends)
        try:
            assert taken.wait(timeout=60)
            assert "正在收别的一条" in shown(client.post(own, {"again": key_of(own)}))
            assert f"✗ http://{program.host}/…：另一个 send_alerts 一直在往那里送" in send(minutes=5)
        finally:
            done.set()
        other.result()
    assert program.numbers == []
    send(minutes=5)
    assert program.news() == ["甲"]


def test_a_mailbox_is_told_when_it_begins_and_when_it_is_stopped(client, program, mailboxes):
    own = subscribe(client, program, "q=防汛", how_often="at-once")
    warn(client, own)
    assert "o…@program.example" in shown(client.get(own)) and MAILBOX not in client.get(own).content.decode()
    printed("2031-05-06", "县里研究防汛。")
    program.status = 503
    assert "寄出 1 封" in send(at_once=True)
    (begun,) = mail.outbox
    assert begun.to == [MAILBOX] and begun.subject == "没有送到：防汛" and "503" in begun.body
    assert program.url not in begun.body and f"http://{program.host}/…" in begun.body
    assert links_in(begun)[1] == own and "以后自动再送" in begun.body
    for _try in hooks.PAUSES:
        Endpoint.objects.update(retry_at=timezone.now())
        send(at_once=True)
    (_begun, stopped) = mail.outbox
    assert stopped.subject == "停止送达：防汛" and "不再送到" in stopped.body
    send(minutes=9999)
    assert len(mail.outbox) == 2


def test_a_program_that_fails_now_and_then_is_told_of_once_a_day(client, program, mailboxes):
    own = subscribe(client, program, how_often="at-once", root="/en/")
    warn(client, own)
    for title in "甲乙丙":
        printed(headline=title)
        program.status = 503
        send(at_once=True)
        program.status = 200
        send(minutes=5, at_once=True)
    assert [message.subject for message in mail.outbox] == ["Not delivered: All articles"]
    Endpoint.objects.update(warned_at=timezone.now() - timedelta(days=1))
    printed(headline="丁")
    program.status = 503
    send(at_once=True)
    assert len(mail.outbox) == 2


def test_two_runs_at_once_warn_once(client, program, mailboxes, monkeypatch):
    warn(client, subscribe(client, program, how_often="at-once"))
    printed(headline="甲")
    program.status, others = 503, []

    def another_run() -> str:
        with closing(connection):
            return run(at_once=True)

    def deliver_when_another_run_is_over(server, messages, deliver=EmailBackend.send_messages) -> int:
        if not others:
            with ThreadPoolExecutor(1) as pool:
                others.append(pool.submit(another_run))
        return deliver(server, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", deliver_when_another_run_is_over)
    send(at_once=True)
    assert [message.to for message in mail.outbox] == [[MAILBOX]] and "寄出 0 封" in others[0].result()


def test_a_warning_that_cannot_be_sent_comes_with_the_next_run_and_holds_nothing_up(
    client, program, mailboxes, settings
):
    own = subscribe(client, program, how_often="at-once")
    warn(client, own)
    printed(headline="甲")
    program.status, works = 503, settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    said = send(at_once=True)
    assert "o…@program.example：" in said and MAILBOX not in said
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1
    program.status = 200
    printed(headline="乙")
    assert "连不上" in send(minutes=0, at_once=True)
    settings.EMAIL_BACKEND = works
    send(at_once=True)
    assert len(mail.outbox) == 1
    send(minutes=5, at_once=True)
    assert program.news() == ["甲", "乙"]


def test_a_mailbox_confirms_within_days_and_leaves_by_one_click(client, program, mailboxes, monkeypatch):
    own = subscribe(client, program)
    client.post(own, {"warn": key_of(own), "mailbox": MAILBOX})
    (link,) = links_in(mail.outbox.pop())
    client.post(link)  # as a mail server that follows links might
    assert Endpoint.objects.get().mailbox == ""
    warn(client, own)
    program.status = 410
    printed(headline="甲")
    send()
    (stopped,) = mail.outbox
    assert stopped.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    leave = stopped.extra_headers["List-Unsubscribe"].strip("<>").removeprefix("http://127.0.0.1:8000")
    assert "不再寄告警" in shown(client.post(leave, {"List-Unsubscribe": "One-Click"}))
    assert Endpoint.objects.get().mailbox == "" and Alert.objects.exists()
    monkeypatch.setattr("articles.publishing.alerts.warnings.DAYS_TO_CONFIRM", 0)
    assert client.post(link, {"confirm": "1"}).status_code == 404 and Endpoint.objects.get().mailbox == ""
    client.post(own, {"leave": key_of(own)})
    assert client.get(leave).status_code == 404 and client.get("/alerts/warnings/x/").status_code == 404


def test_a_mailbox_is_taken_back_on_the_page_or_by_who_runs_the_site(client, program, mailboxes):
    own = subscribe(client, program)
    warn(client, own)
    client.post(own, {"unwarn": key_of(own)})
    assert Endpoint.objects.get().mailbox == "" and 'name="warn"' in client.get(own).content.decode()
    warn(client, own)
    call_command("forget_alerts", MAILBOX.upper(), verbosity=0)
    assert Endpoint.objects.get().mailbox == "" and Alert.objects.exists()


def test_nobody_has_a_mailbox_written_to_again_and_again(client, program, mailboxes, settings):
    own = subscribe(client, program)
    for _wish in range(asking.MOST_A_DAY + 2):
        client.post(own, {"warn": key_of(own), "mailbox": MAILBOX})
    assert len(mail.outbox) == asking.MOST_A_DAY
    assert client.post(own, {"warn": key_of(own), "mailbox": "no mailbox"}).status_code == 400
    assert client.post(own, {"warn": "x", "mailbox": MAILBOX}).status_code == 404
    settings.ALERTS = False
    assert client.post(own, {"warn": key_of(own), "mailbox": MAILBOX}).status_code == 404
    assert 'name="warn"' not in client.get(own).content.decode()
