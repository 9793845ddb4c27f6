"""Alerts as readers get them: asked for, confirmed, sent once, left."""

import io
import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from articles.corrections import Decision, delist, lift, mask, withdraw
from articles.importing.reader import Options
from articles.importing.run import import_sources
from articles.importing.sources import find_sources
from articles.models import Alert, AlertRequest, Issue
from articles.publishing.alerts import asking
from articles.publishing.alerts.news import MOST_TOLD
from tests import factories
from tests.programs import until

pytestmark = pytest.mark.django_db(transaction=True)
READER = "reader@example.org"
SMTP = "django.core.mail.backends.smtp.EmailBackend"
HOST = "http://127.0.0.1:8000"


@pytest.fixture(autouse=True)
def a_mail_server(settings):
    settings.ALERTS = True
    settings.DEFAULT_FROM_EMAIL = "alerts@archive.example"


class Mailboxes(EmailBackend):
    """A server that refuses one address, or takes a mail and is cut off before anybody learns of it."""

    refused: str = ""
    cut_off = False

    def send_messages(self, messages):
        for message in messages:
            if self.refused in message.to:
                raise SMTPRecipientsRefused({self.refused: (550, f"no mailbox {self.refused}".encode())})
        sent = super().send_messages(messages)
        if Mailboxes.cut_off:
            Mailboxes.cut_off = False
            raise KeyboardInterrupt
        return sent


