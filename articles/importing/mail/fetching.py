"""Pages that come by mail: what a rule asks for of messages, put into a folder and imported."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from email.errors import MessageError
from hashlib import sha256
from imaplib import IMAP4
from pathlib import Path
from ssl import create_default_context
from tempfile import TemporaryDirectory

from django.utils.translation import gettext as _
from imap_tools import AND, BaseMailBox, ImapToolsError, MailBox, MailBoxUnencrypted, MailMessage

from articles.importing.messages import explain
from articles.importing.reader import Options
from articles.importing.run import import_sources
from articles.importing.sources import Source, printable
from articles.text.errors import UnreadableInput
from newsroom.mailing import LEAVE, SEEN, Fate, Inbox, OAuth, Rule

from .pages import fits, pages_of
from .tokens import TokenError, access_token

LARGEST = 64 * 1024 * 1024
"""Bytes of a message; the largest file that is read weighs a third more as an attachment."""
FAILURES = (ImapToolsError, IMAP4.error, OSError, TokenError)
"""What `look` and `fetch` raise where a mailbox cannot be opened or read."""
PATIENCE = 30  # seconds
QUOTED, COMMENT = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL), re.compile(r"\([^()]*\)")
DEEPEST_COMMENT = 5


@dataclass(frozen=True, slots=True)
class Letter:
    """A message: from whom, by the rule of which name which files are kept of it, or why it is refused, and what
    becomes of it in the mailbox. Strangers are senders whom no rule names."""

    sender: str
    subject: str
    fate: Fate
    is_strangers: bool = True
    rule: str = ""
    files: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Judged:
    """A message of the folder that is open, the rule that takes it, and its pages by their file names."""

    uid: str
    letter: Letter
    rule: Rule | None = None
    pages: tuple[tuple[str, bytes], ...] = ()


def look(inbox: Inbox) -> Iterator[Letter]:
    """What would become of each unread message. The mailbox is opened for reading alone. Raises as `fetch` does."""
    with _connected(inbox) as box:
        _log_in(box, inbox)
        for judged in _unread(box, inbox, readonly=True):
            yield judged.letter


def fetch(inbox: Inbox, folder: Path) -> Iterator[Letter]:
    """Take what is unread: a message's pages in a folder of their own, imported unless its rule leaves that to others.

    Only then is the message marked, moved or deleted. What rules leave where it is, is not told.
    Raises FAILURES. What was not marked by then comes again, and changes nothing.
    """
    with _connected(inbox) as box:
        _log_in(box, inbox)
        for judged in _unread(box, inbox, readonly=False):
            letter = judged.letter
            if judged.rule and judged.pages:
                kept = _keep(judged.pages, folder)
                if why := _import(kept, letter.files, judged.rule):
                    letter = replace(letter, why=why, fate=judged.rule.refused)
            if letter.fate != LEAVE:
                _settle(box, judged.uid, letter.fate)
                yield letter


def _connected(inbox: Inbox) -> BaseMailBox:
    if inbox.is_secure:
        return MailBox(inbox.host, inbox.port, PATIENCE, ssl_context=create_default_context())
    return MailBoxUnencrypted(inbox.host, inbox.port, PATIENCE)


def _log_in(box: BaseMailBox, inbox: Inbox) -> None:
    """Log in, and see that every folder is there before the first letter is touched."""
    if isinstance(inbox.credentials, OAuth):
        _show_token(box, inbox.user, access_token(inbox.credentials))
    else:
        box.login(inbox.user, inbox.credentials, None)
    box.client.capabilities = tuple(box.client.capability()[1][0].decode().upper().split())  # many tell all only now
    fates = [inbox.others, *(fate for rule in inbox.rules for fate in (rule.taken, rule.refused))]
    for name in [*(rule.folder for rule in inbox.rules), *(fate.folder for fate in fates if fate.folder)]:
        if not box.folder.exists(name):
            raise ImapToolsError(_("信箱里没有文件夹“{}”，请先建好，或改规则").format(printable(name)))


def _show_token(box: BaseMailBox, user: str, token: str) -> None:
    try:
        box.xoauth2(user, token, None)
    except (ImapToolsError, box.client.error) as error:
        text = _("信箱服务器不认这个令牌（{}）。请看 user 是不是授权的那个信箱，应用和信箱是否都许可 IMAP")
        raise TokenError(text.format(printable(str(error)))) from error


def _unread(box: BaseMailBox, inbox: Inbox, *, readonly: bool) -> Iterator[_Judged]:
    for folder in dict.fromkeys(rule.folder for rule in inbox.rules):
        box.folder.set(folder, readonly=readonly)
        for uid in box.uids(AND(seen=False)):
            yield _judged(box, uid, inbox, folder)


def _settle(box: BaseMailBox, uid: str, fate: Fate) -> None:
    """Mark, move or delete one message and no other: imap-tools' own ways also expunge what somebody else marked."""
    _mark(box, uid, r"(\Seen \Flagged)" if fate.what == "flag" else r"(\Seen)")
    if fate.what == "move" and "MOVE" in box.client.capabilities:
        box.move(uid, fate.folder)
    elif fate.what in ("move", "delete"):
        if fate.folder:
            box.copy(uid, fate.folder)
        _mark(box, uid, r"(\Deleted)")
        if "UIDPLUS" in box.client.capabilities:
            box.client.uid("EXPUNGE", uid)


