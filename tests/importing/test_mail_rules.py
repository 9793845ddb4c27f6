"""Rules for mail, with a real IMAP server: which letters each takes, and what becomes of them in the mailbox."""

import io
import re
from email.message import EmailMessage
from hashlib import sha256

import pytest
from django.core.management import CommandError, call_command

from articles.importing.mail.fetching import fetch
from articles.importing.mail.mailboxes import MailboxesError, read_former_rules, read_mailboxes
from articles.models import Article, MailRule, SourceFile
from newsroom.mailing import Fate, Inbox, Rule
from tests.letters import CHECKED, PAGE, PASSWORD, SENDER, USER, VARIABLE, files_in, letter, mailbox_table, send

FORMER_RULES = """
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


def two_papers(port):
    """The operator's file: a mailbox to which two papers write, and strangers."""
    return mailbox_table("两报", port) + 'others = "leave"\n'


@pytest.fixture
def pages(tmp_path):
    made = tmp_path / "pages"
    made.mkdir()
    return made


@pytest.fixture
def file(mailbox, mail_port, tmp_path, settings, monkeypatch):
    """The file that MAILBOXES names. Each test begins with an empty folder “Taken”."""
    monkeypatch.setenv(VARIABLE, PASSWORD)
    made = tmp_path / "mail.toml"
    made.write_text(two_papers(mail_port), encoding="utf-8")
    settings.MAILBOXES, settings.INBOX = str(made), None
    mailbox.create("Taken")
    yield made
    mailbox.select("INBOX")
    mailbox.delete("Taken")


@pytest.fixture
def rules(db, file):
    """What the chief editors keep: a rule for each of two papers."""
    first = {"subjects": ["*日报*"], "attachments": ["*.txt"], "newspaper": "甲县日报", "refused": "flag"}
    moved = {"taken": "move", "taken_folder": "Taken"}
    own = {"mailbox": "两报"}
    MailRule.objects.create(
        name="晚报", senders=["PRESS@paper.example"], newspaper="甲县晚报", taken="delete", order=2, **own
    )
    MailRule.objects.create(name="日报", senders=["*@paper.example"], **first, **moved, **own)
    return MailRule.objects


def change(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def run(*arguments):
    said = io.StringIO()
    call_command("fetch_mail", *arguments, stdout=said)
    return said.getvalue().splitlines()


def flags_in(mailbox, folder):
    """The flags of the folder's letters."""
    mailbox.select(folder, readonly=True)
    _answer, found = mailbox.fetch("1:*", "(FLAGS)")
    return [set(re.findall(rb"\\(\w+)", each)) - {b"Recent"} for each in found if each]


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


def test_a_server_without_the_commands_to_move_and_remove_one_letter_loses_none(mailbox, rules, pages, monkeypatch):
    monkeypatch.setattr("imaplib.IMAP4.capability", lambda _client: ("OK", [b"IMAP4rev1"]))
    send(mailbox, letter(("要闻.txt", PAGE), subject="甲县日报5月6日"))
    run(pages)
    assert flags_in(mailbox, "Taken") == [{b"Seen"}] and flags_in(mailbox, "INBOX") == [{b"Seen", b"Deleted"}]


def test_what_somebody_else_marked_for_deletion_stays(mailbox, rules, pages):
    send(mailbox, letter(subject="私信", sender="friend@home.example"))
    mailbox.select("INBOX")
    mailbox.store("1", "+FLAGS", r"(\Seen \Deleted)")
    send(mailbox, letter(("要闻.txt", PAGE), subject="晚间"))
    send(mailbox, letter(("1.txt", OTHER_PAGE), subject="日报", checked=""))
    run(pages)
    assert flags_in(mailbox, "INBOX") == [{b"Seen", b"Deleted"}, {b"Seen", b"Flagged"}]


def test_forged_letters_and_those_with_refused_pages_are_never_taken(mailbox, rules, pages):
    send(mailbox, letter(("1.txt", PAGE), subject="日报", checked=CHECKED.replace("dmarc=pass", "dmarc=fail")))
    send(mailbox, letter(("1.txt", b"%PDF-1.4 broken"), subject="日报"))
    _mailbox, forged, broken = run(pages)
    assert forged == f"✗ {SENDER}：mx.archive.example 没有证实发件人（DMARC）"
    assert re.match(rf"✗ {SENDER}：mail-\w+/1-1\.txt：.+。.+", broken)
    assert flags_in(mailbox, "INBOX") == [{b"Seen", b"Flagged"}] * 2 and flags_in(mailbox, "Taken") == []
    assert not Article.objects.exists() and files_in(pages) == {"1-1.txt": b"%PDF-1.4 broken"}


def test_a_letter_that_could_not_be_imported_stays_unread_for_the_next_run(mailbox, mail_port, pages, request):
    rule = Rule("晚报", (SENDER,), newspaper="甲县晚报", taken=Fate("delete"))
    inbox = Inbox("两报", "127.0.0.1", mail_port, False, USER, PASSWORD, "mx.archive.example", (rule,))
    send(mailbox, letter(("要闻.txt", PAGE), subject="晚间"))
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        list(fetch(inbox, pages))
    request.getfixturevalue("db")
    assert flags_in(mailbox, "INBOX") == [set()]
    list(fetch(inbox, pages))
    assert flags_in(mailbox, "INBOX") == [] and Article.objects.count() == 1


def test_letters_that_no_rule_asks_for_stay_unread_and_what_brings_no_page_is_never_deleted(
    mailbox, file, rules, pages
):
    send(mailbox, letter(("1.txt", PAGE), sender="stranger@elsewhere.example"))
    send(mailbox, letter(("1.docx", b"no page")))
    assert run(pages) == ["信箱 两报", f"+ {SENDER}：没有版面"]
    assert flags_in(mailbox, "INBOX") == [set(), {b"Seen"}] and files_in(pages) == {}
    change(file, 'others = "leave"', 'others = "delete"')
    assert run(pages) == ["信箱 两报", "✗ stranger@elsewhere.example：发件人不在 INBOX_SENDERS 或规则里"]
    assert flags_in(mailbox, "INBOX") == [{b"Seen"}]


def test_a_rule_reads_its_folder_and_names_which_attachments_it_takes(mailbox, rules, pages):
    rules.filter(name="日报").update(attachments=["日报*.TXT"], folder="Taken")
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
        f"+ {SENDER}：1-要闻.txt（《甲县日报》，规则“日报”，信移到“Taken”）",
        f"+ {SENDER}：1-要闻.txt（《晚间》，规则“晚报”，信删去）",
        f"✗ {SENDER}：mx.archive.example 没有证实发件人（DMARC）（《日报》，规则“日报”，信标为已读，加旗标）",
        "✗ a@paper.example：没有规则收这样的主题（《晚间》，没有规则，信留着不动）",
    ]
    assert flags_in(mailbox, "INBOX") == [set()] * 4 and files_in(pages) == {}


