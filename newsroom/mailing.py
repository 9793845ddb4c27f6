"""Through which server the site sends mail, and from which mailbox it takes pages; none where nobody has named one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ import Env

FORM = "smtp+tls://用户:密码@主机:587 · smtp+tls://user:password@host:587"
INBOX_FORM = "imaps://用户:密码@主机/INBOX · imaps://user:password@host/INBOX"
PATIENCE = 10  # seconds: a reader waits while a mail is handed over


def mail(env: Env) -> dict[str, Any]:
    """Django's settings for mail, from EMAIL_URL and EMAIL_FROM; nothing without them."""
    if not env.str("EMAIL_URL", default=""):
        return {}
    try:
        server: dict[str, Any] = env.email("EMAIL_URL")
    except (ImproperlyConfigured, ValueError):
        raise ImproperlyConfigured(f"EMAIL_URL: {FORM}") from None  # the cause may quote the password
    sender = env.str("EMAIL_FROM", default="").strip()
    if not re.fullmatch(r"[^\s@<>]+@[^\s@<>]+", sender):
        raise ImproperlyConfigured(f"EMAIL_FROM={sender}: 提醒从哪个邮箱寄出 · the address that alerts come from")
    return {**server, "DEFAULT_FROM_EMAIL": sender, "EMAIL_TIMEOUT": PATIENCE}


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a letter in its mailbox; `folder` is where it is moved."""

    what: Literal["leave", "seen", "flag", "move", "delete"]
    folder: str = ""


LEAVE, SEEN = Fate("leave"), Fate("seen")


@dataclass(frozen=True, slots=True)
class Rule:
    """Which letters are taken, and what of them: the attachments, or their own text. Senders, subjects and attachments
    are patterns with `*` and `?`."""

    name: str
    senders: tuple[str, ...]
    folder: str = "INBOX"
    subjects: tuple[str, ...] = ("*",)
    attachments: tuple[str, ...] = ("*",)
    takes_text: bool = False
    newspaper: str | None = None
    """The paper that the pages are imported as, empty where they print it; None leaves them to another import."""
    taken: Fate = SEEN
    refused: Fate = SEEN


@dataclass(frozen=True, slots=True)
class OAuth:
    """Where access tokens of a mailbox come from, and for what: by a refresh token, kept in a file because servers
    replace it, or without one by what the client itself was granted. `client_secret` and `scope` may be empty."""

    token_url: str
    client_id: str
    client_secret: str
    scope: str
    refresh_token: Path | None


@dataclass(frozen=True, slots=True)
class Inbox:
    """A mailbox, its password or how a token is had instead, the server that tells which of its letters are genuine,
    and the rules by which these are taken.

    `others` is what becomes of letters that no rule asks for."""

    name: str
    host: str
    port: int
    is_secure: bool
    user: str
    credentials: str | OAuth
    checked_by: str
    rules: tuple[Rule, ...] = ()
    others: Fate = LEAVE


def names_a_host(sender: str) -> bool:
    """Whether it is an address, or a pattern of addresses of one host: a wider one would take letters of anybody."""
    return bool(re.fullmatch(r"[^\s@<>]+@[^\s@<>*?\[\]]+", sender))


def inbox(env: Env) -> Inbox | None:
    """The mailbox of INBOX_URL with one rule, of INBOX_SENDERS and INBOX_CHECKED_BY; None without it."""
    if not env.str("INBOX_URL", default=""):
        return None
    try:
        url = urlsplit(env.str("INBOX_URL"))
        is_secure = {"imaps": True, "imap": False}[url.scheme]
        port, host = url.port or (993 if is_secure else 143), url.hostname or ""
    except (KeyError, ValueError):
        raise ImproperlyConfigured(f"INBOX_URL: {INBOX_FORM}") from None  # the cause may quote the password
    if not (host and url.username and url.password):
        raise ImproperlyConfigured(f"INBOX_URL: {INBOX_FORM}")
    senders = tuple(each.strip().lower() for each in env.list("INBOX_SENDERS", default=[]) if each.strip())
    checked_by = env.str("INBOX_CHECKED_BY", default="").strip()
    if not senders or not checked_by or not all(map(names_a_host, senders)):
        raise ImproperlyConfigured("INBOX_SENDERS, INBOX_CHECKED_BY: 收谁的信，由谁验 · whose mail, checked by whom")
    rule = Rule("INBOX_SENDERS", senders, folder=unquote(url.path.strip("/")) or "INBOX")
    user, password = unquote(url.username), unquote(url.password)
    return Inbox("INBOX_URL", host, port, is_secure, user, password, checked_by, (rule,), others=SEEN)
