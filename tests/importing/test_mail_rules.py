"""Rules for mail, with a real IMAP server: which letters each takes, and what becomes of them in the mailbox."""

import io
import re
from hashlib import sha256

import pytest
from django.core.management import CommandError, call_command

from articles.importing.mail.rules import MailRulesError, read_rules
from articles.models import Article, SourceFile
from tests.letters import CHECKED, PAGE, PASSWORD, SENDER, USER, files_in, letter, send

VARIABLE = "DAILY_PASSWORD"
RULES = """
[[mailbox]]
name = "两报"
host = "127.0.0.1"
port = {port}
encrypted = false
user = "{user}"
password_variable = "DAILY_PASSWORD"
checked_by = "mx.archive.example"
others = "leave"

[[mailbox.rule]]
senders = ["*@paper.example"]
subjects = ["*日报*"]
attachments = ["*.txt"]
newspaper = "甲县日报"
taken = {{ move = "Taken" }}
refused = "flag"

[[mailbox.rule]]
senders = ["PRESS@paper.example"]
newspaper = "甲县晚报"
taken = "delete"
"""
OTHER_PAGE = PAGE.replace("清理河道".encode(), "修建水库".encode())


@pytest.fixture
def pages(tmp_path):
    made = tmp_path / "pages"
    made.mkdir()
    return made


@pytest.fixture
def rules(mailbox, mail_port, tmp_path, settings, monkeypatch):
    """The file that MAIL_RULES names. Each test begins with an empty folder “Taken”."""
    monkeypatch.setenv(VARIABLE, PASSWORD)
    file = tmp_path / "mail.toml"
    file.write_text(RULES.format(port=mail_port, user=USER), encoding="utf-8")
    settings.MAIL_RULES, settings.INBOX = str(file), None
    mailbox.create("Taken")
    yield file
    mailbox.select("INBOX")
    mailbox.delete("Taken")


def change(rules, old, new):
    text = rules.read_text(encoding="utf-8")
    assert old in text
    rules.write_text(text.replace(old, new), encoding="utf-8")


def run(*arguments):
    said = io.StringIO()
    call_command("fetch_mail", *arguments, stdout=said)
    return said.getvalue().splitlines()


def flags_in(mailbox, folder):
    """The flags of the folder's letters."""
    mailbox.select(folder, readonly=True)
    _answer, found = mailbox.fetch("1:*", "(FLAGS)")
    return [set(re.findall(rb"\\(\w+)", each)) - {b"Recent"} for each in found if each]


@pytest.mark.django_db
def test_each_letter_goes_by_the_first_rule_that_fits_and_is_moved_or_deleted_once_imported(mailbox, rules, pages):
    send(mailbox, letter(("要闻.txt", PAGE), subject="甲县日报5月6日"))
    send(mailbox, letter(("要闻.txt", OTHER_PAGE), subject="晚间"))
    assert run(pages) == ["信箱 两报", f"+ {SENDER}：1-要闻.txt", f"+ {SENDER}：1-要闻.txt"]
    assert flags_in(mailbox, "INBOX") == [] and flags_in(mailbox, "Taken") == [{b"Seen"}]
    papers = [("甲县修建水库", "甲县晚报"), ("甲县清理河道", "甲县日报")]
    stored = Article.objects.order_by("headline").values_list("headline", "issue__newspaper")
    assert list(stored) == papers
    call_command("import_pages", pages, newspaper="乙县日报", stdout=io.StringIO())
    send(mailbox, letter(("要闻.txt", OTHER_PAGE), subject="晚间"))
    run(pages)
    assert flags_in(mailbox, "INBOX") == []
    assert list(stored.all()) == papers and SourceFile.objects.count() == 2


@pytest.mark.django_db
def test_a_server_without_the_commands_to_move_and_remove_one_letter_loses_none(mailbox, rules, pages, monkeypatch):
    monkeypatch.setattr("imaplib.IMAP4.capability", lambda _client: ("OK", [b"IMAP4rev1"]))
    send(mailbox, letter(("要闻.txt", PAGE), subject="甲县日报5月6日"))
    run(pages)
    assert flags_in(mailbox, "Taken") == [{b"Seen"}] and flags_in(mailbox, "INBOX") == [{b"Seen", b"Deleted"}]


