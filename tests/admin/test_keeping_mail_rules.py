"""Rules for mail in the admin: chief editors keep them, and try them at a real IMAP server."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from articles.models import Article, MailRule
from articles.roles import CHIEF, EDITOR
from tests.letters import PAGE, PASSWORD, SENDER, USER, VARIABLE, letter, mailbox_table, send

pytestmark = pytest.mark.django_db

LIST, ADD = "admin:articles_mailrule_changelist", "admin:articles_mailrule_add"
POSTED = {
    "name": "日报的 PDF",
    "is_active": "on",
    "mailbox": "日报信箱",
    "order": "1",
    "folder": "INBOX",
    "senders": "press@paper.example\r\n *@desk.paper.example \r\n\r\n",
    "subjects": "*日报*",
    "takes": "attachments",
    "attachments": "*.pdf\r\n*.txt",
    "newspaper": "云川日报",
    "taken": "move",
    "taken_folder": "Taken",
    "refused": "flag",
    "refused_folder": "",
}


def two_mailboxes(port):
    """The operator's file; the second mailbox is called by its user and host, and nobody listens there."""
    unnamed = mailbox_table("", 1).replace('name = ""\n', "").replace(USER, "other@archive.example")
    return mailbox_table("日报信箱", port) + unnamed


@pytest.fixture
def file(tmp_path, settings, monkeypatch):
    """The operator's mailboxes, where nothing listens."""
    monkeypatch.setenv(VARIABLE, PASSWORD)
    made = tmp_path / "mailboxes.toml"
    made.write_text(two_mailboxes(1), encoding="utf-8")
    settings.MAILBOXES = str(made)
    return made


@pytest.fixture
def chief(login, file):
    return login(CHIEF)


def errors(answer):
    assert answer.status_code == 200
    return answer.context["adminform"].form.errors


def tried(client, *rules):
    chosen = {"action": "try_out", "_selected_action": [rule.pk for rule in rules]}
    answer = client.post(reverse(LIST), chosen, follow=True)
    assert answer.status_code == 200
    return (answer.getvalue() if answer.streaming else answer.content).decode()


def test_a_chief_editor_keeps_rules_for_mailboxes_of_the_operator_and_the_log_tells_who(chief):
    html = chief.get(reverse(ADD)).content.decode()
    assert '<option value="日报信箱">' in html and '<option value="other@archive.example 127.0.0.1">' in html
    assert PASSWORD not in html and USER not in html
    assert chief.post(reverse(ADD), POSTED).status_code == 302
    rule = MailRule.objects.get()
    assert rule.senders == ["press@paper.example", "*@desk.paper.example"]
    assert (rule.subjects, rule.attachments, rule.taken_folder) == (["*日报*"], ["*.pdf", "*.txt"], "Taken")
    assert LogEntry.objects.get().user.username == CHIEF
    page = reverse("admin:articles_mailrule_change", args=[rule.pk])
    assert "press@paper.example\n*@desk.paper.example</textarea>" in chief.get(page).content.decode()
    chief.post(page.replace("change", "delete"), {"post": "yes"})
    assert not MailRule.objects.exists()