def test_a_mailbox_that_fails_keeps_no_other_from_being_read(mailbox, file, rules, pages):
    good = file.read_text(encoding="utf-8")
    file.write_text(good.replace("两报", "没有文件夹") + good + good.replace("两报", "没有规则"), encoding="utf-8")
    MailRule.objects.create(name="移走", mailbox="没有文件夹", senders=[SENDER], taken="move", taken_folder="Nowhere")
    MailRule.objects.create(name="走失", mailbox="从前的", senders=[SENDER])
    send(mailbox, letter(("要闻.txt", PAGE), subject="日报"))
    said = io.StringIO()
    with pytest.raises(CommandError, match="没有文件夹“Nowhere”") as failure:
        call_command("fetch_mail", pages, stdout=said)
    assert "没有取成（没有文件夹）" in str(failure.value)
    assert f"规则“走失”：没有信箱“从前的”。请主编给它另选一个信箱，或把这个信箱写进 {file}。" in str(failure.value)
    assert said.getvalue().endswith("信箱 没有规则\n没有启用的规则，什么也不取。请主编在后台的“来信规则”里写。\n")
    assert flags_in(mailbox, "Taken") == [{b"Seen"}] and Article.objects.count() == 1


def test_a_rule_that_is_switched_off_takes_nothing(mailbox, rules, pages):
    rules.update(is_active=False)
    send(mailbox, letter(("要闻.txt", PAGE), subject="日报"))
    assert len(run(pages)) == 2 and flags_in(mailbox, "INBOX") == [set()] and not Article.objects.exists()


def written(text, kind="plain", encoding="utf-8", declared="", **headers):
    """A letter of one part, in which the page is the text itself."""
    made = EmailMessage()
    made["From"], made["Subject"], made["Authentication-Results"] = SENDER, "甲县日报/要闻", CHECKED
    for name, value in headers.items():
        made[name] = value
    made.set_content(text.encode(encoding), "text", kind, cte="base64")
    made.set_param("charset", declared or encoding)
    return made.as_bytes()