@pytest.mark.django_db
def test_what_somebody_else_marked_for_deletion_stays(mailbox, rules, pages):
    send(mailbox, letter(subject="私信", sender="friend@home.example"))
    mailbox.select("INBOX")
    mailbox.store("1", "+FLAGS", r"(\Seen \Deleted)")
    send(mailbox, letter(("要闻.txt", PAGE), subject="晚间"))
    send(mailbox, letter(("1.txt", OTHER_PAGE), subject="日报", checked=""))
    run(pages)
    assert flags_in(mailbox, "INBOX") == [{b"Seen", b"Deleted"}, {b"Seen", b"Flagged"}]


@pytest.mark.django_db
def test_forged_letters_and_those_with_refused_pages_are_never_taken(mailbox, rules, pages):
    send(mailbox, letter(("1.txt", PAGE), subject="日报", checked=CHECKED.replace("dmarc=pass", "dmarc=fail")))
    send(mailbox, letter(("1.txt", b"%PDF-1.4 broken"), subject="日报"))
    _mailbox, forged, broken = run(pages)
    assert forged == f"✗ {SENDER}：mx.archive.example 没有证实发件人（DMARC）"
    assert re.match(rf"✗ {SENDER}：mail-\w+/1-1\.txt：.+。.+", broken)
    assert flags_in(mailbox, "INBOX") == [{b"Seen", b"Flagged"}] * 2 and flags_in(mailbox, "Taken") == []
    assert not Article.objects.exists() and files_in(pages) == {"1-1.txt": b"%PDF-1.4 broken"}


def test_a_letter_that_could_not_be_imported_stays_unread_for_the_next_run(mailbox, rules, pages, request):
    send(mailbox, letter(("要闻.txt", PAGE), subject="晚间"))
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        run(pages)
    request.getfixturevalue("db")
    assert flags_in(mailbox, "INBOX") == [set()]
    run(pages)
    assert flags_in(mailbox, "INBOX") == [] and Article.objects.count() == 1


@pytest.mark.django_db
def test_letters_that_no_rule_asks_for_stay_unread_and_what_brings_no_page_is_never_deleted(mailbox, rules, pages):
    send(mailbox, letter(("1.txt", PAGE), sender="stranger@elsewhere.example"))
    send(mailbox, letter(("1.docx", b"no page")))
    assert run(pages) == ["信箱 两报", f"+ {SENDER}：没有附版面"]
    assert flags_in(mailbox, "INBOX") == [set(), {b"Seen"}] and files_in(pages) == {}
    change(rules, 'others = "leave"', 'others = "delete"')
    assert run(pages) == ["信箱 两报", "✗ stranger@elsewhere.example：发件人不在 INBOX_SENDERS 或规则的 senders 里"]
    assert flags_in(mailbox, "INBOX") == [{b"Seen"}]


@pytest.mark.django_db
def test_a_rule_reads_its_folder_and_names_which_attachments_it_takes(mailbox, rules, pages):
    change(rules, 'attachments = ["*.txt"]', 'attachments = ["日报*.TXT"]\nfolder = "Taken"')
    send(mailbox, letter(("日报1.txt", PAGE), ("晚报.txt", OTHER_PAGE), subject="日报"), "Taken")
    assert run(pages)[1:] == [f"+ {SENDER}：1-日报1.txt"]
    assert flags_in(mailbox, "Taken") == [{b"Seen"}] and files_in(pages) == {"1-日报1.txt": PAGE}
    assert run(pages)[1:] == []


def test_check_tells_what_each_rule_would_take_and_touches_nothing(mailbox, rules, pages):
    send(mailbox, letter(("要闻.txt", PAGE), subject="甲县日报"))
    send(mailbox, letter(("要闻.txt", PAGE), subject="晚间"))
    send(mailbox, letter(("要闻.txt", PAGE), subject="日报", checked=""))
    send(mailbox, letter(("要闻.txt", PAGE), sender="a@paper.example", subject="晚间"))
    assert run("--check") == [
        "信箱 两报",
        f"+ {SENDER}：1-要闻.txt（《甲县日报》，规则 1，信移到“Taken”）",
        f"+ {SENDER}：1-要闻.txt（《晚间》，规则 2，信删去）",
        f"✗ {SENDER}：mx.archive.example 没有证实发件人（DMARC）（《日报》，规则 1，信标为已读，加旗标）",
        "✗ a@paper.example：没有规则收这样的主题（《晚间》，没有规则，信留着不动）",
    ]
    assert flags_in(mailbox, "INBOX") == [set()] * 4 and files_in(pages) == {}


