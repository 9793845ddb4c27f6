"""Pages that come by mail, from a real IMAP server: what is taken, from whom, and what is left."""

import io

import pytest
from django.core.management import CommandError, call_command

from articles.importing.mail.fetching import is_genuine
from articles.importing.reader import Options
from articles.importing.run import import_sources
from articles.importing.sources import find_sources
from articles.models import Article
from newsroom.mailing import SEEN, Inbox, Rule
from tests.letters import CHECKED, PAGE, PASSWORD, SENDER, USER, files_in, letter, send


@pytest.fixture(autouse=True)
def known_mailbox(mail_port, settings):
    """The commands know the mailbox as INBOX_URL tells it."""
    settings.INBOX = inbox(mail_port, PASSWORD)


def inbox(port, password):
    return Inbox(
        "INBOX_URL", "127.0.0.1", port, False, USER, password, "mx.archive.example", (Rule("known", (SENDER,)),), SEEN
    )


def fetch(folder):
    said = io.StringIO()
    call_command("fetch_mail", folder, stdout=said)
    return said.getvalue()


@pytest.mark.django_db
def test_the_pages_of_a_letter_are_put_into_a_folder_once_and_can_be_imported(mailbox, tmp_path):
    send(mailbox, letter(("要闻版.txt", PAGE), ("说明.docx", b"no page")))
    assert fetch(tmp_path) == f"+ {SENDER}：1-要闻版.txt\n"
    assert files_in(tmp_path) == {"1-要闻版.txt": PAGE}
    import_sources(list(find_sources([tmp_path])), Options())
    assert Article.objects.get().headline == "甲县清理河道"
    assert fetch(tmp_path) == ""
    send(mailbox, letter(("要闻版.txt", PAGE)))
    send(mailbox, letter())
    assert fetch(tmp_path) == f"+ {SENDER}：1-要闻版.txt\n+ {SENDER}：没有版面\n"
    assert len(list(tmp_path.iterdir())) == 1


def test_strangers_and_who_writes_in_a_known_name_are_refused_and_not_asked_again(mailbox, tmp_path):
    send(mailbox, letter(("1.txt", PAGE), sender="stranger@paper.example"))
    send(mailbox, letter(("2.txt", PAGE), checked=CHECKED.replace("dmarc=pass", "dmarc=fail")))
    send(mailbox, letter(("3.txt", PAGE), checked=""))
    send(mailbox, b"From: =?utf-8?b?x?= <%s>\r\n\r\nno mail" % SENDER.encode())
    lines = fetch(tmp_path).splitlines()
    assert [line[0] for line in lines] == ["✗"] * 4
    assert lines[0] == "✗ stranger@paper.example：发件人不在 INBOX_SENDERS 或规则里"
    assert lines[1] == lines[2] == f"✗ {SENDER}：mx.archive.example 没有证实发件人（DMARC）"
    assert files_in(tmp_path) == {} and fetch(tmp_path) == ""


def test_no_file_name_leads_out_of_the_folder(mailbox, tmp_path):
    inside = tmp_path / "pages"
    inside.mkdir()
    send(mailbox, letter(("../../a.txt", b"1"), ("..\\b.txt", b"2"), ("长" * 300 + ".txt", b"3"), (".c.TXT", b"4")))
    fetch(inside)
    assert list(tmp_path.iterdir()) == [inside]
    assert sorted(files_in(inside).values()) == [b"1", b"2", b"3", b"4"]
    assert len(list(find_sources([inside]))) == 4


def test_a_mailbox_that_cannot_be_opened_is_told_without_its_password(mailbox, tmp_path, settings):
    settings.INBOX = inbox(settings.INBOX.port, "wrong")
    with pytest.raises(CommandError, match="信箱没有取成") as failure:
        fetch(tmp_path)
    assert "wrong" not in str(failure.value)
    settings.INBOX = None
    with pytest.raises(CommandError, match="INBOX_URL"):
        fetch(tmp_path)


@pytest.mark.parametrize(
    ("results", "genuine"),
    [
        ([CHECKED], True),
        (["mx.archive.example 1; dmarc=pass\r\n policy.dmarc=none header.from=Paper.Example"], True),
        ([CHECKED, "elsewhere.example; dmarc=fail header.from=paper.example"], True),
        ([], False),
        (["mx.archive.example; none"], False),
        (["elsewhere.example; dmarc=pass header.from=paper.example"], False),
        (["mx.archive.example; dkim=pass header.d=paper.example"], False),
        (["mx.archive.example; dmarc=pass header.from=other.example"], False),
        ([CHECKED, "mx.archive.example; dmarc=fail header.from=paper.example"], False),
        (['mx.archive.example; spf=pass smtp.mailfrom="; dmarc=pass header.from=paper.example ;"@x.example'], False),
        (["mx.archive.example; spf=pass (for (a; dmarc=pass header.from=paper.example ;))"], False),
    ],
)
def test_a_sender_is_genuine_where_the_own_server_says_so(results, genuine):
    assert is_genuine(SENDER, results, "mx.archive.example") is genuine