class TestALettersOwnText:
    """A rule may say that what is written in the letter is the page."""

    @pytest.fixture(autouse=True)
    def text_is_taken(self, rules):
        rules.filter(name="晚报").delete()
        rules.update(takes="text", attachments=[])

    def test_it_is_kept_by_subject_and_day_and_imported_once(self, mailbox, pages):
        sent = {"Date": "Tue, 6 May 2031 23:10:00 +0800"}
        send(mailbox, written(PAGE.decode(), **sent))
        assert run("--check")[1].endswith(
            "1-甲县日报_要闻（5月6日来信）.txt（《甲县日报/要闻》，规则“日报”，信移到“Taken”）"
        )
        assert run(pages)[1:] == [f"+ {SENDER}：1-甲县日报_要闻（5月6日来信）.txt"]
        assert files_in(pages) == {"1-甲县日报_要闻（5月6日来信）.txt": PAGE}
        assert (Article.objects.get().headline, Article.objects.get().issue.newspaper) == ("甲县清理河道", "甲县日报")
        send(mailbox, written(PAGE.decode(), Date="Thu, 8 May 2031 08:00:00 +0800"))
        assert run(pages)[1][0] == "+" and flags_in(mailbox, "Taken") == [{b"Seen"}] * 2
        assert Article.objects.count() == SourceFile.objects.count() == 1

    def test_the_day_of_the_letter_is_not_taken_for_the_day_of_the_page(self, mailbox, pages):
        undated = PAGE.decode().replace("2031年5月6日\n\n", "")
        send(mailbox, written(undated, Date="Tue, 6 May 2031 23:10:00 +0800"))
        run(pages)
        assert Article.objects.get().issue.date_basis in ("inferred", "unknown")

    def test_html_is_read_where_there_is_no_text_and_as_it_is_set(self, mailbox, pages):
        paragraphs = "".join(f"<p>{line}</p>" for line in PAGE.decode().split("\n\n"))
        styled = paragraphs.replace("清理河道</p>", "<b>清理</b>河道<br></p>")
        send(mailbox, written(f"<html><head><style>p {{}}</style></head><body>{styled}</body></html>", "html"))
        assert run(pages)[1:] == [f"+ {SENDER}：1-甲县日报_要闻.txt"]
        assert Article.objects.get().headline == "甲县清理河道"
        (content,) = files_in(pages).values()
        assert content.decode() == PAGE.decode().strip().replace("\n\n", "\n")

    @pytest.mark.parametrize("declared", ["gb2312", "utf-8", "no-such"])
    def test_a_wrong_or_missing_encoding_loses_nothing(self, mailbox, pages, declared):
        text = PAGE.decode().replace("疏通", "喆镕")  # letters of GBK that GB2312 has not
        send(mailbox, written(text, encoding="gbk", declared=declared))
        run(pages)
        assert files_in(pages) == {"1-甲县日报_要闻.txt": text.encode()}

    def test_a_letter_attached_to_it_is_not_its_own_text(self, mailbox, pages):
        made = EmailMessage()
        made["From"], made["Subject"], made["Authentication-Results"] = SENDER, "日报", CHECKED
        inner = EmailMessage()
        inner.set_content(PAGE.decode())
        made.add_attachment(inner)
        send(mailbox, made.as_bytes())
        assert run(pages)[1:] == [f"+ {SENDER}：没有版面"] and files_in(pages) == {}

    def test_forged_letters_and_what_is_no_page_are_refused_in_the_same_words(self, mailbox, pages):
        send(mailbox, letter(subject="日报", checked=""))
        send(mailbox, written("<div>" * 3000 + PAGE.decode(), "html"))
        send(mailbox, written("<p>一</p>" * 600_000, "html"))
        send(mailbox, letter(subject="日报"))
        _mailbox, forged, deep, large, chatter = run(pages)
        assert forged == f"✗ {SENDER}：mx.archive.example 没有证实发件人（DMARC）"
        assert deep == f"✗ {SENDER}：网页嵌套过深。这不像报纸的网页，请检查来源"
        assert large.startswith(f"✗ {SENDER}：文件过大（4800000 字节")
        assert re.match(rf"✗ {SENDER}：mail-\w+/1-日报\.txt：没有找到任何报道.+", chatter)
        assert flags_in(mailbox, "INBOX") == [{b"Seen", b"Flagged"}] * 4 and not Article.objects.exists()