@pytest.fixture
def mailboxes(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Mailboxes"
    monkeypatch.setattr(Mailboxes, "refused", "")
    return Mailboxes


def by():
    return Decision(who="chief", reason="on request")


def printed(day="2031-05-06", *paragraphs, **values):
    issue = Issue.objects.filter(date=day).first() or factories.issue(day)
    return factories.article(factories.page(issue), *paragraphs, **values)


def links_in(text):
    return [link.removeprefix(HOST) for link in re.findall(r"http://\S+", text)]


def ask(client, query="", address=READER, how_often="daily", root="/"):
    return client.post(f"{root}alerts/?{query}", {"address": address, "how_often": how_often})


def subscribe(client, query="", **asked):
    """Ask, open the mail, confirm; the address behind the mails' link."""
    assert ask(client, query, **asked).status_code == 200
    (link,) = links_in(mail.outbox.pop().body)
    assert client.get(link).status_code == 200
    answer = client.post(link)
    assert answer.status_code == 302
    return answer["Location"]


def send(days=0):
    """Run the command as some days later; what it said, and the mails that went out."""
    Alert.objects.all().update(last_sent=timezone.localdate() - timedelta(days=days))
    before = len(mail.outbox)
    return send_all_due(), mail.outbox[before:]


def send_all_due():
    said = io.StringIO()
    call_command("send_alerts", stdout=said, stderr=said)
    return said.getvalue()


def send_at_once():
    """The same, as an import's end runs it."""
    before = len(mail.outbox)
    call_command("send_alerts", at_once=True, stdout=io.StringIO(), stderr=io.StringIO())
    return mail.outbox[before:]


def elsewhere(work):
    """What another process would see meanwhile."""

    def alone():
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(alone).result()


def titles(message):
    return re.findall(r"^\* (.*)$", message.body, re.MULTILINE)


def test_without_a_mail_server_nothing_is_offered(client, settings):
    settings.ALERTS = False
    printed()
    assert "/alerts/" not in client.get("/articles/").content.decode()
    assert client.get("/alerts/").status_code == client.post("/alerts/").status_code == 404
    with pytest.raises(CommandError, match="EMAIL_URL"):
        call_command("send_alerts")


def test_lists_lead_to_their_alert(client):
    county = factories.place("禾丰县", slug="hefeng")
    factories.article_place(county, printed("2031-05-06", "禾丰县防汛。"))
    for page, query in (
        ("/articles/?place=hefeng&q=防汛", "q=%E9%98%B2%E6%B1%9B&amp;place=hefeng"),
        ("/places/hefeng/", "place=hefeng"),
        ("/articles/?q=无此事", "q=%E6%97%A0%E6%AD%A4%E4%BA%8B"),
    ):
        assert f'href="/alerts/?{query}"' in client.get(page).content.decode()
    assert "禾丰县" in client.get("/alerts/?place=hefeng").content.decode()
    assert client.get("/alerts/?place=nowhere").status_code == 400


def test_nothing_is_kept_before_the_mail_is_answered(client):
    answer = ask(client, "q=防汛")
    assert "确认信" in answer.content.decode() and not answer.cookies
    (message,) = mail.outbox
    assert message.to == [READER] and "防汛" not in message.body + message.subject
    assert "alerts@archive.example" in message.from_email
    (link,) = links_in(message.body)
    assert "防汛" in client.get(link).content.decode()
    assert not Alert.objects.exists() and send()[1] == []
    assert client.post(link[:-5] + "x/").status_code == 404
    client.post(link)
    client.post(link)
    assert Alert.objects.get().query == "q=%E9%98%B2%E6%B1%9B"


def test_a_link_is_good_for_a_week(client, monkeypatch):
    ask(client)
    (link,) = links_in(mail.outbox[0].body)
    later = time.time() + 8 * 86_400
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert client.post(link).status_code == 404 and not Alert.objects.exists()


def test_a_reader_is_told_once_of_what_came(client):
    printed(headline="早就有的防汛")
    subscribe(client, "q=防汛&sort=oldest")
    assert send(1) == ("寄出 0 封，1 个提醒没有新报道，0 个没有寄成。\n", [])
    county = factories.place("禾丰县", slug="hefeng")
    for day, title in (("1999-05-06", "旧报<新收>"), ("2031-05-07", "今天的")):
        made = printed(day, "开头一句。禾丰县研究防汛事项。", headline=title)
        factories.article_place(county, made, primary=True)
    printed("2031-05-07", "无关的一句。", headline="无关的")
    assert send(0)[1] == []  # a mail a day
    said, (message,) = send(1)
    assert said.endswith("寄出 1 封，0 个提醒没有新报道，0 个没有寄成。\n")
    assert message.subject == "防汛：2 篇新报道" and titles(message) == ["今天的", "旧报<新收>"]
    assert "云川日报 · 2031年5月7日 · 禾丰县\n  开头一句。禾丰县研究防汛事项。" in message.body
    ((html, _kind),) = message.alternatives
    assert "旧报&lt;新收&gt;" in html and "研究<mark>防汛</mark>事项" in html
    assert not re.search(r"<(img|script|link)", html)
    assert client.get(links_in(message.body)[0]).status_code == 200
    assert send(1)[1] == []


def test_an_import_is_told_when_it_is_over_in_one_mail(client, tmp_path):
    subscribe(client, how_often="at-once")
    subscribe(client, address="daily@example.org")
    Alert.objects.all().update(last_sent=timezone.localdate() - timedelta(days=1))
    for day in (6, 7):
        text = f"要闻\n\n2031年5月{day}日\n\n甲县第{day}次清淤\n\n本报讯　连日来，甲县清理河道，疏通沟渠。\n"
        (tmp_path / f"{day}.txt").write_text(text, encoding="utf-8")
    meanwhile = []
    import_sources(list(find_sources([tmp_path])), Options(), lambda _one: meanwhile.append(elsewhere(send_at_once)))
    assert meanwhile == [[], []]
    (message,) = send_at_once()
    assert message.to == [READER] and titles(message) == ["甲县第7次清淤", "甲县第6次清淤"]
    assert send_at_once() == []
    printed(headline="不经导入的")
    assert [titles(each) for each in send_at_once()] == [["不经导入的"]]
    assert [each.to for each in send(1)[1]] == [["daily@example.org"]]


def test_a_mail_that_is_refused_is_not_tried_at_once_again(client, mailboxes):
    subscribe(client, how_often="at-once")
    printed(headline="甲")
    mailboxes.refused = READER
    with pytest.raises(CommandError, match="下次再寄"):
        send_at_once()
    mailboxes.refused = ""
    assert send_at_once() == []
    assert [titles(each) for each in send()[1]] == [["甲"]]
    printed(headline="乙")
    assert [titles(each) for each in send_at_once()] == [["乙"]]


def test_each_list_shows_the_sentence_for_which_an_article_is_in_it(client):
    county, official = factories.place("禾丰县", slug="hefeng"), factories.official("禾东篱")
    for query in ("place=hefeng", f"official={official.pk}", ""):
        subscribe(client, query)
    made = printed("2031-05-06", "开头一句。", "另一句。禾丰县有雨。禾东篱到场。", headline="题")
    factories.article_place(county, made)
    factories.appearance(official, made)
    lines = {message.subject: message.body.splitlines()[5] for message in send(1)[1]}
    assert lines == {
        "禾丰县：1 篇新报道": "  禾丰县有雨。",
        "禾东篱：1 篇新报道": "  禾东篱到场。",
        "全部报道：1 篇新报道": "  开头一句。",
    }


def test_a_weekly_alert_comes_a_week_later_in_its_language(client):
    subscribe(client, "q=防汛", how_often="weekly", root="/en/")
    inferred = {"date_basis": "inferred", "date_from": "2031-05-06", "date_to": "2031-05-06"}
    factories.article(factories.page(factories.issue("2031-05-06", **inferred)), "防汛。")
    assert send(6)[1] == []
    (message,) = send(7)[1]
    assert message.subject == "防汛: 1 new article" and "/en/articles/" in message.body
    assert "6 May 2031 (Inferred from the text)" in message.body and 'lang="en"' in message.alternatives[0][0]


def test_a_mail_stays_short_whatever_an_import_brings(client):
    subscribe(client)
    page = factories.page(factories.issue())
    for _ in range(MOST_TOLD + 2):
        factories.article(page)
    (message,) = send(1)[1]
    assert len(titles(message)) == MOST_TOLD and "另有 2 篇，见列表\nhttp://127.0.0.1:8000/articles/" in message.body
    assert send(1)[1] == []


def test_what_was_taken_out_is_told_to_nobody(client):
    subscribe(client)
    title, name = "堤坝修好了", "禾东篱"
    told, withdrawn, delisted, masked = (
        printed("2031-05-06", f"{name}到场。", headline=title + each) for each in "甲乙丙丁"
    )
    gone = withdraw(withdrawn, by(), "2031-7")
    delist(delisted, by(), "2031-8")
    mask(masked, name, by(), "2031-9")
    (message,) = send(1)[1]
    assert titles(message) == [f"{title}甲", f"{title}丁"]
    assert message.body.count(name) == 1 and "禾某某" in message.body
    again = withdraw(told, by(), "2031-10")
    lift(gone, "chief")
    lift(again, "chief")
    assert [titles(each) for each in send(1)[1]] == [[f"{title}乙"]]  # what was never told; what was told is not new


def test_an_interrupted_mail_is_the_same_when_it_comes_again(client, mailboxes):
    subscribe(client)
    printed(headline="甲")
    mailboxes.cut_off = True
    with pytest.raises(KeyboardInterrupt):
        send(1)
    printed(headline="乙")
    first = mail.outbox[-1]
    (again,) = send(1)[1]
    assert again.extra_headers["Message-ID"] == first.extra_headers["Message-ID"] and again.body == first.body
    (later,) = send(1)[1]
    assert titles(later) == ["乙"] and later.extra_headers["Message-ID"] != first.extra_headers["Message-ID"]


def test_two_runs_at_once_share_the_mails(client, mailboxes, monkeypatch):
    addresses = [f"{name}@example.org" for name in "abcd"]
    for address in addresses:
        subscribe(client, address=address)
    printed()
    others = []

    def another_run_sends_all_others(_server, messages, deliver=mailboxes.send_messages):
        if not others:
            others.append(pool.submit(elsewhere, send_all_due))
            until(lambda: len(mail.outbox) == len(addresses) - 1)
        return deliver(_server, messages)

    monkeypatch.setattr(mailboxes, "send_messages", another_run_sends_all_others)
    with ThreadPoolExecutor(1) as pool:
        said, _mails = send(1)
        said_elsewhere = others[0].result()
    assert sorted(message.to[0] for message in mail.outbox) == addresses
    assert said.startswith("寄出 1 封，") and "\n3 个轮到时已由另一个 send_alerts 寄了" in said
    assert said_elsewhere.startswith("寄出 3 封，") and "\n1 个轮到时" in said_elsewhere


def test_one_address_that_fails_stops_no_other(client, mailboxes):
    for address in ("a@example.org", "b@example.org", "c@example.org"):
        subscribe(client, address=address)
    Alert.objects.filter(address="c@example.org").update(query="place=nowhere")
    printed(headline="甲")
    mailboxes.refused = "a@example.org"
    said = io.StringIO()
    Alert.objects.all().update(last_sent=timezone.localdate() - timedelta(days=1))
    with pytest.raises(CommandError, match="下次再寄"):
        call_command("send_alerts", stdout=said, stderr=said)
    assert [message.to for message in mail.outbox] == [["b@example.org"]]
    assert (
        "a…@example.org：" in said.getvalue()
        and "550" in said.getvalue()
        and "c…@example.org：没有这个地方" in said.getvalue()
    )
    assert "a@example.org" not in said.getvalue()  # logs are kept longer than alerts
    mailboxes.refused = ""
    call_command("forget_alerts", "C@example.org", stdout=said)
    assert [message.to for message in send()[1]] == [["a@example.org"]]


def test_a_server_that_cannot_be_reached_loses_nothing(client, settings):
    subscribe(client)
    printed(headline="甲")
    reached = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", 1
    with pytest.raises(CommandError, match="连不上"):
        send(1)
    assert ask(client).status_code == 503
    settings.EMAIL_BACKEND = reached
    assert [titles(message) for message in send(1)[1]] == [["甲"]]


def test_a_mailbox_leaves_with_one_click(client):
    """RFC 8058: a POST without cookie, Origin or page before it, answered without redirect."""
    subscribe(client, "q=防汛")
    own = subscribe(client, "q=抗旱")
    printed("2031-05-06", "抗旱。", headline="甲")
    (message,) = send(1)[1]
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message.extra_headers["List-Unsubscribe"] == f"<{HOST}{own}>"
    mailbox = Client(enforce_csrf_checks=True)
    for _ in range(2):
        assert mailbox.post(own, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert [alert.query for alert in Alert.objects.all()] == ["q=%E9%98%B2%E6%B1%9B"]
    assert client.get(own).status_code == 404


def test_the_link_in_a_mail_shows_all_alerts_of_the_address_and_deletes_them(client):
    subscribe(client, "q=无关", address="other@example.org")
    for query in ("q=防汛", "q=抗旱"):
        own = subscribe(client, query)
    page = client.get(own)
    assert all(word in page.content.decode() for word in ("防汛", "抗旱", READER))
    assert "无关" not in page.content.decode() and "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "no-referrer" and page["X-Robots-Tag"] == "noindex, nofollow"
    other = Alert.objects.get(address="other@example.org")
    client.post(own, {"leave": other.key})
    client.post(own, {"leave": Alert.objects.get(query__contains="%E9%98%B2").key})
    assert sorted(Alert.objects.values_list("address", flat=True)) == ["other@example.org", READER]
    assert READER not in client.post(own, {"all": "1"}).content.decode()
    assert [alert.address for alert in Alert.objects.all()] == ["other@example.org"]


def test_nobody_learns_whether_an_address_is_known_and_none_is_flooded(client):
    def answer(address):
        return re.sub(re.escape(address), "", ask(client, address=address).content.decode())

    subscribe(client)
    AlertRequest.objects.all().delete()
    stranger = answer("stranger@example.org")
    assert [answer(READER) for _ in range(asking.MOST_A_DAY + 2)] == [stranger] * (asking.MOST_A_DAY + 2)
    assert [message.to for message in mail.outbox].count([READER]) == asking.MOST_A_DAY
    AlertRequest.objects.bulk_create(AlertRequest(bucket=1) for _ in range(asking.MOST_AN_HOUR))
    refused = ask(client, address="third@example.org")
    assert refused.status_code == 429 and refused["Retry-After"]
    AlertRequest.objects.all().update(asked_at=timezone.now() - timedelta(days=2))
    ask(client, address="third@example.org")
    assert mail.outbox[-1].to == ["third@example.org"] and AlertRequest.objects.count() == 1


def test_programs_that_fill_in_every_field_cause_no_mail(client):
    asked = {"address": READER, "how_often": "daily", "website": "http://spam.example"}
    assert client.post("/alerts/", asked).status_code == 200
    assert client.post("/alerts/", asked | {"address": "a@b\nBcc: c@d.example"}).status_code == 400
    assert mail.outbox == []


def test_editors_see_how_many_there_are_and_of_nobody(client, admin_client):
    for query in ("q=防汛", "q=抗旱"):
        subscribe(client, query)
    page = admin_client.get("/admin/").content.decode()
    assert "2 个，寄到 1 个邮箱" in page and READER not in page
    assert "/admin/articles/alert" not in page
