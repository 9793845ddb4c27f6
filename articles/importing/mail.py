"""Pages that come by mail: the attachments of messages from known senders, put into a folder that is imported."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.errors import MessageError
from hashlib import sha256
from pathlib import Path
from ssl import create_default_context
from tempfile import TemporaryDirectory

from django.utils.translation import gettext as _
from imap_tools import AND, BaseMailBox, MailAttachment, MailBox, MailBoxUnencrypted, MailMessage, MailMessageFlags

from newsroom.mailing import Inbox

from .sources import SUFFIXES, printable

LARGEST = 64 * 1024 * 1024
"""Bytes of a message; the largest file that is read weighs a third more as an attachment."""
LONGEST_NAME = 60
"""Characters of at most four bytes each; a file name may have 255 of these."""
PATIENCE = 30  # seconds
QUOTED, COMMENT = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL), re.compile(r"\([^()]*\)")
DEEPEST_COMMENT = 5


@dataclass(frozen=True, slots=True)
class Letter:
    """A message: from whom, which files were kept of it, or why it was refused."""

    sender: str
    files: tuple[str, ...] = ()
    why: str = ""


def fetch(inbox: Inbox, folder: Path) -> Iterator[Letter]:
    """Take what is unread, and mark it as read when its files are in the folder, each message's in one of its own.

    Raises OSError, IMAP4.error and ImapToolsError. What was not marked by then comes again, and changes nothing.
    """
    with _connected(inbox) as box:
        box.login(inbox.user, inbox.password, inbox.folder)
        for uid in box.uids(AND(seen=False)):
            try:
                letter = _take(box, uid, inbox, folder)
            except (MessageError, ValueError, LookupError) as error:
                letter = Letter("?", why=_("信读不出来：{}").format(error))
            box.flag(uid, MailMessageFlags.SEEN, True)
            yield letter


def _connected(inbox: Inbox) -> BaseMailBox:
    if inbox.is_secure:
        return MailBox(inbox.host, inbox.port, PATIENCE, ssl_context=create_default_context())
    return MailBoxUnencrypted(inbox.host, inbox.port, PATIENCE)


def is_genuine(sender: str, results: Iterable[str], checked_by: str) -> bool:
    """Whether the server that received a message says, in headers of its name (RFC 8601), that DMARC passed for the
    sender's domain. Anybody can write a From line; a server removes what others wrote in its name."""
    asked = {"dmarc=pass", f"header.from={sender.rpartition('@')[2]}".lower()}
    verdicts = []
    for result in results:
        server, *found = (part.split() for part in _bare(result).lower().split(";"))
        if server[:1] == [checked_by.lower()]:
            verdicts += [words for words in found if words and words[0].startswith("dmarc=")]
    return bool(verdicts) and all(asked <= set(words) for words in verdicts)


def _bare(header: str) -> str:
    """The header without quoted words and comments, in which a server repeats what strangers wrote."""
    text = QUOTED.sub(" ", header)
    for _depth in range(DEEPEST_COMMENT):
        text = COMMENT.sub(" ", text)
    return text


def _take(box: BaseMailBox, uid: str, inbox: Inbox, folder: Path) -> Letter:
    """Keep the pages of one message. Raises MessageError, ValueError or LookupError for what is no mail."""
    (head,) = box.fetch(uid_list=uid, mark_seen=False, headers_only=True)
    sender, why = printable(head.from_), _refusal(head, inbox)
    if why:
        return Letter(sender, why=why)
    (whole,) = box.fetch(uid_list=uid, mark_seen=False)
    return Letter(sender, _keep(whole, folder))


def _refusal(head: MailMessage, inbox: Inbox) -> str:
    if len(head.headers.get("from", ())) != 1 or head.from_.lower() not in inbox.senders:
        return _("发件人不在 INBOX_SENDERS 里")
    if not is_genuine(head.from_, map(str, head.headers.get("authentication-results", ())), inbox.checked_by):
        return _("{} 没有证实发件人（DMARC）").format(inbox.checked_by)
    return _("信太大") if head.size_rfc822 > LARGEST else ""


def _keep(message: MailMessage, folder: Path) -> tuple[str, ...]:
    """Put the pages of a message into a new folder, whole or not at all; the same attachments are the same folder."""
    attached = [each for each in message.attachments if _is_page(each)]
    pages = [(_name(number, each), each.payload) for number, each in enumerate(attached, 1)]
    target = folder / f"mail-{sha256(b''.join(content for _name, content in pages)).hexdigest()[:16]}"
    with TemporaryDirectory(prefix=".mail-", dir=folder) as hidden:
        made = Path(hidden, "made")
        made.mkdir()
        for name, content in pages:
            (made / name).write_bytes(content)
        if pages and not target.exists():
            made.rename(target)
    return tuple(name for name, _content in pages)


def _is_page(attachment: MailAttachment) -> bool:
    """Whether it may be a page, and is no picture that belongs to the letter itself, such as a signature's."""
    is_attached = attachment.content_disposition == "attachment" or not attachment.content_id
    return is_attached and Path(attachment.filename).suffix.lower() in SUFFIXES


def _name(number: int, attachment: MailAttachment) -> str:
    name = "".join(char if char.isprintable() and char not in "/\\" else "_" for char in attachment.filename)
    return f"{number}-{name[-LONGEST_NAME:]}"