@pytest.mark.django_db
def test_a_mailbox_that_fails_keeps_no_other_from_being_read(mailbox, rules, pages):
    good = rules.read_text(encoding="utf-8")
    rules.write_text(good.replace("两报", "没有文件夹").replace("Taken", "Nowhere") + good, encoding="utf-8")
    send(mailbox, letter(("要闻.txt", PAGE), subject="日报"))
    with pytest.raises(CommandError, match="没有文件夹“Nowhere”") as failure:
        run(pages)
    assert "没有取成（没有文件夹）" in str(failure.value)
    assert flags_in(mailbox, "Taken") == [{b"Seen"}] and Article.objects.count() == 1


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('host = "127.0.0.1"', "", 'mailbox[1].host：没有写。请写成 host = "…"。'),
        ("port = 1", 'port = "1"', "mailbox[1].port：写法不对。请写成 port = 993。"),
        ("encrypted = false", "encrypted = 0", "mailbox[1].encrypted：写法不对。请写成 encrypted = true。"),
        (
            'password_variable = "',
            'password = "',
            'mailbox[1].password_variable：没有写。请写成 password_variable = "…"。',
        ),
        (
            VARIABLE,
            "NO_SUCH",
            "mailbox[1].password_variable：环境里没有变量 NO_SUCH。请把密码写进这个环境变量，不要写进文件。",
        ),
        (
            '["*@paper.example"]',
            '["*"]',
            "mailbox[1].rule[1].senders：“*”不是某个主机的邮箱。请写成 press@paper.example",
        ),
        ('["*@paper.example"]', '["a@*.example"]', "mailbox[1].rule[1].senders：“a@*.example”不是某个主机的邮箱。"),
        ('["*@paper.example"]', "[]", "mailbox[1].rule[1].senders：写法不对。"),
        (
            'taken = "delete"',
            'taken = "destroy"',
            'mailbox[1].rule[2].taken：写法不对。请写成其中之一："seen" · "flag" · "delete"',
        ),
        ('taken = "delete"', 'taken = "leave"', "mailbox[1].rule[2].taken：写法不对。"),
        ('taken = "delete"', 'takes = "delete"', "mailbox[1].rule[2].takes：没有这个键。请删去或改正"),
        ("[[mailbox.rule]]", "[[mailbox.rules]]", "mailbox[1].rule：没有写。请写成 [[rule]]。"),
        ("[[mailbox.rule]]", "[[mailbox.rule", "line 12"),
    ],
)
def test_what_is_wrong_in_the_file_is_told_with_its_place_and_remedy(tmp_path, old, new, told):
    file = tmp_path / "mail.toml"
    text = RULES.format(port=1, user=USER)
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(MailRulesError) as failure:
        read_rules(file, {VARIABLE: PASSWORD})
    assert str(failure.value).startswith(str(file)) and told in str(failure.value)
    assert PASSWORD not in str(failure.value)


@pytest.mark.django_db
def test_a_letter_stays_where_its_kept_pages_are_gone_before_they_are_imported(mailbox, rules, pages):
    send(mailbox, letter(("要闻.txt", PAGE), subject="晚间"))
    change(rules, 'newspaper = "甲县晚报"\ntaken = "delete"', 'taken = "delete"\nrefused = "flag"')
    name = "mail-" + sha256(PAGE).hexdigest()[:16]
    (pages / name).mkdir()
    assert run(pages)[1].startswith(f"✗ {SENDER}：{name}/1-要闻.txt：")
    assert flags_in(mailbox, "INBOX") == [{b"Seen", b"Flagged"}]


def test_a_file_that_is_not_there_and_two_places_of_settings_are_told(tmp_path, settings):
    settings.MAIL_RULES, settings.INBOX = str(tmp_path / "none.toml"), None
    with pytest.raises(CommandError, match=r"none\.toml.*MAIL_RULES"):
        run("--check")
    settings.INBOX = object()
    with pytest.raises(CommandError, match="MAIL_RULES 和 INBOX_URL 都设了"):
        run("--check")
