"""A register's CSV file: its lines, checked by themselves, and those refused with the reason and the remedy."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

from articles.importing.messages import explain
from articles.models import RegisteredTerm
from articles.text.decode import decode
from articles.text.errors import UnreadableInput
from articles.text.fold import fold

COLUMNS = {
    "name": "姓名",
    "office": "职务",
    "place": "地方",
    "from": "到任",
    "to": "离任",
    "source": "来源",
    "source_url": "来源网址",
    "source_date": "来源日期",
    "person": "区别",
}
"""The columns, under either name."""
OPTIONAL = ("source_url", "person")
NAME = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]+(?:·[\u3400-\u9fff\U00020000-\U0003ffff]+)*")
LONGEST_NAME = 20
WHITE = re.compile(r"\s+")


class RegisterError(Exception):
    """A file of which no line can be used: what is wrong, and what to do about it."""

    def __init__(self, file: str, reason: str, remedy: str) -> None:
        super().__init__(_("{place}：{reason}。{remedy}。").format(place=file, reason=reason, remedy=remedy))


class LineError(Exception):
    """A line that cannot be used."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason, self.remedy = reason, remedy


@dataclass(frozen=True, slots=True)
class Refused:
    """The number of a line that was left out, why, and what to do about it."""

    number: int
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Line:
    """One term as the file tells it, its days and source checked, office and place not yet."""

    number: int
    name: str
    office: str
    place: str
    person: str
    since: str
    until: str
    source_title: str
    source_url: str
    source_date: str


def read_lines(data: bytes, file: str) -> tuple[list[Line], list[Refused]]:
    """The lines of a file, and those refused. Raises RegisterError where the file as a whole cannot be used."""
    lines, refused = [], []
    for number, values in _records(data, file):
        try:
            if values is None:
                raise LineError(_("列数与第一行不同"), _("请补齐或删去多余的逗号"))
            lines.append(_line(number, values))
        except LineError as error:
            refused.append(Refused(number, error.reason, error.remedy))
    return lines, refused


def _records(data: bytes, file: str) -> Iterator[tuple[int, dict[str, str] | None]]:
    """The number and the values of each line that is not empty, by the English names of the columns; None for the
    values where there are more or fewer than columns."""
    try:
        text, _encoding = decode(data)
    except UnreadableInput as error:
        raise RegisterError(file, *explain(error)) from error
    reader = csv.reader(io.StringIO(text), strict=True)
    english = {word: name for name, chinese in COLUMNS.items() for word in (name, chinese)}
    try:
        columns = [english.get(word.strip(), "") for word in next(reader, [])]
        if missing := [name for name in COLUMNS if name not in columns and name not in OPTIONAL]:
            named = "、".join(f"{COLUMNS[name]}（{name}）" for name in missing)
            remedy = _("第一行应为 {columns}").format(columns=",".join(COLUMNS.values()))
            raise RegisterError(file, _("缺少列 {columns}").format(columns=named), remedy)
        for record in reader:
            values = dict(zip(columns, map(str.strip, record), strict=False))
            if any(map(str.strip, record)):
                fits = len(record) == len(columns)
                yield reader.line_num, {name: values.get(name, "") for name in COLUMNS} if fits else None
    except csv.Error as error:
        reason = _("第 {number} 行：CSV 格式有误：{error}").format(number=reader.line_num, error=error)
        raise RegisterError(file, reason, _("请检查引号与逗号")) from error


def _line(number: int, values: dict[str, str]) -> Line:
    for name in ("name", "office", "place", "from", "source", "source_date"):
        if not values[name]:
            raise LineError(
                _("缺“{column}”").format(column=COLUMNS[name]), _("请填写；只有离任、来源网址与区别可以留空")
            )
    line = Line(
        number=number,
        name=_name(values["name"]),
        office=_fitting("office", WHITE.sub("", values["office"])),
        place=values["place"],
        person=values["person"],
        since=values["from"],
        until=values["to"],
        source_title=_fitting("source_title", values["source"]),
        source_url=_url(values["source_url"]),
        source_date=values["source_date"],
    )
    try:
        RegisteredTerm(since=line.since, until=line.until, source_date=line.source_date).clean()
    except ValidationError as error:
        raise LineError("；".join(error.messages), _("请按来源改正")) from error
    return line


def _name(text: str) -> str:
    name = WHITE.sub("", fold(text))
    if not NAME.fullmatch(name) or not 1 < len(name) <= LONGEST_NAME:
        raise LineError(_("“{name}”不是一个姓名").format(name=text[:LONGEST_NAME]), _("每行写一个人的汉字姓名"))
    return name


def _fitting(column: str, text: str) -> str:
    field: Any = RegisteredTerm._meta.get_field(column)
    longest = field.max_length
    if len(text) > longest:
        raise LineError(_("“{text}…”太长").format(text=text[:20]), _("请缩到 {count} 字以内").format(count=longest))
    return text


def _url(text: str) -> str:
    """The address with all that is not plain escaped, so that it can stand anywhere."""
    if not text:
        return ""
    url = _fitting("source_url", iri_to_uri(text))
    try:
        RegisteredTerm._meta.get_field("source_url").run_validators(url)
        known = urlsplit(url).scheme in ("http", "https")
    except (ValidationError, ValueError):
        known = False
    if not known:
        remedy = _("请写完整的网址，以 http:// 或 https:// 开头，或留空")
        raise LineError(_("“{url}”不是网址").format(url=text[:60]), remedy)
    return url