@pytest.mark.parametrize(
    ("changed", "field", "told"),
    [
        ({"senders": "*"}, "senders", "“*”不是某个主机的邮箱，请写成 press@paper.example"),
        ({"senders": "a@b.example\nc@*.example"}, "senders", "“c@*.example”不是某个主机的邮箱"),
        ({"senders": " \r\n"}, "senders", "不能为空"),
        ({"mailbox": "别的信箱"}, "mailbox", "别的信箱"),
        ({"taken_folder": ""}, "taken_folder", "请写移到信箱里的哪个文件夹"),
        ({"refused_folder": "Bad"}, "refused_folder", "只有“移到文件夹”才写文件夹"),
        ({"takes": "text"}, "attachments", "收的是信的正文，请清空附件名"),
        ({"taken": "leave", "taken_folder": ""}, "taken", "leave"),
        ({"newspaper": "长" * 61}, "newspaper", "60"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_not_kept(chief, changed, field, told):
    found = errors(chief.post(reverse(ADD), POSTED | changed))
    assert list(found) == [field] and told in "".join(found[field])
    assert not MailRule.objects.exists()


def test_a_rule_whose_mailbox_is_gone_can_be_seen_and_given_another(chief):
    rule = MailRule.objects.create(name="旧", mailbox="从前的", senders=[SENDER])
    page = reverse("admin:articles_mailrule_change", args=[rule.pk])
    assert "从前的（现在没有这个信箱）" in chief.get(page).content.decode()
    assert "规则“旧”的信箱“从前的”现在没有" in tried(chief, rule)
    assert chief.post(page, POSTED).status_code == 302
    rule.refresh_from_db()
    assert rule.mailbox == "日报信箱"


def test_where_there_is_no_mailbox_or_its_file_is_broken_is_told(chief, file, settings):
    rule = MailRule.objects.create(name="旧", mailbox="日报信箱", senders=[SENDER])
    file.write_text("[[mailbox", encoding="utf-8")
    for html in (chief.get(reverse(ADD)).content.decode(), tried(chief, rule)):
        assert f"{file}：" in html and "文件应为 UTF-8 的 TOML" in html
    settings.MAILBOXES = ""
    assert "还没有信箱：请服务器管理员把信箱写进一个文件" in chief.get(reverse(ADD)).content.decode()


def test_a_trial_tells_what_would_be_taken_touches_nothing_and_shows_no_strangers_letters(
    chief, file, mailbox, mail_port
):
    file.write_text(two_mailboxes(mail_port), encoding="utf-8")
    common = {"mailbox": "日报信箱", "senders": ["*@paper.example"]}
    MailRule.objects.create(name="附件", subjects=["*日报*"], taken="delete", **common)
    off = MailRule.objects.create(name="正文", takes="text", subjects=["正文*"], is_active=False, order=2, **common)
    MailRule.objects.create(name="不看", is_active=False, **common)
    send(mailbox, letter(("要闻.txt", PAGE), subject="甲县日报"))
    send(mailbox, letter(subject="正文<b>"))
    send(mailbox, letter(("要闻.txt", PAGE), subject="日报", checked=""))
    send(mailbox, letter(("要闻.txt", PAGE), subject="通知"))
    send(mailbox, letter(subject="体检报告", sender="clinic@home.example"))
    html = tried(chief, off)
    for told in (
        "甲县日报<br>press@paper.example", "1-要闻.txt", "信删去", "1-正文&lt;b&gt;.txt",
        "mx.archive.example 没有证实发件人（DMARC）", "没有规则收这样的主题",
        "看了 5 封未读的信，其中 1 封的发件人不在规则里。",
    ):  # fmt: skip
        assert told in html
    assert "体检报告" not in html and "clinic@home.example" not in html and "<td>不看<br>" not in html
    assert PASSWORD not in html and "other@archive.example" not in html
    mailbox.select("INBOX", readonly=True)
    assert mailbox.search(None, "UNSEEN")[1] == [b"1 2 3 4 5"] and not Article.objects.exists()


def test_a_mailbox_that_cannot_be_opened_is_told_in_its_place(chief, monkeypatch):
    rules = [
        MailRule.objects.create(name=name, mailbox=name, senders=[SENDER])
        for name in ("日报信箱", "other@archive.example 127.0.0.1")
    ]
    html = tried(chief, *rules)
    assert html.count("信箱没有读完：") == 2 and html.count("看了 0 封未读的信") == 2
    monkeypatch.delenv(VARIABLE)
    assert "环境里没有变量 PAGES_PASSWORD" in tried(chief, *rules)


def test_who_may_not_import_neither_sees_nor_tries_rules(login, file):
    rule = MailRule.objects.create(name="附件", mailbox="日报信箱", senders=[SENDER])
    editor = login(EDITOR)
    assert "来信规则" not in editor.get("/admin/").content.decode()
    chosen = {"action": "try_out", "_selected_action": [rule.pk]}
    assert editor.post(reverse(LIST), chosen).status_code == 403