def test_rules_of_a_former_file_are_brought_over_once_and_the_file_is_then_refused(mailbox, file, db, pages):
    file.write_text(file.read_text(encoding="utf-8") + FORMER_RULES.format(), encoding="utf-8")
    send(mailbox, letter(("要闻.txt", PAGE), subject="甲县日报5月6日"))
    told = rf"mailbox\[1\]\.rule：规则现在由主编在后台的“来信规则”里保管。请运行一次 manage.py load_mail_rules {file}"
    with pytest.raises(CommandError, match=told):
        run(pages)
    assert flags_in(mailbox, "INBOX") == [set()]
    said = io.StringIO()
    for _time in range(2):
        call_command("load_mail_rules", file, stdout=said)
    assert said.getvalue().splitlines() == [
        "+ 两报 1",
        "+ 两报 2",
        f"2 条搬进后台，0 条早已在那里。现在请从 {file} 里删去全部 [[mailbox.rule]]。",
        "= 两报 1",
        "= 两报 2",
        f"0 条搬进后台，2 条早已在那里。现在请从 {file} 里删去全部 [[mailbox.rule]]。",
    ]
    with pytest.raises(CommandError, match=told):
        run(pages)
    change(file, FORMER_RULES.format(), "")
    send(mailbox, letter(("要闻.txt", OTHER_PAGE), subject="晚间"))
    run(pages)
    assert flags_in(mailbox, "Taken") == [{b"Seen"}] and flags_in(mailbox, "INBOX") == []
    assert set(Article.objects.values_list("issue__newspaper", flat=True)) == {"甲县日报", "甲县晚报"}


def refusal(tmp_path, text, old, new, reader):
    """What is said of a file of which something was changed."""
    file = tmp_path / "mail.toml"
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(MailboxesError) as failure:
        reader(file)
    assert str(failure.value).startswith(str(file)) and PASSWORD not in str(failure.value)
    return str(failure.value)


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
        ('others = "leave"', 'others = "destroy"', 'mailbox[1].others：写法不对。请写成其中之一："leave" · "seen"'),
        ("others =", "other =", "mailbox[1].other：没有这个键。请删去或改正"),
        ("[[mailbox]]", "[[mailboxes]]", "mailbox：没有写。请写成 [[mailbox]]。"),
        ("[[mailbox]]", "[[mailbox", "line 2"),
    ],
)
def test_what_is_wrong_in_the_file_is_told_with_its_place_and_remedy(tmp_path, old, new, told):
    text = two_papers(1)
    assert told in refusal(tmp_path, text, old, new, lambda file: read_mailboxes(file, {VARIABLE: PASSWORD}))


def test_two_mailboxes_of_one_name_are_told_apart_by_nobody(tmp_path):
    text = two_papers(1) * 2
    told = refusal(tmp_path, text, "others", "others", lambda file: read_mailboxes(file, {VARIABLE: PASSWORD}))
    assert "mailbox[2].name：另有一个信箱也叫“两报”。请给它们不同的 name。" in told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            '["*@paper.example"]',
            '["*"]',
            "mailbox[1].rule[1].senders：“*”不是某个主机的邮箱，请写成 press@paper.example",
        ),
        ('["*@paper.example"]', '["a@*.example"]', "“a@*.example”不是某个主机的邮箱"),
        ('["*@paper.example"]', "[]", "mailbox[1].rule[1].senders：写法不对。"),
        (
            'taken = "delete"',
            'taken = "destroy"',
            'mailbox[1].rule[2].taken：写法不对。请写成其中之一："seen" · "flag" · "delete"',
        ),
        ('taken = "delete"', 'taken = "leave"', "mailbox[1].rule[2].taken：写法不对。"),
        ('taken = "delete"', 'takes = "delete"', "mailbox[1].rule[2].takes：没有这个键。请删去或改正"),
        ('newspaper = "甲县晚报"', f'newspaper = "{"长" * 61}"', "mailbox[1].rule[2].newspaper：确保该变量包含不超过"),
    ],
)
def test_what_is_wrong_in_a_former_rule_is_told_and_none_is_loaded(db, tmp_path, old, new, told):
    text = two_papers(1) + FORMER_RULES.format()
    assert told in refusal(tmp_path, text, old, new, read_former_rules)
    with pytest.raises(CommandError):
        call_command("load_mail_rules", tmp_path / "mail.toml")
    assert not MailRule.objects.exists()


def test_a_letter_stays_where_its_kept_pages_are_gone_before_they_are_imported(mailbox, rules, pages):
    send(mailbox, letter(("要闻.txt", PAGE), subject="晚间"))
    rules.filter(name="晚报").update(refused="flag")
    name = "mail-" + sha256("1-要闻.txt".encode() + sha256(PAGE).digest()).hexdigest()[:16]
    (pages / name).mkdir()
    assert run(pages)[1].startswith(f"✗ {SENDER}：{name}/1-要闻.txt：")
    assert flags_in(mailbox, "INBOX") == [{b"Seen", b"Flagged"}]


def test_a_file_that_is_not_there_and_two_places_of_settings_are_told(tmp_path, settings):
    settings.MAILBOXES, settings.INBOX = str(tmp_path / "none.toml"), None
    with pytest.raises(CommandError, match=r"none\.toml.*MAILBOXES"):
        run("--check")
    settings.INBOX = object()
    with pytest.raises(CommandError, match="MAILBOXES 和 INBOX_URL 都设了"):
        run("--check")