def _mark(box: BaseMailBox, uid: str, flags: str) -> None:
    answer, said = box.client.uid("STORE", uid, "+FLAGS", flags)
    if answer != "OK":
        raise ImapToolsError(printable(str(said)))


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


def _judged(box: BaseMailBox, uid: str, inbox: Inbox, folder: str) -> _Judged:
    """What the rules say of one message; its body is read only where one asks for it and the sender is genuine."""
    letter = Letter("?", "", inbox.others)
    try:
        (head,) = box.fetch(uid_list=uid, mark_seen=False, headers_only=True)
        letter = replace(letter, sender=printable(head.from_), subject=printable(head.subject))
        known = _known(head, inbox, folder)
        letter = replace(letter, is_strangers=not known)
        asking = [rule for rule in known if fits(head.subject, rule.subjects)]
        if not asking:
            why = _("没有规则收这样的主题") if known else _("发件人不在 INBOX_SENDERS 或规则里")
            return _Judged(uid, replace(letter, why=why))
        letter = replace(letter, rule=asking[0].name, fate=asking[0].refused)
        if why := _refusal(head, inbox):
            return _Judged(uid, replace(letter, why=why))
        (whole,) = box.fetch(uid_list=uid, mark_seen=False)
        return _taken(uid, letter, asking, whole)
    except UnreadableInput as error:
        return _Judged(uid, replace(letter, why="。".join(explain(error))))
    except (MessageError, ValueError, LookupError) as error:
        return _Judged(uid, replace(letter, why=_("信读不出来：{}").format(error)))


def _known(head: MailMessage, inbox: Inbox, folder: str) -> list[Rule]:
    """The rules that ask for letters of this sender in this folder."""
    if len(head.headers.get("from", ())) != 1:
        return []
    return [rule for rule in inbox.rules if rule.folder == folder and fits(head.from_, rule.senders)]


def _refusal(head: MailMessage, inbox: Inbox) -> str:
    if not is_genuine(head.from_, map(str, head.headers.get("authentication-results", ())), inbox.checked_by):
        return _("{} 没有证实发件人（DMARC）").format(inbox.checked_by)
    return _("信太大") if head.size_rfc822 > LARGEST else ""


def _taken(uid: str, letter: Letter, asking: list[Rule], message: MailMessage) -> _Judged:
    """The pages of a message, by the first rule that finds any. Where none does, the message stays, marked as read:
    nothing of it would be kept elsewhere."""
    for rule in asking:
        if pages := pages_of(message, rule):
            files = tuple(name for name, _content in pages)
            return _Judged(uid, replace(letter, rule=rule.name, files=files, fate=rule.taken), rule, pages)
    return _Judged(uid, replace(letter, fate=SEEN))


def _keep(pages: tuple[tuple[str, bytes], ...], folder: Path) -> Path:
    """Put the pages of a message into a new folder, whole or not at all; the same pages of the same names are the same
    folder."""
    told = b"".join(name.encode() + sha256(content).digest() for name, content in pages)
    target = folder / f"mail-{sha256(told).hexdigest()[:16]}"
    with TemporaryDirectory(prefix=".mail-", dir=folder) as hidden:
        made = Path(hidden, "made")
        made.mkdir()
        for name, content in pages:
            (made / name).write_bytes(content)
        if not target.exists():
            made.rename(target)
    return target


def _import(folder: Path, files: tuple[str, ...], rule: Rule) -> str:
    """Import the pages of one message, unless its rule leaves that to others; which of them were refused, and why."""
    if rule.newspaper is None:
        return ""
    sources = [Source(folder / name, printable(f"{folder.name}/{name}")) for name in files]
    report = import_sources(sources, Options(newspaper=rule.newspaper))
    refused = [outcome for outcome in report.outcomes if outcome.status == "refused"]
    return "；".join(f"{outcome.name}：{outcome.reason}。{outcome.remedy}" for outcome in refused)
