"""Which part of a message is the page: attachments of some names, or the text of the letter itself."""

from __future__ import annotations

from collections.abc import Iterable
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from fnmatch import fnmatchcase
from pathlib import Path
from typing import cast

from imap_tools import MailAttachment, MailMessage

from articles.importing.sources import SUFFIXES
from articles.reading.epaper.markup import printed_lines, refuse_nesting
from articles.text.decode import decode
from articles.text.errors import UnreadableInput
from newsroom.mailing import Rule

LONGEST_NAME = 60
"""Characters of at most four bytes each; a file name may have 255 of these."""
LARGEST_HTML = 1024 * 1024
"""Characters; a letter without any other text has some ten thousand."""


def pages_of(message: MailMessage, rule: Rule) -> tuple[tuple[str, bytes], ...]:
    """The pages that the rule finds in a message, each with the name of its file. Raises UnreadableInput."""
    if rule.takes_text:
        text = _own_text(message)
        found = [(_text_name(message), text.encode())] if text.strip() else []
    else:
        attached = [each for each in message.attachments if _is_page(each) and fits(each.filename, rule.attachments)]
        found = [(each.filename, each.payload) for each in attached]
    return tuple((_file_name(number, name), content) for number, (name, content) in enumerate(found, 1))


def fits(text: str, patterns: Iterable[str]) -> bool:
    """Whether one of the patterns fits the whole text, in large or small letters."""
    return any(fnmatchcase(text.casefold(), pattern.casefold()) for pattern in patterns)


def _own_text(message: MailMessage) -> str:
    """The letter's plain text, or what its HTML says where it has none; nothing of letters that are attached to it."""
    whole = cast(EmailMessage, message_from_bytes(bytes(message.obj), policy=default))
    plain = _part(whole, "plain")
    if plain.strip():
        return plain
    markup = _part(whole, "html")
    if len(markup) > LARGEST_HTML:
        raise UnreadableInput("too_large", size=len(markup), limit=LARGEST_HTML)
    refuse_nesting(markup)
    return "\n".join(line.text for line in printed_lines(markup))


def _part(whole: EmailMessage, kind: str) -> str:
    """What the part says, by the encoding that it names, or by the one that its bytes are where they are not of it."""
    part = whole.get_body((kind,))
    content = part.get_payload(decode=True) if part else b""
    if part is None or not isinstance(content, bytes) or not content.strip():
        return ""
    try:
        return content.decode(part.get_content_charset("utf-8"))
    except (LookupError, UnicodeDecodeError):
        return decode(content)[0]


def _text_name(message: MailMessage) -> str:
    """Subject and day of the letter. The day has no year, so that none takes it for the day of the page: papers send
    them the evening before, too."""
    day = message.date
    return f"{message.subject}（{day.month}月{day.day}日来信）.txt" if message.date_str else f"{message.subject}.txt"


def _is_page(attachment: MailAttachment) -> bool:
    """Whether it may be a page, and is no picture that belongs to the letter itself, such as a signature's."""
    is_attached = attachment.content_disposition == "attachment" or not attachment.content_id
    return is_attached and Path(attachment.filename).suffix.lower() in SUFFIXES


def _file_name(number: int, given: str) -> str:
    name = "".join(char if char.isprintable() and char not in "/\\" else "_" for char in given)
    return f"{number}-{name[-LONGEST_NAME:]}"
