"""The file of MAILBOXES: which mailboxes there are, how they are opened, and who checks their letters.

Rules stood in it, too, before chief editors kept them; `read_former_rules` brings those over.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.models import MailRule
from newsroom.mailing import LEAVE, SEEN, Fate, Inbox, OAuth

MISSING = object()
SEE = "docs/operations.md"
LONGEST_NAME = 60


class MailboxesError(Exception):
    """A file of mailboxes that cannot be used: which key of it, why, and what to do about it."""

    def __init__(self, place: str, reason: str, remedy: str) -> None:
        super().__init__(_("{place}：{reason}。{remedy}。").format(place=place, reason=reason, remedy=remedy))


def read_mailboxes(path: Path, environment: Mapping[str, str]) -> tuple[Inbox, ...]:
    """The mailboxes of the file, in its order and without rules, with passwords and secrets from the environment.

    Raises MailboxesError.
    """
    tables = _mailboxes(path)
    inboxes = tuple(_inbox(path, each, environment) for each in tables)
    for number, inbox in enumerate(inboxes):
        if inbox.name in {other.name for other in inboxes[:number]}:
            raise tables[number].error("name", _("另有一个信箱也叫“{}”").format(inbox.name), _("请给它们不同的 name"))
    return inboxes


def mailbox_names(path: Path) -> tuple[str, ...]:
    """What the mailboxes of the file are called. No secret is asked for. Raises MailboxesError."""
    return tuple(_name(each, each.text("user"), each.text("host")) for each in _mailboxes(path))


def read_former_rules(path: Path) -> tuple[MailRule, ...]:
    """The rules that stand in the file, named by mailbox and number, not saved. Raises MailboxesError."""
    rules: list[MailRule] = []
    for mailbox in _mailboxes(path):
        name = _name(mailbox, mailbox.text("user"), mailbox.text("host"))
        if "rule" in mailbox:
            rules += [_rule(each, name, number) for number, each in enumerate(mailbox.tables("rule"), 1)]
    return tuple(rules)


def _mailboxes(path: Path) -> list[_Table]:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise MailboxesError(str(path), error.strerror or str(error), _("请改 MAILBOXES 或文件的权限")) from error
    except ValueError as error:  # no UTF-8, or no TOML: it names line and column
        raise MailboxesError(str(path), str(error), _("文件应为 UTF-8 的 TOML，见 {}").format(SEE)) from error
    file = _Table(values, f"{path} ")
    tables = file.tables("mailbox")
    file.close()
    return tables


class _Table:
    """A table of the file, whose keys are taken one after the other; what is left at its close is no key of ours."""

    def __init__(self, values: dict[str, Any], place: str) -> None:
        self._left, self._place = dict(values), place

    def error(self, key: str, reason: str, remedy: str) -> MailboxesError:
        return MailboxesError(f"{self._place}{key}", reason, remedy)

    def value(self, key: str, kind: type, remedy: str, default: Any = MISSING) -> Any:
        value = self._left.pop(key, default)
        if value is MISSING:
            raise self.error(key, _("没有写"), remedy)
        if value is not default and type(value) is not kind:
            raise self.error(key, _("写法不对"), remedy)
        return value

    def text(self, key: str, default: Any = MISSING) -> Any:
        remedy = _("请写成 {}").format(f'{key} = "…"')
        value = self.value(key, str, remedy, default)
        if default is MISSING and not value.strip():
            raise self.error(key, _("没有写"), remedy)
        return value.strip()

    def texts(self, key: str, default: Any = MISSING) -> Any:
        remedy = _("请写成 {}").format(f'{key} = ["…", "…"]')
        values = self.value(key, list, remedy, default)
        if values is default:
            return default
        if not values or not all(isinstance(each, str) and each.strip() for each in values):
            raise self.error(key, _("写法不对"), remedy)
        return tuple(each.strip() for each in values)

    def secret(self, key: str, environment: Mapping[str, str]) -> str:
        """The value of the variable that is named."""
        variable = self.text(key)
        if not environment.get(variable):
            reason = _("环境里没有变量 {}").format(variable)
            raise self.error(key, reason, _("请把密码写进这个环境变量，不要写进文件"))
        return environment[variable]

    def table(self, key: str) -> _Table | None:
        values = self.value(key, dict, _("请写成 {}").format(f"[mailbox.{key}]"), None)
        return None if values is None else _Table(values, f"{self._place}{key}.")

    def __contains__(self, key: str) -> bool:
        return key in self._left

    def tables(self, key: str) -> list[_Table]:
        remedy = _("请写成 {}").format(f"[[{key}]]")
        values = self.value(key, list, remedy)
        if not values or not all(isinstance(each, dict) for each in values):
            raise self.error(key, _("写法不对"), remedy)
        return [_Table(each, f"{self._place}{key}[{number}].") for number, each in enumerate(values, 1)]

    def fate(self, key: str, default: Fate, words: tuple[str, ...] = ("seen", "flag", "delete")) -> Fate:
        """A word, or `{ move = "…" }`."""
        value = self._left.pop(key, default)
        match value:
            case Fate():
                return value
            case str() if value in words:
                return Fate(value)  # type: ignore[arg-type]  # one of the words
            case {"move": str(folder), **rest} if folder.strip() and not rest:
                return Fate("move", folder.strip())
        forms = " · ".join([*(f'"{word}"' for word in words), '{ move = "…" }'])
        raise self.error(key, _("写法不对"), _("请写成其中之一：{}").format(forms))

    def close(self) -> None:
        if self._left:
            raise self.error(next(iter(self._left)), _("没有这个键"), _("请删去或改正，见 {}").format(SEE))


def _name(table: _Table, user: str, host: str) -> str:
    return str(table.text("name", f"{user} {host}"))


def _inbox(path: Path, table: _Table, environment: Mapping[str, str]) -> Inbox:
    if "rule" in table:
        remedy = _("请运行一次 manage.py load_mail_rules {}，再从文件里删去全部 [[mailbox.rule]]").format(path)
        raise table.error("rule", _("规则现在由主编在后台的“来信规则”里保管"), remedy)
    user, host = table.text("user"), table.text("host")
    oauth = table.table("oauth")
    if oauth and "password_variable" in table:
        raise table.error("password_variable", _("和 oauth 只能写一个"), _("请删去其中一个"))
    credentials = _oauth(oauth, environment) if oauth else table.secret("password_variable", environment)
    is_secure = table.value("encrypted", bool, _("请写成 {}").format("encrypted = true"), True)
    port = table.value("port", int, _("请写成 {}").format("port = 993"), 993 if is_secure else 143)
    made = Inbox(
        name=_name(table, user, host),
        host=host,
        port=port,
        is_secure=is_secure,
        user=user,
        credentials=credentials,
        checked_by=table.text("checked_by"),
        others=table.fate("others", LEAVE, ("leave", "seen", "flag", "delete")),
    )
    table.close()
    return made


def _oauth(table: _Table, environment: Mapping[str, str]) -> OAuth:
    url = table.text("token_url")
    if urlsplit(url).scheme != "https":
        raise table.error("token_url", _("写法不对"), _("请写成 {}").format('token_url = "https://…"'))
    file = table.text("refresh_token_file", "")
    has_secret = "client_secret_variable" in table or not file
    made = OAuth(
        token_url=url,
        client_id=table.text("client_id"),
        client_secret=table.secret("client_secret_variable", environment) if has_secret else "",
        scope=table.text("scope", "" if file else MISSING),
        refresh_token=Path(file) if file else None,
    )
    table.close()
    return made


def _rule(table: _Table, mailbox: str, number: int) -> MailRule:
    taken, refused = table.fate("taken", SEEN), table.fate("refused", SEEN)
    made = MailRule(
        name=f"{mailbox} {number}"[-LONGEST_NAME:],
        order=number,
        mailbox=mailbox,
        folder=table.text("folder", "INBOX"),
        senders=list(table.texts("senders")),
        subjects=list(table.texts("subjects", ())),
        attachments=list(table.texts("attachments", ())),
        newspaper=table.text("newspaper", ""),
        taken=taken.what,
        taken_folder=taken.folder,
        refused=refused.what,
        refused_folder=refused.folder,
    )
    table.close()
    try:
        made.full_clean(validate_unique=False)
    except ValidationError as error:
        key, (why, *_others) = next(iter(error.message_dict.items()))
        raise table.error(key, why.rstrip("。"), _("请改正这个键")) from error
    return made
