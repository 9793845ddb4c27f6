"""Letters with pages, the mailbox that they come to, and how the operator names it."""

from email.message import EmailMessage

USER, PASSWORD, SENDER = "pages@archive.example", "geheim/1", "press@paper.example"
ACCESS_TOKEN = "access/1"
VARIABLE = "PAGES_PASSWORD"
"""Where the password stands of the mailboxes in an operator's file."""
CHECKED = f"mx.archive.example; spf=pass smtp.mailfrom={SENDER}; dmarc=pass (p=NONE dis=NONE) header.from=paper.example"
PAGE = "要闻\n\n2031年5月6日\n\n甲县清理河道\n\n本报讯　连日来，甲县清理河道，疏通沟渠。\n".encode()


def mailbox_table(name, port):
    """A mailbox in the operator's file, at a server of ours."""
    return f"""
[[mailbox]]
name = "{name}"
host = "127.0.0.1"
port = {port}
encrypted = false
user = "{USER}"
password_variable = "{VARIABLE}"
checked_by = "mx.archive.example"
"""


def letter(*files, sender=SENDER, checked=CHECKED, subject="今天的版面"):
    """A message with pages, and with the picture of its signature."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = f"报社 <{sender}>", USER, subject
    if checked:
        made["Authentication-Results"] = checked
    made.set_content("请收。")
    made.add_alternative('<p>请收。<img src="cid:logo"></p>', subtype="html")
    logo = {"maintype": "image", "subtype": "png", "filename": "logo.png", "cid": "<logo>", "disposition": "inline"}
    made.get_payload()[1].add_related(b"no page", **logo)
    for name, content in files:
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


def send(mailbox, message, folder="INBOX"):
    mailbox.append(folder, None, None, message)


def files_in(folder):
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
